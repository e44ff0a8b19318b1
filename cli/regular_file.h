#pragma once

#include <cstdint>
#include <string>

#include "model/result.h"

namespace nianbao {

/// A regular file, open for reading while this lives. Everything else (a folder, a pipe, a device) is refused.
class RegularFile {
 public:
  /// Errors: unreadable_file, limit_exceeded (over `max_bytes`, if that is not 0).
  static Result<RegularFile> open(const std::string& path, std::int64_t max_bytes);
  /// The same of a descriptor that is open already, which is closed with this object or with the error. `path` names it.
  static Result<RegularFile> adopt(int descriptor, const std::string& path, std::int64_t max_bytes);
  RegularFile(RegularFile&& other) noexcept;
  RegularFile& operator=(RegularFile&&) = delete;
  ~RegularFile();

  int descriptor() const { return descriptor_; }
  std::int64_t size() const { return size_; }

 private:
  RegularFile(int descriptor, std::int64_t size) : descriptor_(descriptor), size_(size) {}

  int descriptor_;
  std::int64_t size_;
};

/// All bytes that an open file holds, from its beginning. Error: unreadable_file, at `path`.
Result<std::string> read_descriptor(int descriptor, const std::string& path);

}  // namespace nianbao
