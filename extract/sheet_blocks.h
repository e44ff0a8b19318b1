#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/document.h"

namespace nianbao {

/// A cell of a spreadsheet as it is shown.
struct SheetCell {
  int row_span = 1, col_span = 1;
  std::string text;

  bool operator==(const SheetCell&) const = default;
};

/// The cells of a sheet that the file declares, by row and column from 0; blank ones with a border or a merge too.
struct Sheet {
  std::map<std::pair<int, int>, SheetCell> cells;
  std::string path;  ///< `sheet[1]`

  bool operator==(const Sheet&) const = default;
};

/// Makes the blocks of a sheet. Blank rows part tables. A row with one cell over the whole width is a paragraph above the
/// first and below the last row of a table, and wherever it is a numbered heading or a long text; what is left are
/// grids of kind `markup`, without holes: where the file declares no cell, a sheet has a blank one. The path of a cell
/// is `sheet[1]/C5`.
std::vector<Block> blocks_of_sheet(const Sheet& sheet);

}  // namespace nianbao
