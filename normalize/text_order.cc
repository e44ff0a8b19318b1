#include "normalize/text_order.h"

#include <algorithm>

#include "normalize/value_doubts.h"

namespace nianbao {
namespace {


bool is_mapped(const TableInstance& t, const RowItem* item) {
  return std::any_of(t.rows.begin(), t.rows.end(), [&](const MappedRow& row) { return row.item == item; });
}

/// Whether digits before the last row belong to no row, or stand behind a column's label.
bool has_stray_digits(const TableInstance& t) {
  std::size_t behind_last = 0;
  for (std::size_t i = 0; i < t.items.size(); ++i)
    if (t.items[i]->is_run() && is_mapped(t, t.items[i])) behind_last = i + 1;
  return std::any_of(t.items.begin(), t.items.begin() + static_cast<std::ptrdiff_t>(behind_last), [&](const RowItem* item) {
    if (t.is_nameless() && !may_hold_row(*item, t.table.blocks.front().columns.size())) return false;
    return item->is_run() && !item->is_blank_run() && (!is_mapped(t, item) || (item->run_behind_column && !t.is_nameless()));
  });
}

/// All that stands before the digits of the rows, one after the other.
LabelSearch label_text(const TableInstance& t) {
  std::u32string text;
  for (const RowItem* item : t.items) text += item->run_label_folded;
  LabelSearch out;
  out.append(text);
  return out;
}

/// Where the label stands, if just once.
std::optional<std::size_t> only_place(const LabelSearch& text, const std::vector<LabelText>& spellings) {
  std::optional<std::size_t> out;
  for (const LabelText& label : spellings) {
    const LabelSearch::Places places = text.places_of(label.key);
    if (!places.first || places.first == out) continue;
    if (out || places.several) return std::nullopt;
    out = places.first;
  }
  return out;
}

/// Places of the labels in the form's order: headings and columns of a block before its rows. Columns below a group label
/// are left out, as their line may stand behind that of the others; so are rows that exclude each other.
std::vector<std::size_t> places_in_form_order(const TableInstance& t, const LabelSearch& text) {
  std::vector<std::size_t> out;
  auto add = [&](const std::vector<LabelText>& spellings) {
    if (auto place = only_place(text, spellings)) out.push_back(*place);
  };
  for (const IndexedBlock& block : t.table.blocks) {
    add(block.headings);
    for (std::size_t c = 0; c < block.columns.size(); ++c)
      if (block.column_groups[c].empty()) add(block.columns[c]);
    const FormBlock& source = t.source->blocks[&block - t.table.blocks.data()];
    for (std::size_t r = 0; r < block.rows.size(); ++r)
      if (source.rows[r].variant_set.empty()) add(block.rows[r]);
  }
  return out;
}

}  // namespace

bool is_text_in_order(const TableInstance& t) {
  if (has_stray_digits(t)) return false;
  std::vector<std::size_t> places = places_in_form_order(t, label_text(t));
  return std::is_sorted(places.begin(), places.end());
}

bool parts_its_cells(const TableInstance& t) {
  int parted = 0, rows = 0;
  for (const MappedRow& row : t.rows) {
    if (!row.item->is_run() || row.item->is_blank_run() || t.column_count(row.ref) < 2) continue;
    ++rows;
    const std::string& label = row.item->run_label_raw;
    bool label_apart = label.ends_with(' ') || label.ends_with('\n') || label.ends_with("\u3000") || label.ends_with("\u00A0");
    parted += label_apart && stretches_of(row.item->run) == static_cast<std::size_t>(t.column_count(row.ref));
  }
  return parted > 0 && 2 * parted >= rows;
}

void doubt_disordered_text(TableInstance& t) {
  Source place;
  bool any = false;
  for (const MappedRow& row : t.rows) {
    if (!row.item->is_run()) continue;
    if (!any) place = row.item->run_source;
    any = true;
    for (int c = 0; c < t.column_count(row.ref); ++c)
      if (Value* value = t.values.find(t.field_of(row.ref, c))) doubt(*value);
  }
  if (!any) return;
  Finding f = t.finding("number_unreadable", t.source->id);
  f.source = place;
  f.message = "labels and numbers of this table do not stand in the form's order in the text; its numbers are in doubt";
  f.message_zh = "此表文字的次序与规定格式不符，标签与数字不能确切对应，表中数字存疑";
  t.findings.push_back(std::move(f));
}

}  // namespace nianbao
