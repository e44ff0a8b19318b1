#pragma once

#include <algorithm>

#include "extract/scan/scan_tables.h"

namespace nianbao {

/// A page of 200 dots to the inch on which rulings of two pixels and noughts are drawn.
struct DrawnPage {
  GrayImage gray{1000, 900, 240};

  void fill(int x0, int y0, int x1, int y1, std::uint8_t level = 30) {
    for (int y = std::max(0, y0); y < std::min(gray.height, y1); ++y)
      for (int x = std::max(0, x0); x < std::min(gray.width, x1); ++x) gray.row(y)[x] = level;
  }
  void level(int y, int x0, int x1) { fill(x0, y, x1 + 2, y + 2); }
  void upright(int x, int y0, int y1) { fill(x, y0, x + 2, y1 + 2); }
  /// 14 x 22 pixels.
  void nought(int x, int y) {
    fill(x, y, x + 14, y + 22);
    fill(x + 3, y + 3, x + 11, y + 19, 240);
  }
  /// Rulings at every place of both.
  void grid(std::initializer_list<int> xs, std::initializer_list<int> ys) {
    for (const int x : xs) upright(x, *ys.begin(), *(ys.end() - 1));
    for (const int y : ys) level(y, *xs.begin(), *(xs.end() - 1));
  }
  RuleNetwork rules() const { return connect_rules(find_rules(gray, 200), gray, 200); }
  std::vector<ScanTable> tables() const { return find_scan_tables(rules(), 200); }
};

}  // namespace nianbao
