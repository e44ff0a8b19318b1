#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/file_result.h"
#include "cli/input_stream.h"

namespace nianbao {

/// A forked process that reads one file at a time, and the caller's end of the socket to it. The process ends with this
/// object, and with the caller.
///
/// On the socket: the caller sends the item, with its bytes where it came out of an archive; the worker answers with a
/// header of fixed size (lengths and tally, in memory order: both ends are one program) and the two texts.
class WorkerProcess {
 public:
  enum class State { reading, answered, gone };

  WorkerProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&&) = delete;
  ~WorkerProcess();

  int socket() const { return socket_; }
  /// Deals an item; false where the process is gone.
  bool ask(const InputItem& item);
  /// Takes what has arrived, without waiting.
  State receive();
  /// After `answered`: the answer.
  FileResult take_answer();
  /// After `gone`: which signal or exit ended it, as a sentence.
  std::string how_it_ended();

 private:
  bool answer_is_whole() const;

  pid_t pid_;
  int socket_;
  std::string received_;
};

/// Forks a worker that answers with `read` until its socket closes. `foreign_sockets` are those of other workers, which
/// it must not hold open. None (errno set) where no process can be had.
std::optional<WorkerProcess> start_worker(const std::function<FileResult(const InputItem&)>& read,
                                          const std::vector<int>& foreign_sockets);

}  // namespace nianbao
