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

/// Finds the cell of each of the plan's columns in a row. Grids whose geometry is known go by the columns' places, and by
/// order where the row is divided otherwise than its header but into as many cells; with `by_place` false, the cells go
/// by order behind the label.
std::vector<PickedCell> pick_cells(const RowItem& item, const ColumnPlan& plan, bool by_place);

/// Whether the grid kind's columns are known from the reader.
bool knows_geometry(GridKind kind);

/// The cells behind the row's label.
std::vector<const ItemCell*> value_cells_of(const RowItem& item);

}  // namespace nianbao
