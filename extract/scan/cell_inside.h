#pragma once

#include <cstdint>
#include <vector>

#include "extract/scan/page_straightening.h"
#include "extract/scan/scan_tables.h"

namespace nianbao {

/// What lies between a cell's own four rulings: a box of `page.straight` and the depth of each of its pixels, in steps to the nearest pixel
/// that is no part of the inside; 0 for those.
struct CellInside {
  int left = 0, top = 0, width = 0, height = 0;
  std::vector<std::uint8_t> depth;  ///< row by row, `width * height`, at most 255
  bool ruled = true;                ///< each side shows its ruling along most of its length

  std::uint8_t at(int x, int y) const { return depth[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
  bool operator==(const CellInside&) const = default;
};

/// Finds the inside of a cell. Each ruling is as thick as the page shows it along this side, and follows its curve; lines that
/// cross the cell are part of the inside. `rules` and the cell's corners in pixels of `page.small`.
CellInside find_inside(const StraightPage& page, const ScanRules& rules, const ScanCell& cell);

}  // namespace nianbao
