#include "extract/text_lines.h"

#include <algorithm>
#include <array>

#include "extract/utf8_check.h"

namespace nianbao {
namespace {

constexpr std::size_t kValid = std::string_view::npos;

Failure wrong_encoding(std::string message, std::size_t offset) {
  return Failure(Error{ErrorCode::wrong_encoding, "byte " + std::to_string(offset), std::move(message)});
}

std::string_view wide_encoding_of_bom(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  return {};
}

/// UTF-16 without a byte order mark: every other byte of its ASCII part is NUL.
bool looks_like_utf16(std::string_view bytes) {
  std::string_view head = bytes.substr(0, 4096);
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0') ++(i % 2 == 0 ? even : odd);
  return (even == 0) != (odd == 0) && (even + odd) * 50 >= head.size();
}

}  // namespace

Result<Utf8Text> check_utf8(std::string_view bytes) {
  if (std::string_view wide = wide_encoding_of_bom(bytes); !wide.empty())
    return wrong_encoding("the text is " + std::string(wide) + " by its byte order mark; save it as UTF-8", 0);
  Utf8Text out{bytes};
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    out.had_bom = true;
    out.bytes.remove_prefix(3);
  }
  if (std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    if (looks_like_utf16(bytes)) return wrong_encoding("the text looks like UTF-16; save it as UTF-8", nul);
    return Failure(Error{ErrorCode::unknown_kind, "byte " + std::to_string(nul),
                         "the file holds NUL bytes and is no text; no reader knows what it is"});
  }
  auto controls = static_cast<std::size_t>(std::count_if(out.bytes.begin(), out.bytes.end(), is_stray_control));
  if (controls > 8 && controls * 50 > out.bytes.size())
    return Failure(Error{ErrorCode::unknown_kind, {}, "the file is full of control bytes and is no text"});
  std::size_t bad = find_invalid(out.bytes);
  if (bad == kValid) return out;
  if (!is_cut_off(out.bytes, bad))
    return wrong_encoding("the text is not UTF-8; save it as UTF-8", bad + (out.had_bom ? 3 : 0));
  out.bytes = out.bytes.substr(0, bad);
  out.cut_short = true;
  return out;
}

std::vector<TextLine> split_lines(std::string_view text) {
  std::vector<TextLine> lines;
  int number = 1;
  std::size_t cr = text.find('\r');
  for (std::size_t at = 0; at < text.size(); ++number) {
    if (cr < at) cr = text.find('\r', at);
    std::size_t end = std::min({text.find('\n', at), cr, text.size()});
    lines.push_back({text.substr(at, end - at), number});
    at = text.substr(end, 2) == "\r\n" ? end + 2 : end + 1;
  }
  return lines;
}

int count_code_points(std::string_view s) {
  return static_cast<int>(
      std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view trim_space(std::string_view s) {
  constexpr std::array<std::string_view, 5> kWide{"\u3000", "\u00A0", "\uFEFF", "\u200B", "\u2003"};
  auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || is_stray_control(c); };
  auto may_be_wide = [](std::string_view t) {  // by the lead bytes and last bytes of those spaces
    char lead = t.front(), last = t.back();
    return lead == '\xE3' || lead == '\xC2' || lead == '\xEF' || lead == '\xE2' || last == '\x80' || last == '\xA0' ||
           last == '\xBF' || last == '\x8B' || last == '\x83';
  };
  for (bool again = true; again;) {
    again = false;
    while (!s.empty() && is_space(s.front())) s.remove_prefix(1);
    while (!s.empty() && is_space(s.back())) s.remove_suffix(1);
    if (s.empty() || !may_be_wide(s)) break;
    for (std::string_view wide : kWide) {
      if (s.starts_with(wide)) s.remove_prefix(wide.size()), again = true;
      if (s.ends_with(wide)) s.remove_suffix(wide.size()), again = true;
    }
  }
  return s;
}

}  // namespace nianbao
