#include "cli/regular_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace nianbao {
namespace {

Failure refused(const std::string& path, const std::string& what) {
  return Failure({ErrorCode::unreadable_file, path, "the file cannot be read: " + what});
}

}  // namespace

Result<RegularFile> RegularFile::open(const std::string& path, std::int64_t max_bytes) {
  // Not blocking, so that a pipe without a writer does not hang the run.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return refused(path, std::strerror(errno));
  return adopt(descriptor, path, max_bytes);
}

Result<RegularFile> RegularFile::adopt(int descriptor, const std::string& path, std::int64_t max_bytes) {
  RegularFile file(descriptor, 0);
  struct stat facts;
  if (::fstat(descriptor, &facts) != 0) return refused(path, std::strerror(errno));
  if (!S_ISREG(facts.st_mode)) return refused(path, S_ISDIR(facts.st_mode) ? "it is a folder" : "it is not a regular file");
  file.size_ = facts.st_size;
  if (max_bytes > 0 && file.size_ > max_bytes)
    return Failure({ErrorCode::limit_exceeded, path,
                    "the file has " + std::to_string(file.size_) + " bytes, at most " + std::to_string(max_bytes) + " are read"});
  return file;
}

RegularFile::RegularFile(RegularFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

RegularFile::~RegularFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> read_descriptor(int descriptor, const std::string& path) {
  struct stat facts;
  if (::fstat(descriptor, &facts) != 0) return refused(path, std::strerror(errno));
  std::string bytes(static_cast<std::size_t>(facts.st_size) + 1, '\0');
  std::size_t length = 0;
  while (true) {
    if (length == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::pread(descriptor, bytes.data() + length, bytes.size() - length, static_cast<off_t>(length));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refused(path, std::strerror(errno));
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
  }
  bytes.resize(length);
  return bytes;
}

}  // namespace nianbao
