// Memory stays flat, however many files a run has.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"

using namespace nianbao;

namespace {

/// The most memory that a process of the run had, in KiB.
long peak_of_run(const ScratchFolder& folder) {
  const std::string program = std::string(NIANBAO_BINARY_DIR) + "/bin/nianbao";
  const pid_t pid = ::fork();
  if (pid == 0) {
    if (::chdir(folder.path().c_str()) == 0)
      ::execl(program.c_str(), program.c_str(), "extract", "in", "-q", "-o", "s.sqlite", "--jobs", "2", static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  rusage used = {};
  REQUIRE(::wait4(pid, &status, 0, &used) == pid);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
  return used.ru_maxrss;
}

void write_reports(const ScratchFolder& folder, int first, int last) {
  for (int i = first; i < last; ++i) folder.write("in/" + std::to_string(100000 + i) + ".txt", sample_report(std::to_string(i)));
}

}  // namespace

#if !defined(__SANITIZE_ADDRESS__)  // whose own memory would be measured
TEST_CASE("a run of three times the files takes no more memory, and each file is counted") {
  constexpr long kMiB = 1024;
  ScratchFolder few, many;
  write_reports(few, 0, 1000);
  write_reports(many, 0, 3000);
  const long peak_few = peak_of_run(few), peak_many = peak_of_run(many);
  CHECK(peak_many < 150 * kMiB);
  CHECK(peak_many - peak_few < 24 * kMiB);
  CHECK(asked(many, "SELECT count(*) || ' ' || (SELECT count(*) FROM reports) FROM documents") == "3000 3000");
  CHECK(peak_of_run(many) < 100 * kMiB);  // nothing new
  CHECK(asked(many, "SELECT unchanged FROM runs ORDER BY run_id DESC LIMIT 1") == "3000");
}
#endif
