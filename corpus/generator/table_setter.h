#pragma once

#include <string>
#include <vector>

#include "corpus/generator/paper.h"
#include "corpus/generator/pieces.h"

namespace nianbao::corpus {

/// Sets a table from the paper's y on, over as many pages as it takes.
void set_table(Paper& paper, const Table& table);

/// A table's measures: how its text is wrapped, how wide its columns and how high its rows are.
struct TableMeasures {
  double size = 9, pitch = 10.8, pad_x = 2, pad_y = 2.5;
  std::vector<double> widths;                   ///< of the columns
  std::vector<double> heights;                  ///< of the rows
  std::vector<std::vector<std::string>> lines;  ///< of each cell
};

TableMeasures measured(Paper& paper, const Table& table);

/// A row, or the part of a row that stands on one page.
struct RowPart {
  int row = 0;
  double y0 = 0, y1 = 0;
  bool repeated = false;  ///< a header row shown again
};

/// The part of a table that stands on one page.
struct TablePart {
  int sheet = 0;
  double left = 0;
  std::vector<RowPart> rows;
  bool goes_on = false, comes_from_before = false;
};

/// Places the rows on pages; makes the pages.
std::vector<TablePart> placed_rows(Paper& paper, const Table& table, const TableMeasures& measures);

/// Draws cells and rulings.
void draw_table(Paper& paper, const Table& table, const TableMeasures& measures, const std::vector<TablePart>& parts);

/// The font of a cell, and how far its letters are apart.
struct CellLook {
  std::string family;
  bool bold = false;
  double letter_spacing = 0;
};
CellLook look_of(const TableCell& cell, const Style& style);

}  // namespace nianbao::corpus
