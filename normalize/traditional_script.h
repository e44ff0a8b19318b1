#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nianbao {

inline constexpr char32_t kFirstHan = 0x4E00;
inline constexpr std::size_t kHanCount = 0x5200;

extern const std::array<std::uint64_t, kHanCount / 64> kTraditionalBits;

/// Whether the character is of the traditional script alone (`報`), so that to_simplified() gives another one.
inline bool is_traditional(char32_t c) {
  const std::size_t at = c - kFirstHan;
  return c >= kFirstHan && at < kHanCount && ((kTraditionalBits[at / 64] >> (at % 64)) & 1) != 0;
}

/// The simplified character of a traditional one; any other as it is.
char32_t to_simplified(char32_t c);

}  // namespace nianbao
