#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"
#include "model/result.h"
#include "records/record_sink.h"

namespace nianbao {

enum class OutputFormat { jsonl, csv, sqlite };
std::optional<OutputFormat> parse_output_format(std::string_view name);

/// The format that a path asks for: `.jsonl`, `.sqlite`; a folder that exists, a path that ends in `/`, or
/// one without an ending is a folder of CSV. None for any other ending.
std::optional<OutputFormat> format_of_path(const std::string& path);

/// Where the JSON lines of a run go.
class Output {
 public:
  virtual ~Output() = default;
  /// Adds the lines of one file.
  virtual Result<void> add(std::string_view lines) = 0;
  /// Puts everything under its final name. Without it, nothing is left behind (but for what standard output took).
  virtual Result<void> finish() = 0;
};

/// Opens the output. An empty `path` is `stdout_descriptor`, which takes JSONL only. Errors: output_failed, with the
/// path and what can be done.
Result<std::unique_ptr<Output>> open_output(const std::string& path, OutputFormat format, int stdout_descriptor,
                                            const std::vector<Form>& forms, const SinkOptions& options);

}  // namespace nianbao
