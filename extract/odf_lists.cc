#include "extract/odf_lists.h"

#include <algorithm>
#include <cstddef>

#include "extract/list_number.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kLevels = 10;

std::string gap_behind(const std::string& number) {
  std::u32string points = to_code_points(number);
  return points.empty() || display_width(points.back()) == 2 || points.back() == U' ' ? "" : " ";
}

}  // namespace

std::string OdfLists::count(const OdfListStyle& style, Counter& counter, int level, std::optional<int> start) {
  const auto at = static_cast<std::size_t>(std::clamp(level, 0, kLevels - 1));
  const OdfListLevel& own = style[at];
  if (start) counter[at] = *start;
  else if (counter[at]) *counter[at] += *counter[at] < 1'000'000 ? 1 : 0;
  else counter[at] = own.start;
  for (std::size_t i = at + 1; i < counter.size(); ++i) counter[i].reset();
  if (!own.numbered) return {};
  auto shown = [&](std::size_t i) { return format_odf_number(counter[i].value_or(style[i].start), style[i].format); };
  std::string out;
  if (!own.pattern.empty()) {
    for (std::size_t i = 0; i < own.pattern.size(); ++i) {
      const char digit = i + 2 < own.pattern.size() && own.pattern[i] == '%' && own.pattern[i + 2] == '%' ? own.pattern[i + 1] : '\0';
      if (digit >= '1' && digit <= '9') {
        out += shown(static_cast<std::size_t>(digit - '1'));
        i += 2;
      } else {
        out.push_back(own.pattern[i]);
      }
    }
  } else {
    const auto first = at + 1 - static_cast<std::size_t>(std::clamp(own.display_levels, 1, static_cast<int>(at) + 1));
    for (std::size_t i = first; i <= at; ++i) {
      std::string part = shown(i);
      if (!out.empty() && !part.empty()) out += ".";
      out += part;
    }
    if (own.format.empty() && out.empty() && own.suffix.empty()) return {};
    out = own.prefix + out + own.suffix;
  }
  return own.format.empty() ? out : out + gap_behind(out);
}

void OdfLists::begin_list(const std::string& style, bool counts_on) {
  if (!counts_on) counters_.erase(style);
}

std::string OdfLists::next(const std::string& style, int level, std::optional<int> start) {
  const OdfListStyle* known = styles_.list(style);
  return known ? count(*known, counters_[style], level, start) : std::string();
}

std::string OdfLists::next_heading(int level, std::optional<int> start) {
  const OdfListStyle* known = styles_.outline();
  return known ? count(*known, outline_, level, start) : std::string();
}

}  // namespace nianbao
