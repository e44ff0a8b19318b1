#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "cli/child_process.h"
#include "cli/file_result.h"
#include "cli/input_stream.h"
#include "cli/run_processes.h"
#include "model/error.h"

namespace nianbao {

struct PoolOptions {
  int jobs = 1;
  FileLimits limits;           ///< a worker that takes more is ended
  int reports_per_worker = 1000;  ///< then another takes its place, as libraries keep what they have once had
  int mib_per_worker = 512;       ///< likewise, where it keeps more than that between two files
  std::size_t window = 256;    ///< files that may be under way or waiting for an earlier one; bounds the memory
  bool in_process = false;     ///< no workers: for debugging and measuring
};

/// How a run over files meets the world; a test gives its own.
struct PoolCalls {
  std::function<std::optional<ChildProcess>()> hire;               ///< a process that reads (kReads)
  std::function<FileResult(const InputItem&)> read;                ///< for `in_process`; throws nothing
  std::function<FileResult(const InputItem&, const Error&)> died;  ///< in the caller: the worker of this item is gone
  std::function<bool(const FileResult&)> write;                    ///< in the caller, in the order of the items; false: stop
  std::function<void()> waiting;                                   ///< in the caller, between results (progress)
};

enum class PoolEnd { done, interrupted, stopped };

/// Reads every item in worker processes, so that a file that crashes, hangs or eats memory costs its own record only.
///
/// Workers are hired when there is work for them and are dealt one item at a time; one that dies (error `crashed`), runs over its
/// time (`timeout`) or its memory (`out_of_memory`), or answers with too much (`limit_exceeded`) is replaced. Results reach `write` in the order of `inputs`, whatever the number of
/// workers. Of items that carry their bytes, no more are held than there are workers, and one. When `interrupt` becomes
/// true, no further item is dealt, what is finished is written, and the workers are ended.
PoolEnd run_pool(InputStream& inputs, const PoolOptions& options, const PoolCalls& calls, const std::atomic<bool>& interrupt);

}  // namespace nianbao
