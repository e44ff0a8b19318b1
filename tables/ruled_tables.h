#pragma once

#include <vector>

#include "tables/edges.h"

namespace nianbao {

/// A cell by its place among the table's borders.
struct RuledCell {
  int row = 0, col = 0;
  int row_span = 1, col_span = 1;

  bool operator==(const RuledCell&) const = default;
};

/// A table that rulings draw: columns lie between neighbours of `xs`, rows between neighbours of `ys` (ascending, at
/// least two each). `owner[row * cols + col]` is the cell that covers that place, or -1 where the rulings enclose none.
struct RuledTable {
  std::vector<double> xs, ys;
  std::vector<RuledCell> cells;  ///< row-major by top left corner, no two overlap
  std::vector<int> owner;
  bool open_top = false, open_bottom = false;  ///< no ruling there: cut by the page, or drawn so

  int cols() const { return static_cast<int>(xs.size()) - 1; }
  int rows() const { return static_cast<int>(ys.size()) - 1; }
  Box box() const { return {xs.front(), ys.front(), xs.back(), ys.back()}; }
  Box box_of(const RuledCell& cell) const {
    return {xs[cell.col], ys[cell.row], xs[cell.col + cell.col_span], ys[cell.row + cell.row_span]};
  }
  /// The cell at a point, or -1.
  int cell_at(double x, double y) const;

  bool operator==(const RuledTable&) const = default;
};

/// Finds the tables among the edges of one page, from top to bottom.
///
/// Edges that touch are one table. Outer borders that are not drawn (an open style, or the page's end) are closed where
/// the ends of at least two lines agree. The cells are the holes between the lines: a lattice of all borders, in which
/// places without a line between them are one cell. A ruling that does not part cells (an underline) changes nothing.
/// A frame (one cell, or one column, round most of the page or round other tables) is none. A single small box is
/// given: it may be the row of a table that goes on over the page. A drawing with over a million places is none.
/// Method: edges -> crossings -> cells -> tables (Nurminen 2013; pdfplumber), holes instead of corner tests, so that a
/// missing corner costs no cell. Cost: O(n log n + crossings + places), crossings bounded.
std::vector<RuledTable> find_ruled_tables(const Edges& edges, double snap_pt, double page_height_pt);

}  // namespace nianbao
