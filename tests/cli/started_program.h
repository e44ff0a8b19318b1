#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace nianbao {

/// The program, started in a folder, its standard streams in files there (`out`, `err`). Killed with this object.
class StartedProgram {
 public:
  /// `prepare` is called in the new process before the program begins.
  StartedProgram(const std::string& folder, std::vector<std::string> words, const std::function<void()>& prepare = [] {}) {
    words.insert(words.begin(), "nianbao");
    const std::string program = std::string(NIANBAO_BINARY_DIR) + "/bin/nianbao";
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    for (const char* told : {"/out", "/err"}) ::unlink((folder + told).c_str());  // of a former run
    pid_ = ::fork();
    if (pid_ != 0) return;
    for (int number : {SIGINT, SIGTERM, SIGPIPE}) ::signal(number, SIG_DFL);
    if (::chdir(folder.c_str()) != 0) ::_exit(98);
    ::dup2(::open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
    ::dup2(::open("out", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), 1);
    ::dup2(::open("err", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), 2);
    prepare();
    ::execv(program.c_str(), arguments.data());
    ::_exit(99);
  }
  StartedProgram(const StartedProgram&) = delete;
  StartedProgram& operator=(const StartedProgram&) = delete;
  ~StartedProgram() {
    if (pid_ > 0) end_by(SIGKILL);
  }

  pid_t pid() const { return pid_; }
  void signal(int number) { ::kill(pid_, number); }

  /// Its exit code (128 and the signal, where one ended it), once it has ended; none after that time.
  std::optional<int> wait_for(std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (true) {
      int status = 0;
      if (const pid_t ended = ::waitpid(pid_, &status, WNOHANG); ended == pid_) {
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      }
      if (std::chrono::steady_clock::now() >= until) return std::nullopt;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  void end_by(int number) {
    signal(number);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }

 private:
  pid_t pid_ = -1;
};

/// Runs it to its end.
inline int run_to_end(const std::string& folder, std::vector<std::string> words, const std::function<void()>& prepare = [] {}) {
  return StartedProgram(folder, std::move(words), prepare).wait_for(std::chrono::minutes(10)).value_or(-1);
}

}  // namespace nianbao
