#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "cli/child_process.h"
#include "cli/file_result.h"
#include "cli/input_stream.h"

namespace nianbao {

/// The caller's end of a process that reads one item at a time.
///
/// On the socket: the caller sends the item (item_message.h); the worker answers with a header of fixed size (lengths and
/// tally, in memory order: both ends are one program) and the two texts.
class WorkerProcess {
 public:
  /// `too_long`: it answers with more than it may, or nonsense.
  enum class State { reading, answered, too_long, gone };

  WorkerProcess(ChildProcess process, std::size_t max_answer_bytes) : process_(std::move(process)), max_answer_bytes_(max_answer_bytes) {}

  int socket() const { return process_.socket(); }
  long memory_mib() const { return process_.memory_mib(); }
  /// Deals an item; false where the process is gone.
  bool ask(const InputItem& item);
  /// Takes what has arrived, without waiting.
  State receive();
  /// After `answered`: the answer.
  FileResult take_answer();
  /// After `gone`: how it ended.
  ProcessEnd wait() { return process_.wait(); }

 private:
  State arrival() const;

  ChildProcess process_;
  std::size_t max_answer_bytes_;
  std::string received_;
};

/// The other end: answers each item with `read` until the socket closes.
void serve_items(int socket, std::int64_t max_bytes, const std::function<FileResult(const InputItem&)>& read);

}  // namespace nianbao
