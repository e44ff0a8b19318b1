#include "normalize/instance_rows.h"

#include <algorithm>

#include "normalize/cell_pick.h"
#include "normalize/column_plan.h"

namespace nianbao {
namespace {

constexpr int kRowsAhead = 6;     // rows looked at to tell a table that begins anew from a row that stands there twice
constexpr int kLeastRepeated = 3;

/// Column labels that are not row labels too (其他 and 总计 are both), or group labels of columns.
bool is_header_like(const RowItem& item, unsigned bit) {
  return std::any_of(item.cells.begin(), item.cells.end(), [&](const ItemCell& cell) {
    return ((cell.uses.column_of | cell.uses.column_group_of) & bit) && !(cell.uses.row_of & bit);
  });
}

RowKind kind_of(const TableInstance& t, const RowItem& item) {
  if (item.is_run()) return RowKind::data;
  if (is_header_like(item, t.bit)) return RowKind::header;
  if (has_number(item)) return RowKind::data;
  std::vector<const ItemCell*> labels = label_cells_of(item);
  std::vector<const ItemCell*> rest = value_cells_of(item);
  bool blank_cells = !rest.empty() && std::all_of(rest.begin(), rest.end(), [](const ItemCell* c) { return c->label.empty(); });
  if (t.is_nameless()) return labels.empty() && item.cells.size() > 1 ? RowKind::data : RowKind::header;
  bool exact = !labels.empty() && (labels.back()->uses.row_of & t.bit);
  if (exact && (blank_cells || item.kind == GridKind::aligned)) return RowKind::data;
  if (blank_cells && !labels.empty() && labels.back()->uses.any() == 0) return RowKind::other;
  return RowKind::header;
}

/// The first row of numbers, of each grid where the columns are parted over several; where there is none, the first empty row
/// below the header.
void map_nameless_row(TableInstance& t) {
  const RowItem* chosen = nullptr;
  bool chosen_has_number = false;
  for (std::size_t i = 0; i < t.items.size(); ++i) {
    if (t.kinds[i] != RowKind::data || !may_hold_row(*t.items[i], t.table.blocks.front().columns.size())) continue;
    bool number = t.items[i]->is_run() || has_number(*t.items[i]);
    const bool further = number && chosen_has_number && !t.items[i]->is_run() && !chosen->is_run() && t.items[i]->block != chosen->block;
    if (further) t.rows.push_back({chosen, {0, 0}, RowFit::exact});
    if (!chosen || further || (number && !chosen_has_number)) {
      chosen = t.items[i];
      chosen_has_number = number;
    } else if (number) {
      t.unmapped.push_back(t.items[i]);
    }
  }
  if (chosen) t.rows.push_back({chosen, {0, 0}, RowFit::exact});
}

void map_labelled_rows(TableInstance& t) {
  std::vector<const RowItem*> data;
  for (std::size_t i = 0; i < t.items.size(); ++i)
    if (t.kinds[i] != RowKind::header) data.push_back(t.items[i]);
  std::vector<RowAssignment> assigned = map_rows(data, t.form, t.table);
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (assigned[i].fit != RowFit::none) t.rows.push_back({data[i], assigned[i].ref, assigned[i].fit});
    else if (!data[i]->is_run()) t.unmapped.push_back(data[i]);
  }
}

/// Cuts a table's rows into its instances, row after row.
class InstanceCutter {
 public:
  InstanceCutter(const std::vector<RowItem>& items, const IndexedTable& table) : items_(items), table_(table), out_(1) {
    nameless_ = table.blocks.size() == 1 && table.blocks[0].rows.size() == 1 && table.blocks[0].rows[0].empty();
    for (const RowItem& item : items)
      refs_.push_back(nameless_ || is_header_like(item, 1u << table.id) ? FormRowRef{} : find_exact_row(item, table));
  }

  std::vector<std::vector<const RowItem*>> cut() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      bool number = (items_[i].is_run() && (!nameless_ || may_hold_row(items_[i], table_.blocks.front().columns.size()))) || has_number(items_[i]);
      if (begins_anew(i, number)) begin_instance(items_[i]);
      out_.back().push_back(&items_[i]);
      if (refs_[i].valid()) seen_.push_back(refs_[i]);
      numbers_ = numbers_ || number;
      if (number) last_block_ = items_[i].block;
    }
    return std::move(out_);
  }

 private:
  bool was_seen(const FormRowRef& ref) const { return ref.valid() && std::find(seen_.begin(), seen_.end(), ref) != seen_.end(); }

  bool begins_anew(std::size_t i, bool number) const {
    if (nameless_) return number && numbers_ && items_[i].block != last_block_ && !shows_further_columns(i);
    if (!was_seen(refs_[i])) return false;
    int repeated = 0, ahead = 0;
    for (std::size_t k = i; k < items_.size() && ahead < kRowsAhead; ++k)
      if (refs_[k].valid()) ++ahead, repeated += was_seen(refs_[k]);
    return repeated >= kLeastRepeated && repeated + 1 >= ahead;
  }

  /// The columns that the header above the row in its grid shows.
  std::vector<bool> columns_above(std::size_t i) const {
    std::vector<const RowItem*> header;
    for (std::size_t k = i; k-- > 0 && items_[k].block == items_[i].block && !items_[k].is_run() && !has_number(items_[k]);)
      header.insert(header.begin(), &items_[k]);
    std::vector<bool> out;
    if (items_[i].is_run() || header.empty()) return out;
    for (const PlannedColumn& column : plan_columns(header, table_.blocks[0]).columns) out.push_back(column.fit == ColumnFit::exact);
    return out;
  }

  /// Whether this row goes on with the table: its grid has columns of the form, and none of those of the grids before.
  bool shows_further_columns(std::size_t i) const {
    const std::vector<bool> own = columns_above(i);
    if (std::find(own.begin(), own.end(), true) == own.end()) return false;
    for (const RowItem* row : out_.back()) {
      if (!has_number(*row)) continue;
      const std::vector<bool> earlier = columns_above(static_cast<std::size_t>(row - items_.data()));
      if (earlier.empty()) return false;
      for (std::size_t c = 0; c < own.size(); ++c)
        if (own[c] && earlier[c]) return false;
    }
    return true;
  }

  /// The header rows just above belong to what begins.
  void begin_instance(const RowItem& first) {
    std::vector<const RowItem*>& old = out_.back();
    std::vector<const RowItem*> header;
    while (!old.empty() && !old.back()->is_run() && old.back()->block == first.block && !has_number(*old.back()) &&
           !refs_[static_cast<std::size_t>(old.back() - items_.data())].valid()) {
      header.insert(header.begin(), old.back());
      old.pop_back();
    }
    out_.push_back(std::move(header));
    seen_.clear();
    numbers_ = false;
  }

  const std::vector<RowItem>& items_;
  const IndexedTable& table_;
  std::vector<std::vector<const RowItem*>> out_;
  std::vector<FormRowRef> refs_, seen_;
  bool nameless_ = false;
  bool numbers_ = false;  ///< the instance has some
  int last_block_ = -1;
};

}  // namespace

void map_instance_rows(TableInstance& t) {
  for (const RowItem* item : t.items) t.kinds.push_back(kind_of(t, *item));
  if (t.is_nameless()) map_nameless_row(t);
  else map_labelled_rows(t);
}

std::vector<std::vector<const RowItem*>> split_instances(const std::vector<RowItem>& items, const IndexedTable& table) {
  return InstanceCutter(items, table).cut();
}

}  // namespace nianbao
