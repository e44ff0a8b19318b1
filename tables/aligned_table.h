#pragma once

#include <deque>
#include <vector>

#include "tables/aligned_blocks.h"
#include "tables/aligned_columns.h"
#include "tables/label_rows.h"

namespace nianbao {

/// A cell with the words that stand in it, in no order.
struct AlignedCell {
  int row = 0, col = 0;
  int row_span = 1, col_span = 1;
  std::vector<const AlignedWord*> words;

  bool operator==(const AlignedCell&) const = default;
};

/// A table found by the white space between its columns: label columns first, then columns of values.
struct AlignedTable {
  int rows = 0, cols = 0;
  std::vector<AlignedCell> cells;  ///< row-major
  std::vector<double> xs;          ///< borders of the columns; cols + 1
  std::deque<AlignedWord> parts;   ///< words of the header that had to be cut from longer ones

  bool operator==(const AlignedTable&) const = default;
};

/// Puts the words of a block into cells. Rows are the rows of values, and labels without values; each value stands in the
/// column above or below whose values it stands. Values that touch, and a row with gaps in lined-up text that lost its
/// places, stay together in a cell over all the columns in question: nothing is guessed. `left`, `right` are the outer
/// borders of the table. The words live in `lines`.
AlignedTable build_aligned_table(const std::vector<AlignedLine>& lines, const AlignedBlock& block, double left,
                                 double right, const RowBounds& bounds);

/// The text of a cell: its lines from top to bottom with '\n' between them, words with a space; glyphs one below the
/// other are one line.
std::string text_of(const AlignedCell& cell);

}  // namespace nianbao
