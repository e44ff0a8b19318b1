#include "cli/archive_process.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/child_process.h"

namespace nianbao {
namespace {

using Clock = std::chrono::steady_clock;

/// What the texts of a message are. The first tells the kind of message.
enum Part { kMessage, kName, kBytes, kUrl, kRetrieved, kCode, kWhy, kParts };

constexpr std::string_view kMember = "member", kFailedMember = "failed member", kNoArchive = "no archive", kEnd = "end",
                           kFailedEnd = "failed end";

bool send_message(int socket, std::string_view message, const ArchiveMember& member) {
  const std::string code = member.error ? std::string(to_string(member.error->code)) : "";
  return send_texts(socket, {message, member.name, member.bytes, member.url, member.retrieved, code,
                             member.error ? std::string_view(member.error->message) : ""});
}

/// The file's bytes as the system pages them in, so that an archive of any size takes no memory.
class MappedFile {
 public:
  explicit MappedFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts;
    if (file >= 0 && ::fstat(file, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0) {
      size_ = static_cast<std::size_t>(facts.st_size);
      data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    }
    if (file >= 0) ::close(file);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (data_ != MAP_FAILED) ::munmap(data_, size_);
  }
  std::string_view bytes() const {
    return data_ == MAP_FAILED ? std::string_view() : std::string_view(static_cast<const char*>(data_), size_);
  }

 private:
  void* data_ = MAP_FAILED;
  std::size_t size_ = 0;
};

[[noreturn]] void unpack(int socket, const InputFile& archive, const std::string& only, const ArchiveLimits& limits) {
  const MappedFile file(archive.path);
  if (!is_archive(sniff_kind(file.bytes()))) {
    send_message(socket, kNoArchive, {});
    ::_exit(0);
  }
  bool found = false, connected = true;
  auto walked = each_member(file.bytes(), archive.source, limits, [&](const ArchiveMember& member) {
    if (!only.empty() && member.name != only) return true;
    found = true;
    connected = send_message(socket, member.error ? kFailedMember : kMember, member);
    return connected && only.empty();
  });
  ArchiveMember end;
  if (!walked && (only.empty() || !found)) end.error = walked.error();
  else if (!only.empty() && !found) end.error = Error{ErrorCode::unreadable_file, {}, "the archive has no file " + only};
  if (connected) send_message(socket, end.error ? kFailedEnd : kEnd, end);
  ::_exit(0);
}

ErrorCode code_of(const std::string& name) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code)
    if (to_string(static_cast<ErrorCode>(code)) == name) return static_cast<ErrorCode>(code);
  return ErrorCode::internal;
}

}  // namespace

std::unique_ptr<ArchiveProcess> ArchiveProcess::start(const InputFile& archive, const std::string& only,
                                                      const ArchiveLimits& limits, int seconds_without_file) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return nullptr;
  const pid_t pid = ::fork();
  if (pid == 0) {
    prepare_child();
    keep_only_descriptor(ends[1]);
    try {
      unpack(ends[1], archive, only, limits);
    } catch (const std::bad_alloc&) {
      ArchiveMember end;
      end.error = Error{ErrorCode::out_of_memory, {}, "the memory was not enough for this archive"};
      send_message(ends[1], kFailedEnd, end);
    } catch (...) {
    }
    ::_exit(1);
  }
  ::close(ends[1]);
  if (pid > 0) return std::unique_ptr<ArchiveProcess>(new ArchiveProcess(archive, pid, ends[0], seconds_without_file));
  ::close(ends[0]);
  return nullptr;
}

ArchiveProcess::~ArchiveProcess() {
  if (socket_ >= 0) ::close(socket_);
  end_process(pid_);
}

InputStream::State ArchiveProcess::look() {
  if (!next_ && !over_) receive();
  if (next_) return State::ready;
  if (over_) return State::ended;
  if (!waiting_since_) waiting_since_ = Clock::now();
  if (seconds_ <= 0 || Clock::now() - *waiting_since_ <= std::chrono::seconds(seconds_)) return State::waiting;
  end_with({ErrorCode::timeout, {}, "unpacking it took longer than " + std::to_string(seconds_) +
                                        " seconds for one file and was ended; --timeout allows more"});
  return State::ready;
}

InputItem ArchiveProcess::take() {
  waiting_since_.reset();
  return *std::exchange(next_, std::nullopt);
}

void ArchiveProcess::end_with(Error error) {
  over_ = true;
  next_ = InputItem{archive_, std::nullopt, {}, {}, std::move(error)};
}

/// Takes what has arrived, up to the end of a message.
InputStream::State ArchiveProcess::receive() {
  std::string buffer(std::size_t{1} << 18, '\0');
  std::vector<std::string> texts(kParts);
  while (!take_texts(received_, texts)) {
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return State::waiting;
    if (got <= 0) {
      end_with({ErrorCode::crashed, {}, how_process_ended(std::exchange(pid_, -1))});
      return State::ready;
    }
    received_.append(buffer, 0, static_cast<std::size_t>(got));
  }
  interpret(std::move(texts));
  return State::ready;
}

void ArchiveProcess::interpret(std::vector<std::string> texts) {
  const std::string& message = texts[kMessage];
  const Error error{code_of(texts[kCode]), {}, texts[kWhy]};
  over_ = message == kEnd || message == kFailedEnd || message == kNoArchive;
  if (message == kFailedEnd) return end_with(error);
  if (message == kNoArchive) next_ = InputItem{archive_, std::nullopt, {}, {}, std::nullopt};
  if (over_) return;
  const std::string name = "!/" + texts[kName];
  InputItem item{{archive_.path + name, archive_.source + name}, {}, texts[kUrl], texts[kRetrieved], {}};
  if (message == kMember) item.bytes = std::move(texts[kBytes]);
  else item.error = error;
  next_ = std::move(item);
}

}  // namespace nianbao
