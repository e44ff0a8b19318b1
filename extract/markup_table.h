#pragma once

#include <string>
#include <vector>

#include "model/document.h"

namespace nianbao {

/// A cell of an office document's table as it is declared, with what stands in it.
struct DeclaredCell {
  enum class Merge { none, begins, goes_on };
  int first = 0, end = 1;      ///< grid columns [first, end)
  Merge merge = Merge::none;   ///< with the cells below, or above
  int row_span = 1;            ///< where the markup counts the rows instead
  std::vector<Block> blocks;
  std::string path;
};

/// A table as it is declared. `widths` are those of its grid columns in points, empty where they are not known.
struct DeclaredTable {
  std::vector<std::vector<DeclaredCell>> rows;
  std::vector<double> widths;
  std::string path;
};

/// Makes blocks of a table: one grid; or, where it only frames other content (no cells side by side, or cells that hold
/// tables), that content in order, with grids of the rows between.
///
/// Columns that no cell begins or ends at fall together, and so do those whose borders lie less than 4 points apart: a
/// border that was dragged row by row. A cell that goes on from none, or from one of other columns, stands by itself.
std::vector<Block> place_table(DeclaredTable table);

/// The text of blocks in one cell: their lines separated by '\n', without empty ones at either end.
std::string text_of_blocks(const std::vector<Block>& blocks);

}  // namespace nianbao
