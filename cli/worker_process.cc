#include "cli/worker_process.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "cli/child_process.h"

namespace nianbao {
namespace {

struct AnswerHeader {
  std::uint64_t lines = 0, trouble = 0;
  Tally tally;
};

/// What the texts of a dealt item are; `kHas` says which of its optional parts are there.
enum Part { kPath, kSource, kHas, kBytes, kConverted, kUrl, kRetrieved, kPlace, kWhy, kParts };

bool receive_item(int socket, InputItem& item) {
  std::vector<std::string> texts(kParts);
  if (!receive_texts(socket, texts)) return false;
  item = {{std::move(texts[kPath]), std::move(texts[kSource])}, {}, std::move(texts[kUrl]), std::move(texts[kRetrieved]), {}};
  if (texts[kHas][0] == '1') item.bytes = std::move(texts[kBytes]);
  if (texts[kHas][2] == '1') item.converted = std::move(texts[kConverted]);
  if (texts[kHas][1] != '-')
    item.error = Error{static_cast<ErrorCode>(texts[kHas][1] - 'A'), std::move(texts[kPlace]), std::move(texts[kWhy])};
  return true;
}

bool send_answer(int socket, const FileResult& result) {
  const AnswerHeader header{result.lines.size(), result.trouble.size(), result.tally};
  return send_all(socket, &header, sizeof header) && send_all(socket, result.lines.data(), result.lines.size()) &&
         send_all(socket, result.trouble.data(), result.trouble.size());
}

[[noreturn]] void serve(int socket, const std::function<FileResult(const InputItem&)>& read) {
  InputItem item;
  while (receive_item(socket, item))
    if (!send_answer(socket, read(item))) break;
  ::_exit(0);
}

}  // namespace

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      received_(std::move(other.received_)) {}

WorkerProcess::~WorkerProcess() {
  if (socket_ >= 0) ::close(socket_);
  end_process(pid_);
}

bool WorkerProcess::ask(const InputItem& item) {
  const std::string has{item.bytes ? '1' : '0', item.error ? static_cast<char>('A' + static_cast<int>(item.error->code)) : '-',
                        item.converted ? '1' : '0'};
  const Error error = item.error.value_or(Error{});
  return send_texts(socket_, {item.file.path, item.file.source, has, item.bytes ? std::string_view(*item.bytes) : "",
                              item.converted ? std::string_view(*item.converted) : "", item.url, item.retrieved, error.place,
                              error.message});
}

WorkerProcess::State WorkerProcess::receive() {
  char buffer[1 << 16];
  while (true) {
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return State::reading;
    if (got <= 0) return State::gone;
    received_.append(buffer, static_cast<std::size_t>(got));
    if (answer_is_whole()) return State::answered;
  }
}

bool WorkerProcess::answer_is_whole() const {
  AnswerHeader header;
  if (received_.size() < sizeof header) return false;
  std::memcpy(&header, received_.data(), sizeof header);
  return received_.size() >= sizeof header + header.lines + header.trouble;
}

FileResult WorkerProcess::take_answer() {
  AnswerHeader header;
  std::memcpy(&header, received_.data(), sizeof header);
  FileResult out;
  out.tally = header.tally;
  out.lines = received_.substr(sizeof header, header.lines);
  out.trouble = received_.substr(sizeof header + header.lines, header.trouble);
  received_.clear();
  return out;
}

std::string WorkerProcess::how_it_ended() { return how_process_ended(std::exchange(pid_, -1)); }

std::optional<WorkerProcess> start_worker(const std::function<FileResult(const InputItem&)>& read,
                                          const std::vector<int>& foreign_sockets) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::close(ends[0]);
    for (int socket : foreign_sockets) ::close(socket);
    prepare_child();
    serve(ends[1], read);
  }
  ::close(ends[1]);
  if (pid < 0) {
    ::close(ends[0]);
    return std::nullopt;
  }
  return WorkerProcess(pid, ends[0]);
}

}  // namespace nianbao
