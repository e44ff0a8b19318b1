#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <vector>

#include "cli/extract_options.h"
#include "cli/fork_server.h"
#include "cli/input_files.h"
#include "cli/known_files.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/run_log.h"
#include "cli/worker_pool.h"

namespace nianbao {

/// What a run needs that outlives it.
struct RunParts {
  const ExtractOptions& options;
  const PreparedForms& forms;
  const PipelineOptions& pipeline;
  Output& output;
  KnownFiles* known = nullptr;  ///< where the output is a store
  RunLog& log;
  ForkServer& processes;
  const std::atomic<bool>& interrupt;
  Manifest* manifest = nullptr;  ///< has gathered the files
};

/// What a run has come to.
struct RunResult {
  PoolEnd end = PoolEnd::done;
  std::size_t files = 0;  ///< read, or tried
  std::size_t all = 0;    ///< that there are to read, as far as it is known
  Tally tally;
  UnreadCount unread;
  std::size_t new_failures = 0;
  bool too_many_failures = false;
  std::optional<Error> error;  ///< the output's, or the store's
};

/// What the processes of a run are to do. They are started before its output is opened (fork_server.h).
ProcessOptions processes_of_run(const ExtractOptions& options, const PreparedForms& forms, const PipelineOptions& pipeline);

/// Reads the files (but for those that the store knows) into the output and finishes it.
RunResult run_files(std::vector<InputFile> files, const RunParts& parts);

}  // namespace nianbao
