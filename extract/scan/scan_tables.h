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

/// Cells in row-major order. `whole`: rulings part it into rectangles, each place is in one.
struct ScanTable {
  int rows = 0, cols = 0;
  bool whole = false;
  std::vector<ScanCell> cells;
  std::size_t odd_places = 0;  ///< that are in cells which are no rectangles

  bool operator==(const ScanTable&) const = default;
};

/// Finds the tables of the rules that hang together, from top to bottom. A single box is no table.
///
/// Method: a table's rules, at one height each and over its whole width, make its rows, likewise its columns. Between two
/// neighbouring places of that lattice stands a ruling if the rule is inked along their side; places without one between
/// them are one cell. Heights are measured between the table's top and bottom rule, so that warp and perspective do not
/// matter. Cells that are no rectangles are parted or joined at the next likelier sides; where that does not help the table is
/// not whole.
std::vector<ScanTable> find_scan_tables(const RuleNetwork& network, double dpi);

}  // namespace nianbao
