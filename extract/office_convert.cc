#include "extract/office_convert.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <thread>
#include <utility>

namespace nianbao {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kAdvice = "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui";

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

bool is_workbook(Kind kind) { return kind == Kind::xls || kind == Kind::et; }

std::string_view ending_in(Kind kind) {
  if (is_workbook(kind)) return ".xls";
  return kind == Kind::rtf ? ".rtf" : ".doc";
}

std::string_view ending_out(Kind kind) { return is_workbook(kind) ? ".xlsx" : ".docx"; }

/// The program's path; empty where there is none.
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

/// A folder that is gone with this object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code failed;
    std::string name = (fs::temp_directory_path(failed) / "nianbao-office-XXXXXX").string();
    if (!failed && ::mkdtemp(name.data())) path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

[[noreturn]] void become(const std::vector<std::string>& words) {
  ::setpgid(0, 0);
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

/// Runs a program to its end, or kills its whole process group after the time; false where it was killed or not started.
bool run_program_for(const std::vector<std::string>& words, std::chrono::seconds limit) {
  const auto until = Clock::now() + limit;
  const pid_t pid = ::fork();
  if (pid < 0) return false;
  if (pid == 0) become(words);
  ::setpgid(pid, pid);  // whichever of the two comes first
  int status = 0;
  pid_t ended = 0;
  while ((ended = ::waitpid(pid, &status, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
    if (Clock::now() > until) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  ::kill(-pid, SIGKILL);  // also what it left behind
  if (ended != 0) return true;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return false;
}

std::optional<std::string> read_all(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::string out{std::istreambuf_iterator<char>(in), {}};
  if (out.empty()) return std::nullopt;
  return out;
}

/// Files of one target kind, converted batch by batch into places of their own.
class Converter {
 public:
  Converter(std::span<const OfficeInput> inputs, const ConvertOptions& options, std::string program,
            std::vector<Result<std::string>>& out)
      : inputs_(inputs), options_(options), program_(std::move(program)), out_(out) {}

  void convert(const std::vector<std::size_t>& which) {
    const std::size_t batch = std::max<std::size_t>(options_.batch, 1);
    for (std::size_t at = 0; at < which.size(); at += batch) {
      std::vector<std::size_t> some(which.begin() + static_cast<std::ptrdiff_t>(at),
                                    which.begin() + static_cast<std::ptrdiff_t>(std::min(at + batch, which.size())));
      std::vector<std::size_t> left = run(some);
      if (some.size() > 1)
        for (std::size_t one : left) run({one});
    }
  }

 private:
  /// Converts these files by one process; returns those for which nothing came out.
  std::vector<std::size_t> run(const std::vector<std::size_t>& which) {
    const ScratchFolder folder;
    if (folder.path().empty()) {
      for (std::size_t one : which) out_[one] = fail(ErrorCode::unreadable_file, "no temporary folder can be made for LibreOffice; check TMPDIR");
      return {};
    }
    const std::string_view to = ending_out(inputs_[which.front()].kind);
    std::vector<std::string> words{program_, "-env:UserInstallation=file://" + folder.path() + "/profile", "--headless",
                                   "--norestore", "--nologo", "--nodefault", "--convert-to", std::string(to.substr(1)),
                                   "--outdir", folder.path() + "/out"};
    for (std::size_t one : which) {
      std::string name = folder.path() + "/" + std::to_string(one) + std::string(ending_in(inputs_[one].kind));
      std::ofstream(name, std::ios::binary) << inputs_[one].bytes;
      words.push_back(std::move(name));
    }
    const auto limit = std::chrono::seconds(options_.seconds_to_start + options_.seconds_per_file * static_cast<int>(which.size()));
    const bool ended = run_program_for(words, limit);
    std::vector<std::size_t> left;
    for (std::size_t one : which) {
      if (auto bytes = read_all(fs::path(folder.path()) / "out" / (std::to_string(one) + std::string(to)))) {
        out_[one] = std::move(*bytes);
        continue;
      }
      left.push_back(one);
      out_[one] = ended ? fail(ErrorCode::damaged_file, "LibreOffice could not read the file; it is damaged or under a password, or a part of LibreOffice is missing (" + std::string(kAdvice) + ")")
                        : fail(ErrorCode::timeout, "LibreOffice took longer than " + std::to_string(limit.count()) + " seconds and was ended");
    }
    return left;
  }

  std::span<const OfficeInput> inputs_;
  const ConvertOptions& options_;
  std::string program_;
  std::vector<Result<std::string>>& out_;
};

}  // namespace

bool needs_conversion(Kind kind) {
  return kind == Kind::doc || kind == Kind::wps || kind == Kind::rtf || kind == Kind::xls || kind == Kind::et;
}

std::vector<Result<std::string>> convert_office(std::span<const OfficeInput> inputs, const ConvertOptions& options) {
  std::vector<Result<std::string>> out(
      inputs.size(), fail(ErrorCode::unsupported_kind, "files of this kind are read by way of LibreOffice, which is not here: " + std::string(kAdvice)));
  std::string program = find_program(options.program);
  if (program.empty()) return out;
  Converter converter(inputs, options, std::move(program), out);
  for (bool workbooks : {false, true}) {
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (is_workbook(inputs[i].kind) == workbooks) which.push_back(i);
    converter.convert(which);
  }
  return out;
}

}  // namespace nianbao
