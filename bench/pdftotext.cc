#include "bench/pdftotext.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

namespace nianbao {

PdftotextOutcome run_pdftotext(const std::string& path) {
  std::string program = "pdftotext", quiet = "-q", file = path, nowhere = "/dev/null";
  std::array<char*, 5> arguments{program.data(), quiet.data(), file.data(), nowhere.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawnp(&child, "pdftotext", nullptr, nullptr, arguments.data(), environ) != 0) return PdftotextOutcome::not_installed;
  int status = 0;
  if (::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return PdftotextOutcome::failed;
  return WEXITSTATUS(status) == 0 ? PdftotextOutcome::done : PdftotextOutcome::failed;
}

}  // namespace nianbao
