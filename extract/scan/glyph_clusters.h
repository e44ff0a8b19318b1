#pragma once

#include <vector>

#include "extract/scan/glyph_witness.h"

namespace nianbao {

/// How a glyph compares with the page's other glyphs.
struct GlyphLikeness {
  int own = 0;      ///< Distance from the mean of the page's glyphs of the same name, 0 to 1000; -1 where there are under 3 others.
  int other = 0;    ///< Least distance from the mean of another name's glyphs; -1 where no other name has 3.
  char like = '?';  ///< That other name.

  bool operator==(const GlyphLikeness&) const = default;
};

/// Compares the shapes of a page's digits: on one page the same digit looks the same, whatever the type and the scanner. `cells` is the page's
/// readings; one likeness a glyph, in their order. Only surely named glyphs make the means, and a glyph never its own.
std::vector<std::vector<GlyphLikeness>> compare_glyphs(const std::vector<GlyphReading>& cells);

}  // namespace nianbao
