#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao {

/// How a process ended.
struct ProcessEnd {
  int signal = 0;     ///< that ended it; 0: none did
  int exit_code = 0;
  long peak_mib = 0;  ///< the most memory that it had

  /// `the process that read it was ended by signal 11 (SIGSEGV)`
  std::string sentence() const;
};

/// A process that was made for this one, and our end of the socket to it. It ends with this object, and with this process.
class ChildProcess {
 public:
  ChildProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}
  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  pid_t pid() const { return pid_; }
  int socket() const { return socket_; }
  /// How much memory it has now, in MiB; 0 where that is not known.
  long memory_mib() const;
  /// Asks it to end (SIGTERM), and waits so long for that.
  void request_end(std::chrono::milliseconds patience);
  /// Waits for its end.
  ProcessEnd wait();

 private:
  pid_t pid_;
  int socket_;
};

/// To be called first in a process that was made by `maker`: it ends with that, leaves it to it what Ctrl-C means, and
/// writes no core file.
void prepare_child(pid_t maker);

/// Closes every descriptor from 3 on but this one, so that a process holds no other's socket open.
void keep_only_descriptor(int descriptor);

/// Sends all of it on a stream socket; false where the other end is gone. A descriptor of a file (-1: none) goes with it.
bool send_all(int socket, const void* data, std::size_t size, int descriptor = -1);

/// Waits for so many bytes; false at the end of the socket. `descriptor` (where it is given) becomes the one that came with them,
/// else it stays as it is; it is the caller's to close.
bool receive_all(int socket, void* data, std::size_t size, int* descriptor = nullptr);

/// Sends texts as one message: how many bytes each has (8 bytes a text), then the texts. Both ends know their number.
bool send_texts(int socket, const std::vector<std::string_view>& texts, int descriptor = -1);

/// Waits for such a message of as many texts as `texts` has; false at the end of the socket. `descriptor` becomes the one that
/// came with it, or -1; it is the caller's to close.
bool receive_texts(int socket, std::vector<std::string>& texts, int& descriptor);

/// How far a message has arrived. `broken`: it says that it is longer than any may be.
enum class Arrival { partial, whole, broken };

/// The texts of a message that stands at the front of `received`, cut off there once it is whole.
Arrival take_texts(std::string& received, std::vector<std::string>& texts);

}  // namespace nianbao
