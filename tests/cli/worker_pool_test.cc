#include "cli/worker_pool.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "cli/run_processes.h"

using namespace nianbao;

namespace {

/// What to do stands in the source: `slow` sleeps, `crash` dies, `exit` ends, `hang` never ends, `big` gives much,
/// `pid` tells who reads.
FileResult read_by_name(const InputItem& item) {
  const InputFile& file = item.file;
  FileResult out;
  if (file.source == "slow") ::usleep(80'000);
  if (file.source == "crash") ::raise(SIGKILL);
  if (file.source == "exit") ::_exit(7);
  if (file.source == "hang")
    while (true) ::pause();
  out.lines = file.source == "big" ? std::string(3'000'000, 'x') : file.source;
  if (item.bytes && !item.bytes->empty()) out.lines += "=" + *item.bytes;
  if (file.source == "pid") out.lines = std::to_string(::getpid());
  if (item.error) out.lines += "!" + item.error->message;
  out.tally.records = 1;
  if (file.source == "bad") out.trouble = "bad indeed";
  return out;
}

/// Items of those names. One is not yet there at the first two looks.
class NamedInputs : public InputStream {
 public:
  explicit NamedInputs(const std::vector<std::string>& names) {
    for (const std::string& name : names) items_.push_back({{name, name}, "", {}, {}, {}});
  }
  NamedInputs(std::vector<InputItem> items, int looks) : items_(std::move(items)), looks_(looks) {}
  State look() override {
    if (at_ == items_.size()) return State::ended;
    return items_[at_].file.source == "late" && ++looks_ < 3 ? State::waiting : State::ready;
  }
  InputItem take() override { return items_[at_++]; }
  int descriptor() const override { return -1; }

 private:
  std::vector<InputItem> items_;
  std::size_t at_ = 0;
  int looks_ = 0;
};

ProcessOptions reads(std::function<FileResult(const InputItem&)> read, const FileLimits& limits) {
  ProcessOptions out;
  out.read = std::move(read);
  out.limits = limits;
  out.confined = false;
  return out;
}

struct Seen {
  std::vector<std::string> lines;
  std::vector<Error> errors;
  std::uint32_t records = 0;
  std::string trouble;
  PoolEnd end = PoolEnd::done;
};

Seen run_inputs(NamedInputs inputs, PoolOptions options, std::size_t stop_after = 1000,
         std::atomic<bool>* interrupt = nullptr, std::size_t interrupt_after = 1000) {
  Seen seen;
  std::atomic<bool> never{false};
  const ProcessOptions readers = reads(read_by_name, options.limits);
  const auto processes = start_processes(readers);
  PoolCalls calls;
  calls.hire = [&] { return processes->make(kReads); };
  calls.read = read_by_name;
  calls.died = [&](const InputItem& item, const Error& error) {
    seen.errors.push_back(error);
    return FileResult{"lost " + item.file.source, {}, error.message};
  };
  calls.write = [&](const FileResult& result) {
    seen.lines.push_back(result.lines);
    seen.records += result.tally.records;
    seen.trouble += result.trouble;
    if (interrupt && seen.lines.size() >= interrupt_after) *interrupt = true;
    return seen.lines.size() < stop_after;
  };
  calls.waiting = [] {};
  seen.end = run_pool(inputs, options, calls, interrupt ? *interrupt : never);
  return seen;
}

Seen run(const std::vector<std::string>& names, PoolOptions options, std::size_t stop_after = 1000,
         std::atomic<bool>* interrupt = nullptr, std::size_t interrupt_after = 1000) {
  return run_inputs(NamedInputs(names), options, stop_after, interrupt, interrupt_after);
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

TEST_CASE("what an archive's file brings along reaches the worker, and nothing is lost while a file is waited for") {
  const auto items = [] {
    std::vector<InputItem> out(3);
    out[0].file = {"a.zip!/b", "b"};
    out[0].bytes = std::string("\0 and 1", 7);
    out[1].file = {"late", "late"};
    out[1].bytes = "";
    out[2].file = {"a.zip", "z"};
    out[2].error = Error{ErrorCode::encrypted, {}, "locked"};
    return out;
  };
  const Lines wanted{"b=" + std::string("\0 and 1", 7), "late", "z!locked"};
  PoolOptions here;
  here.in_process = true;
  for (const PoolOptions& options : {jobs(1), jobs(2), here}) CHECK(run_inputs(NamedInputs(items(), 0), options).lines == wanted);
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
  options.limits.seconds = 1;
  const Seen seen = run({"hang", "a"}, options);
  CHECK(seen.lines == Lines{"lost hang", "a"});
  REQUIRE(seen.errors.size() == 1);
  CHECK(seen.errors[0].code == ErrorCode::timeout);
}

TEST_CASE("a worker gives way to another after so many files") {
  PoolOptions options = jobs(1);
  for (int most : {1, 2, 1000}) {
    options.reports_per_worker = most;
    const Seen seen = run({"pid", "pid", "pid", "pid"}, options);
    CHECK(std::set<std::string>(seen.lines.begin(), seen.lines.end()).size() == static_cast<std::size_t>(std::max(1, 4 / most)));
  }
}

TEST_CASE("an answer that is longer than any may be costs its file only") {
  PoolOptions options = jobs(1);
  options.limits.output_bytes = 1'000'000;
  const Seen seen = run({"a", "big", "b"}, options);
  CHECK(seen.lines == Lines{"a", "lost big", "b"});
  REQUIRE(seen.errors.size() == 1);
  CHECK(seen.errors[0].code == ErrorCode::limit_exceeded);
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
  const ProcessOptions readers = reads(read_by_name, {});
  const auto processes = start_processes(readers);
  PoolCalls calls;
  calls.hire = [&] { return processes->make(kReads); };
  calls.died = [](const InputItem&, const Error&) { return FileResult{}; };
  calls.write = [&](const FileResult& result) {
    seen.lines.push_back(result.lines);
    return true;
  };
  int waits = 0;
  calls.waiting = [&] { interrupt = ++waits >= 4; };
  NamedInputs inputs(Lines{"hang", "a"});
  CHECK(run_pool(inputs, jobs(2), calls, interrupt) == PoolEnd::interrupted);
  CHECK(seen.lines == Lines{"a"});
}

TEST_CASE("where the output can take no more, the run stops") {
  const Seen seen = run({"a", "b", "c", "d"}, jobs(2), 2);
  CHECK(seen.end == PoolEnd::stopped);
  CHECK(seen.lines == Lines{"a", "b"});
}
