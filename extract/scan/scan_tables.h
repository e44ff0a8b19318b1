#pragma once

#include <array>
#include <vector>

#include "extract/scan/rule_network.h"

namespace nianbao {

/// A cell of a scanned table: its place in the grid and its corners (top left, top right, bottom right, bottom left) where
/// the rulings meet, in pixels.
struct ScanCell {
  int row = 0, col = 0, row_span = 1, col_span = 1;
  std::array<PixelPoint, 4> corners;

  bool operator==(const ScanCell&) const = default;
};

/// Cells in row-major order. `whole`: they fill rows x columns, each place once.
struct ScanTable {
  int rows = 0, cols = 0;
  bool whole = false;
  std::vector<ScanCell> cells;

  bool operator==(const ScanTable&) const = default;
};

/// Finds the cells that rules enclose, and the tables that the cells make, from top to bottom. A single box is no table.
///
/// Method: each crossing is the top left corner of the smallest rectangle of crossings that the same four rules join; rows
/// and columns are clusters of the cells' edges after a homography from the table's corners, so that perspective does not
/// matter.
std::vector<ScanTable> find_scan_tables(const RuleNetwork& network, double dpi);

}  // namespace nianbao
