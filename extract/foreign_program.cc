#include "extract/foreign_program.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace nianbao {
namespace {

using Clock = std::chrono::steady_clock;

void write_text(const char* path, const std::string& text) {
  const int file = ::open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  if (::write(file, text.data(), text.size()) < 0) errno = 0;
  ::close(file);
}

/// A document can name pictures and templates on other machines. In a network namespace of its own nothing is reached; the
/// user namespace that it takes without being root keeps the user's number.
void leave_network() {
  const std::string user = std::to_string(::getuid()), group = std::to_string(::getgid());
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return;
  write_text("/proc/self/setgroups", "deny");
  write_text("/proc/self/uid_map", user + " " + user + " 1");
  write_text("/proc/self/gid_map", group + " " + group + " 1");
}

[[noreturn]] void become(const std::vector<std::string>& words) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  leave_network();
  const int nothing = ::open("/dev/null", O_RDWR);
  for (int descriptor = 0; nothing >= 0 && descriptor <= 2; ++descriptor) ::dup2(nothing, descriptor);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execv(arguments.front(), arguments.data());
  ::_exit(127);
}

/// Waits until the program has ended by itself, or must.
ProgramEnd watch(pid_t pid, const ProgramLimits& limits) {
  auto until = Clock::now() + limits.first;
  std::size_t done = 0;
  while (true) {
    const pid_t ended = ::waitpid(pid, nullptr, WNOHANG);
    if (ended == pid || (ended < 0 && errno != EINTR)) return ProgramEnd::ended;
    if (limits.stop && limits.stop()) return ProgramEnd::stopped;
    if (const std::size_t now = limits.pieces ? limits.pieces() : 0; now > done) {
      done = now;
      until = Clock::now() + limits.next;
    }
    if (Clock::now() > until) return ProgramEnd::overdue;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace

std::string find_program(const std::string& name) {
  if (name.find('/') != std::string::npos) return ::access(name.c_str(), X_OK) == 0 ? name : std::string();
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "/usr/bin:/bin";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::string candidate = std::string(rest.substr(0, end)) + "/" + name;
    if (end > 0 && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

ProgramEnd run_program(const std::vector<std::string>& words, const ProgramLimits& limits) {
  const pid_t pid = ::fork();
  if (pid < 0) return ProgramEnd::not_started;
  if (pid == 0) become(words);
  ::setpgid(pid, pid);  // whichever of the two comes first
  const ProgramEnd end = watch(pid, limits);
  ::kill(-pid, SIGKILL);  // also what it left behind
  if (end != ProgramEnd::ended)
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
  return end;
}

}  // namespace nianbao
