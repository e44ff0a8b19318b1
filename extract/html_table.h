#pragma once

#include <cstdint>
#include <vector>

#include "extract/html_tree.h"

namespace nianbao {

/// A cell of a page's table: its slots, and which row and cell of the table it is by number (from 1), as a browser's
/// `table.rows[tr - 1].cells[td - 1]` counts them.
struct HtmlCell {
  std::uint32_t node = 0;
  int row = 0, col = 0, row_span = 1, col_span = 1;
  int tr = 0, td = 0;

  bool operator==(const HtmlCell&) const = default;
};

struct HtmlTable {
  std::uint32_t node = 0;
  int rows = 0, cols = 0;
  std::vector<HtmlCell> cells;          ///< in row-major order; no two overlap
  std::vector<std::uint32_t> captions;

  bool operator==(const HtmlTable&) const = default;
};

/// Finds the slots of a table's cells as browsers display them.
///
/// Method: HTML Standard 4.9.12.1, "Forming a table": a head's rows first, a foot's last; a cell takes the first slots
/// that none from above takes; spans of 0 go to the end of the row group, too large ones are cut there (rows) or at
/// 1,000 (columns). Where a cell would cover another, it is cut before it. Rows, cells and groups that are not displayed
/// do not count. Rows and columns in which no cell begins are folded away: nothing shows them.
HtmlTable form_table(const HtmlTree& tree, std::uint32_t table);

}  // namespace nianbao
