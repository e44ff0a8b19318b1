#include "corpus/generator/text_writers.h"

#include <algorithm>
#include <variant>

#include "corpus/generator/measure.h"

namespace nianbao::corpus {

namespace {

/// A table's rows with a cell for each column; the places that a span covers are empty.
std::vector<std::vector<std::string>> full_rows(const Table& table) {
  std::vector<std::vector<std::string>> rows(static_cast<std::size_t>(table.rows),
                                             std::vector<std::string>(static_cast<std::size_t>(table.cols)));
  for (const TableCell& cell : table.cells) {
    rows[static_cast<std::size_t>(cell.row)][static_cast<std::size_t>(cell.col)] = cell.text;
  }
  return rows;
}

/// Only the cells that begin in a row, as a page's text is copied.
std::vector<std::vector<std::string>> own_rows(const Table& table) {
  std::vector<std::vector<std::string>> rows(static_cast<std::size_t>(table.rows));
  for (const TableCell& cell : table.cells) rows[static_cast<std::size_t>(cell.row)].push_back(cell.text);
  return rows;
}

/// The columns that the form's cells of this table stand in: a value's span counts once.
std::vector<std::vector<std::string>> merged_rows(const Table& table) {
  return table.kind == TableKind::disclosure ? own_rows(table) : full_rows(table);
}

std::string joined(const std::vector<std::string>& cells, const std::string& between) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : between) + cells[i];
  return out;
}

template <class TableWriter>
std::string written(const std::vector<Piece>& pieces, const std::string& heading_mark, TableWriter write_table) {
  std::string out;
  for (const Piece& piece : pieces) {
    if (const auto* text = std::get_if<TextPiece>(&piece)) {
      const bool marked = text->role == TextRole::heading || text->role == TextRole::title;
      out += (marked ? heading_mark : "") + text->text + "\n\n";
    } else {
      out += write_table(std::get<Table>(piece)) + "\n";
    }
  }
  return out;
}

int columns_of(const std::string& text) {
  int columns = 0;
  for (const std::string& c : characters(text)) columns += c.size() == 1 ? 1 : 2;
  return columns;
}

std::string aligned_table(const Table& table) {
  const auto rows = full_rows(table);
  std::vector<int> starts = {0};
  for (int col = 0; col < table.cols; ++col) {
    int widest = 2;
    for (const TableCell& cell : table.cells) {
      if (cell.col == col && cell.col_span == 1) widest = std::max(widest, columns_of(cell.text));
    }
    starts.push_back(starts.back() + widest + 2);
  }
  for (const TableCell& cell : table.cells) {
    const int end = cell.col + cell.col_span;
    const int lacking = starts[static_cast<std::size_t>(cell.col)] + columns_of(cell.text) + 2 -
                        starts[static_cast<std::size_t>(end)];
    for (int col = end; lacking > 0 && col <= table.cols; ++col) starts[static_cast<std::size_t>(col)] += lacking;
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t col = 0; col < row.size(); ++col) {
      if (row[col].empty()) continue;
      line.append(static_cast<std::size_t>(std::max(0, starts[col] - columns_of(line))), ' ');
      line += row[col];
    }
    out += line + "\n";
  }
  return out;
}

/// Appends a table row; a blank stands between some numbers where the page it was copied from had one.
void append_row(const Table& table, int row, Random& random, std::string& out, std::vector<NumberRun>& runs) {
  NumberRun run;
  const double gaps = random.chance(0.15) ? (table.kind == TableKind::requests ? 0.6 : 1) : 0;
  if (random.chance(0.1)) out += " ";
  for (const TableCell& cell : table.cells) {
    if (cell.row != row) continue;
    if (cell.role == CellRole::value) {
      const bool gap = !run.fields.empty() && random.chance(gaps);
      out += gap ? " " : "";
      run.text += (gap ? " " : "") + cell.number + (cell.text == cell.number ? "" : " ");
      run.fields.push_back(cell.field);
    }
    out += cell.text;
  }
  if (run.fields.empty()) return;
  const std::string& first = run.fields.front();
  run.row = table.kind == TableKind::reviews ? "reviews" : first.substr(0, first.rfind('.'));
  runs.push_back(run);
}

}  // namespace

std::string header_lines(const Report& report, Random random) {
  std::string title;
  for (const std::string& line : report.title) title += line;
  const std::string year = report.published.substr(0, 4), month = report.published.substr(5, 2);
  return "标题: " + title + "\n发布时间: " + (random.chance(0.7) ? report.published + " 09:30" : "") + "\n文号: \n发布机构: " +
         (random.chance(0.5) ? report.unit : "") + "\n原文链接: https://www.example.gov.cn/zwgk/" + year + month +
         "/t" + year + month + "_1.htm\n==================== 正文 ====================\n";
}

std::string to_tabs(const std::vector<Piece>& pieces, Random random) {
  const bool full = random.chance(0.5);
  const std::string end = random.chance(0.5) ? "\t\n" : "\n";
  return written(pieces, "", [&](const Table& table) {
    std::string out;
    for (const auto& row : full ? merged_rows(table) : own_rows(table)) out += joined(row, "\t") + end;
    return out;
  });
}

std::string to_aligned(const std::vector<Piece>& pieces) { return written(pieces, "", aligned_table); }

std::string to_pipes(const std::vector<Piece>& pieces, Random random) {
  const std::string mark = random.chance(0.5) ? "## " : "";
  return written(pieces, mark, [&](const Table& table) {
    std::string out;
    for (const auto& row : merged_rows(table)) {
      const bool first = out.empty();
      out += "| " + joined(row, " | ") + " |\n";
      if (first) out += "|" + joined(std::vector<std::string>(row.size(), "---"), "|") + "|\n";
    }
    return out;
  });
}

std::string to_run_together(const std::vector<Piece>& pieces, Random random, std::vector<NumberRun>& runs) {
  std::string out;
  for (const Piece& piece : pieces) {
    if (const auto* text = std::get_if<TextPiece>(&piece)) {
      out += text->text + (text->role == TextRole::signature || text->role == TextRole::title ? " " : "");
      continue;
    }
    const Table& table = std::get<Table>(piece);
    for (int row = 0; row < table.rows; ++row) append_row(table, row, random, out, runs);
  }
  return out + "\n";
}

}  // namespace nianbao::corpus
