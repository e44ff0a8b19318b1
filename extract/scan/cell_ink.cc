#include "extract/scan/cell_ink.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nianbao {
namespace {

constexpr double kRuleInch = 1.0 / 55;       // to either side of a ruling's middle: its ink and blur
constexpr int kPaperPercentile = 65;
constexpr int kDarkPerMille = 5;
constexpr double kInkShare = 0.38, kFaintShare = 0.28;  // of the contrast, below the paper
constexpr int kUsualContrast = 150, kLeastInkContrast = 45;
constexpr double kSpeckInch = 0.011;         // a smaller spot is a speck

/// Marks of the table's box: 0 open, 1 near a ruling, 2 a line that is not drawn.
struct RuleMask {
  int left = 0, top = 0, width = 0, height = 0;
  std::vector<std::uint8_t> marks;

  std::uint8_t& at(int x, int y) { return marks[static_cast<std::size_t>(y - top) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x - left)]; }
  bool holds(int x, int y) const { return x >= left && y >= top && x < left + width && y < top + height; }
};

struct PixelBox {
  int x0, y0, x1, y1;  ///< [x0, x1) x [y0, y1)
};

PixelBox box_of(const std::array<PixelPoint, 4>& corners, int step, int margin, const GrayImage& page) {
  double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
  for (const PixelPoint& p : corners) x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
  return {std::clamp(static_cast<int>(x0 * step) - margin, 0, page.width), std::clamp(static_cast<int>(y0 * step) - margin, 0, page.height),
          std::clamp(static_cast<int>(x1 * step) + step + margin, 0, page.width), std::clamp(static_cast<int>(y1 * step) + step + margin, 0, page.height)};
}

RuleMask mask_of(const StraightPage& page, const ScanRules& rules, const ScanTable& table) {
  const int radius = std::max(2, static_cast<int>(std::lround(page.dpi * kRuleInch)));
  RuleMask out;
  PixelBox all{1 << 30, 1 << 30, 0, 0};
  for (const ScanCell& cell : table.cells) {
    PixelBox b = box_of(cell.corners, page.step, radius + 2, page.straight);
    all = {std::min(all.x0, b.x0), std::min(all.y0, b.y0), std::max(all.x1, b.x1), std::max(all.y1, b.y1)};
  }
  out.left = all.x0, out.top = all.y0, out.width = std::max(0, all.x1 - all.x0), out.height = std::max(0, all.y1 - all.y0);
  out.marks.assign(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height), 0);
  auto paint = [&](const ScanRule& rule, bool level) {
    const int reach = rule.drawn ? radius : 1;
    for (int i = rule.from * page.step; i <= rule.to() * page.step + page.step - 1; ++i) {
      int middle = static_cast<int>(std::lround(rule.at_place(static_cast<double>(i) / page.step) * page.step + (page.step - 1) / 2.0));
      for (int k = middle - reach; k <= middle + reach; ++k) {
        int x = level ? i : k, y = level ? k : i;
        if (out.holds(x, y) && out.at(x, y) != 1) out.at(x, y) = rule.drawn ? 1 : 2;
      }
    }
  };
  for (const ScanRule& rule : rules.horizontal) paint(rule, true);
  for (const ScanRule& rule : rules.vertical) paint(rule, false);
  return out;
}

/// The stretch of each row that belongs to the cell: from the middle to the rulings on either side.
std::vector<std::pair<int, int>> rows_inside(RuleMask& mask, const ScanCell& cell, const PixelBox& box, int step) {
  std::vector<std::pair<int, int>> out(static_cast<std::size_t>(std::max(0, box.y1 - box.y0)), {0, 0});
  double mid_x = 0, mid_y = 0;
  for (const PixelPoint& p : cell.corners) mid_x += p.x * step / 4, mid_y += p.y * step / 4;
  const int cx = static_cast<int>(mid_x), cy = static_cast<int>(mid_y);
  auto take = [&](int y) {
    if (y < box.y0 || y >= box.y1 || !mask.holds(cx, y) || mask.at(cx, y)) return false;
    int from = cx, to = cx;
    while (from > box.x0 && mask.holds(from - 1, y) && !mask.at(from - 1, y)) --from;
    while (to + 1 < box.x1 && mask.holds(to + 1, y) && !mask.at(to + 1, y)) ++to;
    out[static_cast<std::size_t>(y - box.y0)] = {from, to + 1};
    return true;
  };
  for (int y = cy; take(y); --y) {}
  for (int y = cy + 1; take(y); ++y) {}
  return out;
}

/// The least level that `share` of `whole` pixels lie at or below.
int percentile(const std::array<int, 256>& histogram, int total, int share, int whole) {
  int wanted = static_cast<int>(static_cast<std::int64_t>(total) * share / whole), seen = 0;
  for (int level = 0; level < 256; ++level)
    if ((seen += histogram[static_cast<std::size_t>(level)]) > wanted) return level;
  return 255;
}

/// The cell's pixels with its paper at 255, everything outside of it as paper.
GrayImage levelled_crop(const GrayImage& gray, const PixelBox& box, const std::vector<std::pair<int, int>>& inside) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const std::uint8_t* row = gray.row(box.y0 + static_cast<int>(i));
    for (int x = inside[i].first; x < inside[i].second; ++x) ++histogram[row[x]];
    total += inside[i].second - inside[i].first;
  }
  int paper = std::max(1, percentile(histogram, total, kPaperPercentile, 100));
  GrayImage out(std::max(0, box.x1 - box.x0), static_cast<int>(inside.size()));
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const std::uint8_t* row = gray.row(box.y0 + static_cast<int>(i));
    std::uint8_t* to = out.row(static_cast<int>(i));
    for (int x = inside[i].first; x < inside[i].second; ++x) to[x - box.x0] = static_cast<std::uint8_t>(std::min(255, row[x] * 255 / paper));
  }
  return out;
}

int darkest(const GrayImage& crop) {
  std::array<int, 256> histogram{};
  for (std::uint8_t level : crop.pixels) ++histogram[level];
  // Of the paper's side of the crop the most is painted: the share counts from a number's usual size.
  return percentile(histogram, std::min<int>(static_cast<int>(crop.pixels.size()), 4000), kDarkPerMille, 1000);
}

/// The size of the largest spot below `threshold`, in pixels; 4-connected runs are enough to tell specks from ink.
int largest_spot(const GrayImage& crop, int threshold) {
  std::vector<std::uint8_t> open(crop.pixels.size());
  for (std::size_t i = 0; i < open.size(); ++i) open[i] = crop.pixels[i] < threshold;
  int largest = 0;
  std::vector<std::size_t> stack;
  const auto width = static_cast<std::size_t>(crop.width);
  for (std::size_t start = 0; start < open.size(); ++start) {
    if (!open[start]) continue;
    int size = 0;
    open[start] = 0;
    stack.assign(1, start);
    while (!stack.empty()) {
      std::size_t at = stack.back();
      stack.pop_back();
      ++size;
      auto visit = [&](std::size_t next) {
        if (open[next]) open[next] = 0, stack.push_back(next);
      };
      if (at % width > 0) visit(at - 1);
      if (at % width + 1 < width) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at + width < open.size()) visit(at + width);
    }
    largest = std::max(largest, size);
  }
  return largest;
}

/// Whether most of the cell's rows could be looked at: a long dash in its middle may have been taken for a ruling, and then
/// nothing says that the cell is blank.
bool is_open(const std::vector<std::pair<int, int>>& inside) {
  auto seen = std::count_if(inside.begin(), inside.end(), [](const auto& row) { return row.second > row.first; });
  return 10 * seen >= 7 * static_cast<std::ptrdiff_t>(inside.size());
}

bool touches_edge(const GrayImage& crop, const std::vector<std::pair<int, int>>& inside, const PixelBox& box, int threshold) {
  std::size_t first = inside.size(), last = 0;
  for (std::size_t i = 0; i < inside.size(); ++i)
    if (inside[i].second > inside[i].first) first = std::min(first, i), last = i;
  for (std::size_t i = first; i < inside.size() && i <= last; ++i) {
    const std::uint8_t* row = crop.row(static_cast<int>(i));
    if (row[inside[i].first - box.x0] < threshold || row[inside[i].second - 1 - box.x0] < threshold) return true;
    if (i != first && i != last) continue;
    for (int x = inside[i].first; x < inside[i].second; ++x)
      if (row[x - box.x0] < threshold) return true;
  }
  return false;
}

}  // namespace

std::vector<CellInk> cut_cells(const StraightPage& page, const ScanRules& rules, const ScanTable& table) {
  RuleMask mask = mask_of(page, rules, table);
  std::vector<CellInk> out(table.cells.size());
  std::vector<std::vector<std::pair<int, int>>> inside(table.cells.size());
  std::vector<PixelBox> boxes;
  std::vector<int> contrasts;
  for (std::size_t i = 0; i < out.size(); ++i) {
    boxes.push_back(box_of(table.cells[i].corners, page.step, 0, page.straight));
    inside[i] = rows_inside(mask, table.cells[i], boxes[i], page.step);
    out[i].crop = levelled_crop(page.straight, boxes[i], inside[i]);
    int contrast = 255 - darkest(out[i].crop);
    if (contrast >= kLeastInkContrast) contrasts.push_back(contrast);
  }
  std::sort(contrasts.begin(), contrasts.end());
  const int usual = contrasts.empty() ? kUsualContrast : contrasts[contrasts.size() / 2];
  const int speck = std::max(2, static_cast<int>(std::lround(page.dpi * page.dpi * kSpeckInch * kSpeckInch)));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int ink = 255 - static_cast<int>(kInkShare * usual), faint = 255 - static_cast<int>(kFaintShare * usual);
    if (largest_spot(out[i].crop, ink) >= speck) out[i].kind = CellInk::Kind::inked;
    else if (largest_spot(out[i].crop, faint) >= std::max(2, speck / 2) || !is_open(inside[i])) out[i].kind = CellInk::Kind::faint;
    out[i].touches_rule = out[i].kind != CellInk::Kind::blank && touches_edge(out[i].crop, inside[i], boxes[i], ink);
  }
  return out;
}

}  // namespace nianbao
