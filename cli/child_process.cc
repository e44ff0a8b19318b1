#include "cli/child_process.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace nianbao {
namespace {

bool receive_all(int socket, char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::recv(socket, data, size, MSG_WAITALL);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    data += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

void prepare_child() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int number : {SIGINT, SIGTERM, SIGHUP}) ::signal(number, number == SIGINT ? SIG_IGN : SIG_DFL);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
}

void keep_only_descriptor(int descriptor) {
  if (descriptor > 3) ::close_range(3, static_cast<unsigned>(descriptor) - 1, 0);
  ::close_range(static_cast<unsigned>(descriptor) + 1, ~0U, 0);
}

std::string how_process_ended(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  const std::string reading = "the process that read it ";
  if (!WIFSIGNALED(status)) return reading + "ended with exit status " + std::to_string(WEXITSTATUS(status));
  const int number = WTERMSIG(status);
  const char* name = ::sigabbrev_np(number);
  return reading + "was ended by signal " + std::to_string(number) + (name ? std::string(" (SIG") + name + ")" : "") +
         (number == SIGKILL ? "; the memory may not have been enough" : "");
}

void end_process(pid_t pid) {
  if (pid <= 0) return;
  ::kill(pid, SIGKILL);
  while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

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

bool send_texts(int socket, const std::vector<std::string_view>& texts) {
  std::vector<std::uint64_t> sizes;
  for (std::string_view text : texts) sizes.push_back(text.size());
  if (!send_all(socket, sizes.data(), sizes.size() * sizeof(std::uint64_t))) return false;
  for (std::string_view text : texts)
    if (!send_all(socket, text.data(), text.size())) return false;
  return true;
}

bool receive_texts(int socket, std::vector<std::string>& texts) {
  std::string sizes(texts.size() * sizeof(std::uint64_t), '\0');
  if (!receive_all(socket, sizes.data(), sizes.size())) return false;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::uint64_t size = 0;
    std::memcpy(&size, sizes.data() + i * sizeof size, sizeof size);
    texts[i].resize(size);
    if (!receive_all(socket, texts[i].data(), size)) return false;
  }
  return true;
}

bool take_texts(std::string& received, std::vector<std::string>& texts) {
  std::size_t at = texts.size() * sizeof(std::uint64_t);
  if (received.size() < at) return false;
  std::vector<std::uint64_t> sizes(texts.size());
  std::memcpy(sizes.data(), received.data(), at);
  std::uint64_t whole = at;
  for (std::uint64_t size : sizes) whole += size;
  if (received.size() < whole) return false;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = received.substr(at, sizes[i]);
    at += sizes[i];
  }
  received.erase(0, at);
  return true;
}

}  // namespace nianbao
