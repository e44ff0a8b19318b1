// Readers that do what no reader should: each costs its own file, within its limits, and nothing else.

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <functional>
#include <map>
#include <thread>

#include "cli/confinement.h"
#include "cli/digest.h"
#include "cli/extract_run.h"
#include "cli/worker_pool.h"
#include "records/json_writer.h"
#include "tests/cli/scratch_folder.h"

using namespace nianbao;

namespace {

using Clock = std::chrono::steady_clock;
using Deed = std::function<std::string()>;

std::string told(bool done) { return done ? "done" : "refused: " + std::string(std::strerror(errno)); }

volatile std::uint64_t g_sink = 0;

std::string work_forever() {
  while (true) g_sink = g_sink + 1;
}

std::string sleep_forever() {
  while (true) ::pause();
}

/// As readers do: a bit at a time, all of it written to.
std::string allocate_forever() {
  std::vector<std::unique_ptr<char[]>> all;
  for (constexpr std::size_t kBit = 4 << 20;; std::this_thread::sleep_for(std::chrono::milliseconds(2))) {
    all.push_back(std::make_unique<char[]>(kBit));
    std::fill_n(all.back().get(), kBit, 'x');
  }
}

std::string allocate_at_once() {
  const std::unique_ptr<char[]> huge(new (std::nothrow) char[std::size_t{8} << 30]);
  return huge ? "done" : "refused";
}

std::string connect_to(int domain) {
  const int socket = ::socket(domain, SOCK_STREAM, 0);
  return told(socket >= 0);
}

std::string run_program() {
  ::execl("/bin/true", "true", nullptr);
  return told(false);
}

std::string die_by(int number) {
  ::signal(number, SIG_DFL);  // the test's own handlers have come along
  ::raise(number);
  return "alive";
}

std::string read_file() {
  char text[8] = {};
  const int file = ::open("/proc/self/comm", O_RDONLY | O_CLOEXEC);
  const bool read = file >= 0 && ::read(file, text, 4) == 4;
  ::close(file);
  return told(read);
}

std::string start_thread() {
  int sum = 0;
  std::thread([&] { sum = 3; }).join();
  return told(sum == 3);
}

/// Which descriptors a reader has, beyond the standard ones.
std::string open_descriptors() {
  int count = 0;
  for (int descriptor = 3; descriptor < 1024; ++descriptor) count += ::fcntl(descriptor, F_GETFD) >= 0;
  return std::to_string(count);
}

/// What became of an item: what its reader said, or `lost: CODE: MESSAGE`.
using Fates = std::vector<std::string>;

class ListedDeeds : public InputStream {
 public:
  explicit ListedDeeds(const std::vector<std::string>& names) : names_(names) {}
  State look() override { return at_ == names_.size() ? State::ended : State::ready; }
  InputItem take() override {
    const std::string& name = names_[at_++];
    return {{name, name}, "", {}, {}, {}};
  }
  int descriptor() const override { return -1; }

 private:
  const std::vector<std::string>& names_;
  std::size_t at_ = 0;
};

/// Runs a pool of confined readers over the deeds that are named.
Fates run_deeds(const std::map<std::string, Deed>& deeds, const std::vector<std::string>& names, const FileLimits& limits = {}) {
  ProcessOptions how;
  how.limits = limits;
  how.read = [&](const InputItem& item) {
    FileResult out;
    out.lines = deeds.at(item.file.path)();
    return out;
  };
  const auto processes = start_processes(how);
  PoolOptions options;
  options.limits = limits;
  Fates out;
  PoolCalls calls;
  calls.hire = [&] { return processes->make(kReads); };
  calls.died = [](const InputItem&, const Error& error) {
    return FileResult{"lost: " + std::string(to_string(error.code)) + ": " + error.message, {}, {}};
  };
  calls.write = [&](const FileResult& result) { return out.push_back(result.lines), true; };
  calls.waiting = [] {};
  ListedDeeds inputs(names);
  const std::atomic<bool> never{false};
  CHECK(run_pool(inputs, options, calls, never) == PoolEnd::done);
  return out;
}

/// Of a deed between two files that are read as always.
std::string fate_of(const Deed& deed, const FileLimits& limits = {}) {
  const Fates fates = run_deeds({{"read", read_file}, {"deed", deed}}, {"read", "deed", "read"}, limits);
  REQUIRE(fates.size() == 3);
  CHECK(fates[0] == "done");
  CHECK(fates[2] == "done");
  return fates[1];
}

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }
bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

FileLimits one_second() {
  FileLimits out;
  out.seconds = 1;
  return out;
}

}  // namespace

TEST_CASE("a reader that hangs is ended when its time is over") {
  const auto start = Clock::now();
  CHECK(starts_with(fate_of(sleep_forever, one_second()), "lost: timeout: reading it took longer than 1 seconds"));
  CHECK(Clock::now() - start < std::chrono::seconds(4));
}

TEST_CASE("a reader that works without end is ended when it has worked for its time") {
  FileLimits limits;
  limits.cpu_seconds = 1;
  CHECK(starts_with(fate_of(work_forever, limits), "lost: timeout: reading it took more than 1 seconds of a processor's time"));
}

TEST_CASE("a reader that allocates without end is ended when its memory is over") {
  FileLimits limits;
  limits.memory_mib = 200;
  CHECK(starts_with(fate_of(allocate_forever, limits), "lost: out_of_memory: reading it took more than 200 MiB of memory"));
}

#if !defined(__SANITIZE_ADDRESS__)
TEST_CASE("memory far beyond the limit is refused at once") {
  FileLimits limits;
  limits.memory_mib = 200;
  CHECK(fate_of(allocate_at_once, limits) == "refused");
}
#endif

TEST_CASE("a reader that crashes says by which signal") {
  CHECK(contains(fate_of([] { return die_by(SIGSEGV); }), "signal 11 (SIGSEGV)"));
  CHECK(contains(fate_of([] { return die_by(SIGABRT); }), "signal 6 (SIGABRT)"));
  CHECK(contains(fate_of([]() -> std::string { ::_exit(9); }), "exit status 9"));
}

TEST_CASE("a reader reaches no network") {
  for (int domain : {AF_INET, AF_INET6, AF_NETLINK}) CHECK(contains(fate_of([=] { return connect_to(domain); }), "signal 31 (SIGSYS)"));
  CHECK(fate_of([] { return connect_to(AF_UNIX); }) == "refused: Permission denied");
}

TEST_CASE("a reader writes no file, and changes none") {
  ScratchFolder folder;
  folder.write("there", "as it was");
  const std::string there = folder.path("there"), made = folder.path("made");
  CHECK(starts_with(fate_of([&] { return told(::open(made.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666) >= 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::creat(made.c_str(), 0666) >= 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::open(there.c_str(), O_RDWR | O_CLOEXEC) >= 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::open(there.c_str(), O_RDONLY | O_TRUNC | O_CLOEXEC) >= 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::truncate(there.c_str(), 0) == 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::unlink(there.c_str()) == 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::rename(there.c_str(), made.c_str()) == 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::mkdir(made.c_str(), 0777) == 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::symlink("x", made.c_str()) == 0); }), "refused"));
  CHECK(starts_with(fate_of([&] { return told(::chmod(there.c_str(), 0) == 0); }), "refused"));
  CHECK(folder.read("there") == "as it was");
  CHECK_FALSE(std::filesystem::exists(made));
}

TEST_CASE("a reader starts no program and no process, and signals none") {
  CHECK(contains(fate_of(run_program), "signal 31 (SIGSYS)"));
  CHECK(starts_with(fate_of([] {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(0);
    return told(pid > 0);
  }), "refused"));
  CHECK(starts_with(fate_of([] { return told(::kill(::getppid(), 0) == 0); }), "refused"));
}

TEST_CASE("a reader still reads, computes, and starts threads") {
  CHECK(fate_of(read_file) == "done");
  CHECK(fate_of(start_thread) == "done");
}

TEST_CASE("a reader has no privileges, and no way to any") {
  CHECK(starts_with(fate_of([] { return told(::chown("/proc/self/comm", 1, 1) == 0); }), "refused"));
  ScratchFolder folder;
  folder.write("secret", "x");
  ::chmod(folder.path("secret").c_str(), 0);
  const std::string secret = folder.path("secret");
  CHECK(starts_with(fate_of([&] { return told(::open(secret.c_str(), O_RDONLY | O_CLOEXEC) >= 0); }), "refused"));
}

TEST_CASE("a reader holds nothing that its maker has open, but its socket") {
  ScratchFolder folder;
  const int kept = ::open(folder.path("open").c_str(), O_RDWR | O_CREAT, 0666);  // no O_CLOEXEC: a fork alone would pass it on
  REQUIRE(kept >= 0);
  CHECK(fate_of(open_descriptors) == "1");
  ::close(kept);
}

TEST_CASE("an answer that is no record is a failed record, and does not reach what follows") {
  ScratchFolder folder;
  std::vector<InputFile> files;
  for (const char* name : {"a", "b", "c", "d"}) {
    folder.write(name, name);
    files.push_back({folder.path(name), name});
  }
  ExtractOptions options;
  options.quiet = true;
  const PreparedForms forms({});
  const PipelineOptions pipeline;
  ProcessOptions how = processes_of_run(options, forms, pipeline);
  how.read = [&](const InputItem& item) {
    FileResult out;
    if (item.file.source == "b") out.lines = "{\"schema_version\":1}\n";
    else if (item.file.source == "c") out.lines = "no line, and no end";
    else append_json_line(failed_record(ContentId{sha256_hex(*item.bytes), 1}, item.file.source, {ErrorCode::encrypted, {}, "locked"}, pipeline), out.lines);
    return out;
  };
  const auto processes = start_processes(how);
  const std::atomic<bool> never{false};
  auto store = ReportStore::open(folder.path("s.sqlite"), {}, {});
  REQUIRE(store);
  const auto output = output_to_store(**store);
  RunLog log(false, false);
  const RunResult result = run_files(files, {options, forms, pipeline, *output, nullptr, log, *processes, never});
  CHECK(result.end == PoolEnd::done);
  CHECK_FALSE(result.error);
  CHECK(result.files == 4);
  const auto fate = [&](const char* text) { return (*store)->find_content(sha256_hex(text)).value_or(KnownContent{}).error_code; };
  CHECK(fate("a") == "encrypted");
  CHECK(fate("b") == "crashed");
  CHECK(fate("c") == "crashed");
  CHECK(fate("d") == "encrypted");
}

TEST_CASE("readers end with who made them") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t maker = ::fork();
  if (maker == 0) {
    ProcessOptions how;
    how.read = [](const InputItem&) { return FileResult{}; };
    const auto processes = start_processes(how);
    const auto reader = processes->make(kReads);
    const pid_t pid = reader->pid();
    if (::write(ends[1], &pid, sizeof pid) != sizeof pid) ::_exit(1);
    while (true) ::pause();
  }
  pid_t reader = 0;
  REQUIRE(::read(ends[0], &reader, sizeof reader) == sizeof reader);
  CHECK(::kill(reader, 0) == 0);
  ::kill(maker, SIGKILL);
  ::waitpid(maker, nullptr, 0);
  const auto is_gone = [&] {
    if (::kill(reader, 0) != 0) return true;
    std::ifstream stat("/proc/" + std::to_string(reader) + "/stat");  // a zombie waits for whoever adopts orphans here
    std::string text((std::istreambuf_iterator<char>(stat)), {});
    return contains(text, ") Z ");
  };
  bool gone = false;
  for (int i = 0; i < 200 && !(gone = is_gone()); ++i) ::usleep(10'000);
  CHECK(gone);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE("this machine lets readers be confined") { CHECK(try_confinement()); }
