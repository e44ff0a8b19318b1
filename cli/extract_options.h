#pragma once

#include <string>
#include <variant>
#include <vector>

#include "cli/output.h"
#include "cli/worker_pool.h"
#include "extract/read_document.h"
#include "records/record_sink.h"

namespace nianbao {

/// What `nianbao extract` was asked to do.
struct ExtractOptions {
  std::vector<std::string> inputs;
  std::string output;  ///< empty: standard output
  OutputFormat format = OutputFormat::jsonl;
  std::string forms_folder, assume_form;
  SinkOptions sink;
  PoolOptions pool;
  OcrMode ocr = OcrMode::automatic;
  bool prose = true;     ///< of scans
  std::string tessdata;  ///< empty: the system's
  bool quiet = false;
};

/// The options, or the exit code to end with.
std::variant<ExtractOptions, int> parse_extract_options(const std::vector<std::string>& words);

}  // namespace nianbao
