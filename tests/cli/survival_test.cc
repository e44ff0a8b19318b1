// A run that is killed, interrupted, short of disk or not alone: what it had finished is kept, and the next one goes on from there.

#include <sqlite3.h>
#include <sys/resource.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "tests/cli/sample_report.h"
#include "tests/cli/scratch_folder.h"
#include "tests/cli/started_program.h"

using namespace nianbao;

namespace {

using Words = std::vector<std::string>;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

const Words kToStore{"extract", "in", "-q", "-o", "s.sqlite", "--jobs", "2"};

void write_reports(const ScratchFolder& folder, int count) {
  for (int i = 0; i < count; ++i) folder.write("in/" + std::to_string(i) + ".txt", sample_report(std::to_string(i)));
  folder.write("in/empty.txt", "");
}

/// The store's records as lines, in the order of their ids.
std::string records_of(const ScratchFolder& folder) {
  CHECK(run_to_end(folder.path(), {"export", "s.sqlite", "-o", "e.jsonl"}) == 0);
  return folder.read("e.jsonl");
}

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }
bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Kills runs into a store at random instants until as many were caught alive, each store resumed until it is complete.
void kill_and_resume(int kills) {
  ScratchFolder folder;
  write_reports(folder, 400);
  REQUIRE(run_to_end(folder.path(), kToStore) == 3);
  const std::string undisturbed = records_of(folder);
  CHECK(lines_in(undisturbed) == 401);

  std::mt19937 random(20241);
  std::uniform_int_distribution<int> instants(0, 700);
  int done = 0, stores = 0;
  while (done < kills || stores == 0) {
    std::filesystem::remove(folder.path("s.sqlite"));
    for (bool complete = false; !complete;) {
      StartedProgram run(folder.path(), kToStore);
      const auto ended = run.wait_for(milliseconds(done < kills ? instants(random) : 600'000));
      if (ended) CHECK((*ended == 3 || *ended == 0));
      else ++done;
      complete = ended.has_value();
      if (!ended) run.end_by(SIGKILL);
    }
    CHECK(records_of(folder) == undisturbed);
    ++stores;
  }
}

/// Whether it comes true within a minute.
bool wait_until(const std::function<bool()>& condition) {
  for (int i = 0; i < 60'000; ++i) {
    if (condition()) return true;
    ::usleep(1000);
  }
  return false;
}

/// The number that a query gives.
std::string asked(const ScratchFolder& folder, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open(folder.path("s.sqlite").c_str(), &database);
  std::string out = "no answer";
  const auto take = [](void* to, int, char** cells, char**) { return *static_cast<std::string*>(to) = cells[0], 0; };
  sqlite3_exec(database, sql.c_str(), take, &out, nullptr);
  sqlite3_close(database);
  return out;
}

/// A file-size limit is how a full disk looks: the write fails, after part of it.
void limit_files_to(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  ::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace

TEST_CASE("a run that is killed again and again ends with the records of an undisturbed one") { kill_and_resume(20); }
TEST_CASE("likewise two hundred times", "[.full]") { kill_and_resume(200); }

TEST_CASE("Ctrl-C ends within a second, with everything finished kept") {
  ScratchFolder folder;
  write_reports(folder, 3000);
  for (const char* output : {"s.sqlite", "a.jsonl", "data/"}) {
    CAPTURE(output);
    StartedProgram run(folder.path(), {"extract", "in", "-o", output, "--jobs", "2", "--log-json"});
    wait_until([&] { return contains(folder.read("err"), "\"event\":\"file\""); });  // of a store: and is durable
    const auto start = Clock::now();
    run.signal(SIGINT);
    const auto ended = run.wait_for(milliseconds(20'000));
    CHECK(ended == 130);
    CHECK(Clock::now() - start < milliseconds(1000));
    CHECK(contains(folder.read("err"), "\"outcome\":\"interrupted\""));
  }
  const std::string lines = folder.read("a.jsonl");
  CHECK(lines_in(lines) > 0);
  CHECK(lines.back() == '\n');
  CHECK(lines_in(folder.read("data/reports.csv")) > 1);
  CHECK(lines_in(records_of(folder)) > 0);
}

TEST_CASE("Ctrl-C ends within a second while LibreOffice hangs, and nothing of it is left") {
  ScratchFolder folder;
  folder.write("in/a.rtf", "{\\rtf1 x}");
  folder.write("bin/soffice", "#!/bin/sh\necho $$ > " + folder.path("pid") + "\nsleep 1000\n");
  std::filesystem::permissions(folder.path("bin/soffice"), std::filesystem::perms::owner_all);
  std::filesystem::create_directory(folder.path("tmp"));
  StartedProgram run(folder.path(), {"extract", "in", "-o", "a.jsonl"}, [&] {
    ::setenv("PATH", (folder.path("bin") + ":/usr/bin:/bin").c_str(), 1);
    ::setenv("TMPDIR", folder.path("tmp").c_str(), 1);
  });
  wait_until([&] { return contains(folder.read("pid"), "\n"); });
  const auto start = Clock::now();
  run.signal(SIGINT);
  CHECK(run.wait_for(milliseconds(20'000)) == 130);
  CHECK(Clock::now() - start < milliseconds(1000));
  CHECK(std::filesystem::is_empty(folder.path("tmp")));
  const pid_t hanging = std::stoi("0" + folder.read("pid"));
  REQUIRE(hanging > 0);
  CHECK(::kill(hanging, 0) != 0);
}

TEST_CASE("a disk that is full ends the run with words, loses nothing that was there, and the next run goes on") {
  ScratchFolder folder;
  write_reports(folder, 300);
  const auto full = [] { limit_files_to(700'000); };
  for (const rlim_t bytes : {1'000'000, 1'500'000, 2'000'000, 700'000}) {
    CAPTURE(bytes);
    CHECK(run_to_end(folder.path(), kToStore, [=] { limit_files_to(bytes); }) == 2);
    CHECK_FALSE(folder.read("err").empty());
    // What is durable is whole: no report without its file, no values without their report.
    CHECK(asked(folder, "SELECT count(*) FROM reports WHERE sha256 NOT IN (SELECT sha256 FROM documents)") == "0");
    CHECK(asked(folder, "SELECT (SELECT count(*) FROM value_rows) - (SELECT count(*) FROM values_long)") == "0");
  }
  CHECK(run_to_end(folder.path(), kToStore) == 3);
  CHECK(lines_in(records_of(folder)) == 301);

  folder.write("a.jsonl", "as it was\n");
  CHECK(run_to_end(folder.path(), {"extract", "in", "-q", "-o", "a.jsonl"}, full) == 2);
  CHECK(contains(folder.read("err"), "File too large"));
  CHECK(folder.read("a.jsonl") == "as it was\n");
  CHECK(run_to_end(folder.path(), {"extract", "in", "-q", "-o", "data/"}, full) == 2);
  CHECK_FALSE(std::filesystem::exists(folder.path("data/datapackage.json")));
}

TEST_CASE("of two runs on one store the second leaves at once, and the first is not disturbed") {
  ScratchFolder folder;
  write_reports(folder, 700);
  StartedProgram first(folder.path(), kToStore);
  wait_until([&] { return !folder.read("s.sqlite.lock").empty(); });
  ScratchFolder elsewhere;
  const auto start = Clock::now();
  CHECK(run_to_end(elsewhere.path(), {"extract", folder.path("in"), "-o", folder.path("s.sqlite")}) == 2);
  CHECK(Clock::now() - start < milliseconds(1000));
  CHECK(contains(elsewhere.read("err"), "another run (process " + std::to_string(first.pid()) + ") is writing to "));
  CHECK(first.wait_for(std::chrono::minutes(5)) == 3);
  CHECK(lines_in(records_of(folder)) == 701);
}

TEST_CASE("a run that is killed leaves no process behind") {
  ScratchFolder folder;
  write_reports(folder, 700);
  StartedProgram run(folder.path(), kToStore);
  const auto children = [&](pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
    std::vector<pid_t> out;
    for (pid_t child = 0; in >> child;) out.push_back(child);
    return out;
  };
  std::vector<pid_t> made;
  wait_until([&] { return (made = children(run.pid())).size() >= 2; });
  REQUIRE(made.size() >= 2);  // the fork server and its first reader
  run.end_by(SIGKILL);
  const auto alive = [](pid_t pid) {
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    const std::string text((std::istreambuf_iterator<char>(stat)), {});
    return contains(text, "(nianbao)") && !contains(text, ") Z ");
  };
  CHECK(wait_until([&] { return std::none_of(made.begin(), made.end(), alive); }));
}
