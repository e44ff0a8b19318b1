#include "cli/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "cli/file_state.h"
#include "records/json_reader.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

Failure output_failure(const std::string& place, const std::string& message) {
  return Failure({ErrorCode::output_failed, place, message});
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      return output_failure(name, errno == EPIPE ? "the reader of the output has closed it"
                                                 : std::string("cannot be written: ") + std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

bool has_failed(const FileResult& result) { return result.tally.of(RecordStatus::failed) > 0; }

class StandardOutput : public Output {
 public:
  explicit StandardOutput(int descriptor) : descriptor_(descriptor) {}
  Result<void> add(const FileResult& result) override {
    new_failures_ += has_failed(result);
    return write_all(descriptor_, result.lines, "standard output");
  }
  Result<void> finish(RunOutcome) override { return {}; }

 private:
  int descriptor_;
};

/// Writes beside the final file, so that a run that breaks off leaves the former one as it was.
class LinesFile : public Output {
 public:
  explicit LinesFile(const std::string& path)
      : path_(path), partial_(path + ".partial-" + std::to_string(::getpid())) {}
  ~LinesFile() override {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(partial_.c_str());
  }

  Result<void> open() {
    descriptor_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) return output_failure(path_, std::string("cannot be created: ") + std::strerror(errno));
    return {};
  }
  Result<void> add(const FileResult& result) override {
    new_failures_ += has_failed(result);
    return write_all(descriptor_, result.lines, path_);
  }
  Result<void> finish(RunOutcome) override {
    const bool kept = ::fsync(descriptor_) == 0 && ::rename(partial_.c_str(), path_.c_str()) == 0;
    if (!kept) return output_failure(path_, std::string("cannot be put in place: ") + std::strerror(errno));
    ::close(descriptor_);
    descriptor_ = -1;
    return {};
  }

 private:
  std::string path_, partial_;
  int descriptor_ = -1;
};

/// Reads the lines back: what reaches a dataset has been through the contract's own text.
Result<std::vector<Record>> read_lines(std::string_view lines) {
  std::vector<Record> out;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    auto record = parse_json_line(lines.substr(0, end));
    if (!record) return Failure(record.error());
    out.push_back(std::move(*record));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return out;
}

class SinkOutput : public Output {
 public:
  explicit SinkOutput(std::unique_ptr<RecordSink> sink) : sink_(std::move(sink)) {}

  Result<void> add(const FileResult& result) override {
    new_failures_ += has_failed(result);
    const auto records = read_lines(result.lines);
    if (!records) return Failure(records.error());
    for (const Record& record : *records)
      if (auto added = sink_->add(record); !added) return added;
    return {};
  }
  Result<void> finish(RunOutcome) override { return sink_->finish(); }

 private:
  std::unique_ptr<RecordSink> sink_;
};

class StoreOutput : public Output {
 public:
  explicit StoreOutput(ReportStore& store) : store_(store) {}

  Result<void> add(const FileResult& result) override {
    const auto records = read_lines(result.lines);
    if (!records) return Failure(records.error());
    if (records->empty()) return {};
    new_failures_ += is_new_failure(store_.find_file(result.seen), records->front());
    return store_.add(result.seen, *records);
  }
  Result<void> commit() override { return store_.commit(); }
  Result<void> finish(RunOutcome outcome) override { return store_.finish(outcome, utc_now()); }

 private:
  ReportStore& store_;
};

Result<std::unique_ptr<Output>> open_sink(Result<std::unique_ptr<RecordSink>> sink) {
  if (!sink) return Failure(sink.error());
  return std::make_unique<SinkOutput>(std::move(*sink));
}

}  // namespace

std::optional<OutputFormat> parse_output_format(std::string_view name) {
  if (name == "jsonl") return OutputFormat::jsonl;
  if (name == "csv") return OutputFormat::csv;
  if (name == "sqlite") return OutputFormat::sqlite;
  return std::nullopt;
}

std::optional<OutputFormat> format_of_path(const std::string& path) {
  std::error_code ignored;
  const fs::path name(path);
  if (!name.has_filename() || fs::is_directory(name, ignored)) return OutputFormat::csv;
  const std::string ending = name.extension().string();
  if (ending.empty()) return OutputFormat::csv;
  if (ending == ".jsonl") return OutputFormat::jsonl;
  if (ending == ".sqlite") return OutputFormat::sqlite;
  return std::nullopt;
}

Result<std::unique_ptr<Output>> open_output(const std::string& path, OutputFormat format, int stdout_descriptor,
                                            const std::vector<Form>& forms, const SinkOptions& options) {
  if (path.empty()) return std::make_unique<StandardOutput>(stdout_descriptor);
  if (format == OutputFormat::csv) return open_sink(open_csv_folder(path, forms, options));
  auto file = std::make_unique<LinesFile>(path);
  if (auto opened = file->open(); !opened) return Failure(opened.error());
  return file;
}

std::unique_ptr<Output> output_to_store(ReportStore& store) { return std::make_unique<StoreOutput>(store); }

}  // namespace nianbao
