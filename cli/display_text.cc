#include "cli/display_text.h"

#include <algorithm>

#include "model/unicode.h"

namespace nianbao {
namespace {

bool is_word_part(char32_t c) {
  return c < 0x80 && ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
                      c == '-' || c == '/' || c == ':' || c == '%');
}

bool may_not_start_line(char32_t c) {
  return std::u32string_view(U"，。、；：！？）】》」』,;!?)]}").find(c) != std::u32string_view::npos;
}

/// The largest count of `text`'s code points that fit, moved back to where a line may end (at least 1).
std::size_t line_length(std::u32string_view text, int width) {
  std::size_t fits = 0;
  for (int used = 0; fits < text.size(); ++fits) {
    used += display_width(text[fits]);
    if (used > width) break;
  }
  if (fits == text.size()) return fits;
  std::size_t end = std::max<std::size_t>(fits, 1);
  while (end > 1 && ((is_word_part(text[end - 1]) && is_word_part(text[end])) || may_not_start_line(text[end]))) --end;
  return end > 1 ? end : std::max<std::size_t>(fits, 1);
}

}  // namespace

std::string plain_for_terminal(std::string_view text) {
  std::string out;
  for (char32_t c : to_code_points(text)) {
    if (c == U'“' || c == U'”') out += '"';
    else if (c == U'‘' || c == U'’') out += '\'';
    else if (c == '\n' || c == '\t') out += ' ';
    else if (c >= 0x20 && !(c >= 0x7f && c < 0xa0)) append_utf8(out, c);
  }
  return out;
}

std::vector<std::string> wrap_text(std::string_view text, int width) {
  const std::u32string all = to_code_points(text);
  std::u32string_view rest = all;
  std::vector<std::string> lines;
  while (!rest.empty()) {
    const std::size_t length = line_length(rest, width);
    lines.push_back(to_utf8(rest.substr(0, length)));
    rest.remove_prefix(length);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string padded_right(std::string_view text, int width) {
  const int gap = width - display_width(text);
  return std::string(text) + std::string(gap > 0 ? static_cast<std::size_t>(gap) : 0, ' ');
}

std::string padded_left(std::string_view text, int width) {
  const int gap = width - display_width(text);
  return std::string(gap > 0 ? static_cast<std::size_t>(gap) : 0, ' ') + std::string(text);
}

}  // namespace nianbao
