#include "cli/archive_process.h"

#include <sys/mman.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <type_traits>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/regular_file.h"
#include "cli/run_processes.h"

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

/// What the process is to do, as texts; the archive itself comes as an open descriptor.
enum Order { kPath, kSource, kOnly, kLimits, kOrders };
static_assert(std::is_trivially_copyable_v<ArchiveLimits>, "they travel as they lie in memory");

/// The file's bytes as the system pages them in, so that an archive of any size takes no memory.
class MappedFile {
 public:
  explicit MappedFile(const RegularFile& file) : size_(static_cast<std::size_t>(file.size())) {
    if (size_ > 0) data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
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

void unpack(int socket, std::string_view bytes, const std::string& source, const std::string& only, const ArchiveLimits& limits) {
  if (!is_archive(sniff_kind(bytes))) {
    send_message(socket, kNoArchive, {});
    return;
  }
  bool found = false, connected = true;
  auto walked = each_member(bytes, source, limits, [&](const ArchiveMember& member) {
    if (!only.empty() && member.name != only) return true;
    found = true;
    connected = send_message(socket, member.error ? kFailedMember : kMember, member);
    return connected && only.empty();
  });
  ArchiveMember end;
  if (!walked && (only.empty() || !found)) end.error = walked.error();
  else if (!only.empty() && !found) end.error = Error{ErrorCode::unreadable_file, {}, "the archive has no file " + only};
  if (connected) send_message(socket, end.error ? kFailedEnd : kEnd, end);
}

ErrorCode code_of(const std::string& name) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code)
    if (to_string(static_cast<ErrorCode>(code)) == name) return static_cast<ErrorCode>(code);
  return ErrorCode::internal;
}

}  // namespace

void unpack_archive(int socket) {
  std::vector<std::string> orders(kOrders);
  int descriptor = -1;
  if (!receive_texts(socket, orders, descriptor)) return;
  ArchiveLimits limits;
  std::memcpy(&limits, orders[kLimits].data(), sizeof limits);
  const auto file = RegularFile::adopt(descriptor, orders[kPath], 0);
  ArchiveMember end;
  if (!file) {
    end.error = file.error();
    send_message(socket, kFailedEnd, end);
    return;
  }
  try {
    unpack(socket, MappedFile(*file).bytes(), orders[kSource], orders[kOnly], limits);
  } catch (const std::bad_alloc&) {
    end.error = Error{ErrorCode::out_of_memory, {}, "the memory was not enough for this archive"};
    send_message(socket, kFailedEnd, end);
  }
}

std::unique_ptr<ArchiveProcess> ArchiveProcess::start(ForkServer& processes, const InputFile& archive, const std::string& only,
                                                      const ArchiveLimits& limits, int seconds_without_file) {
  auto process = processes.make(kUnpacks);
  if (!process) return nullptr;
  const auto file = RegularFile::open(archive.path, 0);
  const std::string_view how(reinterpret_cast<const char*>(&limits), sizeof limits);
  const int socket = process->socket();
  std::unique_ptr<ArchiveProcess> out(new ArchiveProcess(archive, std::move(*process), seconds_without_file));
  if (!file) out->end_with(file.error());
  else send_texts(socket, {archive.path, archive.source, only, how}, file->descriptor());  // its end is seen where it fails
  return out;
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
  for (Arrival at = take_texts(received_, texts); at != Arrival::whole; at = take_texts(received_, texts)) {
    if (at == Arrival::broken) {
      end_with({ErrorCode::crashed, {}, "the process that unpacks it answers with nonsense"});
      return State::ready;
    }
    const ssize_t got = ::recv(process_.socket(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return State::waiting;
    if (got <= 0) {
      end_with({ErrorCode::crashed, {}, process_.wait().sentence()});
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
