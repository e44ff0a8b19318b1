#pragma once

#include <vector>

#include "tables/aligned_lines.h"

namespace nianbao {

/// A column of values: where its values stand, from side to side.
struct ValueColumn {
  double x0 = 0, x1 = 0;

  bool operator==(const ValueColumn&) const = default;
};

/// Columns of values by the overlap of what stands one below the other, left to right: any gap parts two columns,
/// however narrow, as one cell's values never reach under another's.
std::vector<ValueColumn> find_value_columns(const std::vector<const AlignedWord*>& values);

/// Where lined-up text has lost its places (columns overlap from row to row): one column for each value of the fullest
/// rows, each at the median place. `rows` are the values of each row, left to right.
std::vector<ValueColumn> columns_by_order(const std::vector<std::vector<const AlignedWord*>>& rows);

/// The borders between columns: halfway between neighbours, and half a letter outside; columns + 1 entries.
std::vector<double> borders_of(const std::vector<ValueColumn>& columns, double em);

/// Where the labels left of the values part into columns (a group's label beside the labels of its rows): borders,
/// ascending, between what stands side by side. A border needs two places that show it, or an ordinal right of it.
/// `words` ascend by y.
std::vector<double> find_label_borders(const std::vector<const AlignedWord*>& words);

}  // namespace nianbao
