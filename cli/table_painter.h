#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/show_table.h"
#include "cli/terminal_style.h"

namespace nianbao {

/// Draws tables for a terminal: labels left, numbers right with their mark after them, all lined up by display width.
/// Keeps which marks and words it used, for the legend.
class TablePainter {
 public:
  TablePainter(int columns, bool color) : columns_(columns), style_{color} {}

  std::string paint(const ShownTable& table);
  /// What the marks and words mean that were used so far; empty where there were none.
  std::string legend() const;

 private:
  void paint_block(const ShownBlock& block);
  void paint_header(const ShownBlock& block, const std::vector<int>& widths, int label_width);
  void paint_row(const ShownRow& row, const std::vector<int>& widths, int label_width);
  std::string painted_cell(const ShownCell& cell, int width);

  int columns_;
  TerminalStyle style_;
  std::string out_;
  std::set<std::string> used_;
};

}  // namespace nianbao
