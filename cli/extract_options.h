#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/known_files.h"
#include "cli/output.h"
#include "cli/reading_options.h"
#include "cli/shard.h"
#include "cli/worker_pool.h"
#include "records/record_sink.h"

namespace nianbao {

/// What `nianbao extract` was asked to do.
struct ExtractOptions {
  std::vector<std::string> inputs;
  std::string output;  ///< empty: standard output
  OutputFormat format = OutputFormat::jsonl;
  SinkOptions sink;
  PoolOptions pool;
  ReadingOptions reading;
  bool confined = true;  ///< the processes that read
  bool quiet = false, log_json = false;
  std::string manifest;      ///< a CSV file of what is known of the files; empty: none
  std::string list;          ///< a file of paths, `-` for standard input; empty: none
  Refresh refresh = Refresh::none;
  int wait_seconds = 0;      ///< for another run on the store
  int settle_seconds = 0;    ///< files that were changed since then are left for the next run
  std::optional<std::size_t> max_failures;
  std::optional<Shard> shard;  ///< only this share of the inputs
};

/// The options, or the exit code to end with.
std::variant<ExtractOptions, int> parse_extract_options(const std::vector<std::string>& words);

}  // namespace nianbao
