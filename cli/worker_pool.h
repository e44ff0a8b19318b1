#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <vector>

#include "cli/file_result.h"
#include "cli/input_stream.h"
#include "model/error.h"

namespace nianbao {

struct PoolOptions {
  int jobs = 1;
  int seconds_per_file = 300;  ///< a worker that takes longer is ended; 0: no limit
  std::size_t window = 256;    ///< files that may be under way or waiting for an earlier one; bounds the memory
  bool in_process = false;     ///< no workers: for debugging and measuring
};

/// How a run over files meets the world; a test gives its own.
struct PoolCalls {
  std::function<FileResult(const InputItem&)> read;                ///< in a worker; throws nothing
  std::function<FileResult(const InputItem&, const Error&)> died;  ///< in the caller: the worker of this item is gone
  std::function<bool(const FileResult&)> write;                    ///< in the caller, in the order of the items; false: stop
  std::function<void()> waiting;                                   ///< in the caller, between results (progress)
};

enum class PoolEnd { done, interrupted, stopped };

/// Reads every item in worker processes, so that a file that crashes, hangs or eats memory costs its own record only.
///
/// Workers are forked when there is work for them and are dealt one item at a time; a worker that dies (error `crashed`) or
/// runs over its time (`timeout`) is replaced. Results reach `write` in the order of `inputs`, whatever the number of
/// workers. Of items that carry their bytes, no more are held than there are workers, and one. When `interrupt` becomes
/// true, no further item is dealt, what is finished is written, and the workers are ended.
PoolEnd run_pool(InputStream& inputs, const PoolOptions& options, const PoolCalls& calls, const std::atomic<bool>& interrupt);

}  // namespace nianbao
