#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/file_result.h"
#include "model/form.h"
#include "model/result.h"
#include "records/record_sink.h"
#include "records/report_store.h"

namespace nianbao {

enum class OutputFormat { jsonl, csv, sqlite };
std::optional<OutputFormat> parse_output_format(std::string_view name);

/// The format that a path asks for: `.jsonl`, `.sqlite`; a folder that exists, a path that ends in `/`, or
/// one without an ending is a folder of CSV. None for any other ending.
std::optional<OutputFormat> format_of_path(const std::string& path);

/// Where the records of a run go.
class Output {
 public:
  virtual ~Output() = default;
  /// Adds the lines of one file.
  virtual Result<void> add(const FileResult& result) = 0;
  /// Makes durable what was added, where that can be done before the end.
  virtual Result<void> commit() { return {}; }
  /// Puts everything under its final name. Without it, nothing is left behind (but for what standard output took, and what
  /// a store has committed).
  virtual Result<void> finish(RunOutcome outcome) = 0;

  /// Files that failed and had not failed so before; only a store remembers, elsewhere each failure is new.
  std::size_t new_failures() const { return new_failures_; }

 protected:
  std::size_t new_failures_ = 0;
};

/// Opens an output of lines or of CSV. An empty `path` is `stdout_descriptor`, which takes JSONL only. Errors: output_failed,
/// with the path and what can be done.
Result<std::unique_ptr<Output>> open_output(const std::string& path, OutputFormat format, int stdout_descriptor,
                                            const std::vector<Form>& forms, const SinkOptions& options);

/// Adds to a store, which outlives it.
std::unique_ptr<Output> output_to_store(ReportStore& store);

}  // namespace nianbao
