#include "cli/worker_process.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace nianbao {
namespace {

struct AnswerHeader {
  std::uint64_t lines = 0, trouble = 0;
  Tally tally;
};

bool send_all(int socket, const void* data, std::size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t sent = ::send(socket, at, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    at += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_index(int socket, std::uint64_t& index) {
  while (true) {
    const ssize_t got = ::recv(socket, &index, sizeof index, MSG_WAITALL);
    if (got < 0 && errno == EINTR) continue;
    return got == static_cast<ssize_t>(sizeof index);
  }
}

bool send_answer(int socket, const FileResult& result) {
  const AnswerHeader header{result.lines.size(), result.trouble.size(), result.tally};
  return send_all(socket, &header, sizeof header) && send_all(socket, result.lines.data(), result.lines.size()) &&
         send_all(socket, result.trouble.data(), result.trouble.size());
}

/// Ctrl-C reaches the whole group of a terminal: the caller decides what it means. A crash is told in a record, a core
/// file for each would fill the disk.
void prepare_child() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int number : {SIGINT, SIGTERM, SIGHUP}) ::signal(number, number == SIGINT ? SIG_IGN : SIG_DFL);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
}

[[noreturn]] void serve(int socket, const std::vector<InputFile>& files,
                        const std::function<FileResult(const InputFile&)>& read) {
  std::uint64_t index = 0;
  while (receive_index(socket, index))
    if (!send_answer(socket, read(files[index]))) break;
  ::_exit(0);
}

}  // namespace

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      received_(std::move(other.received_)) {}

WorkerProcess::~WorkerProcess() {
  if (socket_ >= 0) ::close(socket_);
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

bool WorkerProcess::ask(std::size_t file) {
  const std::uint64_t index = file;
  return send_all(socket_, &index, sizeof index);
}

WorkerProcess::State WorkerProcess::receive() {
  char buffer[1 << 16];
  while (true) {
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return State::reading;
    if (got <= 0) return State::gone;
    received_.append(buffer, static_cast<std::size_t>(got));
    if (answer_is_whole()) return State::answered;
  }
}

bool WorkerProcess::answer_is_whole() const {
  AnswerHeader header;
  if (received_.size() < sizeof header) return false;
  std::memcpy(&header, received_.data(), sizeof header);
  return received_.size() >= sizeof header + header.lines + header.trouble;
}

FileResult WorkerProcess::take_answer() {
  AnswerHeader header;
  std::memcpy(&header, received_.data(), sizeof header);
  FileResult out;
  out.tally = header.tally;
  out.lines = received_.substr(sizeof header, header.lines);
  out.trouble = received_.substr(sizeof header + header.lines, header.trouble);
  received_.clear();
  return out;
}

std::string WorkerProcess::how_it_ended() {
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  const std::string reading = "the process that read it ";
  if (WIFSIGNALED(status)) {
    const int number = WTERMSIG(status);
    const char* name = ::sigabbrev_np(number);
    return reading + "was ended by signal " + std::to_string(number) + (name ? std::string(" (SIG") + name + ")" : "") +
           (number == SIGKILL ? "; the memory may not have been enough" : "");
  }
  return reading + "ended with exit status " + std::to_string(WEXITSTATUS(status));
}

std::optional<WorkerProcess> start_worker(const std::vector<InputFile>& files,
                                          const std::function<FileResult(const InputFile&)>& read,
                                          const std::vector<int>& foreign_sockets) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::close(ends[0]);
    for (int socket : foreign_sockets) ::close(socket);
    prepare_child();
    serve(ends[1], files, read);
  }
  ::close(ends[1]);
  if (pid < 0) {
    ::close(ends[0]);
    return std::nullopt;
  }
  return WorkerProcess(pid, ends[0]);
}

}  // namespace nianbao
