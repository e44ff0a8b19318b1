#include "cli/fork_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <string>
#include <utility>

namespace nianbao {
namespace {

/// How long a message may wait for a process to take it, before that counts as gone.
constexpr timeval kLongestSending{60, 0};

/// Forks so that the new process is this one's sister: its parent is our parent, who can wait for it. The C library has no
/// such call; it is safe as this process has one thread.
pid_t fork_sister() {
  return static_cast<pid_t>(::syscall(SYS_clone, static_cast<long>(CLONE_PARENT | SIGCHLD), 0L, 0L, 0L, 0L));
}

[[noreturn]] void play(const ForkServer::Role& role, int socket) {
  int code = 0;
  try {
    role(socket);
  } catch (...) {
    code = 1;
  }
  ::_exit(code);
}

/// Answers each role and socket that come in with the process made, or with minus the error.
void serve(int control, pid_t caller, const std::vector<ForkServer::Role>& roles) {
  std::vector<std::string> texts(1);
  int socket = -1;
  while (receive_texts(control, texts, socket)) {
    const auto role = static_cast<std::size_t>(std::stoul(texts[0]));
    const pid_t pid = fork_sister();
    if (pid == 0) {
      prepare_child(caller);
      keep_only_descriptor(socket);
      play(roles.at(role), socket);
    }
    const std::int64_t answer = pid > 0 ? pid : -errno;
    ::close(socket);
    if (!send_all(control, &answer, sizeof answer)) return;
  }
}

/// Standard input is nobody's but the caller's.
void leave_standard_input() {
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
}

struct SocketPair {
  SocketPair() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) ends[0] = ends[1] = -1;
  }
  ~SocketPair() {
    for (int end : ends)
      if (end >= 0) ::close(end);
  }
  explicit operator bool() const { return ends[0] >= 0; }
  int keep(int which) { return std::exchange(ends[which], -1); }

  int ends[2];
};

}  // namespace

std::unique_ptr<ForkServer> ForkServer::start(const std::vector<Role>& roles) {
  SocketPair pair;
  if (!pair) return nullptr;
  const pid_t caller = ::getpid(), pid = ::fork();
  if (pid < 0) return nullptr;
  if (pid == 0) {
    prepare_child(caller);
    keep_only_descriptor(pair.ends[1]);
    leave_standard_input();
    play([&](int control) { serve(control, caller, roles); }, pair.ends[1]);
  }
  return std::unique_ptr<ForkServer>(new ForkServer(ChildProcess(pid, pair.keep(0))));
}

std::optional<ChildProcess> ForkServer::make(std::size_t role) {
  SocketPair pair;
  if (!pair) return std::nullopt;
  const std::string name = std::to_string(role);
  std::int64_t answer = 0;
  if (!send_texts(process_.socket(), {name}, pair.ends[1]) || !receive_all(process_.socket(), &answer, sizeof answer)) {
    errno = ECHILD;  // the server itself is gone
    return std::nullopt;
  }
  if (answer <= 0) {
    errno = static_cast<int>(-answer);
    return std::nullopt;
  }
  ::setsockopt(pair.ends[0], SOL_SOCKET, SO_SNDTIMEO, &kLongestSending, sizeof kLongestSending);
  return ChildProcess(static_cast<pid_t>(answer), pair.keep(0));
}

}  // namespace nianbao
