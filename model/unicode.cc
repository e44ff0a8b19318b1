#include "model/unicode.h"

#include <algorithm>
#include <array>

namespace nianbao {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point;
  std::size_t length;
};

Decoded decode_one(std::string_view s) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || s.size() < length) return {kReplacement, 1};
  char32_t c = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kReplacement, 1};
    c = (c << 6) | (byte(i) & 0x3F);
  }
  bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
  bool outside = c > 0x10FFFF || (c >= 0xD800 && c < 0xE000);
  if (overlong || outside) return {kReplacement, 1};
  return {c, length};
}

/// Whether a three-byte character from U+1000 to U+CFFF begins at `p`: what Chinese text is made of, besides ASCII. It needs
/// no check but that of its bytes.
inline bool is_common_three(const char* p, const char* end) {
  auto byte = [&](int i) { return static_cast<unsigned char>(p[i]); };
  return end - p > 2 && byte(0) > 0xE0 && byte(0) < 0xED && ((byte(1) ^ 0x80u) | (byte(2) ^ 0x80u)) < 0x40;
}

inline std::size_t length_at(const char* p, const char* end) {
  if (static_cast<unsigned char>(*p) < 0x80) return 1;
  if (is_common_three(p, end)) return 3;
  return decode_one({p, static_cast<std::size_t>(end - p)}).length;
}

/// The byte behind `count` characters.
const char* skip_characters(const char* p, const char* end, std::size_t count) {
  for (; count > 0 && p < end; --count) p += length_at(p, end);
  return p;
}

struct Range {
  char32_t first, last;
};

/// East Asian Wide, Fullwidth and those Ambiguous ones that Chinese text uses, ascending.
constexpr std::array<Range, 26> kWide{{{0x00B7, 0x00B7},   {0x00D7, 0x00D7},   {0x1100, 0x115F},   {0x2014, 0x2016},
                                       {0x2018, 0x2019},   {0x201C, 0x201D},   {0x2026, 0x2026},   {0x203B, 0x203B},
                                       {0x2103, 0x2103},   {0x2160, 0x216B},   {0x2190, 0x2193},   {0x2460, 0x24FF},
                                       {0x25A0, 0x25A1},   {0x25B2, 0x25B3},   {0x25CB, 0x25CF},   {0x2605, 0x2606},
                                       {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
                                       {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                                       {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6}}};

}  // namespace

std::u32string to_code_points(std::string_view utf8) {
  std::u32string out(utf8.size(), U'\0');
  char32_t* at = out.data();
  for (const char *p = utf8.data(), *end = p + utf8.size(); p < end;) {
    auto byte = [&](int i) { return static_cast<unsigned char>(p[i]); };
    if (byte(0) < 0x80) {
      *at++ = byte(0);
      ++p;
    } else if (is_common_three(p, end)) {
      *at++ = (byte(0) & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
      p += 3;
    } else {
      const Decoded decoded = decode_one({p, static_cast<std::size_t>(end - p)});
      *at++ = decoded.code_point;
      p += decoded.length;
    }
  }
  out.resize(static_cast<std::size_t>(at - out.data()));
  return out;
}

std::string_view code_points_of(std::string_view utf8, std::size_t first, std::size_t count) {
  const char* const end = utf8.data() + utf8.size();
  const char* const begin = skip_characters(utf8.data(), end, first);
  const char* const behind = count == std::string_view::npos ? end : skip_characters(begin, end, count);
  return {begin, static_cast<std::size_t>(behind - begin)};
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kReplacement;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out(code_points.size() * 3, '\0');
  std::size_t size = 0;
  for (std::size_t i = 0; i < code_points.size(); ++i) {
    const char32_t c = code_points[i];
    if (c < 0x80) {
      out[size++] = static_cast<char>(c);
    } else if (c >= 0x800 && c < 0xD800) {
      out[size++] = static_cast<char>(0xE0 | (c >> 12));
      out[size++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      out[size++] = static_cast<char>(0x80 | (c & 0x3F));
    } else {
      std::string rare;
      append_utf8(rare, c);
      if (rare.size() > 3) out.push_back('\0');  // its room was counted as three bytes
      size += rare.copy(out.data() + size, rare.size());
    }
  }
  out.resize(size);
  return out;
}

std::size_t code_point_count(std::string_view utf8) {
  std::size_t count = 0;
  for (const char *p = utf8.data(), *end = p + utf8.size(); p < end; ++count) p += length_at(p, end);
  return count;
}

int display_width(char32_t c) {
  if (c < 0x80) return 1;
  if ((c >= 0x0300 && c <= 0x036F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F))
    return 0;
  if (c >= 0x1F300 && c <= 0x3FFFD) return 2;
  auto at = std::lower_bound(kWide.begin(), kWide.end(), c, [](const Range& r, char32_t v) { return r.last < v; });
  return at != kWide.end() && c >= at->first ? 2 : 1;
}

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) {
    Decoded d = decode_one(utf8);
    width += display_width(d.code_point);
    utf8.remove_prefix(d.length);
  }
  return width;
}

}  // namespace nianbao
