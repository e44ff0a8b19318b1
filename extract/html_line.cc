#include "extract/html_line.h"

#include "extract/raised_figures.h"
#include "extract/text_lines.h"

namespace nianbao {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

}  // namespace

void HtmlLine::append(std::string_view run) {
  if (run.empty()) return;
  if (pending_space_ && !text_.empty()) text_.push_back(' ');
  pending_space_ = false;
  if (raised_ > 0) text_ += raise_figures(run);
  else text_ += run;
}

void HtmlLine::add(std::string_view utf8, bool preserved) {
  preserved_ = preserved_ || preserved;
  std::size_t begin = 0, at = 0;
  while (at < utf8.size()) {
    const char c = utf8[at];
    if (c == '\xC2' && utf8.substr(at, 2) == kNoBreakSpace) {
      append(utf8.substr(begin, at - begin));
      append(" ");
      begin = at += 2;
    } else if (!preserved && is_space(c)) {
      append(utf8.substr(begin, at - begin));
      pending_space_ = true;
      begin = ++at;
    } else {
      ++at;
    }
  }
  append(utf8.substr(begin));
}

void HtmlLine::add_space() {
  if (!text_.empty()) pending_space_ = true;
}

std::string HtmlLine::take() {
  std::string_view trimmed = trim_space(text_);
  std::string out;
  if (!trimmed.empty()) {
    const bool lined_up = preserved_ || trimmed.find("  ") != std::string_view::npos || trimmed.find('\t') != std::string_view::npos;
    std::size_t begin = lined_up ? 0 : static_cast<std::size_t>(trimmed.data() - text_.data());
    out = text_.substr(begin, static_cast<std::size_t>(trimmed.data() - text_.data()) + trimmed.size() - begin);
  }
  text_.clear();
  pending_space_ = preserved_ = false;
  return out;
}

}  // namespace nianbao
