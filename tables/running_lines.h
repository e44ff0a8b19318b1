#pragma once

#include <vector>

#include "tables/glyph_lines.h"

namespace nianbao {

/// The lines of a page that stand in no ruled table, top to bottom, in the page's reading frame.
struct PageLines {
  int page_no = 0;
  double width_pt = 0, height_pt = 0;  ///< of the frame
  std::vector<GlyphLine> lines;

  bool operator==(const PageLines&) const = default;
};

/// Takes out running heads, feet and page numbers: lines near the top or bottom edge that say `-1-`, `— 3 —`,
/// `第3页 共5页`, `3/5`, a bare number that counts with the pages, or the same on several pages but for their digits;
/// and `续表` above a table that goes on.
void drop_running_lines(std::vector<PageLines>& pages);

/// The same for a text that was made from pages, which it cannot show any more: lines that are a marked page number,
/// bare numbers where all of them count 1, 2, 3 …, and next to them lines that come again.
void drop_running_lines(std::vector<Block>& flow);

}  // namespace nianbao
