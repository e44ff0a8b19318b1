// Times the record's writers and readers on records of real reports (nianbao extract … > records.jsonl).
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "normalize/form_loader.h"
#include "records/json_reader.h"
#include "records/json_writer.h"
#include "records/record_sink.h"
#include "records/report_store.h"

namespace {

using nianbao::Record;

constexpr int kCopies = 3000;

/// CPU time of this process: other work on the machine does not count.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void print_figure(const char* what, double seconds, std::size_t count) {
  std::printf("  %-12s %8.1f us a record\n", what, seconds * 1e6 / static_cast<double>(count));
}

std::vector<Record> read_lines(const char* path, std::vector<std::string>& lines) {
  std::vector<Record> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line); lines.push_back(line)) {
    auto record = nianbao::parse_json_line(line);
    if (!record) {
      std::fprintf(stderr, "%s\n", record.error().message.c_str());
      continue;
    }
    out.push_back(std::move(*record));
  }
  return out;
}

/// The record under a digest of its own; digests spread as those of different files do.
Record copy_of(const Record& record, int i) {
  Record out = record;
  char digits[17];
  std::snprintf(digits, sizeof(digits), "%016llx", static_cast<unsigned long long>(i + 1) * 0x9E3779B97F4A7C15ULL);
  out.record_id = out.document.sha256 = std::string(digits) + std::string(48, '0');
  out.document.source += std::to_string(i);
  return out;
}

void time_store(const std::vector<Record>& records, const std::string& path, const std::vector<nianbao::Form>& forms) {
  auto store = nianbao::ReportStore::open(path, forms, {});
  if (!store) return void(std::fprintf(stderr, "%s\n", store.error().message.c_str()));
  double copying = 0;
  double start = cpu_seconds();
  for (int i = 0; i < kCopies; ++i) {
    const double before = cpu_seconds();
    const std::vector<Record> copies{copy_of(records[static_cast<std::size_t>(i) % records.size()], i)};
    const nianbao::SeenFile file{"/" + copies[0].document.source, copies[0].document.source, "", 0};
    copying += cpu_seconds() - before;
    if (auto added = (*store)->add(file, copies); !added) std::fprintf(stderr, "%s\n", added.error().message.c_str());
  }
  if (auto done = (*store)->finish(nianbao::RunOutcome::done, ""); !done) std::fprintf(stderr, "%s\n", done.error().message.c_str());
  print_figure("SQLite", cpu_seconds() - start - copying, kCopies);
}

void time_sink(const char* what, const std::vector<Record>& records,
               nianbao::Result<std::unique_ptr<nianbao::RecordSink>> sink) {
  if (!sink) return void(std::fprintf(stderr, "%s\n", sink.error().message.c_str()));
  double start = cpu_seconds();
  for (int i = 0; i < kCopies; ++i) {
    const Record record = copy_of(records[static_cast<std::size_t>(i) % records.size()], i);
    if (auto added = (*sink)->add(record); !added) std::fprintf(stderr, "%s\n", added.error().message.c_str());
  }
  if (auto finished = (*sink)->finish(); !finished) std::fprintf(stderr, "%s\n", finished.error().message.c_str());
  print_figure(what, cpu_seconds() - start, kCopies);
}

void measure(const char* path, const std::string& folder) {
  std::vector<std::string> lines;
  std::vector<Record> records = read_lines(path, lines);
  if (records.empty()) return;
  std::size_t bytes = 0, values = 0;
  for (const std::string& line : lines) bytes += line.size();
  for (const Record& record : records) values += record.values.size();
  std::printf("%s: %zu records, %zu bytes and %zu values each\n", path, records.size(), bytes / records.size(),
              values / records.size());
  double start = cpu_seconds();
  std::string line;
  for (int i = 0; i < kCopies; ++i) {
    line.clear();
    nianbao::append_json_line(records[static_cast<std::size_t>(i) % records.size()], line);
  }
  print_figure("JSON write", cpu_seconds() - start, kCopies);
  start = cpu_seconds();
  for (int i = 0; i < kCopies; ++i) (void)nianbao::parse_json_line(lines[static_cast<std::size_t>(i) % lines.size()]);
  print_figure("JSON read", cpu_seconds() - start, kCopies);
  std::vector<nianbao::Form> forms = nianbao::builtin_forms();
  time_sink("CSV", records, nianbao::open_csv_folder(folder + "/csv", forms, {}));
  time_store(records, folder + "/store.sqlite", forms);
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: nianbao-bench-records RECORDS.jsonl...\n");
    return 1;
  }
  std::string folder =
      (std::filesystem::temp_directory_path() / ("nianbao-bench-" + std::to_string(::getpid()))).string();
  for (int i = 1; i < argc; ++i) {
    std::filesystem::create_directories(folder);
    measure(argv[i], folder);
  }
}
