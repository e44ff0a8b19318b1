#include "normalize/table_reader.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "model/unicode.h"
#include "normalize/cell_pick.h"
#include "normalize/number_cell.h"
#include "normalize/row_mapper.h"
#include "normalize/run_solver.h"

namespace nianbao {
namespace {

/// A data row with the form row it was mapped onto.
struct MappedRow {
  const RowItem* item = nullptr;
  FormRowRef ref;
  RowFit fit = RowFit::none;
};

bool has_number(const RowItem& item) {
  return std::any_of(item.cells.begin(), item.cells.end(), [](const ItemCell& c) { return c.number; });
}

std::string joined_text(const std::vector<const ItemCell*>& cells) {
  std::string out;
  for (const ItemCell* cell : cells) {
    if (cell->text.empty()) continue;
    if (!out.empty()) out += ' ';
    out += cell->text;
  }
  return out;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

Source source_of_item(const RowItem& item) {
  if (item.is_run()) return item.run_source;
  Source out;
  for (const ItemCell& cell : item.cells)
    if (!cell.source.empty() && (cell.anchored || out.empty())) out = united(out, cell.source);
  return out;
}

/// Reads one instance of a table after one form; the steps in the order in which read() calls them.
class InstanceReader {
 public:
  InstanceReader(const IndexedForm& form, const IndexedTable& table, std::vector<const RowItem*> items,
                 const std::vector<CellNote>& strays, int instance)
      : form_(form), table_(table), items_(std::move(items)), strays_(strays), instance_(instance) {
    for (std::size_t t = 0; t < form.tables.size(); ++t)
      if (&form.tables[t] == &table) source_ = &form.form->tables[t];
    bit_ = 1u << table.id;
  }

  void read(TableReading& out);

 private:
  enum class RowKind { data, header, other };
  RowKind kind_of(const RowItem& item) const;
  bool header_like(const RowItem& item) const;
  void classify();
  void map_data_rows();
  void map_nameless_row();
  void report_labels();
  void report_unmapped();
  void report_unmapped(const RowItem& item);
  const ColumnPlan& plan_for(const MappedRow& row, bool& same_grid);
  ColumnPlan all_columns(const FormRowRef& ref) const;
  void report_plan(const ColumnPlan& plan, const MappedRow& row);
  bool keeps_columns(const RowItem& item, const ColumnPlan& plan) const;
  void read_row(const MappedRow& row);
  void read_grid_row(const MappedRow& row);
  void read_cell(int field, const PickedCell& picked, const PlannedColumn& column, const RowItem& item);
  void read_run_row(const MappedRow& row, int next_ordinal);
  void read_empty_run_rows();
  void decide_run_rows();
  void acquit_doubtful();
  void doubt_loose_rows();
  void doubt_blank_beside_strays();
  void add_missing(TableReading& out);
  void set_number(Value& value, const NumberCell& cell, const Field& field, const std::string& header_unit);
  Value& add_value(int field);
  int field_of(const FormRowRef& ref, int column) const {
    const FormBlock& block = source_->blocks[ref.block];
    return block.fields[ref.row * static_cast<int>(block.columns.size()) + column];
  }
  const FormRow& row_of(const FormRowRef& ref) const { return source_->blocks[ref.block].rows[ref.row]; }
  std::string row_name(const FormRowRef& ref) const {
    const std::string& row = row_of(ref).id;
    return table_name(ref) + (row.empty() ? "" : "." + row);
  }
  std::string table_name(const FormRowRef& ref) const {
    return form_.form->fields[field_of(ref, 0)].table == source_->id || row_of(ref).id.empty() ? source_->id
                                                                                                  : form_.form->fields[field_of(ref, 0)].table;
  }
  std::string printed_row(const FormRowRef& ref) const {
    return row_of(ref).labels.empty() ? source_->id : row_of(ref).labels.front();
  }
  Finding finding(std::string_view rule, const std::string& where) const {
    return make_finding(rule, instance_ > 1 ? where + "@" + std::to_string(instance_) : where);
  }

  const IndexedForm& form_;
  const IndexedTable& table_;
  const FormTable* source_ = nullptr;
  std::vector<const RowItem*> items_;
  const std::vector<CellNote>& strays_;
  int instance_ = 1;
  unsigned bit_ = 0;

  std::vector<RowKind> kinds_;
  std::vector<MappedRow> rows_;          ///< mapped data rows, in the order of the report
  std::vector<const RowItem*> unmapped_;
  std::map<const RowItem*, std::size_t> index_of_;
  std::map<std::pair<std::size_t, int>, ColumnPlan> plans_;  ///< by first header item and form block
  std::map<int, ColumnPlan> last_plan_;                      ///< by form block: of an earlier grid
  std::set<std::string> reported_;
  std::map<int, Value> values_;          ///< by field
  std::vector<Finding> findings_;
  std::vector<RunCellState> run_cells_;
  struct RunRow {
    MappedRow row;
    RunReadings readings;
    std::size_t first_cell;
    std::vector<int> columns;
  };
  std::vector<RunRow> run_rows_;
};

// ---- Which rows are data ---------------------------------------------------------------------------------------------

/// Column labels that are not row labels too (其他 and 总计 are both), or group labels of columns.
bool InstanceReader::header_like(const RowItem& item) const {
  return std::any_of(item.cells.begin(), item.cells.end(), [&](const ItemCell& cell) {
    return ((cell.uses.column_of | cell.uses.column_group_of) & bit_) && !(cell.uses.row_of & bit_);
  });
}

InstanceReader::RowKind InstanceReader::kind_of(const RowItem& item) const {
  if (item.is_run()) return RowKind::data;
  bool nameless = source_->blocks.size() == 1 && source_->blocks[0].rows.size() == 1 && source_->blocks[0].rows[0].id.empty();
  if (header_like(item)) return RowKind::header;
  if (has_number(item)) return RowKind::data;
  std::vector<const ItemCell*> labels = label_cells_of(item);
  std::vector<const ItemCell*> rest = value_cells_of(item);
  bool blank_cells = !rest.empty() && std::all_of(rest.begin(), rest.end(), [](const ItemCell* c) { return c->label.empty(); });
  if (nameless) return labels.empty() && item.cells.size() > 1 ? RowKind::data : RowKind::header;
  bool exact = !labels.empty() && (labels.back()->uses.row_of & bit_);
  if (exact && (blank_cells || item.kind == GridKind::aligned)) return RowKind::data;
  if (blank_cells && !labels.empty() && labels.back()->uses.any() == 0) return RowKind::other;
  return RowKind::header;
}

void InstanceReader::classify() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    kinds_.push_back(kind_of(*items_[i]));
    index_of_[items_[i]] = i;
  }
}

void InstanceReader::map_nameless_row() {
  // The first row of numbers; where there is none, the first empty row below the header.
  const RowItem* chosen = nullptr;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (kinds_[i] != RowKind::data) continue;
    bool number = items_[i]->is_run() || has_number(*items_[i]);
    if (number && (!chosen || (!chosen->is_run() && !has_number(*chosen)))) chosen = items_[i];
    else if (!chosen) chosen = items_[i];
    else if (number) unmapped_.push_back(items_[i]);
  }
  if (chosen) rows_.push_back({chosen, {0, 0}, RowFit::exact});
}

void InstanceReader::map_data_rows() {
  const FormBlock& first = source_->blocks.front();
  if (source_->blocks.size() == 1 && first.rows.size() == 1 && first.rows[0].id.empty()) return map_nameless_row();
  std::vector<const RowItem*> data;
  for (std::size_t i = 0; i < items_.size(); ++i)
    if (kinds_[i] != RowKind::header) data.push_back(items_[i]);
  std::vector<RowAssignment> assigned = map_rows(data, form_, table_);
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (assigned[i].fit != RowFit::none) rows_.push_back({data[i], assigned[i].ref, assigned[i].fit});
    else if (!data[i]->is_run()) unmapped_.push_back(data[i]);
  }
}

// ---- Reports about labels --------------------------------------------------------------------------------------------

void InstanceReader::report_labels() {
  for (const MappedRow& row : rows_) {
    if (row.fit == RowFit::exact) continue;
    bool near = row.fit == RowFit::near;
    Finding f = finding(near ? "label_near" : "label_by_order", row_name(row.ref));
    std::vector<const ItemCell*> labels = label_cells_of(*row.item);
    std::string seen = row.item->is_run() ? "" : (labels.empty() ? "" : one_line(labels.back()->text));
    if (row.item->is_run()) {
      std::u32string raw = to_code_points(row.item->run_label_raw);
      seen = one_line(to_utf8(std::u32string_view(raw).substr(raw.size() > 40 ? raw.size() - 40 : 0)));
    }
    std::string known = printed_row(row.ref);
    f.source = labels.empty() ? source_of_item(*row.item) : labels.back()->source;
    f.message = near ? "the row \"" + seen + "\" was taken for \"" + known + "\""
                     : "a row without a readable label was taken for \"" + known + "\" by its place between its neighbours";
    f.message_zh = near ? "行标签“" + seen + "”按“" + known + "”对应" : "此行无可识别的标签，按前后行的次序对应为“" + known + "”";
    findings_.push_back(std::move(f));
  }
}

void InstanceReader::report_unmapped(const RowItem& item) {
  Finding f = finding("label_unmapped", source_->id);
  std::vector<const ItemCell*> labels = label_cells_of(item);
  std::vector<const ItemCell*> shown;
  for (const ItemCell& cell : item.cells)
    if (cell.anchored || !cell.label.empty()) shown.push_back(&cell);
  for (const ItemCell* cell : shown) f.cells.push_back({cell->text, cell->source});
  f.source = source_of_item(item);
  std::string seen = one_line(joined_text(labels.empty() ? shown : labels));
  f.message = "the row \"" + seen + "\" fits no row of the form that is still free; its cells are listed";
  f.message_zh = "“" + seen + "”一行与规定格式的各行均不对应，内容列在cells中";
  findings_.push_back(std::move(f));
}

void InstanceReader::report_unmapped() {
  for (const RowItem* item : unmapped_) {
    bool foot = !has_number(*item) && value_cells_of(*item).size() < 2;
    if (!foot) report_unmapped(*item);
  }
}

// ---- Columns ---------------------------------------------------------------------------------------------------------

ColumnPlan InstanceReader::all_columns(const FormRowRef& ref) const {
  ColumnPlan plan;
  plan.columns.resize(source_->blocks[ref.block].columns.size());
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    plan.columns[c].fit = ColumnFit::by_order;
    plan.columns[c].col0 = static_cast<int>(c);
    plan.columns[c].col1 = static_cast<int>(c) + 1;
  }
  return plan;
}

/// The header above the row that holds labels of the row's block; else that of an earlier grid; else all columns by order.
const ColumnPlan& InstanceReader::plan_for(const MappedRow& row, bool& same_grid) {
  const IndexedBlock& block = table_.blocks[row.ref.block];
  std::map<const RowItem*, FormRowRef> refs;
  same_grid = true;
  std::size_t at = index_of_[row.item];
  auto in_grid = [&](std::size_t i) { return items_[i]->block == row.item->block && !items_[i]->is_run(); };
  std::size_t i = at;
  while (i > 0 && in_grid(i - 1)) {
    while (i > 0 && in_grid(i - 1) && kinds_[i - 1] == RowKind::data) --i;
    std::size_t end = i;
    while (i > 0 && in_grid(i - 1) && kinds_[i - 1] != RowKind::data) --i;
    if (i == end) break;
    auto key = std::pair{i, row.ref.block};
    auto known = plans_.find(key);
    if (known == plans_.end()) {
      std::vector<const RowItem*> header(items_.begin() + static_cast<std::ptrdiff_t>(i),
                                         items_.begin() + static_cast<std::ptrdiff_t>(end));
      ColumnPlan plan;
      if (!knows_geometry(row.item->kind)) plan = plan_all_columns(header, block);
      if (!plan.has_header) plan = plan_columns(header, block);
      else if (ColumnPlan placed = plan_columns(header, block); placed.present() == plan.present()) plan = std::move(placed);
      known = plans_.emplace(key, std::move(plan)).first;
    }
    if (known->second.has_header) {
      report_plan(known->second, row);
      last_plan_[row.ref.block] = known->second;
      return known->second;
    }
  }
  same_grid = false;
  auto earlier = last_plan_.find(row.ref.block);
  if (earlier != last_plan_.end()) return earlier->second;
  ColumnPlan plan = all_columns(row.ref);
  report_plan(plan, row);
  return last_plan_.emplace(row.ref.block, std::move(plan)).first->second;
}

void InstanceReader::report_plan(const ColumnPlan& plan, const MappedRow& row) {
  const FormBlock& block = source_->blocks[row.ref.block];
  std::string prefix = source_->id + "#" + std::to_string(row.ref.block);
  if (!plan.has_header) {
    if (block.columns.size() < 2 || !reported_.insert(prefix).second) return;
    Finding f = finding("label_by_order", source_->id + ".columns");
    f.source = source_of_item(*row.item);
    f.message = "the column labels could not be read; the columns were taken in the form's order";
    f.message_zh = "列标签无法识别，各列按规定格式的次序对应";
    findings_.push_back(std::move(f));
    return;
  }
  for (std::size_t c = 0; c < plan.columns.size(); ++c) {
    const PlannedColumn& column = plan.columns[c];
    const std::string& known = block.columns[c].labels.front();
    const Field& field = form_.form->fields[field_of(row.ref, static_cast<int>(c))];
    std::string name = (field.table == source_->id ? source_->id : field.table) + "." + field.column;
    if (column.fit == ColumnFit::exact || !reported_.insert(prefix + "/" + name).second) continue;
    std::string_view rule = column.fit == ColumnFit::near ? "label_near" : column.fit == ColumnFit::by_order ? "label_by_order" : "missing_row";
    Finding f = finding(rule, name);
    f.source = column.source.empty() ? source_of_item(*row.item) : column.source;
    std::string seen = one_line(column.raw);
    if (column.fit == ColumnFit::near) {
      f.message = "the column \"" + seen + "\" was taken for \"" + known + "\"";
      f.message_zh = "列标签“" + seen + "”按“" + known + "”对应";
    } else if (column.fit == ColumnFit::by_order) {
      f.message = "the column \"" + seen + "\" was taken for \"" + known + "\" by its place between its neighbours";
      f.message_zh = "列标签“" + seen + "”按左右列的次序对应为“" + known + "”";
    } else {
      f.message = "the table has no column \"" + known + "\"";
      f.message_zh = "表中没有“" + known + "”一列";
    }
    findings_.push_back(std::move(f));
  }
  for (const ForeignColumn& foreign : plan.foreign) {
    if (!reported_.insert(prefix + "/foreign" + std::to_string(foreign.col0)).second) continue;
    Finding f = finding("label_unmapped", source_->id + ".columns");
    f.source = foreign.source.empty() ? source_of_item(*row.item) : foreign.source;
    bool ordered = row.item->kind == GridKind::tabs || row.item->kind == GridKind::pipes;
    if (ordered && foreign.raw.empty()) continue;
    bool filled = false;
    for (const MappedRow& other : rows_) {
      if (other.item->block != row.item->block) continue;
      for (const ItemCell& cell : other.item->cells)
        if (cell.col0 >= foreign.col0 && cell.col1 <= foreign.col1) {
          f.cells.push_back({cell.text, cell.source});
          filled = filled || !cell.text.empty();
        }
    }
    if (!filled) continue;
    f.message = "the column \"" + one_line(foreign.raw) + "\" fits no column of the form; its cells are listed";
    f.message_zh = "“" + one_line(foreign.raw) + "”一列与规定格式的各列均不对应，内容列在cells中";
    findings_.push_back(std::move(f));
  }
}

// ---- Cells -----------------------------------------------------------------------------------------------------------

Value& InstanceReader::add_value(int field) {
  Value& value = values_[field];
  value.field = form_.form->fields[field].id;
  value.instance = instance_;
  return value;
}

void InstanceReader::set_number(Value& value, const NumberCell& cell, const Field& field, const std::string& header_unit) {
  value.status = cell.status;
  std::string unit = cell.unit.empty() ? header_unit : cell.unit;
  auto converted = [&](const Decimal& number) { return convert_unit(number, unit, field.unit); };
  if (cell.value) value.value = converted(*cell.value);
  for (const Decimal& candidate : cell.candidates)
    if (auto number = converted(candidate)) value.candidates.push_back(*number);
  if (cell.value && !value.value) {
    value.status = ValueStatus::unreadable;
    Finding f = finding("number_unreadable", field.id);
    f.fields = {field.id};
    f.source = value.source;
    f.message = "the number stands in " + unit + ", which is no measure of " + field.unit;
    f.message_zh = "数字的单位是" + unit + "，不能换算为" + field.unit;
    findings_.push_back(std::move(f));
    return;
  }
  bool other_unit = value.value && !unit.empty() && unit != field.unit && unit.ends_with("元");
  if (other_unit) {
    value.raw_unit = unit;
    Finding f = finding("unit_converted", field.id);
    f.fields = {field.id};
    f.source = value.source;
    f.message = "printed in " + unit + "; the value is in " + field.unit;
    f.message_zh = "表中以" + unit + "为单位，已换算为" + field.unit;
    findings_.push_back(std::move(f));
  }
}

void InstanceReader::read_cell(int field_index, const PickedCell& picked, const PlannedColumn& column, const RowItem& item) {
  const Field& field = form_.form->fields[field_index];
  if (picked.kind == PickedCell::Kind::absent) return;
  Value& value = add_value(field_index);
  if (picked.kind == PickedCell::Kind::hole) {
    value.status = ValueStatus::blank;
    value.raw = "";
    value.source = source_of_item(item);
    return;
  }
  value.raw = joined_text(picked.cells);
  for (const ItemCell* cell : picked.cells) value.source = united(value.source, cell->source);
  NumberCell number;
  if (picked.kind == PickedCell::Kind::cell || picked.kind == PickedCell::Kind::merged)
    number = parse_number_cell(picked.cells.front()->text, {field.negative, field.decimals});
  if (picked.kind == PickedCell::Kind::merged && number.status == ValueStatus::read) {
    number.status = ValueStatus::doubtful;
    number.candidates = {*number.value};
    number.value.reset();
    number.why = "one cell covers several columns of the form: whose number it is is not stated";
    number.why_zh = "一个单元格跨规定的多列，数字归属不明";
  } else if (picked.kind == PickedCell::Kind::several || picked.kind == PickedCell::Kind::unplaced) {
    number.why = picked.kind == PickedCell::Kind::several ? "several cells stand in this column"
                                                          : "the row's cells cannot be told apart into the form's columns";
    number.why_zh = picked.kind == PickedCell::Kind::several ? "此列中有多个单元格" : "此行单元格数与规定的列数不符，无法对应";
  }
  set_number(value, number, field, column.unit);
  if (!number.why.empty()) {
    Finding f = finding("number_unreadable", field.id);
    f.fields = {field.id};
    f.source = value.source;
    f.message = number.why + ": \"" + one_line(*value.raw) + "\"";
    f.message_zh = number.why_zh + "：“" + one_line(*value.raw) + "”";
    findings_.push_back(std::move(f));
  }
  if (number.remark && value.value) {
    Finding f = finding("cell_note", field.id);
    f.fields = {field.id};
    f.source = value.source;
    f.message = "the cell says more than the number: \"" + one_line(*value.raw) + "\"";
    f.message_zh = "单元格中除数字外另有内容：“" + one_line(*value.raw) + "”";
    findings_.push_back(std::move(f));
  }
}

/// Whether a text table keeps its columns: all its rows have as many cells, every number stands below a column of the
/// header, and every label left of them.
bool InstanceReader::keeps_columns(const RowItem& item, const ColumnPlan& plan) const {
  int first = 1 << 30, last = 0, width = -1;
  for (const PlannedColumn& column : plan.columns) {
    if (column.fit == ColumnFit::absent) return false;
    first = std::min(first, column.col0);
    last = std::max(last, column.col1);
  }
  for (const RowItem* row : items_) {
    if (row->is_run() || row->block != item.block) continue;
    int cols = row->cells.empty() ? 0 : row->cells.back().col1;
    if (width >= 0 && cols != width) return false;
    width = cols;
  }
  for (const MappedRow& row : rows_) {
    if (row.item->is_run() || row.item->block != item.block) continue;
    for (const ItemCell& cell : row.item->cells) {
      if (cell.number && (cell.col0 < first || cell.col1 > last)) return false;
      if (!cell.label.empty() && cell.col0 >= first) return false;
    }
  }
  return true;
}

void InstanceReader::read_grid_row(const MappedRow& row) {
  bool same_grid = true;
  const ColumnPlan& plan = plan_for(row, same_grid);
  bool by_place = same_grid && (knows_geometry(row.item->kind) || keeps_columns(*row.item, plan));
  std::vector<PickedCell> cells = pick_cells(*row.item, plan, by_place);
  for (std::size_t c = 0; c < cells.size(); ++c)
    read_cell(field_of(row.ref, static_cast<int>(c)), cells[c], plan.columns[c], *row.item);
  // A table without rulings that shows fewer columns than the form has: its header was not told apart.
  bool loose = row.item->kind == GridKind::aligned && plan.present() < static_cast<int>(plan.columns.size());
  if (!loose) return;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    auto at = values_.find(field_of(row.ref, static_cast<int>(c)));
    if (at == values_.end()) continue;
    Value& value = at->second;
    if (value.status == ValueStatus::blank || value.status == ValueStatus::dash) value.status = ValueStatus::unreadable;
    if (value.status != ValueStatus::read) continue;
    value.status = ValueStatus::doubtful;
    value.candidates = {*value.value};
  }
}

// ---- Run-together rows -----------------------------------------------------------------------------------------------

std::vector<RowSum> row_sums(const Form& form, const std::vector<int>& fields) {
  std::vector<RowSum> out;
  auto index = [&](int field) {
    auto at = std::find(fields.begin(), fields.end(), field);
    return at == fields.end() ? -1 : static_cast<int>(at - fields.begin());
  };
  for (const RelationInstance& relation : form.relations) {
    if (!relation.along_row || relation.right.size() != 1) continue;
    RowSum sum;
    sum.total = index(relation.right.front());
    for (int field : relation.left) sum.parts.push_back(index(field));
    bool whole = sum.total >= 0 && std::all_of(sum.parts.begin(), sum.parts.end(), [](int i) { return i >= 0; });
    if (whole) out.push_back(std::move(sum));
  }
  return out;
}

/// Both together: where the last digit may or may not be the next label's number.
RunReadings united_readings(RunReadings a, const RunReadings& b) {
  auto unite = [](std::vector<std::vector<RunCell>>& into, const std::vector<std::vector<RunCell>>& from) {
    if (into.empty()) into = from;
    for (std::size_t k = 0; k < from.size() && k < into.size(); ++k) {
      std::set<RunCell> cells(into[k].begin(), into[k].end());
      cells.insert(from[k].begin(), from[k].end());
      into[k].assign(cells.begin(), cells.end());
    }
  };
  if (!a.possible) return b;
  if (!b.possible) return a;
  unite(a.all, b.all);
  if (a.summed == b.summed) {
    unite(a.with_sums, b.with_sums);
    std::set<RunReading> rows(a.rows.begin(), a.rows.end());
    rows.insert(b.rows.begin(), b.rows.end());
    a.rows.assign(rows.begin(), rows.end());
  } else if (b.summed) {
    a.with_sums = b.with_sums;
    a.rows = b.rows;
    a.summed = true;
  }
  a.more_rows = a.more_rows || b.more_rows;
  return a;
}

void InstanceReader::read_run_row(const MappedRow& row, int next_ordinal) {
  const FormBlock& block = source_->blocks[row.ref.block];
  RunRow run{row, {}, run_cells_.size(), {}};
  std::vector<NumberRange> ranges;
  std::vector<int> fields;
  for (std::size_t c = 0; c < block.columns.size(); ++c) {
    run.columns.push_back(static_cast<int>(c));
    fields.push_back(field_of(row.ref, static_cast<int>(c)));
    ranges.push_back({block.columns[c].negative, block.columns[c].decimals});
  }
  std::vector<RowSum> sums = row_sums(*form_.form, fields);
  run.readings = split_run(row.item->run, ranges, sums);
  bool tail_may_be_number = !row.item->run_tail_cut.empty() && next_ordinal > 0 &&
                            static_cast<int>(row.item->run.back() - U'0') == next_ordinal;
  if (tail_may_be_number) run.readings = united_readings(std::move(run.readings), split_run(row.item->run_tail_cut, ranges, sums));
  for (std::size_t c = 0; c < fields.size(); ++c) {
    Value& value = add_value(fields[c]);
    value.raw = row.item->run_raw;
    value.source = row.item->run_source;
    value.status = ValueStatus::unreadable;
    if (!run.readings.possible) continue;
    RunCellState state;
    state.field = fields[c];
    state.all = run.readings.all[c];
    state.needs_sums = run.readings.cuts_whole_number;
    if (run.readings.summed) state.with_sums = run.readings.with_sums[c];
    run_cells_.push_back(std::move(state));
  }
  if (!run.readings.possible) {
    Finding f = finding("number_unreadable", row_name(row.ref));
    for (int field : fields) f.fields.push_back(form_.form->fields[field].id);
    f.source = row.item->run_source;
    f.message = "\"" + one_line(row.item->run_raw) + "\" cannot be cut into " + std::to_string(fields.size()) + " numbers";
    f.message_zh = "“" + one_line(row.item->run_raw) + "”无法切分为" + std::to_string(fields.size()) + "个数";
    findings_.push_back(std::move(f));
    return;
  }
  run_rows_.push_back(std::move(run));
}

/// A row whose label stands in the running text with no number behind it, before the next row's label: its cells are
/// empty.
void InstanceReader::read_empty_run_rows() {
  std::vector<MappedRow> found;
  std::pair<int, int> above{-1, -1};
  for (const MappedRow& row : rows_) {
    std::pair<int, int> own{row.ref.block, row.ref.row}, last = std::exchange(above, own);
    if (!row.item->is_run()) continue;
    const std::u32string& before = row.item->run_label_folded;
    for (std::size_t b = 0; b < table_.blocks.size(); ++b)
      for (std::size_t r = 0; r < table_.blocks[b].rows.size(); ++r) {
        FormRowRef ref{static_cast<int>(b), static_cast<int>(r)};
        std::pair<int, int> place{ref.block, ref.row};
        if (place <= last || place >= own || !row_of(ref).variant_set.empty()) continue;
        auto same = [&](const MappedRow& other) { return other.ref == ref; };
        if (std::any_of(rows_.begin(), rows_.end(), same) || std::any_of(found.begin(), found.end(), same)) continue;
        for (const LabelText& label : table_.blocks[b].rows[r]) {
          // Short labels (其他, 总计) are column labels too: they prove nothing.
          if (label.key.size() < 4 || before.find(label.key) == std::u32string::npos) continue;
          found.push_back({row.item, ref, RowFit::exact});
          break;
        }
      }
  }
  for (const MappedRow& row : found) {
    for (std::size_t c = 0; c < source_->blocks[row.ref.block].columns.size(); ++c) {
      Value& value = add_value(field_of(row.ref, static_cast<int>(c)));
      value.status = ValueStatus::blank;
      value.raw = "";
      value.source.page = row.item->run_source.page;
      value.source.line = row.item->run_source.line;
    }
    rows_.push_back(row);
  }
}

void InstanceReader::decide_run_rows() {
  if (run_rows_.empty()) return;
  KnownFields known;
  for (const auto& [field, value] : values_) {
    bool run_together = std::any_of(run_cells_.begin(), run_cells_.end(), [f = field](const RunCellState& c) { return c.field == f; });
    if (!run_together) known[field] = value.status == ValueStatus::read ? value.value : std::nullopt;
  }
  decide_runs(*form_.form, known, run_cells_);
  for (const RunRow& run : run_rows_) {
    bool open = false;
    for (std::size_t c = 0; c < run.columns.size(); ++c) {
      const RunCellState& state = run_cells_[run.first_cell + c];
      const Field& field = form_.form->fields[state.field];
      Value& value = values_[state.field];
      NumberCell cell;
      cell.unit = c + 1 == run.columns.size() && field.unit.ends_with("元") ? run.row.item->run_unit : "";
      if (state.verdict == RunCellState::Verdict::open) {
        open = true;
        cell.status = ValueStatus::doubtful;
        for (const RunCell& reading : state.with_sums.empty() ? state.all : state.with_sums)
          if (!reading.dash && cell.candidates.size() < 8) cell.candidates.push_back(reading.value);
      } else if (state.chosen->dash) {
        cell.status = ValueStatus::dash;
      } else {
        cell.status = state.verdict == RunCellState::Verdict::certain ? ValueStatus::read : ValueStatus::repaired;
        cell.value = state.chosen->value;
      }
      set_number(value, cell, field, "");
      if (cell.status == ValueStatus::doubtful && !cell.unit.empty() && cell.unit != field.unit) value.raw_unit = cell.unit;
    }
    if (!open) continue;
    Finding f = finding("undecided_split", row_name(run.row.ref));
    for (std::size_t c = 0; c < run.columns.size(); ++c) f.fields.push_back(form_.form->fields[run_cells_[run.first_cell + c].field].id);
    f.source = run.row.item->run_source;
    for (const RunReading& reading : run.readings.rows) {
      std::vector<std::string> texts;
      for (const RunCell& cell : reading) texts.push_back(cell.text());
      f.readings.push_back(std::move(texts));
    }
    std::string count = std::to_string(run.readings.rows.size()) + (run.readings.more_rows ? "+" : "");
    f.message = "\"" + one_line(run.row.item->run_raw) + "\" can be cut into " + std::to_string(run.columns.size()) +
                " numbers in " + count + " ways";
    f.message_zh = "“" + one_line(run.row.item->run_raw) + "”切分为" + std::to_string(run.columns.size()) + "个数，有" + count + "种读法";
    findings_.push_back(std::move(f));
  }
}

// ---- Doubts that the sums settle, and doubts that strays raise ---------------------------------------------------------

/// A doubtful reading is cleared where a sum it stands in is otherwise sure and holds with it, and none fails.
void InstanceReader::acquit_doubtful() {
  auto known = [&](int field, bool& sure) -> Decimal {
    auto at = values_.find(field);
    if (at == values_.end()) {
      sure = sure && !form_.form->fields[field].variant_set.empty();
      return 0;
    }
    sure = sure && (at->second.status == ValueStatus::read || at->second.status == ValueStatus::repaired) && at->second.value;
    return at->second.value.value_or(Decimal(0));
  };
  std::vector<int> doubtful;
  for (const auto& [field, value] : values_)
    if (value.status == ValueStatus::doubtful && value.value && value.candidates.size() == 1) doubtful.push_back(field);
  std::vector<int> cleared;
  for (int field : doubtful) {
    int holds = 0, fails = 0;
    values_[field].status = ValueStatus::repaired;
    for (const RelationInstance& relation : form_.form->relations) {
      auto has = [&](const std::vector<int>& side) { return std::find(side.begin(), side.end(), field) != side.end(); };
      if (!has(relation.left) && !has(relation.right)) continue;
      bool sure = true;
      std::optional<Decimal> left = Decimal(0), right = Decimal(0);
      for (int f : relation.left) left = left ? Decimal::sum(*left, known(f, sure)) : left;
      for (int f : relation.right) right = right ? Decimal::sum(*right, known(f, sure)) : right;
      if (!sure || !left || !right) continue;
      ++(*left == *right ? holds : fails);
    }
    values_[field].status = ValueStatus::doubtful;
    if (holds > 0 && fails == 0) cleared.push_back(field);
  }
  for (int field : cleared) {
    values_[field].status = ValueStatus::repaired;
    values_[field].candidates.clear();
  }
}

/// In a table without rulings, a row of numbers that no label is left for, or a row with the labels of two, shows that rows
/// and labels were not told apart: none of the grid's rows is sure then.
void InstanceReader::doubt_loose_rows() {
  std::map<int, bool> loose;
  auto is_aligned = [](const RowItem& item) { return !item.is_run() && item.kind == GridKind::aligned; };
  for (const RowItem* item : unmapped_)
    if (is_aligned(*item) && has_number(*item)) loose[item->block] = true;
  for (const MappedRow& row : rows_) {
    if (!is_aligned(*row.item)) continue;
    std::set<std::u32string> labels;
    for (const ItemCell* cell : label_cells_of(*row.item))
      if ((cell->uses.row_of & bit_) && !(cell->uses.group_of & bit_)) labels.insert(cell->label.head);
    if (labels.size() > 1) loose[row.item->block] = true;
  }
  std::set<int> said;
  for (const MappedRow& row : rows_) {
    if (!loose[row.item->block] || row.item->is_run()) continue;
    for (std::size_t c = 0; c < source_->blocks[row.ref.block].columns.size(); ++c) {
      Value& value = values_[field_of(row.ref, static_cast<int>(c))];
      if (value.status == ValueStatus::blank || value.status == ValueStatus::dash) value.status = ValueStatus::unreadable;
      if (value.status != ValueStatus::read && value.status != ValueStatus::repaired) continue;
      value.status = ValueStatus::doubtful;
      value.candidates = {*value.value};
    }
    if (!said.insert(row.item->block).second) continue;
    Finding f = finding("number_unreadable", source_->id);
    f.source = source_of_item(*row.item);
    f.message = "rows and labels of this table without rulings could not be told apart for certain; its numbers are in doubt";
    f.message_zh = "此表无框线，行与标签不能确切对应，表中数字存疑";
    findings_.push_back(std::move(f));
  }
}

/// Where all of the table is filled but one cell, and one number stands outside of every cell, that number may be the
/// cell's: the cell is not claimed to be blank. (Seen in a report that a broken converter took apart.)
void InstanceReader::doubt_blank_beside_strays() {
  for (const CellNote& stray : strays_) {
    Finding f = finding("label_unmapped", source_->id);
    f.cells = {stray};
    f.source = stray.source;
    f.message = "the number \"" + one_line(stray.raw) + "\" stands outside of every cell of the table";
    f.message_zh = "数字“" + one_line(stray.raw) + "”不在表格的任何单元格内";
    findings_.push_back(std::move(f));
  }
  std::vector<int> blank;
  for (const auto& [field, value] : values_)
    if (value.status == ValueStatus::blank) blank.push_back(field);
  if (strays_.size() != 1 || blank.size() != 1) return;
  const Field& field = form_.form->fields[blank.front()];
  NumberCell number = parse_number_cell(strays_.front().raw, {field.negative, field.decimals});
  if (number.status != ValueStatus::read) return;
  Value& value = values_[blank.front()];
  value.status = ValueStatus::doubtful;
  value.candidates = {*number.value};
  Finding f = finding("number_unreadable", field.id);
  f.fields = {field.id};
  f.source = value.source;
  f.message = "this cell alone is empty, and \"" + one_line(strays_.front().raw) + "\" stands outside of every cell of the table";
  f.message_zh = "表中仅此单元格为空，而“" + one_line(strays_.front().raw) + "”不在任何单元格内";
  findings_.push_back(std::move(f));
}

// ---- The whole -------------------------------------------------------------------------------------------------------

void InstanceReader::add_missing(TableReading& out) {
  std::map<std::string, std::string> chosen;
  for (const MappedRow& row : rows_)
    if (!row_of(row.ref).variant_set.empty()) chosen[row_of(row.ref).variant_set] = row_of(row.ref).variant;
  for (std::size_t b = 0; b < source_->blocks.size(); ++b) {
    const FormBlock& block = source_->blocks[b];
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      const FormRow& form_row = block.rows[r];
      FormRowRef ref{static_cast<int>(b), static_cast<int>(r)};
      if (!form_row.variant_set.empty()) {
        // Nothing shows the variant: the edition's first one counts as the form's.
        auto at = chosen.find(form_row.variant_set);
        if (at == chosen.end()) at = chosen.emplace(form_row.variant_set, form_row.variant).first;
        if (at->second != form_row.variant) continue;
      }
      bool mapped = std::any_of(rows_.begin(), rows_.end(), [&](const MappedRow& row) { return row.ref == ref; });
      if (!mapped) {
        Finding f = finding("missing_row", row_name(ref));
        f.message = "the table has no row \"" + printed_row(ref) + "\"";
        f.message_zh = "表中没有“" + printed_row(ref) + "”一行";
        findings_.push_back(std::move(f));
      } else {
        ++out.shown_rows;
      }
      for (std::size_t c = 0; c < block.columns.size(); ++c) {
        int field = field_of(ref, static_cast<int>(c));
        if (!values_.contains(field)) add_value(field);
      }
    }
  }
}

void InstanceReader::read(TableReading& out) {
  classify();
  map_data_rows();
  if (rows_.empty()) return;
  report_labels();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i].item->is_run()) {
      read_grid_row(rows_[i]);
      continue;
    }
    int next_ordinal = i + 1 < rows_.size() && rows_[i + 1].item->is_run() ? row_of(rows_[i + 1].ref).ordinal : 0;
    read_run_row(rows_[i], next_ordinal);
  }
  read_empty_run_rows();
  decide_run_rows();
  acquit_doubtful();
  report_unmapped();
  doubt_loose_rows();
  doubt_blank_beside_strays();
  int shown_before = out.shown_rows;
  add_missing(out);
  if (instance_ > 1) out.shown_rows = shown_before;
  bool blank = true;
  for (auto& [field, value] : values_) {
    blank = blank && (value.status == ValueStatus::blank || value.status == ValueStatus::missing);
    out.values.push_back(std::move(value));
  }
  out.all_blank = (out.instances == 0 || out.all_blank) && blank;
  ++out.instances;
  for (Finding& f : findings_) out.findings.push_back(std::move(f));
}

/// Cuts the items where the table begins anew: rows that were seen come again, several of them.
std::vector<std::vector<const RowItem*>> split_instances(const std::vector<RowItem>& items, const IndexedTable& table) {
  std::vector<std::vector<const RowItem*>> out(1);
  bool nameless = table.blocks.size() == 1 && table.blocks[0].rows.size() == 1 && table.blocks[0].rows[0].empty();
  std::vector<FormRowRef> refs;
  unsigned bit = 1u << table.id;
  for (const RowItem& item : items) {
    bool header = std::any_of(item.cells.begin(), item.cells.end(), [&](const ItemCell& cell) {
      return ((cell.uses.column_of | cell.uses.column_group_of) & bit) && !(cell.uses.row_of & bit);
    });
    refs.push_back(nameless || header ? FormRowRef{} : find_exact_row(item, table));
  }
  std::vector<FormRowRef> seen;
  auto was_seen = [&](const FormRowRef& ref) { return ref.valid() && std::find(seen.begin(), seen.end(), ref) != seen.end(); };
  int last_block = -1;
  bool numbers = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    bool number = items[i].is_run() || has_number(items[i]);
    bool again = false;
    if (nameless) {
      again = number && numbers && items[i].block != last_block;
    } else if (was_seen(refs[i])) {
      int repeated = 0, ahead = 0;
      for (std::size_t k = i; k < items.size() && ahead < 6; ++k)
        if (refs[k].valid()) ++ahead, repeated += was_seen(refs[k]);
      again = repeated >= 3 && repeated + 1 >= ahead;
    }
    if (again) {
      // The header rows just above belong to what begins.
      std::vector<const RowItem*>& old = out.back();
      std::vector<const RowItem*> header;
      while (!old.empty() && !old.back()->is_run() && old.back()->block == items[i].block && !has_number(*old.back()) &&
             !find_exact_row(*old.back(), table).valid()) {
        header.insert(header.begin(), old.back());
        old.pop_back();
      }
      out.push_back(std::move(header));
      seen.clear();
      numbers = false;
    }
    out.back().push_back(&items[i]);
    if (refs[i].valid()) seen.push_back(refs[i]);
    numbers = numbers || number;
    if (number) last_block = items[i].block;
  }
  return out;
}

}  // namespace

int fit_of_form(const std::vector<RowItem>& items, const LabelSearch& text, const IndexedForm& form, int table_id) {
  const IndexedTable* table = find_table(form, table_id);
  if (!table) return 0;
  std::vector<bool> found(table->labels.size());
  auto mark = [&](const std::u32string& key) {
    if (auto at = table->labels.find(key); at != table->labels.end()) found[at->second] = true;
  };
  for (const RowItem& item : items)
    for (const ItemCell& cell : item.cells) {
      if (cell.uses.any() == 0) continue;
      mark(cell.label.key);
      if (cell.label.head != cell.label.key) mark(cell.label.head);
    }
  bool runs = std::any_of(items.begin(), items.end(), [](const RowItem& item) { return item.is_run(); });
  if (runs)
    for (const auto& [label, number] : table->labels)
      if (label.size() >= 3 && !found[number] && text.contains(label)) found[number] = true;
  return static_cast<int>(std::count(found.begin(), found.end(), true));
}

TableReading read_table(const FoundTable& found, const IndexedForm& form) {
  TableReading out;
  out.form = &form;
  out.table_id = found.table_id;
  const IndexedTable* table = find_table(form, found.table_id);
  if (!table) return out;
  for (std::vector<const RowItem*>& part : split_instances(found.items, *table)) {
    if (part.empty()) continue;
    InstanceReader(form, *table, std::move(part), found.strays, out.instances + 1).read(out);
  }
  return out;
}

}  // namespace nianbao
