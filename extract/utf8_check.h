#pragma once

#include <cstddef>
#include <string_view>

namespace nianbao {

/// How many bytes the UTF-8 character at `at` has, 0 where none stands there.
std::size_t character_length(std::string_view s, std::size_t at);

/// The first byte from `from` on that is not UTF-8, npos where all are.
std::size_t find_invalid(std::string_view s, std::size_t from = 0);

/// Whether the byte at `at`, which is not UTF-8, is only a character that the text's end cuts off, after at least one
/// whole character of several bytes.
bool is_cut_off(std::string_view s, std::size_t at);

struct Utf8Check {
  std::size_t wide = 0;   ///< whole characters of several bytes
  std::size_t stray = 0;  ///< bytes that are part of none, a cut character counting once
  std::size_t first_stray = std::string_view::npos;
  bool cut_short = false;

  bool operator==(const Utf8Check&) const = default;
};
Utf8Check check_bytes(std::string_view s);

}  // namespace nianbao
