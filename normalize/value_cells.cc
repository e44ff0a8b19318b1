#include "normalize/value_cells.h"

#include <algorithm>

#include "normalize/cell_pick.h"
#include "normalize/row_mapper.h"
#include "normalize/recognised_cells.h"
#include "normalize/value_doubts.h"

namespace nianbao {
namespace {

void add_finding(TableInstance& t, std::string_view rule, const Value& value, std::string message, std::string message_zh) {
  Finding f = t.finding(rule, value.field);
  f.fields = {value.field};
  f.source = value.source;
  f.message = std::move(message);
  f.message_zh = std::move(message_zh);
  t.findings.push_back(std::move(f));
}

/// What the picked cells say as one number; why they say none.
NumberCell number_of(const PickedCell& picked, const Field& field) {
  using Kind = PickedCell::Kind;
  NumberCell number;
  if (picked.kind == Kind::cell || picked.kind == Kind::merged)
    number = parse_number_cell(picked.cells.front()->text, {field.negative, field.decimals});
  if (picked.kind == Kind::merged && number.status == ValueStatus::read) {
    number.status = ValueStatus::doubtful;
    number.candidates = {*number.value};
    number.value.reset();
    number.why = "one cell covers several columns of the form: whose number it is is not stated";
    number.why_zh = "一个单元格跨规定的多列，数字归属不明";
  } else if (picked.kind == Kind::several) {
    number.why = "several cells stand in this column";
    number.why_zh = "此列中有多个单元格";
  } else if (picked.kind == Kind::unplaced) {
    number.why = "the row's cells cannot be told apart into the form's columns";
    number.why_zh = "此行单元格数与规定的列数不符，无法对应";
  }
  return number;
}

void read_cell(TableInstance& t, int field_index, const PickedCell& picked, const PlannedColumn& column, const RowItem& item) {
  if (picked.kind == PickedCell::Kind::absent) return;
  const Field& field = t.form.form->fields[field_index];
  Value& value = t.values.add(field_index);
  if (picked.kind == PickedCell::Kind::hole) {
    value.status = ValueStatus::blank;
    value.raw = "";
    value.source = source_of_item(item);
    return;
  }
  value.raw = joined_text(picked.cells);
  for (const ItemCell* cell : picked.cells) value.source = united(value.source, cell->source);
  NumberCell number = number_of(picked, field);
  set_number(t, value, number, field, column.unit);
  for (const ItemCell* cell : picked.cells)
    if (cell->recognition && cell->recognition->covered) t.covered.push_back(field_index);
  if (picked.cells.size() == 1) set_recognition(value, *picked.cells.front(), field, column.unit);
  if (!number.why.empty())
    add_finding(t, "number_unreadable", value, number.why + ": \"" + one_line(*value.raw) + "\"",
                number.why_zh + "：“" + one_line(*value.raw) + "”");
  if (number.remark && value.value)
    add_finding(t, "cell_note", value, "the cell says more than the number: \"" + one_line(*value.raw) + "\"",
                "单元格中除数字外另有内容：“" + one_line(*value.raw) + "”");
}

/// `行政规范性文件 3`, `法规禁止 0公开`: a number in the label that no gap parts from it; `不予公开 1.属于` has none.
bool holds_number(const ItemCell& label) {
  const std::string& text = label.text;
  auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t space = text.find(' '); space != std::string::npos; space = text.find(' ', space + 1)) {
    std::size_t end = space + 1;
    while (is_digit(end)) ++end;
    if (end == space + 1) continue;
    std::string_view behind = std::string_view(text).substr(end);
    bool ordinal = behind.starts_with('.') || behind.starts_with(')') || behind.starts_with("、") || behind.starts_with("．") || behind.starts_with("）");
    if (!ordinal) return true;
  }
  return false;
}

bool is_picked(const ItemCell& cell, const std::vector<PickedCell>& picked) {
  return std::any_of(picked.begin(), picked.end(), [&](const PickedCell& p) {
    return std::find(p.cells.begin(), p.cells.end(), &cell) != p.cells.end();
  });
}

bool is_below_further_column(const ItemCell& cell, const ColumnPlan& plan) {
  return std::any_of(plan.foreign.begin(), plan.foreign.end(), [&](const ForeignColumn& column) {
    return !column.raw.empty() && cell.col0 < column.col1 && column.col0 < cell.col1;
  });
}

enum class Unplaced { none, below_further_column, outside };

/// Whether numbers of the row stand in no column of the form, and whether the header names a column of its own above all of
/// them.
Unplaced unplaced_numbers(const RowItem& item, const std::vector<PickedCell>& picked, const ColumnPlan& plan) {
  std::vector<const ItemCell*> labels = label_cells_of(item);
  if (!labels.empty() && labels.back()->anchored && holds_number(*labels.back())) return Unplaced::outside;
  Unplaced out = Unplaced::none;
  for (const ItemCell* cell : value_cells_of(item)) {
    if (!cell->number || !cell->anchored || is_picked(*cell, picked)) continue;
    if (!is_below_further_column(*cell, plan)) return Unplaced::outside;
    out = Unplaced::below_further_column;
  }
  return out;
}

/// Lists the row's cells, or those of them that are numbers.
void report_cells(TableInstance& t, const MappedRow& row, bool numbers_only, std::string message, std::string message_zh) {
  Finding f = t.finding("label_unmapped", t.row_name(row.ref) + ".cells");
  for (const ItemCell* cell : value_cells_of(*row.item))
    if (cell->number || !numbers_only) f.cells.push_back({cell->text, cell->source});
  f.source = source_of_item(*row.item);
  f.message = std::move(message);
  f.message_zh = std::move(message_zh);
  t.findings.push_back(std::move(f));
}

void report_number_outside(TableInstance& t, const MappedRow& row) {
  report_cells(t, row, true, "a number of this row stands below no column of the form; its numbers are listed",
               "此行有数字不在规定的任何一列之下，数字列在cells中");
}

/// Whether the markup has fewer cells in this row than the table has columns: one may be left out anywhere, and the others moved.
bool lacks_cells(const RowItem& item, const std::vector<PickedCell>& picked) {
  using Kind = PickedCell::Kind;
  const auto last = std::find_if(picked.rbegin(), picked.rend(), [](const PickedCell& p) { return p.kind != Kind::absent; });
  const bool filled = std::any_of(picked.begin(), picked.end(), [](const PickedCell& p) { return p.kind == Kind::cell && !p.cells.front()->text.empty(); });
  return item.kind == GridKind::markup && last != picked.rend() && last->kind == Kind::hole && filled;
}

/// Whether the markup has more cells in this row than the table has columns, a number of them behind the last one: one may be put in
/// anywhere, and the others moved.
bool has_cells_beyond(const RowItem& item, const ColumnPlan& plan) {
  const std::vector<const ItemCell*> values = value_cells_of(item);
  const auto own = std::count_if(values.begin(), values.end(), [](const ItemCell* cell) { return cell->anchored; });
  return item.kind == GridKind::markup && own > plan.present();
}

/// Whether the header shows the column on another side of one that it is not mapped for than the form does: a header whose
/// spans are wrong puts its labels above other columns' numbers.
bool is_out_of_order(const ColumnPlan& plan, std::size_t column, const IndexedBlock& block) {
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    if (plan.columns[c].fit != ColumnFit::absent) continue;
    for (const ForeignColumn& foreign : plan.foreign) {
      const LabelText label = to_label(foreign.raw);
      const bool same = std::any_of(block.columns[c].begin(), block.columns[c].end(), [&](const LabelText& known) { return is_exact(label, known); });
      if (same && (c < column) != (foreign.col0 < plan.columns[column].col0)) return true;
    }
  }
  return false;
}

void report_lacking_cells(TableInstance& t, const MappedRow& row) {
  report_cells(t, row, false, "this row has fewer cells than the table has columns: which number belongs to which column is not sure",
               "此行的单元格少于表的列数，各数字属于哪一列不能确定");
}

}  // namespace

void set_number(TableInstance& t, Value& value, const NumberCell& cell, const Field& field, const std::string& header_unit) {
  value.status = cell.status;
  const std::string& unit = cell.unit.empty() ? header_unit : cell.unit;
  if (cell.value) value.value = convert_unit(*cell.value, unit, field.unit);
  for (const Decimal& candidate : cell.candidates)
    if (auto number = convert_unit(candidate, unit, field.unit)) value.candidates.push_back(*number);
  if (cell.value && !value.value) {
    value.status = ValueStatus::unreadable;
    add_finding(t, "number_unreadable", value, "the number stands in " + unit + ", which is no measure of " + field.unit,
                "数字的单位是" + unit + "，不能换算为" + field.unit);
    return;
  }
  bool other_unit = value.value && !unit.empty() && unit != field.unit && unit.ends_with("元");
  if (!other_unit) return;
  value.raw_unit = unit;
  add_finding(t, "unit_converted", value, "printed in " + unit + "; the value is in " + field.unit,
              "表中以" + unit + "为单位，已换算为" + field.unit);
}

void read_grid_row(TableInstance& t, InstanceColumns& columns, const MappedRow& row) {
  auto [plan, order, lacking_columns] = columns.of_row(row);
  t.lacks_columns = t.lacks_columns || lacking_columns;
  std::vector<PickedCell> cells = pick_cells(*row.item, plan, order);
  // A table without rulings that shows fewer columns than the form has: its header was not told apart.
  bool loose = row.item->kind == GridKind::aligned && plan.present() < static_cast<int>(plan.columns.size());
  const Unplaced unplaced = unplaced_numbers(*row.item, cells, plan);
  const bool outside = unplaced == Unplaced::outside;
  if (outside) report_number_outside(t, row);
  const bool lacking = lacks_cells(*row.item, cells);
  if (lacking) report_lacking_cells(t, row);
  const bool beyond = outside && has_cells_beyond(*row.item, plan);
  const bool disordered = !plan.foreign.empty() && plan.present() < static_cast<int>(plan.columns.size());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    int field = t.field_of(row.ref, static_cast<int>(c));
    read_cell(t, field, cells[c], plan.columns[c], *row.item);
    Value* value = t.values.find(field);
    // A number below another column may be the one that this cell lacks: the header may be what was cut wrongly.
    const bool lacks = value && value->status == ValueStatus::blank && unplaced != Unplaced::none;
    const bool shaky = (outside && row.item->kind == GridKind::aligned) || lacks;
    const bool crossed = disordered && value && is_out_of_order(plan, c, t.table.blocks[row.ref.block]);
    if (value && (loose || shaky || lacking || beyond || crossed)) doubt(*value);
  }
}

}  // namespace nianbao
