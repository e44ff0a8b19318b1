#include "extract/scan/cell_inside.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nianbao {
namespace {

constexpr double kSameRulePx = 3;            // of the small picture: a corner's distance from the ruling it was made by
constexpr double kWidestReachInch = 1.0 / 28;  // of a ruling's ink and blur, from its middle
constexpr double kCornerInch = 1.0 / 25;     // crossing rulings there say nothing of this one
constexpr int kDarkPercent = 82;             // of the paper
constexpr int kSeenPercent = 65;             // of a side's pixels: a column of digits taken for a ruling has fewer dark ones
constexpr int kRuledPercent = 60;            // of the side's dark pixels in the ruling's middle: fewer are the ruling no more

/// One side of a cell: the middle of its ruling by the place along it, in pixels of the straight page, and how far its ink reaches
/// into the cell.
struct Side {
  bool level = true;  ///< top or bottom
  int inward = 1;     ///< to greater (1) or lesser (-1) coordinates
  const ScanRule* rule = nullptr;
  PixelPoint from, to;  ///< corners, straight pixels
  int reach = 1;
  bool seen = true;  ///< the ruling shows along most of the side

  double middle(int place, int step) const {
    if (rule) return rule->at_place(static_cast<double>(place) / step) * step + (step - 1) / 2.0;
    const double a = level ? from.x : from.y, b = level ? to.x : to.y;
    const double share = b > a ? std::clamp((place - a) / (b - a), 0.0, 1.0) : 0;
    return level ? from.y + share * (to.y - from.y) : from.x + share * (to.x - from.x);
  }
};

const ScanRule* rule_through(const std::vector<ScanRule>& rules, bool level, const PixelPoint& a, const PixelPoint& b) {
  const ScanRule* best = nullptr;
  double least = kSameRulePx;
  for (const ScanRule& rule : rules) {
    const double from = level ? a.x : a.y, to = level ? b.x : b.y;
    if (rule.from > from + kSameRulePx || rule.to() < to - kSameRulePx) continue;
    const double away = std::max(std::abs(rule.at_place(from) - (level ? a.y : a.x)), std::abs(rule.at_place(to) - (level ? b.y : b.x)));
    if (away < least) best = &rule, least = away;
  }
  return best;
}

Side side_of(const StraightPage& page, const ScanRules& rules, bool level, int inward, const PixelPoint& a, const PixelPoint& b) {
  Side out{level, inward, rule_through(level ? rules.horizontal : rules.vertical, level, a, b), {a.x * page.step, a.y * page.step},
           {b.x * page.step, b.y * page.step}, 1};
  return out;
}

/// The gray that most of the cell's middle has.
int paper_of(const GrayImage& page, const CellInside& box) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (int y = box.height / 5; y < box.height - box.height / 5; ++y)
    for (int x = box.width / 10; x < box.width - box.width / 10; ++x) ++histogram[page.row(box.top + y)[box.left + x]], ++total;
  int seen = 0;
  for (int level = 0; level < 256; ++level)
    if ((seen += histogram[static_cast<std::size_t>(level)]) * 100 > total * 65) return level;
  return 255;
}

/// The share of a side's pixels, in percent, that are dark at so many pixels from its middle.
int dark_percent(const StraightPage& page, const Side& side, int paper, int away, int from, int to) {
  int dark = 0, count = 0;
  for (int place = from; place < to; ++place) {
    const int across = static_cast<int>(std::lround(side.middle(place, page.step))) + side.inward * away;
    const int x = side.level ? place : across, y = side.level ? across : place;
    if (x < 0 || y < 0 || x >= page.straight.width || y >= page.straight.height) continue;
    ++count;
    dark += page.straight.row(y)[x] * 100 < paper * kDarkPercent;
  }
  return count > 0 ? 100 * dark / count : 0;
}

/// Measures how many pixels from the middle the ruling is seen along most of the side, and one more for its blur. A number that stands
/// close to the ruling is dark along a part of the side only.
void measure(const StraightPage& page, Side& side, int paper) {
  if (side.rule && !side.rule->drawn) {
    side.seen = false;
    return;
  }
  const int corner = std::max(1, static_cast<int>(page.dpi * kCornerInch)), widest = std::max(3, static_cast<int>(page.dpi * kWidestReachInch));
  int from = static_cast<int>(side.level ? side.from.x : side.from.y) + corner, to = static_cast<int>(side.level ? side.to.x : side.to.y) - corner;
  if (to - from < corner) from -= corner / 2, to += corner / 2;
  int most = 0;
  for (int away = -1; away <= 1; ++away) most = std::max(most, dark_percent(page, side, paper, away, from, to));
  side.seen = most >= kSeenPercent;
  side.reach = 1;
  while (side.reach < widest && dark_percent(page, side, paper, side.reach, from, to) * 100 >= std::max(most, kSeenPercent) * kRuledPercent) ++side.reach;
  side.reach = std::min(side.reach + 1, widest);
}

CellInside box_of(const StraightPage& page, const ScanCell& cell) {
  double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
  for (const PixelPoint& p : cell.corners) x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
  CellInside out;
  out.left = std::clamp(static_cast<int>(x0 * page.step), 0, page.straight.width);
  out.top = std::clamp(static_cast<int>(y0 * page.step), 0, page.straight.height);
  out.width = std::max(0, std::clamp(static_cast<int>(x1 * page.step) + page.step, 0, page.straight.width) - out.left);
  out.height = std::max(0, std::clamp(static_cast<int>(y1 * page.step) + page.step, 0, page.straight.height) - out.top);
  out.depth.assign(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height), 255);
  return out;
}

/// Takes what lies beyond the side out of the inside.
void cut_side(CellInside& inside, const Side& side, int step) {
  const int along = side.level ? inside.width : inside.height, across = side.level ? inside.height : inside.width;
  for (int i = 0; i < along; ++i) {
    const int place = i + (side.level ? inside.left : inside.top);
    const int edge = static_cast<int>(std::lround(side.middle(place, step))) + side.inward * side.reach - (side.level ? inside.top : inside.left);
    const int from = side.inward > 0 ? 0 : std::max(0, edge), to = side.inward > 0 ? std::min(across, edge + 1) : across;
    for (int k = from; k < to; ++k) {
      const int x = side.level ? i : k, y = side.level ? k : i;
      inside.depth[static_cast<std::size_t>(y) * static_cast<std::size_t>(inside.width) + static_cast<std::size_t>(x)] = 0;
    }
  }
}

/// Depths by two passes over the box, as in the distance transform of Rosenfeld and Pfaltz (1966).
void measure_depth(CellInside& inside) {
  const int w = inside.width, h = inside.height;
  auto depth = [&](int x, int y) -> int { return x < 0 || y < 0 || x >= w || y >= h ? 0 : inside.at(x, y); };
  auto lower = [&](int x, int y, int a, int b) {
    std::uint8_t& to = inside.depth[static_cast<std::size_t>(y) * static_cast<std::size_t>(w) + static_cast<std::size_t>(x)];
    to = static_cast<std::uint8_t>(std::min<int>(to, std::min(a, b) + 1));
  };
  for (int y = 0; y < h; ++y)
    for (int x = 0; x < w; ++x) lower(x, y, depth(x - 1, y), depth(x, y - 1));
  for (int y = h - 1; y >= 0; --y)
    for (int x = w - 1; x >= 0; --x) lower(x, y, depth(x + 1, y), depth(x, y + 1));
}

}  // namespace

CellInside find_inside(const StraightPage& page, const ScanRules& rules, const ScanCell& cell) {
  CellInside out = box_of(page, cell);
  const auto& c = cell.corners;
  std::array<Side, 4> sides{side_of(page, rules, true, 1, c[0], c[1]), side_of(page, rules, true, -1, c[3], c[2]),
                            side_of(page, rules, false, 1, c[0], c[3]), side_of(page, rules, false, -1, c[1], c[2])};
  const int paper = paper_of(page.straight, out);
  for (Side& side : sides) {
    measure(page, side, paper);
    out.ruled = out.ruled && side.seen;
    cut_side(out, side, page.step);
  }
  measure_depth(out);
  return out;
}

}  // namespace nianbao
