#pragma once

#include <string>
#include <vector>

#include "tables/glyph_runs.h"
#include "tables/ruled_tables.h"

namespace nianbao {

struct PlacedRun {
  int table = 0, cell = 0;
  GlyphRun run;

  bool operator==(const PlacedRun&) const = default;
};

/// What of a page's text stands in which cell (sorted by table, cell, then as drawn), and what stands in none.
struct PlacedText {
  std::vector<PlacedRun> in_cells;
  std::vector<GlyphRun> outside;

  bool operator==(const PlacedText&) const = default;
};

/// Puts each glyph into the cell that holds its centre, of the smallest table there. A span that crosses a border is
/// split there, but the digits of one number never are: a number that is too wide for its cell goes, whole, where
/// its centre is; so does text without a gap of which little reaches over the border. Runs hold no spaces at their ends.
PlacedText place_text(const Page& page, const std::vector<RuledTable>& tables);

/// The text of a cell: its lines from top to bottom, '\n' between them, each from left to right. Text that runs
/// downward glyph by glyph, or is turned, is read in its own direction, a column a line.
std::string cell_text(std::vector<GlyphRun> runs);

/// Likewise, for a cell that holds nearly always one run.
std::string cell_text(const PlacedRun* begin, const PlacedRun* end);

}  // namespace nianbao
