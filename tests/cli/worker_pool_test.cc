#include "cli/worker_pool.h"

#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>

using namespace nianbao;

namespace {

/// What to do stands in the source: `slow` sleeps, `crash` dies, `exit` ends, `hang` never ends, `big` gives much.
FileResult read_by_name(const InputFile& file) {
  FileResult out;
  if (file.source == "slow") ::usleep(80'000);
  if (file.source == "crash") ::raise(SIGKILL);
  if (file.source == "exit") ::_exit(7);
  if (file.source == "hang")
    while (true) ::pause();
  out.lines = file.source == "big" ? std::string(3'000'000, 'x') : file.source;
  out.tally.records = 1;
  if (file.source == "bad") out.trouble = "bad indeed";
  return out;
}

std::vector<InputFile> files_of(const std::vector<std::string>& names) {
  std::vector<InputFile> out;
  for (const std::string& name : names) out.push_back({name, name});
  return out;
}

struct Seen {
  std::vector<std::string> lines;
  std::vector<Error> errors;
  std::uint32_t records = 0;
  std::string trouble;
  PoolEnd end = PoolEnd::done;
};

Seen run(const std::vector<std::string>& names, PoolOptions options, std::size_t stop_after = 1000,
         std::atomic<bool>* interrupt = nullptr, std::size_t interrupt_after = 1000) {
  Seen seen;
  std::atomic<bool> never{false};
  PoolCalls calls;
  calls.read = read_by_name;
  calls.died = [&](const InputFile& file, const Error& error) {
    seen.errors.push_back(error);
    return FileResult{"lost " + file.source, {}, error.message};
  };
  calls.write = [&](const FileResult& result) {
    seen.lines.push_back(result.lines);
    seen.records += result.tally.records;
    seen.trouble += result.trouble;
    if (interrupt && seen.lines.size() >= interrupt_after) *interrupt = true;
    return seen.lines.size() < stop_after;
  };
  calls.waiting = [] {};
  seen.end = run_pool(files_of(names), options, calls, interrupt ? *interrupt : never);
  return seen;
}

PoolOptions jobs(int count) {
  PoolOptions out;
  out.jobs = count;
  return out;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("results come in the order of the files, whatever the number of workers") {
  const Lines names{"slow", "a", "b", "slow", "c", "bad", "d"};
  for (int count : {1, 2, 5, 20}) {
    const Seen seen = run(names, jobs(count));
    CHECK(seen.lines == names);
    CHECK(seen.records == 7);
    CHECK(seen.trouble == "bad indeed");
    CHECK(seen.end == PoolEnd::done);
  }
  PoolOptions here;
  here.in_process = true;
  CHECK(run(names, here).lines == names);
}

TEST_CASE("a small window bounds what waits, not what comes out") {
  PoolOptions options = jobs(3);
  options.window = 1;
  CHECK(run({"slow", "a", "b"}, options).lines == Lines{"slow", "a", "b"});
}

TEST_CASE("a worker that dies costs its own file only, and says how it died") {
  const Seen seen = run({"a", "crash", "b", "exit", "crash", "c"}, jobs(2));
  CHECK(seen.lines == Lines{"a", "lost crash", "b", "lost exit", "lost crash", "c"});
  REQUIRE(seen.errors.size() == 3);
  for (const Error& error : seen.errors) CHECK(error.code == ErrorCode::crashed);
  CHECK(seen.trouble.find("signal 9 (SIGKILL)") != std::string::npos);
  CHECK(seen.trouble.find("exit status 7") != std::string::npos);
}

TEST_CASE("when every worker has died on the last files, the run still ends") {
  CHECK(run({"crash", "crash"}, jobs(2)).lines == Lines{"lost crash", "lost crash"});
}

TEST_CASE("a worker that runs over its time is ended and replaced") {
  PoolOptions options = jobs(1);
  options.seconds_per_file = 1;
  const Seen seen = run({"hang", "a"}, options);
  CHECK(seen.lines == Lines{"lost hang", "a"});
  REQUIRE(seen.errors.size() == 1);
  CHECK(seen.errors[0].code == ErrorCode::timeout);
}

TEST_CASE("a result larger than the socket's buffer arrives whole") {
  const Seen seen = run({"big", "big", "a"}, jobs(2));
  REQUIRE(seen.lines.size() == 3);
  CHECK(seen.lines[0].size() == 3'000'000);
  CHECK(seen.lines[2] == "a");
}

TEST_CASE("an interrupt keeps what is finished and deals no more") {
  for (bool in_process : {false, true}) {
    std::atomic<bool> interrupt{false};
    PoolOptions options = jobs(2);
    options.in_process = in_process;
    const Seen seen = run({"a", "slow", "slow", "slow", "slow", "slow"}, options, 1000, &interrupt, 1);
    CHECK(seen.end == PoolEnd::interrupted);
    CHECK(seen.lines.front() == "a");
    CHECK(seen.lines.size() < 6);
  }
}

TEST_CASE("what finished behind a file that hangs is kept at an interrupt") {
  std::atomic<bool> interrupt{false};
  Seen seen;
  PoolCalls calls;
  calls.read = read_by_name;
  calls.died = [](const InputFile&, const Error&) { return FileResult{}; };
  calls.write = [&](const FileResult& result) {
    seen.lines.push_back(result.lines);
    return true;
  };
  int waits = 0;
  calls.waiting = [&] { interrupt = ++waits >= 4; };
  CHECK(run_pool(files_of({"hang", "a"}), jobs(2), calls, interrupt) == PoolEnd::interrupted);
  CHECK(seen.lines == Lines{"a"});
}

TEST_CASE("where the output can take no more, the run stops") {
  const Seen seen = run({"a", "b", "c", "d"}, jobs(2), 2);
  CHECK(seen.end == PoolEnd::stopped);
  CHECK(seen.lines == Lines{"a", "b"});
}
