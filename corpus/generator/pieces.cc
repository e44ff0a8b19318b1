#include "corpus/generator/pieces.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace nianbao::corpus {

namespace {

class TableBuilder {
 public:
  TableBuilder(const Report& report, TableKind kind) : report_(report) { table_.kind = kind; }

  void cell(int row, int col, int row_span, int col_span, const std::string& text, CellRole role) {
    table_.cells.push_back({row, col, row_span, col_span, text, role, "", "", false});
    table_.rows = std::max(table_.rows, row + row_span);
    table_.cols = std::max(table_.cols, col + col_span);
  }

  void value(int row, int col, int col_span, const std::string& field) {
    const Entry* entry = find_entry(report_, field);
    cell(row, col, 1, col_span, entry == nullptr ? "" : entry->printed, CellRole::value);
    table_.cells.back().field = field;
    table_.cells.back().number = entry == nullptr ? "" : entry->number;
  }

  std::string label(const std::string& key, const std::string& official) const {
    return printed_label(report_, key, official);
  }

  TableCell& last() { return table_.cells.back(); }

  Table finish(int header_rows, std::vector<double> shares) {
    table_.header_rows = header_rows;
    table_.shares = std::move(shares);
    std::stable_sort(table_.cells.begin(), table_.cells.end(), [](const TableCell& a, const TableCell& b) {
      return std::make_pair(a.row, a.col) < std::make_pair(b.row, b.col);
    });
    return std::move(table_);
  }

 private:
  const Report& report_;
  Table table_;
};

/// Twelve narrow columns carry blocks of one, two and three columns.
Table disclosure_table(const Report& report) {
  constexpr int kLabelColumns = 1, kValueColumns = 6;
  TableBuilder table(report, TableKind::disclosure);
  int row = 0;
  for (const FormBlock& block : disclosure_blocks(report.disclosure_form)) {
    const int span = kValueColumns / static_cast<int>(block.columns.size());
    table.cell(row, 0, 1, kLabelColumns + kValueColumns, block.heading, CellRole::heading);
    table.cell(row + 1, 0, 1, kLabelColumns, "信息内容", CellRole::header);
    int col = kLabelColumns;
    for (const FormColumn& column : block.columns) {
      table.cell(row + 1, col, 1, span, table.label("disclosure." + column.id, column.label), CellRole::header);
      col += span;
    }
    row += 2;
    for (const FormRow& form_row : block.rows) {
      const std::string key = "disclosure." + form_row.id;
      if (report.omitted_rows.count(key) > 0) continue;
      table.cell(row, 0, 1, kLabelColumns, table.label(key, form_row.label), CellRole::label);
      col = kLabelColumns;
      for (const FormColumn& column : block.columns) {
        table.value(row, col, span, key + "." + column.id);
        col += span;
      }
      ++row;
    }
  }
  return table.finish(0, {0.34, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11});
}

void requests_header(TableBuilder& table) {
  table.cell(0, 0, 3, 3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", CellRole::note);
  table.cell(0, 3, 1, 7, "申请人情况", CellRole::header);
  table.cell(1, 4, 1, 5, "法人或其他组织", CellRole::header);
  int col = 3;
  for (const FormColumn& column : request_columns()) {
    const bool alone = column.id == "natural_person" || column.id == "total";
    table.cell(alone ? 1 : 2, col++, alone ? 2 : 1, 1, table.label("requests." + column.id, column.label),
               CellRole::header);
  }
}

/// Emits the cell of a group where the group begins: `length` rows of one name.
int length_of(const std::vector<FormRow>& rows, std::size_t from, std::string FormRow::*name) {
  std::size_t to = from;
  while (to < rows.size() && rows[to].*name == rows[from].*name) ++to;
  return static_cast<int>(to - from);
}

void requests_row_labels(TableBuilder& table, const std::vector<FormRow>& rows, std::size_t i, int row) {
  const FormRow& form_row = rows[i];
  const std::string key = "requests." + form_row.id;
  if (!form_row.outer.empty() && (i == 0 || rows[i - 1].outer != form_row.outer)) {
    table.cell(row, 0, length_of(rows, i, &FormRow::outer), 1, form_row.outer, CellRole::label);
    table.last().may_be_sideways = true;
  }
  if (!form_row.group.empty() && rows[i - 1].group != form_row.group) {
    table.cell(row, 1, length_of(rows, i, &FormRow::group), 1, form_row.group, CellRole::label);
  }
  const int col = form_row.outer.empty() ? 0 : form_row.group.empty() ? 1 : 2;
  table.cell(row, col, 1, 3 - col, table.label(key, form_row.label), CellRole::label);
}

Table requests_table(const Report& report) {
  TableBuilder table(report, TableKind::requests);
  requests_header(table);
  const std::vector<FormRow> rows = request_rows(report.other_in_three);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int row = 3 + static_cast<int>(i);
    requests_row_labels(table, rows, i, row);
    int col = 3;
    for (const FormColumn& column : request_columns()) {
      table.value(row, col++, 1, "requests." + rows[i].id + "." + column.id);
    }
  }
  return table.finish(3, {0.06, 0.15, 0.29, 0.075, 0.07, 0.07, 0.07, 0.07, 0.07, 0.075});
}

Table reviews_table(const Report& report) {
  TableBuilder table(report, TableKind::reviews);
  table.cell(0, 0, 1, 5, table.label("review", "行政复议"), CellRole::header);
  table.cell(0, 5, 1, 10, "行政诉讼", CellRole::header);
  table.cell(1, 5, 1, 5, "未经复议直接起诉", CellRole::header);
  table.cell(1, 10, 1, 5, "复议后起诉", CellRole::header);
  int col = 0;
  for (const std::string& name : review_tables()) {
    for (const FormColumn& column : review_columns()) {
      const bool tall = name == "review";
      table.cell(tall ? 1 : 2, col, tall ? 2 : 1, 1, column.label, CellRole::header);
      table.value(3, col++, 1, name + "." + column.id);
    }
  }
  return table.finish(3, std::vector<double>(15, 1.0 / 15));
}

Table other_table(const OtherTable& other) {
  Table table;
  table.rows = static_cast<int>(other.rows.size());
  table.cols = static_cast<int>(other.rows.front().size());
  table.header_rows = 1;
  table.shares.assign(static_cast<std::size_t>(table.cols), 1.0 / table.cols);
  for (int row = 0; row < table.rows; ++row) {
    for (int col = 0; col < table.cols; ++col) {
      const std::string& text = other.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)];
      table.cells.push_back({row, col, 1, 1, text, row == 0 ? CellRole::header : CellRole::label, "", "", false});
    }
  }
  return table;
}

void add_form_tables(const Report& report, const std::string& heading, std::vector<Piece>& pieces) {
  if (heading.rfind("二、", 0) == 0) pieces.emplace_back(std::in_place_type<Table>, disclosure_table(report));
  if (heading.find("收到和处理") != std::string::npos) pieces.emplace_back(std::in_place_type<Table>, requests_table(report));
  if (heading.rfind("四、", 0) == 0) pieces.emplace_back(std::in_place_type<Table>, reviews_table(report));
}

}  // namespace

std::vector<Piece> pieces_of(const Report& report) {
  std::vector<Piece> pieces;
  for (const std::string& line : report.title) pieces.emplace_back(TextPiece{TextRole::title, line});
  for (const std::string& text : report.preamble) pieces.emplace_back(TextPiece{TextRole::body, text});
  for (const ReportSection& section : report.sections) {
    pieces.emplace_back(TextPiece{TextRole::heading, section.heading});
    for (const std::string& text : section.paragraphs) pieces.emplace_back(TextPiece{TextRole::body, text});
    add_form_tables(report, section.heading, pieces);
    for (const OtherTable& other : section.tables) {
      pieces.emplace_back(TextPiece{TextRole::caption, other.caption});
      pieces.emplace_back(std::in_place_type<Table>, other_table(other));
    }
  }
  if (!report.signature.empty()) {
    pieces.emplace_back(TextPiece{TextRole::signature, report.signature});
    pieces.emplace_back(TextPiece{TextRole::signature, report.date});
  }
  return pieces;
}

}  // namespace nianbao::corpus
