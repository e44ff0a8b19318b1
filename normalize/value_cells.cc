#include "normalize/value_cells.h"

#include "normalize/cell_pick.h"
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
  if (!number.why.empty())
    add_finding(t, "number_unreadable", value, number.why + ": \"" + one_line(*value.raw) + "\"",
                number.why_zh + "：“" + one_line(*value.raw) + "”");
  if (number.remark && value.value)
    add_finding(t, "cell_note", value, "the cell says more than the number: \"" + one_line(*value.raw) + "\"",
                "单元格中除数字外另有内容：“" + one_line(*value.raw) + "”");
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
  auto [plan, by_place] = columns.of_row(row);
  std::vector<PickedCell> cells = pick_cells(*row.item, plan, by_place);
  // A table without rulings that shows fewer columns than the form has: its header was not told apart.
  bool loose = row.item->kind == GridKind::aligned && plan.present() < static_cast<int>(plan.columns.size());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    int field = t.field_of(row.ref, static_cast<int>(c));
    read_cell(t, field, cells[c], plan.columns[c], *row.item);
    if (Value* value = t.values.find(field); loose && value) doubt(*value);
  }
}

}  // namespace nianbao
