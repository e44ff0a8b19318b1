#include "corpus/generator/table_setter.h"

#include <algorithm>
#include <cmath>

namespace nianbao::corpus {

namespace {

class RowPlacer {
 public:
  RowPlacer(Paper& paper, const Table& table, const TableMeasures& measures)
      : paper_(paper), table_(table), measures_(measures) {
    begin_part();
  }

  void place(int row) {
    double height = measures_.heights[static_cast<std::size_t>(row)];
    if (paper_.y + height > paper_.bottom()) {
      const double kept = row_may_break(row) ? room_for_lines(row) : 0;
      if (kept > 0) {
        add(row, kept, false);
        height = std::max(height - kept + 2 * measures_.pad_y, measures_.pitch + 2 * measures_.pad_y);
      }
      if (kept > 0 || !parts_.back().rows.empty() || !paper_.at_top()) next_page();
    }
    add(row, height, false);
  }

  std::vector<TablePart> finish() {
    if (parts_.front().rows.empty()) {
      parts_.erase(parts_.begin());
      if (!parts_.empty()) parts_.front().comes_from_before = false;
    }
    return std::move(parts_);
  }

 private:
  void begin_part() {
    parts_.push_back({static_cast<int>(paper_.sheets.size()) - 1, paper_.left(), {}, false, false});
  }

  void add(int row, double height, bool repeated) {
    parts_.back().rows.push_back({row, paper_.y, paper_.y + height, repeated});
    paper_.y += height;
  }

  void next_page() {
    const bool any = !parts_.back().rows.empty();
    const bool data = any && parts_.back().rows.back().row >= table_.header_rows;
    parts_.back().goes_on = any;
    paper_.new_page(paper_.is_turned());
    begin_part();
    parts_.back().comes_from_before = any;
    if (!paper_.style().repeat_header || !data) return;
    for (int row = 0; row < table_.header_rows; ++row) add(row, measures_.heights[static_cast<std::size_t>(row)], true);
  }

  bool row_may_break(int row) const {
    return paper_.style().rows_may_break && row >= table_.header_rows && lines_of(row) > 1;
  }

  std::size_t lines_of(int row) const {
    std::size_t most = 0;
    for (std::size_t i = 0; i < table_.cells.size(); ++i) {
      if (table_.cells[i].row == row && table_.cells[i].row_span == 1) most = std::max(most, measures_.lines[i].size());
    }
    return most;
  }

  /// Height of as many of the row's lines as the page still takes, not all of them; 0 if none.
  double room_for_lines(int row) const {
    const double room = paper_.bottom() - paper_.y - 2 * measures_.pad_y;
    const double fit = std::min(std::floor(room / measures_.pitch), static_cast<double>(lines_of(row)) - 1);
    return fit < 1 ? 0 : fit * measures_.pitch + 2 * measures_.pad_y;
  }

  Paper& paper_;
  const Table& table_;
  const TableMeasures& measures_;
  std::vector<TablePart> parts_;
};

}  // namespace

std::vector<TablePart> placed_rows(Paper& paper, const Table& table, const TableMeasures& measures) {
  double whole = 0;
  for (const double height : measures.heights) whole += height;
  const double page = paper.bottom() - paper.style().top;
  if (paper.style().keep_table_rows && whole <= page && paper.y + whole > paper.bottom()) {
    paper.new_page(paper.is_turned());
  }
  RowPlacer placer(paper, table, measures);
  for (int row = 0; row < table.rows; ++row) placer.place(row);
  return placer.finish();
}

namespace {

/// Each row of a group gets a cell of its own, the middle one the label.
Table with_unmerged_groups(const Table& table) {
  Table out = table;
  out.cells.clear();
  for (const TableCell& cell : table.cells) {
    if (cell.row_span == 1 || cell.role != CellRole::label || cell.may_be_sideways) {
      out.cells.push_back(cell);
      continue;
    }
    for (int i = 0; i < cell.row_span; ++i) {
      TableCell own = cell;
      own.row += i;
      own.row_span = 1;
      if (i != (cell.row_span - 1) / 2) own.text.clear();
      out.cells.push_back(own);
    }
  }
  return out;
}

}  // namespace

void set_table(Paper& paper, const Table& given) {
  const Table table = paper.style().unmerged_groups ? with_unmerged_groups(given) : given;
  const TableMeasures measures = measured(paper, table);
  const std::vector<TablePart> parts = placed_rows(paper, table, measures);
  draw_table(paper, table, measures, parts);
  paper.y += paper.style().body_size;
}

}  // namespace nianbao::corpus
