#include <algorithm>
#include <numeric>

#include "corpus/generator/table_setter.h"

namespace nianbao::corpus {

namespace {

double text_width(Paper& paper, const TableCell& cell, double size, const std::string& text) {
  const CellLook look = look_of(cell, paper.style());
  return paper.measure().width(look.family, look.bold, size, text) +
         look.letter_spacing * static_cast<double>(characters(text).size());
}

/// Width of the widest line that cannot be broken: a number, or a character.
double least_width(Paper& paper, const TableCell& cell, double size) {
  const CellLook look = look_of(cell, paper.style());
  double least = 0;
  for (const std::string& line :
       wrapped(paper.measure(), look.family, look.bold, size, look.letter_spacing, cell.text, 1, 0)) {
    least = std::max(least, text_width(paper, cell, size, line));
  }
  return least;
}

/// Takes from the columns that have most what others need for their numbers.
void give_room(std::vector<double>& widths, const std::vector<double>& needs) {
  double lacking = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (widths[i] < needs[i]) {
      lacking += needs[i] - widths[i];
      widths[i] = needs[i];
    }
  }
  while (lacking > 0.01) {
    std::size_t widest = 0;
    for (std::size_t i = 1; i < widths.size(); ++i) {
      if (widths[i] - needs[i] > widths[widest] - needs[widest]) widest = i;
    }
    const double spare = widths[widest] - needs[widest];
    if (spare <= 0.01) return;
    const double taken = std::min({lacking, spare, 10.0});
    widths[widest] -= taken;
    lacking -= taken;
  }
}

std::vector<double> needed_widths(Paper& paper, const Table& table, double size, double pad_x) {
  std::vector<double> needs(static_cast<std::size_t>(table.cols), size + 2 * pad_x);
  for (const TableCell& cell : table.cells) {
    if (cell.role != CellRole::value && cell.role != CellRole::label) continue;
    const double each = (least_width(paper, cell, size) + 2 * pad_x) / cell.col_span;
    for (int col = cell.col; col < cell.col + cell.col_span; ++col) {
      double& need = needs[static_cast<std::size_t>(col)];
      need = std::max(need, each);
    }
  }
  return needs;
}

std::vector<double> column_widths(Paper& paper, const Table& table, double size, double pad_x, bool tight) {
  const double whole = paper.right() - paper.left();
  const std::vector<double> needs = needed_widths(paper, table, size, pad_x);
  std::vector<double> widths;
  for (const double share : table.shares) widths.push_back(share * whole);
  if (!tight) {
    give_room(widths, needs);
    return widths;
  }
  for (const TableCell& cell : table.cells) {
    if (cell.role != CellRole::value) continue;
    for (int col = cell.col; col < cell.col + cell.col_span; ++col) {
      const auto at = static_cast<std::size_t>(col);
      widths[at] = std::max(needs[at], 2 * size + 2 * pad_x);
    }
  }
  return widths;
}

double sum(const std::vector<double>& values, int first, int count) {
  return std::accumulate(values.begin() + first, values.begin() + first + count, 0.0);
}

double height_of(const TableMeasures& m, const TableCell& cell, std::size_t at, const Style& style) {
  if (cell.may_be_sideways && style.turned_group) return 0;
  return static_cast<double>(m.lines[at].size()) * m.pitch + 2 * m.pad_y;
}

void set_heights(TableMeasures& m, const Table& table, const Style& style) {
  m.heights.assign(static_cast<std::size_t>(table.rows), m.pitch + 2 * m.pad_y);
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const TableCell& cell = table.cells[i];
    if (cell.row_span > 1) continue;
    double& height = m.heights[static_cast<std::size_t>(cell.row)];
    height = std::max(height, height_of(m, cell, i, style));
  }
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const TableCell& cell = table.cells[i];
    const double lacking = height_of(m, cell, i, style) - sum(m.heights, cell.row, cell.row_span);
    if (lacking > 0) m.heights[static_cast<std::size_t>(cell.row + cell.row_span - 1)] += lacking;
  }
}

void wrap_cells(TableMeasures& m, Paper& paper, const Table& table) {
  for (const TableCell& cell : table.cells) {
    const CellLook look = look_of(cell, paper.style());
    const double width = sum(m.widths, cell.col, cell.col_span) - 2 * m.pad_x;
    m.lines.push_back(cell.text.empty() ? std::vector<std::string>{}
                                        : wrapped(paper.measure(), look.family, look.bold, m.size,
                                                  look.letter_spacing, cell.text, width, 0));
  }
}

}  // namespace

CellLook look_of(const TableCell& cell, const Style& style) {
  if (cell.role == CellRole::value) {
    return {style.number_font.empty() ? style.table_font : style.number_font, false, 0};
  }
  return {style.table_font, cell.role == CellRole::heading, style.label_spacing};
}

TableMeasures measured(Paper& paper, const Table& table) {
  const Style& style = paper.style();
  const bool tight = style.tight_columns && table.kind != TableKind::disclosure;
  TableMeasures m;
  m.pad_x = tight ? style.column_gap / 2 : 2;
  m.pad_y = style.cell_padding;
  const double whole = paper.right() - paper.left();
  for (m.size = style.table_size; m.size > 5; m.size -= 0.5) {
    m.widths = column_widths(paper, table, m.size, m.pad_x, tight);
    if (sum(m.widths, 0, table.cols) <= whole + 1 || tight) break;
  }
  m.pitch = m.size * 1.25;
  wrap_cells(m, paper, table);
  set_heights(m, table, style);
  return m;
}

}  // namespace nianbao::corpus
