#include "cli/one_file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <optional>
#include <utility>

#include "cli/confinement.h"
#include "cli/converted_inputs.h"
#include "cli/extract_run.h"
#include "cli/listed_inputs.h"
#include "cli/regular_file.h"
#include "cli/stdout_guard.h"
#include "cli/worker_pool.h"
#include "records/json_reader.h"

namespace nianbao {
namespace {

/// Passes on the item of that path alone, and notes why it does not come.
class OneOf : public InputStream {
 public:
  OneOf(InputStream& items, const std::string& path) : items_(items), path_(path) {}

  State look() override {
    while (!next_ && !over_) {
      const State state = items_.look();
      if (state == State::waiting) return state;
      if (state == State::ended) over_ = true;
      else sort_out(items_.take());
    }
    return next_ ? State::ready : State::ended;
  }
  InputItem take() override {
    over_ = true;
    return *std::exchange(next_, std::nullopt);
  }
  int descriptor() const override { return items_.descriptor(); }

  /// After the end, where it was not there.
  std::optional<Error> error() const {
    if (names_.empty()) return error_;
    return Error{ErrorCode::unsupported_kind, path_, "this is an archive; name one of its files, as in " + path_ + "!/NAME. In it: " + names_};
  }

 private:
  void sort_out(InputItem item) {
    constexpr int kNamed = 10;
    const bool is_it = item.file.path == path_, is_around_it = path_.starts_with(item.file.path);
    if (item.error && is_around_it) error_ = Error{item.error->code, path_, item.error->message};
    else if (is_it) next_ = std::move(item);
    else if (++others_ <= kNamed) names_ += (names_.empty() ? "" : ", ") + item.file.path.substr(std::min(path_.size() + 2, item.file.path.size()));
    else names_ += ", …";
    over_ = error_.has_value() || others_ > kNamed;
  }

  InputStream& items_;
  const std::string& path_;
  std::optional<InputItem> next_;
  std::optional<Error> error_;
  std::string names_;
  int others_ = 0;
  bool over_ = false;
};

Result<std::vector<Record>> parse_records(const std::string& path, std::string_view lines) {
  std::vector<Record> out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    auto record = parse_json_line(lines.substr(0, end));
    if (!record) return Failure({ErrorCode::crashed, path, "the process that read it answered with what is no record"});
    out.push_back(std::move(*record));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return out;
}

}  // namespace

Result<FileResult> read_one_file(const std::string& path, ProcessOptions how) {
  if (!find_member_path(path))
    if (auto file = RegularFile::open(path, how.max_bytes); !file) return Failure(file.error());
  const StdoutGuard guard;
  if (auto confined = try_confinement(); !confined) {
    std::cerr << "nianbao: " << confined.error().message << "; it goes on without\n";
    how.confined = false;
  }
  const auto processes = start_processes(how);
  if (!processes) return Failure({ErrorCode::crashed, path, std::string("no process can be started: ") + std::strerror(errno)});
  ListedInputs listed({{path, path}}, ArchiveLimits{}, how.limits.seconds, *processes);
  OneOf only(listed, path);
  ConvertedInputs inputs(only, how.office, *processes);
  Result<FileResult> out = Failure({ErrorCode::internal, path, "nothing came out of the file"});
  std::optional<Error> lost;
  PoolCalls calls;
  calls.hire = [&] { return processes->make(kReads); };
  calls.died = [&](const InputItem&, const Error& error) { return lost = Error{error.code, path, error.message}, FileResult{}; };
  calls.write = [&](const FileResult& result) { return out = result, true; };
  calls.waiting = [] {};
  PoolOptions pool;
  pool.limits = how.limits;
  const std::atomic<bool> never{false};
  run_pool(inputs, pool, calls, never);
  if (!lost) lost = only.error();
  if (lost) return Failure(*lost);
  return out;
}

Result<std::vector<Record>> records_of_file(const std::string& path, const FormSet& forms, PipelineOptions pipeline) {
  pipeline.read.allow_conversion = false;  // is done by a process of its own
  const PreparedForms prepared(forms.forms);
  const auto result = read_one_file(path, processes_of_run({}, prepared, pipeline));
  if (!result) return Failure(result.error());
  return parse_records(path, result->lines);
}

}  // namespace nianbao
