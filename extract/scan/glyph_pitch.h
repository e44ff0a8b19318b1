#pragma once

#include <vector>

#include "extract/scan/glyph_witness.h"

namespace nianbao {

/// Which lines of a page have two digits side by side that stand over 1.3 times as far apart as digits usually do on it: digits
/// are all of one width in nearly every type, so that a lost point, comma or stroke leaves its gap. One answer a line; none
/// is wide where the page has under five pairs.
std::vector<bool> find_wide_pitches(const std::vector<GlyphReading>& lines);

}  // namespace nianbao
