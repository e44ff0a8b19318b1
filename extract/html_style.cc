#include "extract/html_style.h"

#include <algorithm>
#include <string>

namespace nianbao {
namespace {

std::string folded(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') continue;
    out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return out.substr(0, out.find('!'));
}

void declare(const std::string& name, const std::string& value, HtmlDisplay& out) {
  using Mode = HtmlDisplay::Mode;
  if (name == "display") {
    if (value == "none") out.mode = Mode::none;
    else if (value == "block" || value == "flex" || value == "grid" || value == "list-item" || value == "flow-root") out.mode = Mode::block;
    else if (value.starts_with("inline")) out.mode = Mode::inlined;
    else out.mode = Mode::unsaid;
  } else if (name == "visibility") {
    out.visibility = value == "visible" ? HtmlDisplay::Visibility::visible : HtmlDisplay::Visibility::hidden;
    if (value != "visible" && value != "hidden" && value != "collapse") out.visibility.reset();
  } else if (name == "text-decoration" || name == "text-decoration-line") {
    out.struck = value.find("line-through") != std::string::npos;
  } else if (name == "mso-hide") {
    if (value == "all") out.mode = Mode::none;
  }
}

bool has_word(std::string_view style, std::string_view word) {
  auto same = [](char a, char b) { return (a | 0x20) == b; };
  return std::search(style.begin(), style.end(), word.begin(), word.end(), same) != style.end();
}

}  // namespace

HtmlDisplay parse_display(std::string_view style) {
  HtmlDisplay out;
  if (style.size() < 10) return out;
  bool speaks = has_word(style, "display") || has_word(style, "visib") || has_word(style, "through") || has_word(style, "hide");
  if (!speaks) return out;
  while (!style.empty()) {
    std::string_view declaration = style.substr(0, style.find(';'));
    style.remove_prefix(std::min(style.size(), declaration.size() + 1));
    std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    declare(folded(declaration.substr(0, colon)), folded(declaration.substr(colon + 1)), out);
  }
  return out;
}

}  // namespace nianbao
