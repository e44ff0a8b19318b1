#include "cli/worker_process.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "cli/item_message.h"

namespace nianbao {
namespace {

struct AnswerHeader {
  std::uint64_t lines = 0, trouble = 0;
  Tally tally;
};

bool send_answer(int socket, const FileResult& result) {
  const AnswerHeader header{result.lines.size(), result.trouble.size(), result.tally};
  return send_all(socket, &header, sizeof header) && send_all(socket, result.lines.data(), result.lines.size()) &&
         send_all(socket, result.trouble.data(), result.trouble.size());
}

}  // namespace

bool WorkerProcess::ask(const InputItem& item) { return send_item(socket(), item); }

WorkerProcess::State WorkerProcess::receive() {
  char buffer[1 << 16];
  while (true) {
    const ssize_t got = ::recv(socket(), buffer, sizeof buffer, MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return State::reading;
    if (got <= 0) return State::gone;
    received_.append(buffer, static_cast<std::size_t>(got));
    if (const State state = arrival(); state != State::reading) return state;
  }
}

WorkerProcess::State WorkerProcess::arrival() const {
  AnswerHeader header;
  if (received_.size() < sizeof header) return State::reading;
  std::memcpy(&header, received_.data(), sizeof header);
  if (header.lines > max_answer_bytes_ || header.trouble > max_answer_bytes_) return State::too_long;
  return received_.size() >= sizeof header + header.lines + header.trouble ? State::answered : State::reading;
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

void serve_items(int socket, std::int64_t max_bytes, const std::function<FileResult(const InputItem&)>& read) {
  InputItem item;
  while (receive_item(socket, max_bytes, item))
    if (!send_answer(socket, read(item))) break;
}

}  // namespace nianbao
