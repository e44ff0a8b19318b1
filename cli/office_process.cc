#include "cli/office_process.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <utility>

#include "cli/item_message.h"
#include "cli/run_processes.h"

namespace nianbao {
namespace {

/// What the texts of an answer are. The first is one letter: what became of the item.
enum Part { kFate, kBytes, kConverted, kCode, kWhy, kParts };
constexpr std::string_view kAsItWas = "=", kDone = "+", kFailed = "!";

volatile std::sig_atomic_t g_end_it = 0;

/// The caller is gone or wants an end: LibreOffice is ended first, and the temporary files with it.
void end_with_caller() {
  const pid_t caller = ::getppid();
  struct sigaction how = {};
  how.sa_handler = [](int) { g_end_it = 1; };
  ::sigaction(SIGTERM, &how, nullptr);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != caller) ::_exit(1);
}

/// How long the process has for one file in a batch where it hangs on each, and for what it does besides.
constexpr std::chrono::seconds kBesides{60};

/// The kind of an item that is an office file; unknown for another one, or where it could not be read.
Kind office_kind(const InputItem& item) {
  if (item.error || !item.bytes) return Kind::unknown;
  const Kind kind = sniff_kind(*item.bytes);
  return needs_conversion(kind) ? kind : Kind::unknown;
}

bool send_answer(int socket, const std::string& bytes, const Result<std::string>& made) {
  if (made) return send_texts(socket, {kDone, bytes, *made, "", ""});
  const std::string code(1, static_cast<char>('A' + static_cast<int>(made.error().code)));
  return send_texts(socket, {kFailed, bytes, "", code, made.error().message});
}

void convert_batch(int socket, const std::vector<InputItem>& items, const ConvertOptions& options) {
  std::vector<OfficeInput> inputs;
  for (const InputItem& item : items)
    if (const Kind kind = office_kind(item); kind != Kind::unknown) inputs.push_back({*item.bytes, kind});
  const auto made = convert_office(inputs, options);
  std::size_t next = 0;
  for (const InputItem& item : items) {
    const bool sent = office_kind(item) == Kind::unknown ? send_texts(socket, {kAsItWas, "", "", "", ""})
                                                         : send_answer(socket, *item.bytes, made[next++]);
    if (!sent) return;
  }
}

}  // namespace

void convert_items(int socket, OfficeBatchOptions options) {
  end_with_caller();
  options.convert.stop = [] { return g_end_it != 0; };
  std::uint64_t count = 0;
  if (!receive_all(socket, &count, sizeof count)) return;
  std::vector<InputItem> items(count);
  for (InputItem& item : items)
    if (!receive_item(socket, options.max_bytes, item)) return;
  convert_batch(socket, items, options.convert);
}

OfficeProcess::OfficeProcess(std::vector<InputItem> items, ChildProcess process, std::chrono::seconds patience)
    : items_(std::move(items)), process_(std::move(process)), overdue_(std::chrono::steady_clock::now() + patience) {}

std::unique_ptr<OfficeProcess> OfficeProcess::start(ForkServer& processes, const std::vector<InputItem>& items,
                                                    const OfficeBatchOptions& options) {
  auto process = processes.make(kConverts);
  if (!process) return nullptr;
  // Each file is tried in the batch and, where nothing came of that, alone.
  const std::chrono::seconds once(options.convert.seconds_to_start + options.convert.seconds_per_file);
  const std::uint64_t count = items.size();
  bool sent = send_all(process->socket(), &count, sizeof count);
  for (const InputItem& item : items) sent = sent && send_item(process->socket(), item);  // its end is seen where that fails
  return std::unique_ptr<OfficeProcess>(new OfficeProcess(items, std::move(*process), 2 * once * static_cast<int>(count) + kBesides));
}

OfficeProcess::~OfficeProcess() {
  constexpr std::chrono::milliseconds kPatience{700};
  process_.request_end(kPatience);
}

OfficeProcess::State OfficeProcess::receive() {
  std::string buffer(std::size_t{1} << 18, '\0');
  for (Arrival at = take_answers(); at != Arrival::whole; at = take_answers()) {
    const ssize_t got = at == Arrival::broken ? 0 : ::recv(process_.socket(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN && std::chrono::steady_clock::now() < overdue_) return State::working;
    if (got <= 0) {
      if (got < 0 || at == Arrival::broken) ::kill(process_.pid(), SIGKILL);
      return State::gone;
    }
    received_.append(buffer, 0, static_cast<std::size_t>(got));
  }
  return State::done;
}

/// How far the answers for all items have come.
Arrival OfficeProcess::take_answers() {
  std::vector<std::string> texts(kParts);
  while (answered_ < items_.size()) {
    if (const Arrival at = take_texts(received_, texts); at != Arrival::whole) return at;
    InputItem& item = items_[answered_++];
    if (texts[kFate] == kAsItWas) continue;
    item.bytes = std::move(texts[kBytes]);
    if (texts[kFate] == kDone) item.converted = std::move(texts[kConverted]);
    else item.error = Error{texts[kCode].empty() ? ErrorCode::internal : static_cast<ErrorCode>(texts[kCode][0] - 'A'), {}, std::move(texts[kWhy])};
  }
  return Arrival::whole;
}

std::vector<InputItem> OfficeProcess::take_items() { return std::move(items_); }

}  // namespace nianbao
