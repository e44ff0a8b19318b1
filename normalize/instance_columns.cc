#include "normalize/instance_columns.h"

#include <algorithm>

#include "normalize/cell_pick.h"
#include "normalize/label_findings.h"

namespace nianbao {
namespace {

int columns_of(const RowItem& row) { return row.cells.empty() ? 0 : row.cells.back().col1; }

}  // namespace

ColumnPlan InstanceColumns::in_order(const FormRowRef& ref) const {
  ColumnPlan plan;
  plan.columns.resize(t_.column_count(ref));
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    plan.columns[c].fit = ColumnFit::by_order;
    plan.columns[c].col0 = static_cast<int>(c);
    plan.columns[c].col1 = static_cast<int>(c) + 1;
  }
  return plan;
}

/// The grid column in which the values of a scanned grid's rows begin: that of all rows with as many cells behind their label as the
/// block has columns. -1 where there is none, or several.
int InstanceColumns::first_value(const MappedRow& of) const {
  int first = -1;
  for (const MappedRow& row : t_.rows) {
    if (row.item->block != of.item->block || row.item->is_run() || row.ref.block != of.ref.block) continue;
    const std::vector<const ItemCell*> values = value_cells_of(*row.item);
    if (static_cast<int>(values.size()) != t_.column_count(row.ref) || !values.front()->recognition) continue;
    if (first >= 0 && values.front()->col0 != first) return -1;
    first = values.front()->col0;
  }
  return first;
}

const ColumnPlan& InstanceColumns::plan_header(std::size_t begin, std::size_t end, const MappedRow& row) {
  auto key = std::pair{begin, row.ref.block};
  if (auto known = plans_.find(key); known != plans_.end()) return known->second;
  const IndexedBlock& block = t_.table.blocks[row.ref.block];
  std::vector<const RowItem*> header(t_.items.begin() + static_cast<std::ptrdiff_t>(begin),
                                     t_.items.begin() + static_cast<std::ptrdiff_t>(end));
  ColumnPlan plan;
  if (!knows_geometry(row.item->kind)) plan = plan_all_columns(header, block);
  if (!plan.has_header) plan = plan_columns(header, block, first_value(row));
  else if (ColumnPlan placed = plan_columns(header, block); placed.present() == plan.present()) plan = std::move(placed);
  return plans_.emplace(key, std::move(plan)).first->second;
}

const ColumnPlan* InstanceColumns::header_above(const MappedRow& row) {
  auto in_grid = [&](std::size_t i) { return t_.items[i]->block == row.item->block && !t_.items[i]->is_run(); };
  std::size_t i = static_cast<std::size_t>(std::find(t_.items.begin(), t_.items.end(), row.item) - t_.items.begin());
  while (i > 0 && in_grid(i - 1)) {
    while (i > 0 && in_grid(i - 1) && t_.kinds[i - 1] == RowKind::data) --i;
    std::size_t end = i;
    while (i > 0 && in_grid(i - 1) && t_.kinds[i - 1] != RowKind::data) --i;
    if (i == end) return nullptr;
    if (const ColumnPlan& plan = plan_header(i, end, row); plan.has_header) return &plan;
  }
  return nullptr;
}

/// The header that fills the grid right before the row's own, which has none: a site parts the two so that the header stands still.
const ColumnPlan* InstanceColumns::header_before(const MappedRow& row) {
  std::size_t end = static_cast<std::size_t>(std::find(t_.items.begin(), t_.items.end(), row.item) - t_.items.begin());
  while (end > 0 && t_.items[end - 1]->block == row.item->block) --end;
  std::size_t begin = end;
  while (begin > 0 && !t_.items[begin - 1]->is_run() && t_.kinds[begin - 1] != RowKind::data && t_.items[begin - 1]->block == t_.items[end - 1]->block) --begin;
  if (begin == end) return nullptr;
  const ColumnPlan& plan = plan_header(begin, end, row);
  return plan.has_header && plan.present() == t_.column_count(row.ref) ? &plan : nullptr;
}

/// Whether a table whose columns are parted over several grids shows this one in another of them.
bool InstanceColumns::is_shown_elsewhere(const MappedRow& row, std::size_t column) {
  return std::any_of(t_.rows.begin(), t_.rows.end(), [&](const MappedRow& other) {
    if (other.item == row.item || !(other.ref == row.ref) || other.item->is_run()) return false;
    const ColumnPlan* plan = header_above(other);
    return plan != nullptr && plan->columns[column].fit != ColumnFit::absent;
  });
}

bool InstanceColumns::lacks_columns(const MappedRow& row, const ColumnPlan& plan) {
  const std::vector<ItemCell>& cells = row.item->cells;
  if (std::none_of(cells.begin(), cells.end(), [](const ItemCell& cell) { return cell.recognition; })) return false;
  for (std::size_t c = 0; c < plan.columns.size(); ++c)
    if (plan.columns[c].fit == ColumnFit::absent && !is_shown_elsewhere(row, c)) return true;
  return false;
}

/// Whether a text table keeps its columns: all its rows have as many cells (those of the header none beyond, their blank ends may
/// be cut off), every number stands below a column of the header, and every label left of them.
bool InstanceColumns::keeps_columns(int block, const ColumnPlan& plan) const {
  int first = 1 << 30, last = 0, width = -1, widest = 0;
  for (const PlannedColumn& column : plan.columns) {
    if (column.fit == ColumnFit::absent) return false;
    first = std::min(first, column.col0);
    last = std::max(last, column.col1);
  }
  for (const RowItem* row : t_.items) {
    if (row->is_run() || row->block != block) continue;
    widest = std::max(widest, columns_of(*row));
  }
  for (const MappedRow& row : t_.rows) {
    if (row.item->is_run() || row.item->block != block) continue;
    if (width >= 0 && columns_of(*row.item) != width) return false;
    width = columns_of(*row.item);
    for (const ItemCell& cell : row.item->cells) {
      if (cell.number && (cell.col0 < first || cell.col1 > last)) return false;
      if (!cell.label.empty() && cell.col0 >= first) return false;
    }
  }
  return widest == width;
}

/// Whether every row of such grids has as many cells behind its label as the plan has columns.
bool InstanceColumns::rows_are_even(GridKind kind, const ColumnPlan& plan) const {
  return std::all_of(t_.rows.begin(), t_.rows.end(), [&](const MappedRow& row) {
    bool other = row.item->is_run() || row.item->kind != kind || t_.source->blocks[row.ref.block].columns.size() != plan.columns.size();
    return other || static_cast<int>(value_cells_of(*row.item).size()) == plan.present();
  });
}

CellOrder InstanceColumns::order_of(const RowItem& item, const ColumnPlan& plan) const {
  if (knows_geometry(item.kind) || keeps_columns(item.block, plan)) return CellOrder::by_place;
  return rows_are_even(item.kind, plan) ? CellOrder::even : CellOrder::uneven;
}

InstanceColumns::Columns InstanceColumns::of_row(const MappedRow& row) {
  if (const ColumnPlan* plan = header_above(row)) {
    auto [known, is_new] = orders_.try_emplace({row.item->block, plan}, CellOrder::by_place);
    if (is_new) {
      report(*plan, row);
      last_plan_.insert_or_assign(row.ref.block, *plan);
      known->second = order_of(*row.item, *plan);
    }
    return {*plan, known->second, lacks_columns(row, *plan)};
  }
  auto earlier = last_plan_.find(row.ref.block);
  if (earlier == last_plan_.end()) {
    const ColumnPlan* before = header_before(row);
    earlier = last_plan_.emplace(row.ref.block, before ? *before : in_order(row.ref)).first;
    report(earlier->second, row);
  }
  return {earlier->second, rows_are_even(row.item->kind, earlier->second) ? CellOrder::even : CellOrder::uneven};
}

void InstanceColumns::report(const ColumnPlan& plan, const MappedRow& row) {
  if (!plan.has_header) {
    if (plan.columns.size() > 1 && is_first(row.ref, "")) report_unread_header(t_, row);
    return;
  }
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    const Field& field = t_.form.form->fields[t_.field_of(row.ref, static_cast<int>(c))];
    if (plan.columns[c].fit == ColumnFit::absent && is_shown_elsewhere(row, c)) continue;
    if (plan.columns[c].fit != ColumnFit::exact && is_first(row.ref, field.table + "." + field.column))
      report_column(t_, row, field, plan.columns[c], t_.source->blocks[row.ref.block].columns[c].labels.front());
  }
  for (const ForeignColumn& foreign : plan.foreign)
    if (is_first(row.ref, std::to_string(foreign.col0))) report_foreign_column(t_, row, foreign);
}

}  // namespace nianbao
