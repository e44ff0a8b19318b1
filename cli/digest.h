#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/result.h"

namespace nianbao {

/// SHA-256 of the bytes in lower-case hex.
std::string sha256_hex(std::string_view bytes);

/// What bytes are, without them.
struct ContentId {
  std::string sha256;
  std::int64_t bytes = 0;
};

/// The same of a regular file, read piece by piece, so that a file of any size takes no memory. Errors: unreadable_file,
/// limit_exceeded (over `max_bytes`, if that is not 0).
Result<ContentId> identify_file(const std::string& path, std::int64_t max_bytes);

}  // namespace nianbao
