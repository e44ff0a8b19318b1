#include "normalize/cell_pick.h"

#include <algorithm>

#include "normalize/row_mapper.h"

namespace nianbao {
namespace {

using Kind = PickedCell::Kind;

bool is_blank(const ItemCell& cell) { return !cell.number && cell.label.empty() && !cell.has_han; }

std::vector<int> present_columns(const ColumnPlan& plan) {
  std::vector<int> out;
  for (std::size_t c = 0; c < plan.columns.size(); ++c)
    if (plan.columns[c].fit != ColumnFit::absent) out.push_back(static_cast<int>(c));
  return out;
}

void place_by_order(const std::vector<const ItemCell*>& cells, const std::vector<int>& columns,
                    std::vector<PickedCell>& out) {
  for (std::size_t i = 0; i < columns.size(); ++i) out[columns[i]] = {Kind::cell, {cells[i]}};
}

/// Drops empty cells at the ends until `wanted` are left; false where that cannot be, or could be done in two ways that
/// put the numbers into different columns.
bool trim_to(std::vector<const ItemCell*>& cells, std::size_t wanted) {
  if (cells.size() > wanted && is_blank(*cells.front()) && is_blank(*cells.back())) {
    std::size_t front = 0, back = 0;
    while (front < cells.size() && is_blank(*cells[front])) ++front;
    while (back < cells.size() - front && is_blank(*cells[cells.size() - 1 - back])) ++back;
    if (cells.size() - front - back != wanted) return false;
  }
  while (cells.size() > wanted && is_blank(*cells.back())) cells.pop_back();
  while (cells.size() > wanted && is_blank(*cells.front())) cells.erase(cells.begin());
  return cells.size() == wanted;
}

/// A conversion that repeats a spanning cell in each of its columns did so with the header and with the number below it:
/// as many cells as the header has columns, the same number in all that one label stands above.
bool place_repeated(const std::vector<const ItemCell*>& cells, const ColumnPlan& plan, const std::vector<int>& columns,
                    std::vector<PickedCell>& out) {
  std::vector<const ItemCell*> firsts;
  std::size_t at = 0;
  for (int c : columns) {
    const auto width = static_cast<std::size_t>(plan.columns[c].col1 - plan.columns[c].col0);
    if (width == 0 || at + width > cells.size()) return false;
    for (std::size_t k = at; k < at + width; ++k)
      if (cells[k]->text != cells[at]->text) return false;
    firsts.push_back(cells[at]);
    at += width;
  }
  if (at != cells.size() || at == columns.size()) return false;
  place_by_order(firsts, columns, out);
  return true;
}

/// No conversion made its cells: they are those of a page.
bool is_drawn(GridKind kind) { return kind == GridKind::ruled || kind == GridKind::aligned; }

std::size_t count_blank(const std::vector<const ItemCell*>& cells) {
  return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const ItemCell* cell) { return is_blank(*cell); }));
}

void pick_by_order(const RowItem& item, const ColumnPlan& plan, const std::vector<int>& columns, bool even, std::vector<PickedCell>& out) {
  std::vector<const ItemCell*> cells = value_cells_of(item);
  if (cells.size() > columns.size() && !is_drawn(item.kind) && place_repeated(cells, plan, columns, out)) return;
  bool blank = count_blank(cells) == cells.size();
  bool fits = trim_to(cells, columns.size());
  bool blank_end = fits && !cells.empty() && (is_blank(*cells.front()) || is_blank(*cells.back()));
  // A lined-up table whose header is lost may have a column too many: a blank within the row can be that.
  bool blank_within = item.kind == GridKind::aligned && count_blank(cells) > 0;
  if (fits && (even || blank || !(blank_end || blank_within))) return place_by_order(cells, columns, out);
  for (int column : columns) out[column] = {blank ? Kind::hole : Kind::unplaced, blank ? std::vector<const ItemCell*>{} : cells};
}

/// Whether the cell lies in the column's range for more than a third of the narrower of the two.
bool lies_in(const ItemCell& cell, const PlannedColumn& column) {
  const int shared = std::min(cell.col1, column.col1) - std::max(cell.col0, column.col0);
  return shared > 0 && 3 * shared > std::min(cell.col1 - cell.col0, column.col1 - column.col0);
}

bool covers_further(const ItemCell& cell, const ColumnPlan& plan, int own) {
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    const PlannedColumn& other = plan.columns[c];
    if (static_cast<int>(c) == own || other.fit == ColumnFit::absent) continue;
    if (lies_in(cell, other)) return true;
  }
  return false;
}

/// True where every column got just one cell of its own.
bool pick_by_place(const RowItem& item, const ColumnPlan& plan, const std::vector<int>& columns,
                   std::vector<PickedCell>& out) {
  bool regular = true;
  for (int column : columns) {
    PickedCell& picked = out[column];
    const ItemCell* first_blank = nullptr;
    std::size_t cells = 0;
    for (const ItemCell& cell : item.cells) {
      if (!lies_in(cell, plan.columns[column])) continue;
      ++cells;
      if (!is_blank(cell)) picked.cells.push_back(&cell);
      else if (!first_blank) first_blank = &cell;
    }
    picked.kind = cells == 0 ? Kind::hole : picked.cells.size() > 1 ? Kind::several : Kind::cell;
    if (picked.kind == Kind::cell && picked.cells.empty()) picked.cells.push_back(first_blank);
    if (picked.kind == Kind::cell && covers_further(*picked.cells.front(), plan, column)) picked.kind = Kind::merged;
    regular = regular && cells == 1 && picked.kind == Kind::cell;
  }
  return regular;
}

/// Whether a span from above that is too long has pushed the row's cells to the right, as browsers do: the row's label stands
/// in a column's place, or one of as many numbers as there are columns stands behind the last one.
bool is_pushed(const RowItem& item, const ColumnPlan& plan, const std::vector<const ItemCell*>& own) {
  if (item.kind != GridKind::markup) return false;
  int first = 1 << 30, end = 0;
  for (const PlannedColumn& column : plan.columns) {
    if (column.fit == ColumnFit::absent) continue;
    first = std::min(first, column.col0);
    end = std::max(end, column.col1);
  }
  const std::vector<const ItemCell*> labels = label_cells_of(item);
  if (!labels.empty() && labels.back()->anchored && labels.back()->uses.row_of != 0 && labels.back()->col0 >= first) return true;
  return static_cast<int>(own.size()) == plan.present() && !own.empty() && own.back()->number && own.back()->col0 >= end;
}

/// The cells behind the label that begin in this row.
std::vector<const ItemCell*> own_value_cells(const RowItem& item) {
  std::vector<const ItemCell*> out = value_cells_of(item);
  std::erase_if(out, [](const ItemCell* cell) { return !cell->anchored; });
  return out;
}

}  // namespace

bool knows_geometry(GridKind kind) {
  return kind == GridKind::ruled || kind == GridKind::aligned || kind == GridKind::markup;
}

std::vector<const ItemCell*> value_cells_of(const RowItem& item) {
  std::vector<const ItemCell*> labels = label_cells_of(item);
  std::size_t first = 0;
  if (!labels.empty()) first = static_cast<std::size_t>(labels.back() - item.cells.data()) + 1;
  std::vector<const ItemCell*> out;
  for (std::size_t i = first; i < item.cells.size(); ++i) out.push_back(&item.cells[i]);
  return out;
}

std::vector<PickedCell> pick_cells(const RowItem& item, const ColumnPlan& plan, CellOrder order) {
  std::vector<PickedCell> out(plan.columns.size());
  std::vector<int> columns = present_columns(plan);
  if (order != CellOrder::by_place) {
    pick_by_order(item, plan, columns, order == CellOrder::even, out);
    return out;
  }
  if (const auto own = own_value_cells(item); is_pushed(item, plan, own)) {
    if (own.size() == columns.size()) place_by_order(own, columns, out);
    else for (int column : columns) out[column] = {Kind::unplaced, own};
    return out;
  }
  if (pick_by_place(item, plan, columns, out)) return out;
  // Divided otherwise than its header: as many cells as columns are those columns in order.
  std::vector<const ItemCell*> cells = value_cells_of(item);
  bool holes = std::any_of(columns.begin(), columns.end(), [&](int c) { return out[c].kind == Kind::hole; });
  bool aligned = item.kind == GridKind::aligned;
  if (cells.size() == columns.size() && !(aligned && holes)) place_by_order(cells, columns, out);
  else if (cells.size() > columns.size() && !is_drawn(item.kind)) place_repeated(cells, plan, columns, out);
  return out;
}

}  // namespace nianbao
