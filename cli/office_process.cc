#include "cli/office_process.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <new>
#include <thread>
#include <utility>

#include "cli/child_process.h"
#include "cli/regular_file.h"

namespace nianbao {
namespace {

/// What the texts of an answer are. The first is one letter: what became of the item.
enum Part { kFate, kBytes, kConverted, kCode, kWhy, kParts };
constexpr std::string_view kAsItWas = "=", kDone = "+", kFailed = "!";

volatile std::sig_atomic_t g_end_it = 0;

/// The caller is gone or wants an end: LibreOffice is ended first, and the temporary files with it.
void end_with_caller(pid_t caller) {
  struct sigaction how = {};
  how.sa_handler = [](int) { g_end_it = 1; };
  ::sigaction(SIGTERM, &how, nullptr);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != caller) ::_exit(1);
}

struct Loaded {
  std::string bytes;
  Kind kind = Kind::unknown;
};

/// The item's bytes, where they are an office file's.
Loaded load(const InputItem& item, std::int64_t max_bytes) {
  auto bytes = item.bytes ? Result<std::string>(*item.bytes) : read_file_bytes(item.file.path, max_bytes);
  if (!bytes) return {};
  Loaded out{std::move(*bytes), Kind::unknown};
  if (const Kind kind = sniff_kind(out.bytes); needs_conversion(kind)) out.kind = kind;
  return out;
}

bool send_answer(int socket, const Loaded& loaded, const Result<std::string>& made) {
  if (made) return send_texts(socket, {kDone, loaded.bytes, *made, "", ""});
  const std::string code(1, static_cast<char>('A' + static_cast<int>(made.error().code)));
  return send_texts(socket, {kFailed, loaded.bytes, "", code, made.error().message});
}

void convert_batch(int socket, const std::vector<InputItem>& items, OfficeBatchOptions options) {
  std::vector<Loaded> loaded;
  std::vector<OfficeInput> inputs;
  for (const InputItem& item : items) loaded.push_back(load(item, options.max_bytes));
  for (const Loaded& one : loaded)
    if (one.kind != Kind::unknown) inputs.push_back({one.bytes, one.kind});
  options.convert.stop = [] { return g_end_it != 0; };
  const auto made = convert_office(inputs, options.convert);
  std::size_t next = 0;
  for (const Loaded& one : loaded) {
    const bool sent = one.kind == Kind::unknown ? send_texts(socket, {kAsItWas, "", "", "", ""}) : send_answer(socket, one, made[next++]);
    if (!sent) return;
  }
}

}  // namespace

std::unique_ptr<OfficeProcess> OfficeProcess::start(const std::vector<InputItem>& items, const OfficeBatchOptions& options) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return nullptr;
  const pid_t caller = ::getpid(), pid = ::fork();
  if (pid == 0) {
    prepare_child();
    end_with_caller(caller);
    keep_only_descriptor(ends[1]);
    int code = 0;
    try {
      convert_batch(ends[1], items, options);
    } catch (...) {
      code = 1;
    }
    ::_exit(code);
  }
  ::close(ends[1]);
  if (pid > 0) return std::unique_ptr<OfficeProcess>(new OfficeProcess(items, pid, ends[0]));
  ::close(ends[0]);
  return nullptr;
}

OfficeProcess::~OfficeProcess() {
  if (socket_ >= 0) ::close(socket_);
  if (pid_ <= 0) return;
  ::kill(pid_, SIGTERM);
  constexpr int kPatienceMs = 5000, kStepMs = 10;
  for (int waited = 0; waited < kPatienceMs; waited += kStepMs) {
    const pid_t ended = ::waitpid(pid_, nullptr, WNOHANG);
    if (ended == pid_ || (ended < 0 && errno != EINTR)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(kStepMs));
  }
  end_process(pid_);
}

OfficeProcess::State OfficeProcess::receive() {
  std::string buffer(std::size_t{1} << 18, '\0');
  while (!take_answers()) {
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return State::working;
    if (got <= 0) return State::gone;
    received_.append(buffer, 0, static_cast<std::size_t>(got));
  }
  return State::done;
}

/// Whether every item has its answer.
bool OfficeProcess::take_answers() {
  std::vector<std::string> texts(kParts);
  while (answered_ < items_.size() && take_texts(received_, texts)) {
    InputItem& item = items_[answered_++];
    if (texts[kFate] == kAsItWas) continue;
    item.bytes = std::move(texts[kBytes]);
    if (texts[kFate] == kDone) item.converted = std::move(texts[kConverted]);
    else item.error = Error{static_cast<ErrorCode>(texts[kCode][0] - 'A'), {}, std::move(texts[kWhy])};
  }
  return answered_ == items_.size();
}

std::vector<InputItem> OfficeProcess::take_items() { return std::move(items_); }

std::string OfficeProcess::how_it_ended() { return how_process_ended(std::exchange(pid_, -1)); }

}  // namespace nianbao
