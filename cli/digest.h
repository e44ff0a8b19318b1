#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// SHA-256 in lower-case hex, 64 digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace nianbao
