#include "corpus/generator/rules.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "corpus/generator/random.h"

namespace nianbao::corpus {

namespace {

/// A ruling in hundredths of a point, so that equal ones are equal.
struct Rule {
  bool vertical;
  long at, from, to;

  auto key() const { return std::make_tuple(vertical, at, from, to); }
  bool operator<(const Rule& other) const { return key() < other.key(); }
};

long hundredths(double points) { return std::lround(points * 100); }

std::set<Rule> sides_of(const std::vector<Rect>& cells, const Cut& cut, bool open_sides) {
  std::set<Rule> out;
  long left = -1, right = -1;
  if (open_sides && !cells.empty()) {
    left = hundredths(std::min_element(cells.begin(), cells.end(), [](const Rect& a, const Rect& b) { return a.x0 < b.x0; })->x0);
    right = hundredths(std::max_element(cells.begin(), cells.end(), [](const Rect& a, const Rect& b) { return a.x1 < b.x1; })->x1);
  }
  for (const Rect& cell : cells) {
    const long x0 = hundredths(cell.x0), x1 = hundredths(cell.x1), y0 = hundredths(cell.y0), y1 = hundredths(cell.y1);
    if (y0 != hundredths(cut.top)) out.insert({false, y0, x0, x1});
    if (y1 != hundredths(cut.bottom)) out.insert({false, y1, x0, x1});
    if (x0 != left) out.insert({true, x0, y0, y1});
    if (x1 != right) out.insert({true, x1, y0, y1});
  }
  return out;
}

/// Sides that touch or overlap in one line become one.
std::vector<Rule> joined(const std::set<Rule>& sides) {
  std::vector<Rule> out;
  for (const Rule& side : sides) {
    const bool goes_on = !out.empty() && out.back().vertical == side.vertical && out.back().at == side.at &&
                         side.from <= out.back().to;
    if (goes_on) out.back().to = std::max(out.back().to, side.to);
    else out.push_back(side);
  }
  return out;
}

/// A ruling's own small number in -1 .. 1, the same each time.
double whim(const Rule& rule, int which) {
  Random random(static_cast<std::uint64_t>(rule.at * 7919 + rule.from * 31 + rule.to * 17 + which));
  return random.real(-1, 1);
}

StrokedLine line_of(const Rule& rule, double shift, double width) {
  const double at = static_cast<double>(rule.at) / 100 + shift;
  const double from = static_cast<double>(rule.from) / 100, to = static_cast<double>(rule.to) / 100;
  return rule.vertical ? StrokedLine{at, from, at, to, width} : StrokedLine{from, at, to, at, width};
}

FilledRect rect_of(const Rule& rule, double width) {
  const StrokedLine line = line_of(rule, 0, width);
  const double half = width / 2;
  return {{line.x0 - half, line.y0 - half, line.x1 + half, line.y1 + half}, 0};
}

void draw_clipped(const Rule& rule, double width, Sheet& sheet) {
  constexpr double kTooLong = 300;
  sheet.items.push_back(ClipBegin{rect_of(rule, width).box});
  StrokedLine line = line_of(rule, 0, width);
  (rule.vertical ? line.y0 : line.x0) -= kTooLong;
  (rule.vertical ? line.y1 : line.x1) += kTooLong;
  sheet.items.push_back(line);
  sheet.items.push_back(ClipEnd{});
}

void draw_dashed(const Rule& rule, double width, Sheet& sheet) {
  constexpr long kDash = 200, kGap = 100;
  for (long from = rule.from; from < rule.to; from += kDash + kGap) {
    sheet.items.push_back(line_of({rule.vertical, rule.at, from, std::min(from + kDash, rule.to)}, 0, width));
  }
}

Rule shaken(const Rule& rule, double slack) {
  return {rule.vertical, rule.at + hundredths(slack * 0.3 * whim(rule, 0)), rule.from + hundredths(slack * whim(rule, 1)),
          rule.to + hundredths(slack * whim(rule, 2))};
}

void draw(const Rule& straight, const Style& style, Sheet& sheet) {
  const Rule rule = style.rule_slack > 0 ? shaken(straight, style.rule_slack) : straight;
  const double width = style.rule_width;
  switch (style.rules) {
    case Rules::none:
    case Rules::cell_rects: return;
    case Rules::horizontal_only:
      if (!rule.vertical) sheet.items.push_back(line_of(rule, 0, width));
      return;
    case Rules::lines: sheet.items.push_back(line_of(rule, 0, width)); return;
    case Rules::thin_rects: sheet.items.push_back(rect_of(rule, width)); return;
    case Rules::double_lines:
      sheet.items.push_back(line_of(rule, -0.75, width / 2));
      sheet.items.push_back(line_of(rule, 0.75, width / 2));
      return;
    case Rules::dashed_lines: draw_dashed(rule, width, sheet); return;
    case Rules::clipped_lines: draw_clipped(rule, width, sheet); return;
  }
}

}  // namespace

void rule_cells(const std::vector<Rect>& cells, const Style& style, const Cut& cut, Sheet& sheet) {
  if (style.rules == Rules::cell_rects) {
    for (const Rect& cell : cells) sheet.items.push_back(StrokedRect{cell, style.rule_width});
    return;
  }
  const std::set<Rule> sides = sides_of(cells, cut, style.open_sides);
  if (style.rule_per_cell) {
    for (const Rule& side : sides) draw(side, style, sheet);
  } else {
    for (const Rule& rule : joined(sides)) draw(rule, style, sheet);
  }
}

}  // namespace nianbao::corpus
