#include "records/store_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace nianbao {
namespace {

namespace fs = std::filesystem;

constexpr int kLooksPerSecond = 10;

Failure cannot_lock(const std::string& store, const std::string& message) {
  return Failure(Error{ErrorCode::output_failed, store, message});
}

/// One lock for all the names of a store.
std::string lock_path(const std::string& store) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(store, error);
  return (error ? store : real.string()) + ".lock";
}

/// Whether the file that was locked is still the one of that name: its holder deletes it before letting go.
bool is_still_there(int descriptor, const std::string& path) {
  struct stat locked, named;
  return ::fstat(descriptor, &locked) == 0 && ::stat(path.c_str(), &named) == 0 && locked.st_ino == named.st_ino &&
         locked.st_dev == named.st_dev;
}

void sign(int descriptor) {
  const std::string pid = std::to_string(::getpid()) + "\n";
  // The name of the process is only for people: a disk too full for it is no reason to stop.
  if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.data(), pid.size(), 0) < 0) return;
}

std::string holder_of(int descriptor) {
  char text[32];
  const ssize_t length = ::pread(descriptor, text, sizeof text, 0);
  std::string pid(text, static_cast<std::size_t>(length > 0 ? length : 0));
  pid.erase(pid.find_last_not_of('\n') + 1);
  return pid.empty() ? std::string() : " (process " + pid + ")";
}

}  // namespace

Result<StoreLock> StoreLock::take(const std::string& store, int wait_seconds) {
  const std::string path = lock_path(store);
  for (int looks = 0;; ++looks) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) return cannot_lock(store, store + " cannot be written: " + std::strerror(errno));
    StoreLock lock(path, -1);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
      if (is_still_there(descriptor, path)) {
        sign(descriptor);
        lock.descriptor_ = descriptor;
        return lock;
      }
      ::close(descriptor);
      continue;
    }
    const int why = errno;
    const std::string holder = holder_of(descriptor);
    ::close(descriptor);
    if (why != EWOULDBLOCK && why != EINTR) return cannot_lock(store, store + " cannot be locked: " + std::strerror(why));
    if (looks >= wait_seconds * kLooksPerSecond)
      return cannot_lock(store, "another run" + holder + " is writing to " + store +
                                    "; try again when it has ended, or wait for it with --wait SECONDS");
    ::usleep(1'000'000 / kLooksPerSecond);
  }
}

StoreLock::StoreLock(StoreLock&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

StoreLock& StoreLock::operator=(StoreLock&& other) noexcept {
  if (this == &other) return *this;
  release();
  path_ = std::move(other.path_);
  descriptor_ = std::exchange(other.descriptor_, -1);
  return *this;
}

StoreLock::~StoreLock() { release(); }

void StoreLock::release() {
  if (descriptor_ < 0) return;
  ::unlink(path_.c_str());
  ::close(descriptor_);
  descriptor_ = -1;
}

}  // namespace nianbao
