#pragma once

#include <vector>

#include "tables/grid_join.h"
#include "tables/page_layout.h"
#include "tables/paragraph_builder.h"

namespace nianbao {

/// A table found by alignment, and the lines that it takes: from line `first_line` of page `first_page` to `last_line`
/// of `last_page` (indexes, inclusive). Of a flow, lines are blocks and pages 0.
struct AlignedGrid {
  std::size_t first_page = 0, first_line = 0;
  std::size_t last_page = 0, last_line = 0;
  LayoutItem item;

  bool operator==(const AlignedGrid&) const = default;
};

/// Finds the tables among the lines that stand in no ruled table. Pages are laid below each other, so that a table goes
/// on over a page break by itself, a cut row too; a ruled table ends it. A source is the union of the glyphs.
std::vector<AlignedGrid> find_aligned_grids(const std::vector<PageWork>& works, const std::vector<PageLines>& lines,
                                            const std::vector<TextBlock>& text);

/// Likewise among the paragraphs of a text file, one a line, whose columns are lined up with spaces.
std::vector<AlignedGrid> find_aligned_grids(const std::vector<Block>& flow);

}  // namespace nianbao
