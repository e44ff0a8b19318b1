#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/child_process.h"
#include "cli/fork_server.h"
#include "cli/input_stream.h"
#include "extract/office_convert.h"

namespace nianbao {

struct OfficeBatchOptions {
  ConvertOptions convert;
  std::int64_t max_bytes = 512LL << 20;  ///< of one file; a longer one is handed back as it came
};

/// A process that has LibreOffice convert a batch of items, apart from the workers, which start no program and write no
/// file. It ends with this object or with the caller, and LibreOffice and the temporary files with it.
class OfficeProcess {
 public:
  enum class State { working, done, gone };

  /// None (errno set) where no process can be had.
  static std::unique_ptr<OfficeProcess> start(ForkServer& processes, const std::vector<InputItem>& items,
                                              const OfficeBatchOptions& options);
  OfficeProcess(const OfficeProcess&) = delete;
  OfficeProcess& operator=(const OfficeProcess&) = delete;
  ~OfficeProcess();

  int descriptor() const { return process_.socket(); }
  /// Takes what has arrived, without waiting.
  State receive();
  /// After `done`: the items, in their order, with `bytes` and `converted`, or with the error. One that is no office file, or
  /// cannot be read, is as it was.
  std::vector<InputItem> take_items();
  /// After `gone`: how it ended, as a sentence.
  std::string how_it_ended() { return process_.wait().sentence(); }

 private:
  OfficeProcess(std::vector<InputItem> items, ChildProcess process, std::chrono::seconds patience);
  Arrival take_answers();

  std::vector<InputItem> items_;
  std::size_t answered_ = 0;
  ChildProcess process_;
  std::chrono::steady_clock::time_point overdue_;  ///< when even one file after the other would be through
  std::string received_;
};

/// What the process does.
void convert_items(int socket, OfficeBatchOptions options);

}  // namespace nianbao
