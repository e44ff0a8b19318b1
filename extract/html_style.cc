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
  return out;
}

void declare(const std::string& name, const std::string& value, HtmlDisplay& out) {
  using Mode = HtmlDisplay::Mode;
  if (name == "display") {
    if (value == "none") out.mode = Mode::none;
    else if (value == "block" || value == "flex" || value == "grid" || value == "list-item" || value == "flow-root") out.mode = Mode::block;
    else if (value.starts_with("inline")) out.mode = Mode::inlined;
    else out.mode = Mode::other;
  } else if (name == "visibility") {
    if (value == "visible") out.visibility = HtmlDisplay::Visibility::visible;
    else if (value == "hidden" || value == "collapse") out.visibility = HtmlDisplay::Visibility::hidden;
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

HtmlStyle parse_style(std::string_view declarations) {
  HtmlStyle out;
  if (declarations.size() < 10) return out;
  bool speaks = has_word(declarations, "display") || has_word(declarations, "visib") || has_word(declarations, "decoration") ||
                has_word(declarations, "hide");
  if (!speaks) return out;
  while (!declarations.empty()) {
    std::string_view declaration = declarations.substr(0, declarations.find(';'));
    declarations.remove_prefix(std::min(declarations.size(), declaration.size() + 1));
    std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string value = folded(declaration.substr(colon + 1));
    const std::size_t mark = value.find('!');
    const bool important = mark != std::string::npos && value.find("important", mark) != std::string::npos;
    declare(folded(declaration.substr(0, colon)), value.substr(0, mark), important ? out.important : out.normal);
  }
  return out;
}

void put_over(const HtmlDisplay& over, HtmlDisplay& out) {
  if (over.mode) out.mode = over.mode;
  if (over.visibility) out.visibility = over.visibility;
  if (over.struck) out.struck = over.struck;
}

}  // namespace nianbao
