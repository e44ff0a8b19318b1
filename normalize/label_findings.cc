#include "normalize/label_findings.h"

#include "model/unicode.h"
#include "normalize/cell_pick.h"

namespace nianbao {
namespace {

constexpr std::size_t kShownLabel = 40;  // code points of a running text before a row

std::string seen_label(const RowItem& item, const std::vector<const ItemCell*>& labels) {
  if (!item.is_run()) return labels.empty() ? "" : one_line(labels.back()->text);
  std::u32string raw = to_code_points(item.run_label_raw);
  return one_line(to_utf8(std::u32string_view(raw).substr(raw.size() > kShownLabel ? raw.size() - kShownLabel : 0)));
}

void report_unmapped_row(TableInstance& t, const RowItem& item) {
  Finding f = t.finding("label_unmapped", t.source->id);
  std::vector<const ItemCell*> labels = label_cells_of(item);
  std::vector<const ItemCell*> shown;
  for (const ItemCell& cell : item.cells)
    if (cell.anchored || !cell.label.empty()) shown.push_back(&cell);
  for (const ItemCell* cell : shown) f.cells.push_back({cell->text, cell->source});
  f.source = source_of_item(item);
  std::string seen = one_line(joined_text(labels.empty() ? shown : labels));
  f.message = "the row \"" + seen + "\" fits no row of the form that is still free; its cells are listed";
  f.message_zh = "“" + seen + "”一行与规定格式的各行均不对应，内容列在cells中";
  t.findings.push_back(std::move(f));
}

/// Lists the column's cells; whether one of them is filled.
bool add_cells(const TableInstance& t, int block, const ForeignColumn& column, Finding& f) {
  bool filled = false;
  for (const MappedRow& row : t.rows) {
    if (row.item->block != block) continue;
    for (const ItemCell& cell : row.item->cells) {
      if (cell.col0 < column.col0 || cell.col1 > column.col1) continue;
      f.cells.push_back({cell.text, cell.source});
      filled = filled || !cell.text.empty();
    }
  }
  return filled;
}

}  // namespace

void report_row_labels(TableInstance& t) {
  for (const MappedRow& row : t.rows) {
    if (row.fit == RowFit::exact) continue;
    bool near = row.fit == RowFit::near;
    Finding f = t.finding(near ? "label_near" : "label_by_order", t.row_name(row.ref));
    std::vector<const ItemCell*> labels = label_cells_of(*row.item);
    std::string seen = seen_label(*row.item, labels), known = t.printed_row(row.ref);
    f.source = labels.empty() ? source_of_item(*row.item) : labels.back()->source;
    f.message = near ? "the row \"" + seen + "\" was taken for \"" + known + "\""
                     : "a row without a readable label was taken for \"" + known + "\" by its place between its neighbours";
    f.message_zh = near ? "行标签“" + seen + "”按“" + known + "”对应" : "此行无可识别的标签，按前后行的次序对应为“" + known + "”";
    t.findings.push_back(std::move(f));
  }
}

void report_unmapped_rows(TableInstance& t) {
  for (const RowItem* item : t.unmapped) {
    bool foot = !has_number(*item) && value_cells_of(*item).size() < 2;
    if (!foot) report_unmapped_row(t, *item);
  }
}

void report_unread_header(TableInstance& t, const MappedRow& row) {
  Finding f = t.finding("label_by_order", t.source->id + ".columns");
  f.source = source_of_item(*row.item);
  f.message = "the column labels could not be read; the columns were taken in the form's order";
  f.message_zh = "列标签无法识别，各列按规定格式的次序对应";
  t.findings.push_back(std::move(f));
}

void report_column(TableInstance& t, const MappedRow& row, const Field& field, const PlannedColumn& column, const std::string& known) {
  std::string_view rule = column.fit == ColumnFit::near ? "label_near" : column.fit == ColumnFit::by_order ? "label_by_order" : "missing_row";
  Finding f = t.finding(rule, field.table + "." + field.column);
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
  t.findings.push_back(std::move(f));
}

void report_foreign_column(TableInstance& t, const MappedRow& row, const ForeignColumn& foreign) {
  bool ordered = row.item->kind == GridKind::tabs || row.item->kind == GridKind::pipes;
  if (ordered && foreign.raw.empty()) return;
  Finding f = t.finding("label_unmapped", t.source->id + ".columns");
  if (!add_cells(t, row.item->block, foreign, f)) return;
  f.source = foreign.source.empty() ? source_of_item(*row.item) : foreign.source;
  f.message = "the column \"" + one_line(foreign.raw) + "\" fits no column of the form; its cells are listed";
  f.message_zh = "“" + one_line(foreign.raw) + "”一列与规定格式的各列均不对应，内容列在cells中";
  t.findings.push_back(std::move(f));
}

}  // namespace nianbao
