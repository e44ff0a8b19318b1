#include "tests/accuracy/reading.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "tests/accuracy/json_file.h"

namespace nianbao::accuracy {

namespace {

/// The rules whose findings say that a sum is wrong.
bool is_sum_rule(const std::string& rule) {
  static const std::set<std::string> rules = {"requests.balance", "requests.processed_sum",  "requests.row_total",
                                              "review.total",     "litigation_direct.total", "litigation_after_review.total"};
  return rules.count(rule) > 0;
}

void read_value(const rapidjson::Value& json, Reading& reading) {
  ReadValue value;
  value.status = text_of(member(json, "status"));
  if (value.status == "missing") return;
  value.value = decimal_of(member(json, "value"));
  value.raw = text_of(member(json, "raw"));
  value.confidence = text_of(member(json, "confidence"));
  const std::string page = text_of(member(json, "page"));
  if (!page.empty()) value.page = std::stoi(page);
  const rapidjson::Value& box = member(json, "bbox");
  if (box.IsArray() && box.Size() == 4) {
    const auto at = [&](rapidjson::SizeType i) { return std::stod(text_of(box[i])); };
    value.bbox = Box{at(0), at(1), at(2), at(3)};
  }
  const std::string field = text_of(member(json, "field")), instance = text_of(member(json, "instance"));
  const bool again = (!instance.empty() && instance != "1") || reading.values.count(field) > 0;
  reading.values[again ? field + "#again" : field] = value;
}

void read_report(const rapidjson::Value& json, Reading& reading) {
  reading.status = text_of(member(json, "status"));
  const std::string pages = text_of(member(member(json, "document"), "pages"));
  if (!pages.empty()) reading.pages = std::stoi(pages);
  reading.error = text_of(member(member(json, "error"), "message"));
  const rapidjson::Value& report = member(json, "report");
  reading.form = text_of(member(report, "form"));
  reading.unit = text_of(member(report, "unit"));
  if (!member(report, "year").IsNull()) reading.year = std::stoi(text_of(member(report, "year")));
  if (!member(json, "values").IsArray() || !member(json, "findings").IsArray()) return;
  for (const rapidjson::Value& value : member(json, "values").GetArray()) read_value(value, reading);
  for (const rapidjson::Value& finding : member(json, "findings").GetArray()) {
    const std::string id = text_of(member(finding, "id"));
    reading.findings.insert(id);
    if (is_sum_rule(text_of(member(finding, "rule")))) reading.sum_findings.insert(id);
  }
}

/// Processor time of all processes that have ended and were waited for.
double children_seconds() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Standard output of a program.
std::string output_of(const std::vector<std::string>& command) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(ends[1]);
  std::string out;
  std::array<char, 65536> buffer;
  for (ssize_t got = 0; (got = read(ends[0], buffer.data(), buffer.size())) > 0;) {
    out.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) throw std::runtime_error("cannot run " + command.front());
  return out;
}

}  // namespace

const Reading& Reading::record(int n) const {
  static const Reading none;
  if (n == 1) return *this;
  return n - 2 < static_cast<int>(further.size()) ? further[static_cast<std::size_t>(n - 2)] : none;
}

void add_record(const std::string& line, std::map<std::string, Reading>& readings) {
  const rapidjson::Document json = parsed_json(line, "the program's output");
  Reading& reading = readings[text_of(member(member(json, "document"), "source"))];
  if (++reading.records == 1) return read_report(json, reading);
  reading.further.emplace_back().records = 1;
  read_report(json, reading.further.back());
}

std::map<std::string, Reading> run_program(const std::string& program, const std::vector<std::string>& options,
                                           const std::vector<std::string>& files, Cost* cost) {
  constexpr std::size_t kAtATime = 400;
  std::map<std::string, Reading> out;
  const double before = children_seconds();
  for (std::size_t from = 0; from < files.size(); from += kAtATime) {
    std::vector<std::string> command = {program, "extract"};
    command.insert(command.end(), options.begin(), options.end());
    const std::size_t to = std::min(files.size(), from + kAtATime);
    for (std::size_t i = from; i < to; ++i) command.push_back(files[i]);
    const std::string lines = output_of(command);
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      if (end > at) add_record(lines.substr(at, end - at), out);
      at = end + 1;
    }
  }
  if (cost != nullptr) cost->cpu_seconds += children_seconds() - before;
  return out;
}

}  // namespace nianbao::accuracy
