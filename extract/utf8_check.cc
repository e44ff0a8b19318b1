#include "extract/utf8_check.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>

namespace nianbao {
namespace {

/// A whole character with one of the lead bytes E3 to E9, which Chinese text is made of.
bool is_common_ideograph(const char* s) {
  auto byte = [&](int i) { return static_cast<unsigned char>(s[i]); };
  return byte(0) >= 0xE3 && byte(0) <= 0xE9 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
}

}  // namespace

std::size_t character_length(std::string_view s, std::size_t at) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[at + i]); };
  auto continues = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return at + i < s.size() && byte(i) >= low && byte(i) <= high;
  };
  unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return continues(1) ? 2 : 0;
  if (lead < 0xF0) {
    unsigned low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
    return continues(1, low, high) && continues(2) ? 3 : 0;
  }
  unsigned low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
  return continues(1, low, high) && continues(2) && continues(3) ? 4 : 0;
}

std::size_t find_invalid(std::string_view s, std::size_t from) {
  std::size_t at = from;
  while (at < s.size()) {
    std::uint64_t word = 0;
    if (at + 8 <= s.size()) {
      std::memcpy(&word, s.data() + at, 8);
      if ((word & 0x8080808080808080ULL) == 0) {
        at += 8;
        continue;
      }
    }
    while (at + 3 <= s.size() && is_common_ideograph(s.data() + at)) at += 3;
    if (at == s.size()) break;
    std::size_t length = character_length(s, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

bool is_cut_off(std::string_view s, std::size_t at) {
  if (s.size() - at > 3 || static_cast<unsigned char>(s[at]) < 0xC2) return false;
  auto whole = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0xC0; };
  if (std::none_of(s.begin(), s.begin() + static_cast<std::ptrdiff_t>(at), whole)) return false;
  constexpr std::array<std::string_view, 3> kFillings{"\x90\x80\x80", "\xA0\x80\x80", "\x80\x80\x80"};
  return std::any_of(kFillings.begin(), kFillings.end(), [&](std::string_view filling) {
    std::string rest(s.substr(at));
    std::size_t have = rest.size();
    if (have == 1) rest += filling;
    else rest += "\x80\x80\x80";
    return character_length(rest, 0) > have;
  });
}

Utf8Check check_bytes(std::string_view s) {
  Utf8Check out;
  for (std::size_t at = find_invalid(s); at != std::string_view::npos; at = find_invalid(s, at)) {
    if (out.stray++ == 0) out.first_stray = at;
    out.cut_short = is_cut_off(s, at);
    if (out.cut_short) break;
    ++at;
  }
  auto begins = std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0xC0; });
  out.wide = static_cast<std::size_t>(begins) - std::min(static_cast<std::size_t>(begins), out.stray);
  return out;
}

}  // namespace nianbao
