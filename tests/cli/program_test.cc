// The program as a user runs it: as a process, by its exit codes, its output and what it leaves behind.

#include <signal.h>
#include <unistd.h>

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"
#include "tests/cli/scratch_folder.h"

using namespace nianbao;

namespace {

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

void write_reports(const ScratchFolder& folder, int count) {
  for (int i = 0; i < count; ++i) folder.write("in/" + std::to_string(i) + ".txt", sample_report(std::to_string(i)));
}

}  // namespace

TEST_CASE("a folder gives a line a file, in order, and a summary") {
  ScratchFolder folder;
  write_reports(folder, 3);
  const Ended ended = run(folder, "nianbao extract in");
  CHECK(ended.code == 0);
  CHECK(lines_in(ended.out) == 3);
  CHECK(ended.out.find("\"source\":\"0.txt\"") < ended.out.find("\"source\":\"1.txt\""));
  CHECK(contains(ended.err, "3 files, 3 records: 3 partial; findings: 8 errors"));
  CHECK(ended.err.find_first_of("\r\033") == std::string::npos);  // no progress where no terminal shows it
  CHECK(run(folder, "nianbao extract in --quiet").err.empty());
}

TEST_CASE("the bytes do not depend on the number of workers, nor on the locale") {
  ScratchFolder folder;
  write_reports(folder, 30);
  folder.write("in/empty.txt", "");
  const std::string one = run(folder, "nianbao extract in --jobs 1 -q").out;
  CHECK(lines_in(one) == 31);
  CHECK(run(folder, "nianbao extract in --jobs 2 -q").out == one);
  CHECK(run(folder, "nianbao extract in --jobs 7 -q").out == one);
  CHECK(run(folder, "nianbao extract in --in-process -q").out == one);
  CHECK(run(folder, "LC_ALL=de_DE.UTF-8 LANG=tr_TR nianbao extract in -q").out == one);
  CHECK(run(folder, "nianbao extract in -q -o a.jsonl").code == 3);
  CHECK(folder.read("a.jsonl") == one);
}

TEST_CASE("a file that cannot be read is recorded and told, and the run goes on") {
  ScratchFolder folder;
  write_reports(folder, 1);
  folder.write("in/a.pdf", "%PDF-1.4 and nothing more");
  folder.write("in/b.txt", "");
  std::filesystem::create_symlink("nowhere", folder.path("in/c.pdf"));
  const Ended ended = run(folder, "nianbao extract in gone.pdf");
  CHECK(ended.code == 3);
  CHECK(lines_in(ended.out) == 5);
  CHECK(contains(ended.err, "in/b.txt: empty_file: "));
  CHECK(contains(ended.err, "in/c.pdf: unreadable_file: "));
  CHECK(contains(ended.err, "gone.pdf: unreadable_file: "));
  CHECK(contains(ended.err, "1 partial, 4 failed"));
}

TEST_CASE("where there is nothing to do, the exit code is 2 and no output is left") {
  ScratchFolder folder;
  std::filesystem::create_directory(folder.path("in"));
  folder.write("in/.hidden", "x");
  CHECK(run(folder, "nianbao extract in -o a.jsonl").code == 2);
  CHECK(contains(run(folder, "nianbao extract in").err, "there is no report in it"));
  CHECK(run(folder, "nianbao extract gone.pdf").code == 2);
  CHECK_FALSE(std::filesystem::exists(folder.path("a.jsonl")));
  write_reports(folder, 1);
  CHECK(run(folder, "nianbao extract in -o nowhere/a.jsonl").code == 2);
  CHECK(run(folder, "nianbao extract in -o nowhere/a.sqlite").code == 2);
  CHECK(run(folder, "nianbao extract in >/dev/full").code == 2);
  CHECK(run(folder, "nianbao extract in >&-").code == 2);
  CHECK(run(folder, "nianbao fields >/dev/full").code == 2);
}

TEST_CASE("bad arguments are 1, with words and the way to help") {
  ScratchFolder folder;
  for (const char* line : {"nianbao", "nianbao nonsense", "nianbao extract", "nianbao extract . -o a.xlsx",
                           "nianbao extract . --assume-form ogi-1999", "nianbao extract . --forms nowhere", "nianbao show",
                           "nianbao show a b", "nianbao forms", "nianbao forms check nowhere.toml", "nianbao rules x"}) {
    CAPTURE(line);
    const Ended ended = run(folder, line);
    CHECK(ended.code == 1);
    CHECK(ended.out.empty());
    CHECK_FALSE(ended.err.empty());
  }
}

TEST_CASE("every command has help with examples") {
  ScratchFolder folder;
  for (const char* command : {"extract", "show", "text", "fields", "rules", "forms"}) {
    CAPTURE(command);
    const Ended ended = run(folder, std::string("nianbao ") + command + " --help");
    CHECK(ended.code == 0);
    CHECK(contains(ended.out, std::string("Usage: nianbao ") + command));
    CHECK(contains(ended.out, std::string("  nianbao ") + command));
  }
  CHECK(contains(run(folder, "nianbao --help").out, "Commands:"));
  CHECK(run(folder, "nianbao --version").out.rfind("nianbao ", 0) == 0);
}

TEST_CASE("a store and a folder of CSV come out of the same run") {
  ScratchFolder folder;
  write_reports(folder, 2);
  CHECK(run(folder, "nianbao extract in -q -o out.sqlite").code == 0);
  CHECK(folder.read("out.sqlite").rfind("SQLite format 3", 0) == 0);
  CHECK(run(folder, "nianbao extract in -q -o data/").code == 0);
  CHECK(lines_in(folder.read("data/reports.csv")) == 3);
  CHECK(std::filesystem::exists(folder.path("data/datapackage.json")));
}

TEST_CASE("the output may lie in the input folder, and is not read by the next run") {
  ScratchFolder folder;
  write_reports(folder, 1);
  CHECK(run(folder, "nianbao extract in -q -o in/out.jsonl").code == 0);
  const std::string first = folder.read("in/out.jsonl");
  CHECK(run(folder, "nianbao extract in -q -o in/out.jsonl").code == 0);
  CHECK(folder.read("in/out.jsonl") == first);
}

TEST_CASE("a reader that has seen enough ends the run without noise of its own") {
  ScratchFolder folder;
  write_reports(folder, 40);
  const Ended ended = run(folder, "nianbao extract in -q | head -c 10");
  CHECK(ended.out.size() == 10);
}

TEST_CASE("an interrupt keeps what is finished, and exits 130") {
  ScratchFolder folder;
  write_reports(folder, 1500);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::signal(SIGINT, SIG_DFL);
    const std::string program = std::string(NIANBAO_BINARY_DIR) + "/bin/nianbao";
    ::execl(program.c_str(), "nianbao", "extract", folder.path("in").c_str(), "-q", "-o",
            folder.path("a.jsonl").c_str(), "--jobs", "2", nullptr);
    ::_exit(99);
  }
  // The output's temporary file beside the input tells that the run has begun.
  const auto entries = [&] { return std::distance(std::filesystem::directory_iterator(folder.path()), {}); };
  for (int i = 0; i < 5000 && entries() < 2; ++i) ::usleep(1000);
  ::usleep(20'000);
  ::kill(pid, SIGINT);
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 130);
  const std::string kept = folder.read("a.jsonl");
  CHECK(lines_in(kept) < 1500);
  CHECK((kept.empty() || kept.back() == '\n'));
}

TEST_CASE("show and text print one file; what cannot be read is told") {
  ScratchFolder folder;
  folder.write("a.txt", sample_report("3"));
  folder.write("empty.txt", "");
  const Ended shown = run(folder, "nianbao show a.txt");
  CHECK(shown.code == 0);
  CHECK(contains(shown.out, "青石县水务局2023年政府信息公开工作年度报告"));
  CHECK(run(folder, "nianbao show a.txt").out == shown.out);
  CHECK(run(folder, "nianbao show empty.txt").code == 2);
  CHECK(run(folder, "nianbao show gone.txt").code == 2);
  CHECK(contains(run(folder, "nianbao text a.txt").out, "本年度工作有序开展。\n"));
  const Ended failed = run(folder, "nianbao text empty.txt");
  CHECK(failed.code == 2);
  CHECK(contains(failed.err, "empty_file"));
}

TEST_CASE("the lists are tables with tabs where no terminal reads them") {
  ScratchFolder folder;
  const std::string fields = run(folder, "nianbao fields").out;
  CHECK(contains(fields, "\nrequests.denied.state_secret.natural_person\treq_den_secret_np\togi-2021 ogi-2019\t件\t>=0\t"));
  CHECK(contains(run(folder, "nianbao rules").out, "\nrequests.balance\t"));
  CHECK(contains(run(folder, "nianbao forms list").out, "\nogi-2019\t"));
  CHECK(run(folder, "nianbao rules --format json").out.front() == '[');
}
