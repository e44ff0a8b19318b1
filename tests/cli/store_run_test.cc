// Runs into a store, as a user starts them: what is read again and what is not, and what the store then holds.

#include <unistd.h>

#include <catch2/catch.hpp>

#include "cli/known_files.h"
#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"
#include "tests/cli/scratch_folder.h"

using namespace nianbao;

namespace {

/// How many files a run read, and how many it knew.
std::string last_run(const ScratchFolder& folder) {
  return asked(folder, "SELECT records || ' read, ' || unchanged || ' known, ' || gone || ' gone, ' || new_failures || ' new failures' "
                       "FROM runs ORDER BY run_id DESC LIMIT 1");
}

constexpr const char* kExtract = "nianbao extract in -q -o s.sqlite";

}  // namespace

TEST_CASE("a second run reads nothing; a touched, a renamed and a copied file are not read again") {
  ScratchFolder folder;
  for (int i = 0; i < 3; ++i) folder.write("in/" + std::to_string(i) + ".txt", sample_report(std::to_string(i)));
  CHECK(run(folder, kExtract).code == 0);
  CHECK(last_run(folder) == "3 read, 0 known, 0 gone, 0 new failures");
  CHECK(run(folder, kExtract).code == 0);
  CHECK(last_run(folder) == "0 read, 3 known, 0 gone, 0 new failures");
  CHECK(run(folder, "touch in/0.txt; mv in/1.txt in/5.txt; cp in/2.txt in/6.txt; " + std::string(kExtract)).code == 0);
  CHECK(last_run(folder) == "0 read, 4 known, 1 gone, 0 new failures");
  CHECK(asked(folder, "SELECT count(*) FROM reports") == "3");
  CHECK(asked(folder, "SELECT count(*) FROM documents WHERE gone_since IS NULL") == "4");
  CHECK(asked(folder, "PRAGMA integrity_check") == "ok");
}

TEST_CASE("a file of the same size and time of change, but other content, is read") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report("1"));
  CHECK(run(folder, "touch -d '2024-01-01' in/a.txt; sleep 2.1; " + std::string(kExtract)).code == 0);
  CHECK(asked(folder, "SELECT stamp IS NOT NULL FROM documents") == "1");
  folder.write("in/a.txt", sample_report("2"));
  CHECK(run(folder, "touch -d '2024-01-01' in/a.txt; " + std::string(kExtract)).code == 0);
  CHECK(last_run(folder) == "1 read, 0 known, 0 gone, 0 new failures");
  CHECK(asked(folder, "SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL") == "1");
  CHECK(asked(folder, "SELECT count(*) FROM values_wide") == "1");
}

TEST_CASE("a failure is told once and not tried again until the content or the basis changes") {
  ScratchFolder folder;
  folder.write("in/good.txt", sample_report());
  folder.write("in/bad.txt", "");
  CHECK(run(folder, kExtract).code == 3);
  CHECK(run(folder, kExtract).code == 0);
  CHECK(last_run(folder) == "0 read, 2 known, 0 gone, 0 new failures");
  CHECK(contains(run(folder, "nianbao extract in -o s.sqlite").err, "1 of them failed before"));
  CHECK(run(folder, "nianbao extract in -q -o s.sqlite --refresh failed").code == 0);
  CHECK(last_run(folder) == "1 read, 1 known, 0 gone, 0 new failures");
  folder.write("in/bad.txt", " ");
  CHECK(run(folder, kExtract).code == 3);
  CHECK(run(folder, "nianbao extract in -q -o s.sqlite --assume-form ogi-2019").code == 0);
  CHECK(last_run(folder) == "1 read, 1 known, 0 gone, 0 new failures");
}

TEST_CASE("records made on another basis stay until somebody asks") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report());
  CHECK(run(folder, kExtract).code == 0);
  const Ended other = run(folder, "nianbao extract in -o s.sqlite --assume-form ogi-2019");
  CHECK(contains(other.err, "--refresh stale"));
  CHECK(last_run(folder) == "0 read, 1 known, 0 gone, 0 new failures");
  CHECK(run(folder, "nianbao extract in -q -o s.sqlite --assume-form ogi-2019 --refresh stale").code == 0);
  CHECK(last_run(folder) == "1 read, 0 known, 0 gone, 0 new failures");
  CHECK(run(folder, "nianbao extract in -q -o s.sqlite --refresh all --assume-form ogi-2019").code == 0);
  CHECK(last_run(folder) == "1 read, 0 known, 0 gone, 0 new failures");
}

TEST_CASE("failures by time, memory or a crash are tried once more") {
  KnownContent crashed{"b", RecordStatus::failed, "crashed", 1};
  const ReadingPolicy policy{"b", Refresh::none, 0, 0};
  CHECK(needs_reading(crashed, policy));
  crashed.attempts = 2;
  CHECK_FALSE(needs_reading(crashed, policy));
  CHECK(needs_reading(crashed, {"other", Refresh::none, 0, 0}));
  CHECK_FALSE(needs_reading({"b", RecordStatus::failed, "encrypted", 0}, policy));
  CHECK_FALSE(needs_reading({"old", RecordStatus::complete, "", 0}, policy));
}

TEST_CASE("a file that was named and is gone is no failure where the store knows it") {
  ScratchFolder folder;
  folder.write("a.txt", sample_report());
  folder.write("b.txt", sample_report("2"));
  CHECK(run(folder, "nianbao extract a.txt b.txt -q -o s.sqlite").code == 0);
  CHECK(run(folder, "rm b.txt; nianbao extract a.txt b.txt -q -o s.sqlite").code == 0);
  CHECK(asked(folder, "SELECT count(*) FROM documents WHERE gone_since IS NOT NULL") == "1");
  CHECK(run(folder, "nianbao extract a.txt never.txt -q -o s.sqlite").code == 3);
}

TEST_CASE("two folders with files of the same name are two sets of documents") {
  ScratchFolder folder;
  folder.write("2022/a.txt", sample_report("1"));
  folder.write("2023/a.txt", sample_report("2"));
  CHECK(run(folder, "nianbao extract 2022 -q -o s.sqlite && nianbao extract 2023 -q -o s.sqlite").code == 0);
  CHECK(asked(folder, "SELECT count(*) FROM documents WHERE gone_since IS NULL") == "2");
  CHECK(asked(folder, "SELECT count(*) FROM reports WHERE superseded_by IS NULL") == "2");
}

TEST_CASE("names in another encoding stay apart") {
  ScratchFolder folder;
  folder.write("in/\xC4\xEA.txt", sample_report("1"));
  folder.write("in/\xB1\xA8.txt", sample_report("2"));
  CHECK(run(folder, kExtract).code == 0);
  CHECK(asked(folder, "SELECT count(*) FROM documents") == "2");
  CHECK(contains(asked(folder, "SELECT location FROM documents ORDER BY location"), "/in/%B1%A8.txt"));
}

TEST_CASE("a list names the files, by lines or by NUL, from a file or from standard input") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report("1"));
  folder.write("in/b.txt", sample_report("2"));
  folder.write("list", "in/a.txt\r\nin/b.txt\n");
  CHECK(run(folder, "nianbao extract --list list -q -o s.sqlite").code == 0);
  CHECK(asked(folder, "SELECT count(*) FROM documents") == "2");
  CHECK(run(folder, "find in -name 'a*' -print0 | nianbao extract --list - -q | grep -c sha256").out == "1\n");
  CHECK(run(folder, "nianbao extract --list nowhere -q").code == 2);
  CHECK(run(folder, "nianbao extract -q").code == 1);
}

TEST_CASE("files still being written are left for the next run, and are not gone") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report());
  CHECK(run(folder, kExtract).code == 0);
  folder.write("in/b.txt", sample_report("2"));
  const Ended ended = run(folder, "touch in/a.txt; nianbao extract in -o s.sqlite --settle 3600");
  CHECK(ended.code == 0);
  CHECK(contains(ended.err, "2 still being written"));
  CHECK(asked(folder, "SELECT count(*) || ' ' || count(gone_since) FROM documents") == "1 0");
}

TEST_CASE("too many new failures stop the run, and what was finished is kept") {
  ScratchFolder folder;
  for (int i = 0; i < 30; ++i) folder.write("in/" + std::to_string(10 + i) + ".txt", std::string(static_cast<std::size_t>(i), ' '));
  const Ended ended = run(folder, "nianbao extract in -o s.sqlite --max-failures 3 --jobs 1");
  CHECK(ended.code == 3);
  CHECK(contains(ended.err, "stopped: 3 files have failed"));
  CHECK(asked(folder, "SELECT outcome FROM runs") == "stopped");
  CHECK(asked(folder, "SELECT count(*) FROM documents") == "3");
}

TEST_CASE("a second run on the store leaves at once, or waits") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report());
  const std::string hold = "exec 9>s.sqlite.lock; flock -x 9; ";
  const Ended ended = run(folder, hold + kExtract);
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "another run"));
  CHECK(run(folder, "(flock -x 9; sleep 1) 9>s.sqlite.lock & sleep 0.3; nianbao extract in -q -o s.sqlite --wait 20").code == 0);
}

TEST_CASE("a store that may not be written to ends the run at once, says so, and is as it was") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report());
  run(folder, "nianbao extract in -q -o s.sqlite");
  folder.write("in/b.txt", sample_report("2"));
  const std::string before = folder.read("s.sqlite");
  // Nothing is read-only to root: then somebody else runs it.
  const std::string program = std::string(NIANBAO_BINARY_DIR) + "/bin/nianbao";
  const std::string as_nobody = ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  run(folder, "chmod -R a+rX .; chmod 444 s.sqlite; chmod 555 .");
  if (run(folder, as_nobody + "test -x '" + program + "'").code != 0) {
    run(folder, "chmod 755 .");
    WARN("skipped: nobody may not run the program");
    return;
  }
  const std::string extract = as_nobody + "'" + program + "' extract in -q -o s.sqlite";
  const Ended of_folder = run(folder, extract), of_file = run(folder, "chmod 777 .; " + extract);
  CHECK(of_folder.code == 2);
  CHECK(contains(of_folder.err, "s.sqlite cannot be written: "));
  CHECK(of_file.code == 2);
  CHECK(contains(of_file.err, "s.sqlite is read-only"));
  run(folder, "chmod 755 .");
  CHECK(folder.read("s.sqlite") == before);
  CHECK(run(folder, "chmod 644 s.sqlite; nianbao extract in -q -o s.sqlite").code == 0);
  CHECK(asked(folder, "SELECT count(*) FROM reports") == "2");
}

TEST_CASE("the log as JSON has a line a file and a line at the end") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report());
  folder.write("in/b.txt", "");
  const Ended ended = run(folder, "nianbao extract in -o s.sqlite --log-json");
  CHECK(contains(ended.err, "{\"event\":\"file\",\"path\":\"in/a.txt\",\"records\":1,\"partial\":1,"));
  CHECK(contains(ended.err, "\"trouble\":\"in/b.txt: empty_file: "));
  CHECK(contains(ended.err, "{\"event\":\"end\",\"outcome\":\"done\",\"files\":2,\"records\":2,"));
}
