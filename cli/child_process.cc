#include "cli/child_process.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <thread>
#include <utility>

namespace nianbao {
namespace {

/// Room for one descriptor beside a message.
union DescriptorRoom {
  cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int))];
};

ProcessEnd end_of(int status, long peak_kib) {
  ProcessEnd out;
  if (WIFSIGNALED(status)) out.signal = WTERMSIG(status);
  else out.exit_code = WEXITSTATUS(status);
  out.peak_mib = peak_kib / 1024;
  return out;
}

}  // namespace

std::string ProcessEnd::sentence() const {
  const std::string reading = "the process that read it ";
  if (signal == 0) return reading + "ended with exit status " + std::to_string(exit_code);
  const char* name = ::sigabbrev_np(signal);
  std::string out = reading + "was ended by signal " + std::to_string(signal) + (name ? std::string(" (SIG") + name + ")" : "");
  if (signal == SIGKILL) out += "; the memory may not have been enough";
  if (signal == SIGSYS) out += ": it tried what no reader of reports may do, as to start a program or to reach the network";
  return out;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), socket_(std::exchange(other.socket_, -1)) {}

ChildProcess::~ChildProcess() {
  if (socket_ >= 0) ::close(socket_);
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  wait();
}

long ChildProcess::memory_mib() const {
  char path[32];
  std::snprintf(path, sizeof path, "/proc/%d/statm", static_cast<int>(pid_));
  std::FILE* file = std::fopen(path, "re");
  if (!file) return 0;
  long all = 0, resident = 0;
  const bool read = std::fscanf(file, "%ld %ld", &all, &resident) == 2;
  std::fclose(file);
  return read ? resident * (::sysconf(_SC_PAGESIZE) / 1024) / 1024 : 0;
}

void ChildProcess::request_end(std::chrono::milliseconds patience) {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGTERM);
  constexpr std::chrono::milliseconds kStep{10};
  for (auto waited = kStep; waited <= patience; waited += kStep) {
    const pid_t ended = ::waitpid(pid_, nullptr, WNOHANG);
    if (ended == pid_ || (ended < 0 && errno != EINTR)) pid_ = -1;
    if (pid_ < 0) return;
    std::this_thread::sleep_for(kStep);
  }
}

ProcessEnd ChildProcess::wait() {
  if (pid_ <= 0) return {};
  int status = 0;
  rusage used = {};
  while (::wait4(pid_, &status, 0, &used) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return end_of(status, used.ru_maxrss);
}

void prepare_child(pid_t maker) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != maker) ::_exit(1);  // it was gone before that could be said
  for (int number : {SIGINT, SIGTERM, SIGHUP}) ::signal(number, number == SIGINT ? SIG_IGN : SIG_DFL);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
}

void keep_only_descriptor(int descriptor) {
  if (descriptor > 3) ::close_range(3, static_cast<unsigned>(descriptor) - 1, 0);
  ::close_range(static_cast<unsigned>(descriptor) + 1, ~0U, 0);
}

bool send_all(int socket, const void* data, std::size_t size, int descriptor) {
  char* at = const_cast<char*>(static_cast<const char*>(data));
  while (size > 0) {
    iovec what{at, size};
    DescriptorRoom room = {};
    msghdr message = {};
    message.msg_iov = &what;
    message.msg_iovlen = 1;
    if (descriptor >= 0) {
      message.msg_control = room.bytes;
      message.msg_controllen = sizeof room.bytes;
      room.header.cmsg_level = SOL_SOCKET;
      room.header.cmsg_type = SCM_RIGHTS;
      room.header.cmsg_len = CMSG_LEN(sizeof(int));
      std::memcpy(CMSG_DATA(&room.header), &descriptor, sizeof(int));
    }
    const ssize_t sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    descriptor = -1;
    at += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_all(int socket, void* data, std::size_t size, int* descriptor) {
  char* at = static_cast<char*>(data);
  while (size > 0) {
    iovec where{at, size};
    DescriptorRoom room = {};
    msghdr message = {};
    message.msg_iov = &where;
    message.msg_iovlen = 1;
    if (descriptor) message.msg_control = room.bytes, message.msg_controllen = sizeof room.bytes;
    const ssize_t got = ::recvmsg(socket, &message, MSG_WAITALL | MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    const cmsghdr* found = descriptor ? CMSG_FIRSTHDR(&message) : nullptr;
    if (found && found->cmsg_type == SCM_RIGHTS) std::memcpy(descriptor, CMSG_DATA(found), sizeof(int));
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool send_texts(int socket, const std::vector<std::string_view>& texts, int descriptor) {
  std::vector<std::uint64_t> sizes;
  for (std::string_view text : texts) sizes.push_back(text.size());
  if (!send_all(socket, sizes.data(), sizes.size() * sizeof(std::uint64_t), descriptor)) return false;
  for (std::string_view text : texts)
    if (!send_all(socket, text.data(), text.size())) return false;
  return true;
}

bool receive_texts(int socket, std::vector<std::string>& texts, int& descriptor) {
  descriptor = -1;
  std::string sizes(texts.size() * sizeof(std::uint64_t), '\0');
  if (!receive_all(socket, sizes.data(), sizes.size(), &descriptor)) return false;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::uint64_t size = 0;
    std::memcpy(&size, sizes.data() + i * sizeof size, sizeof size);
    texts[i].resize(size);
    if (!receive_all(socket, texts[i].data(), size)) return false;
  }
  return true;
}

Arrival take_texts(std::string& received, std::vector<std::string>& texts) {
  constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30;
  std::size_t at = texts.size() * sizeof(std::uint64_t);
  if (received.size() < at) return Arrival::partial;
  std::vector<std::uint64_t> sizes(texts.size());
  std::memcpy(sizes.data(), received.data(), at);
  std::uint64_t whole = at;
  for (std::uint64_t size : sizes) {
    if (size > kMostBytes || whole > kMostBytes) return Arrival::broken;
    whole += size;
  }
  if (received.size() < whole) return Arrival::partial;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = received.substr(at, sizes[i]);
    at += sizes[i];
  }
  received.erase(0, at);
  return Arrival::whole;
}

}  // namespace nianbao
