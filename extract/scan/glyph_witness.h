#pragma once

#include <vector>

#include "extract/scan/digit_ink.h"
#include "extract/scan/digit_reader.h"
#include "extract/scan/glyph_lattice.h"

namespace nianbao {

/// One glyph of the reading that the witness holds for best.
struct NamedGlyph {
  char character = '?';
  int share = 0;   ///< 0 to kFullConfidence.
  int middle = 0;  ///< Twice the column of its middle, in the line's pixels.
  GlyphShape shape;
};

struct GlyphReading {
  WitnessReading reading;
  int digit_height = 0;  ///< In the line's pixels.
  std::vector<NamedGlyph> glyphs;  ///< As many as the text has characters.
};

/// Reads one text line glyph by glyph: every way to cut it is named by the glyph net, and the cut that leaves the least
/// doubt wins (a lattice, as in segmentation-based recognition: LeCun et al. 1998, section V). `type_height` as for read_line.
/// The confidence is the lesser of the least share of a glyph and the share of the whole text among all texts.
GlyphReading read_glyphs(const InkLine& line, int type_height);

}  // namespace nianbao
