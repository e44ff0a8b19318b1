#pragma once

#include <vector>

#include "extract/scan/page_straightening.h"
#include "extract/scan/scan_tables.h"

namespace nianbao {

/// What a cell shows, between its rulings.
struct CellInk {
  enum class Kind {
    blank,   ///< nothing, or specks
    faint,   ///< something so weak that it may be dirt
    inked
  };
  Kind kind = Kind::blank;
  /// The cell's pixels with rulings and their residue painted as paper; paper is near 255, also of shaded rows.
  GrayImage crop;
  bool touches_rule = false;  ///< ink goes on under a ruling: part of it may have been painted over
  bool covered = false;       ///< a patch of the paper is gray: a hole, a stain; what stood there is not known

  bool operator==(const CellInk&) const = default;
};

/// Cuts out each cell of the table, in the order of its cells. `rules` in pixels of `page.small`, the crops in those of
/// `page.straight`.
std::vector<CellInk> cut_cells(const StraightPage& page, const ScanRules& rules, const ScanTable& table);

}  // namespace nianbao
