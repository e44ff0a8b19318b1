#pragma once

#include <vector>

#include "normalize/column_plan.h"
#include "normalize/row_items.h"

namespace nianbao {

/// What stands in one of a row's columns.
struct PickedCell {
  enum class Kind {
    cell,     ///< one cell
    hole,     ///< the row has no cell there: nothing is drawn and nothing stands there
    several,  ///< several cells with something in them
    merged,   ///< one cell that covers further columns of the form too
    unplaced, ///< the row's cells cannot be told apart
    absent    ///< the table has no such column
  };
  Kind kind = Kind::absent;
  std::vector<const ItemCell*> cells;
};

/// How a grid's cells find their columns.
enum class CellOrder {
  by_place,  ///< they stand in the columns' places
  even,      ///< in their order behind the label, and each row has as many as there are columns
  uneven     ///< in their order, and rows have more or fewer: blank cells at the ends may be none of the columns'
};

/// Finds the cell of each of the plan's columns in a row. By place, a row that is divided otherwise than its header but into as
/// many cells goes by order. In an uneven grid a row with blank cells at its ends is not placed, nor one of a lined-up
/// table with a blank cell within it.
std::vector<PickedCell> pick_cells(const RowItem& item, const ColumnPlan& plan, CellOrder order);

/// Whether the grid kind's columns are known from the reader.
bool knows_geometry(GridKind kind);

/// The cells behind the row's label.
std::vector<const ItemCell*> value_cells_of(const RowItem& item);

}  // namespace nianbao
