#pragma once

#include <string>
#include <vector>

#include "tables/glyph_runs.h"

namespace nianbao {

/// Glyph runs that stand on one line of text, from left to right.
struct GlyphLine {
  std::vector<GlyphRun> runs;
  Box box;
  double mid_y = 0;  ///< of its main run: superscripts do not move it
  double em = 0;     ///< of its main run, in points

  bool operator==(const GlyphLine&) const = default;
};

/// Gathers runs to lines, from top to bottom. Runs whose middles are at most half a letter apart stand on one line,
/// so smaller ones raised or lowered stay on theirs. Cost: O(n log n).
std::vector<GlyphLine> find_lines(std::vector<GlyphRun> runs);

/// The text of a line, spaces put where `space_between` sees one. `edges`, where given, gets the borders between the
/// code points of the text, one more than there are.
std::u32string text_of(const GlyphLine& line, std::vector<float>* edges = nullptr);

}  // namespace nianbao
