#pragma once

#include <vector>

#include "tables/aligned_lines.h"

namespace nianbao {

/// A stretch of lines that is a header and the rows below it, by index into the lines; `last` is included.
/// Lines [first, rows_from) are the header (none where the table goes on from a page before).
struct AlignedBlock {
  int first = 0, rows_from = 0, last = 0;

  bool operator==(const AlignedBlock&) const = default;
};

/// Blocks that stand one below the other with nothing between them: one table.
struct AlignedRegion {
  std::vector<AlignedBlock> blocks;

  bool operator==(const AlignedRegion&) const = default;
};

/// Finds the stretches of lines that are tables by their look: at least one line with two values, or two with a label
/// and a value below a header, values one below the other. Running text, headings and titles end a table, a header above
/// the values belongs to it, so do the lines of a label that is wrapped round its values.
/// `text_right` is the right margin of running text.
std::vector<AlignedRegion> find_aligned_regions(const std::vector<AlignedLine>& lines, double text_left,
                                                double text_right);

}  // namespace nianbao
