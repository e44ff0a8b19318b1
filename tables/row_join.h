#pragma once

#include "model/grid.h"

namespace nianbao {

/// How the upper borders of a table's further piece and the lower ones of the piece before it look.
struct BreakBorders {
  bool open_above = false;  ///< the piece before it has no line at its end
  bool open_below = false;  ///< the further piece has no line at its beginning

  bool operator==(const BreakBorders&) const = default;
};

/// How many rows at the top of `next` repeat those at the top of `table`: its header, printed again. 0 where the first
/// row differs or holds numbers, and where all of `next` would be repeated.
int repeated_header_rows(const Grid& table, const Grid& next);

/// Puts the rows of `next` below those of `table`, from row `skip` on; both have the same columns. Cells that the break
/// cut in two are one again: a group label over several rows whose second half is empty, the same, or has no mark of
/// its own (`（四）无` / `法提供`), and all cells of a row that was cut. A row counts as cut only if no column has
/// a number in both halves and its label goes on. The joined text has a line break where the page broke.
void append_rows(Grid& table, const Grid& next, int skip, const BreakBorders& borders);

}  // namespace nianbao
