#include "normalize/value_doubts.h"

#include <algorithm>
#include <set>

#include "normalize/number_cell.h"

namespace nianbao {
namespace {

bool is_sure(const Value& value) {
  return (value.status == ValueStatus::read || value.status == ValueStatus::repaired) && value.value;
}

/// What a relation says about doubtful fields, these taken for what they read.
enum class Verdict { holds, fails, open };

Verdict verdict_of(const TableInstance& t, const RelationInstance& relation, const std::set<int>& doubtful) {
  auto sum_of = [&](const std::vector<int>& side) -> std::optional<Decimal> {
    Decimal sum;
    for (int field : side) {
      const Value* value = t.values.find(field);
      if (!value && t.form.form->fields[field].variant_set.empty()) return std::nullopt;
      if (value && !doubtful.contains(field) && !is_sure(*value)) return std::nullopt;
      std::optional<Decimal> next = value ? Decimal::sum(sum, *value->value) : sum;
      if (!next) return std::nullopt;
      sum = *next;
    }
    return sum;
  };
  std::optional<Decimal> left = sum_of(relation.left), right = sum_of(relation.right);
  if (!left || !right) return Verdict::open;
  return *left == *right ? Verdict::holds : Verdict::fails;
}

/// How many different readings other than 0 the doubtful addends of a relation have: of one alone, its total is the echo.
std::size_t doubtful_addends(const TableInstance& t, const RelationInstance& relation, const std::set<int>& doubtful) {
  std::set<std::string> readings;
  const std::vector<int>& addends = relation.left.size() > relation.right.size() ? relation.left : relation.right;
  for (int field : addends)
    if (doubtful.contains(field) && t.values.find(field)->value != Decimal(0)) readings.insert(t.values.find(field)->value->to_string());
  return readings.size();
}

/// Whether the relations of a field acquit it, all of `doubtful` taken for what they read: none fails, and one holds whose other values
/// are sure; or two hold; or one with several doubtful addends.
bool is_acquitted(const TableInstance& t, int field, const std::set<int>& doubtful) {
  auto has = [&](const std::vector<int>& side) { return std::find(side.begin(), side.end(), field) != side.end(); };
  int held = 0;
  bool alone = false;
  for (const RelationInstance& relation : t.form.form->relations) {
    if (!has(relation.left) && !has(relation.right)) continue;
    const Verdict verdict = verdict_of(t, relation, doubtful);
    if (verdict == Verdict::fails) return false;
    if (verdict != Verdict::holds) continue;
    ++held;
    alone = alone || verdict_of(t, relation, {field}) == Verdict::holds || doubtful_addends(t, relation, doubtful) > 1;
  }
  return alone || held > 1;
}

/// Whether the doubt is how the digits of the cell are parted, and not whose they are: a row's sum holds in any row.
bool is_parted(const Value& value) {
  if (!value.raw || value.raw->find_first_of(" \n") == std::string::npos) return false;
  const NumberCell cell = parse_number_cell(*value.raw, {true, true});
  return cell.status == ValueStatus::doubtful && cell.value == value.value;
}

bool is_row_label(const LabelText& label, const IndexedTable& table) {
  for (const IndexedBlock& block : table.blocks)
    for (const std::vector<LabelText>& row : block.rows)
      if (std::any_of(row.begin(), row.end(), [&](const LabelText& known) { return is_exact(label, known); })) return true;
  return false;
}

/// The labels of rows that stand in one cell, a line each.
void add_row_labels_of_lines(const std::string& text, const IndexedTable& table, std::set<std::u32string>& labels) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = std::min(text.find('\n', begin), text.size());
    LabelText label = to_label(std::string_view(text).substr(begin, end - begin));
    if (is_row_label(label, table)) labels.insert(label.head);
    begin = end + 1;
  }
}

/// A row's labels that are a form's row labels and not those of groups.
std::size_t row_label_count(const RowItem& item, const IndexedTable& table, unsigned bit) {
  std::set<std::u32string> labels;
  for (const ItemCell* cell : label_cells_of(item)) {
    if ((cell->uses.row_of & bit) && !(cell->uses.group_of & bit)) labels.insert(cell->label.head);
    bool unknown = (cell->uses.any() & bit) == 0 && cell->text.find('\n') != std::string::npos;
    if (unknown) add_row_labels_of_lines(cell->text, table, labels);
  }
  return labels.size();
}

/// The grids (by block) whose rows and labels were not told apart.
std::set<int> loose_grids(const TableInstance& t) {
  std::set<int> out;
  auto is_aligned = [](const RowItem& item) { return !item.is_run() && item.kind == GridKind::aligned; };
  for (const RowItem* item : t.unmapped)
    if (is_aligned(*item) && has_number(*item)) out.insert(item->block);
  for (const MappedRow& row : t.rows)
    if (is_aligned(*row.item) && row_label_count(*row.item, t.table, t.bit) > 1) out.insert(row.item->block);
  return out;
}

/// A row of a grid that has numbers and fits none of the form.
bool is_unmapped_numbers(const TableInstance& t, const RowItem& item) {
  return !item.is_run() && has_number(item) && std::find(t.unmapped.begin(), t.unmapped.end(), &item) != t.unmapped.end();
}

void report_stray(TableInstance& t, const CellNote& stray) {
  Finding f = t.finding("label_unmapped", t.source->id);
  f.cells = {stray};
  f.source = stray.source;
  f.message = "the number \"" + one_line(stray.raw) + "\" stands outside of every cell of the table";
  f.message_zh = "数字“" + one_line(stray.raw) + "”不在表格的任何单元格内";
  t.findings.push_back(std::move(f));
}

}  // namespace

void doubt(Value& value) {
  if (value.status == ValueStatus::blank || value.status == ValueStatus::dash) value.status = ValueStatus::unreadable;
  if (value.status != ValueStatus::read && value.status != ValueStatus::repaired) return;
  value.status = ValueStatus::doubtful;
  value.candidates = {*value.value};
}

void acquit_doubtful(TableInstance& t) {
  std::set<int> cleared, parted;
  for (int field : t.values.fields()) {
    const Value& value = *t.values.find(field);
    if (value.confidence) continue;  // a scan's: settle_recognised
    if (value.status != ValueStatus::doubtful || !value.value || value.candidates.size() != 1) continue;
    if (is_parted(value)) parted.insert(field);
    else if (is_acquitted(t, field, {field})) cleared.insert(field);
  }
  // What its sums do not acquit speaks for no other.
  for (std::size_t before = 0; before != parted.size();) {
    before = parted.size();
    std::erase_if(parted, [&, all = parted](int field) { return !is_acquitted(t, field, all); });
  }
  cleared.merge(parted);
  for (int field : cleared) {
    Value& value = *t.values.find(field);
    value.status = ValueStatus::repaired;
    value.candidates.clear();
  }
}

void doubt_loose_rows(TableInstance& t) {
  std::set<int> loose = loose_grids(t), said;
  if (loose.empty()) return;
  for (const MappedRow& row : t.rows) {
    if (!loose.contains(row.item->block) || row.item->is_run()) continue;
    for (int c = 0; c < t.column_count(row.ref); ++c)
      if (Value* value = t.values.find(t.field_of(row.ref, c))) doubt(*value);
    if (!said.insert(row.item->block).second) continue;
    Finding f = t.finding("number_unreadable", t.source->id);
    f.source = source_of_item(*row.item);
    f.message = "rows and labels of this table without rulings could not be told apart for certain; its numbers are in doubt";
    f.message_zh = "此表无框线，行与标签不能确切对应，表中数字存疑";
    t.findings.push_back(std::move(f));
  }
}

void doubt_blank_beside_unmapped(TableInstance& t) {
  auto is_beside_numbers = [&](const RowItem* item) {
    const auto at = std::find(t.items.begin(), t.items.end(), item);
    return at != t.items.end() && ((at != t.items.begin() && is_unmapped_numbers(t, **(at - 1))) ||
                                   (at + 1 != t.items.end() && is_unmapped_numbers(t, **(at + 1))));
  };
  for (const MappedRow& row : t.rows) {
    if (row.item->is_run() || has_number(*row.item) || !is_beside_numbers(row.item)) continue;
    for (int c = 0; c < t.column_count(row.ref); ++c)
      if (Value* value = t.values.find(t.field_of(row.ref, c))) doubt(*value);
    Finding f = t.finding("number_unreadable", t.row_name(row.ref));
    f.source = source_of_item(*row.item);
    f.message = "this row is empty, and a row beside it that fits none of the form has numbers: they may be this row's";
    f.message_zh = "此行为空，而相邻一行不能对应任何规定的行却有数字，可能属于此行";
    t.findings.push_back(std::move(f));
  }
}

void doubt_cut_numbers(TableInstance& t) {
  for (const MappedRow& row : t.rows) {
    if (row.item->is_run() || !has_number(*row.item)) continue;
    const auto next = std::find(t.items.begin(), t.items.end(), row.item) + 1;
    if (next >= t.items.end() || !is_unmapped_numbers(t, **next) || !label_cells_of(**next).empty()) continue;
    auto is_above_rest = [&](const Value& value) {
      return value.raw && std::any_of(row.item->cells.begin(), row.item->cells.end(), [&](const ItemCell& cell) {
        if (!cell.number || cell.text != *value.raw || !(cell.source == value.source)) return false;
        return std::any_of((*next)->cells.begin(), (*next)->cells.end(), [&](const ItemCell& rest) {
          return rest.number && rest.col0 < cell.col1 && cell.col0 < rest.col1;
        });
      });
    };
    for (int c = 0; c < t.column_count(row.ref); ++c)
      if (Value* value = t.values.find(t.field_of(row.ref, c)); value && is_above_rest(*value)) doubt(*value);
    Finding f = t.finding("number_unreadable", t.row_name(row.ref));
    f.source = source_of_item(**next);
    f.message = "a row of numbers without a label stands below this row: its cells may be cut, and their numbers go on there";
    f.message_zh = "此行之下另有一行无标签的数字：单元格可能被分页切断，数字在该行继续";
    t.findings.push_back(std::move(f));
  }
}

void doubt_blank_beside_strays(TableInstance& t) {
  for (const CellNote& stray : t.strays) report_stray(t, stray);
  std::vector<int> blank;
  for (int field : t.values.fields())
    if (t.values.find(field)->status == ValueStatus::blank) blank.push_back(field);
  if (t.strays.size() != 1 || blank.size() != 1) return;
  const CellNote& stray = t.strays.front();
  const Field& field = t.form.form->fields[blank.front()];
  NumberCell number = parse_number_cell(stray.raw, {field.negative, field.decimals});
  if (number.status != ValueStatus::read) return;
  Value& value = *t.values.find(blank.front());
  value.status = ValueStatus::doubtful;
  value.candidates = {*number.value};
  Finding f = t.finding("number_unreadable", field.id);
  f.fields = {field.id};
  f.source = value.source;
  f.message = "this cell alone is empty, and \"" + one_line(stray.raw) + "\" stands outside of every cell of the table";
  f.message_zh = "表中仅此单元格为空，而“" + one_line(stray.raw) + "”不在任何单元格内";
  t.findings.push_back(std::move(f));
}

}  // namespace nianbao
