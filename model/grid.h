#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/source.h"

namespace nianbao {

/// What is known of a cell that was recognised from a picture.
struct Recognition {
  int confidence = 0;  ///< of the cell's text, in parts of a million, least over its characters
  bool sure = false;   ///< independent readers agree on it, and nothing speaks against the cell
  std::vector<std::string> runners_up;  ///< other readings of the same ink that are numbers, likeliest first
  bool covered = false;  ///< a seal, a stain or a hole lies over the cell, or may
  bool poor_page = false;  ///< the page is too coarse to be trusted: what is read may be another number that fits the sums as well

  bool operator==(const Recognition&) const = default;
};

/// A cell: its place in the grid (from 0), how many rows and columns it covers (at least 1), and its text as it
/// stands: lines of one cell are separated by '\n', nothing else is changed; empty for a blank cell.
/// `source` is the ruled cell where rulings enclose it, else the union of its glyphs; empty where neither exists.
struct Cell {
  int row = 0, col = 0;
  int row_span = 1, col_span = 1;
  std::string text;
  Source source;
  std::optional<Recognition> recognition;  ///< none where the text is the document's own

  bool operator==(const Cell&) const = default;
};

/// How a grid's cells were known: that tells how far its geometry can be trusted.
enum class GridKind {
  ruled,    ///< rulings enclose the cells
  aligned,  ///< white space between columns
  markup,   ///< HTML, DOCX: rows, columns and spans as declared
  tabs,     ///< text with tabs: the cells of a line are known, its columns are not
  pipes,    ///< text with | between cells: likewise
};

/// A table. Cells in row-major order of their top left corners; no two overlap; a place without a cell is a hole.
struct Grid {
  int rows = 0, cols = 0;
  GridKind kind = GridKind::ruled;
  std::vector<Cell> cells;
  Source source;                 ///< of the whole table, on its first page
  std::vector<int> page_breaks;  ///< rows (from 1) that are the first of a further page

  bool operator==(const Grid&) const = default;
};

}  // namespace nianbao
