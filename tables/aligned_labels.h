#pragma once

#include <vector>

#include "tables/aligned_lines.h"
#include "tables/label_rows.h"

namespace nianbao {

/// A label left of the values: words of one cell. It covers the label columns [col, col + col_span) and the rows
/// [row, row + row_span) of the table's body.
struct AlignedLabel {
  int row = 0, row_span = 1;
  int col = 0, col_span = 1;
  std::vector<const AlignedWord*> words;

  bool operator==(const AlignedLabel&) const = default;
};

/// The body of a table: its rows, some with values (by index), some that are only a label, and the labels of all.
struct AlignedBody {
  std::vector<int> values_row;  ///< of each row the index of the values that stand in it, or -1
  int label_cols = 0;
  std::vector<AlignedLabel> labels;
  std::vector<double> label_borders;  ///< between label columns; label_cols - 1
  bool all_labelled = true;           ///< every row of values has a label

  bool operator==(const AlignedBody&) const = default;
};

/// Gives each row of values its label, each group of rows its own.
///
/// `words` are what stands left of the values; `rows` the heights of the rows of values, ascending. Labels part into
/// columns; the rightmost column is matched with the rows first (see match_labels), rows left over then with the next
/// column. What remains there is a group's label: it covers the rows beside it, up to where their ordinals begin anew. A
/// group whose label is on the page before has an empty label. `header_right` is where the header over the labels ends:
/// their cells are as wide at least.
AlignedBody place_labels(const std::vector<const AlignedWord*>& words, const std::vector<double>& rows,
                         double header_right, const LabelSpacing& spacing);

}  // namespace nianbao
