#pragma once

#include <cstdint>
#include <vector>

#include "extract/scan/digit_ink.h"

namespace nianbao {

inline constexpr int kStripHeight = 24;
inline constexpr int kStripInkHeight = 20;
inline constexpr int kStripMargin = 4;        ///< Columns of paper at each end.
inline constexpr int kWidestStrip = 1024;

/// A text line at the size the line net reads: kStripHeight rows of `width` pixels, 0 paper to 127 ink, `width` a multiple of 4.
/// A width of 0 stands for a line longer than kWidestStrip.
struct DigitStrip {
  int width = 0;
  std::vector<std::uint8_t> ink;
};

/// Scales a line so that its ink is kStripInkHeight high, in the middle of the strip; a flat line (dashes only) as if it
/// stood beside digits of `type_height` pixels.
DigitStrip make_strip(const InkLine& line, int type_height);

/// Scales `source` (0-127, row by row) to another size with a triangle filter as wide as the greater of the two pixels, in
/// integers of 16 bits' fraction. Both sizes at least 1.
std::vector<std::uint8_t> scale_ink(const std::vector<std::uint8_t>& source, int width, int height, int to_width, int to_height);

}  // namespace nianbao
