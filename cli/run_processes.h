#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "cli/file_result.h"
#include "cli/fork_server.h"
#include "cli/input_stream.h"
#include "cli/office_process.h"

namespace nianbao {

/// The processes that touch what somebody else has written: a reader, one that unpacks an archive, one that has LibreOffice convert.
enum ProcessRole : std::size_t { kReads, kUnpacks, kConverts };

/// The exit code of a process that could not be confined.
inline constexpr int kNotConfined = 97;

/// What the reading of one file may take. 0: no limit.
struct FileLimits {
  int seconds = 300;           ///< from the time when it is dealt
  int cpu_seconds = 300;       ///< of work, by all its threads
  int memory_mib = 2048;       ///< resident; allocations are refused from a quarter more on
  std::size_t output_bytes = std::size_t{256} << 20;  ///< of its records
};

struct ProcessOptions {
  std::function<FileResult(const InputItem&)> read;  ///< what a reader does; throws nothing
  FileLimits limits;
  std::int64_t max_bytes = 512LL << 20;              ///< of one file
  OfficeBatchOptions office;
  bool confined = true;                              ///< by the kernel, before the first byte is read (confinement.h)
};

/// Null (errno set) where no process can be had.
std::unique_ptr<ForkServer> start_processes(const ProcessOptions& options);

}  // namespace nianbao
