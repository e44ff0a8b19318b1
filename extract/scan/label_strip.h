#pragma once

#include <vector>

#include "extract/scan/digit_strip.h"
#include "extract/scan/gray_image.h"

namespace nianbao {

inline constexpr int kLabelInkHeight = 22;  ///< of the strip's kStripHeight rows: Chinese characters need each of them

/// A line of a label (as cut_lines gives it, without a margin) at the size that the label net reads: its ink kLabelInkHeight
/// high, in the middle of the strip; a line that is much lower than the label's others (一, a dash) as if it were `usual_height`
/// pixels high. `darkest` is the label's full ink. A width of 0 stands for a line longer than kWidestStrip.
DigitStrip make_label_strip(const GrayImage& line, int usual_height, int darkest);

/// The middle one of the heights of a page's lines; 0 where there are none.
int middle_height(std::vector<int> heights);

/// The level of the darkest pixels, specks left aside.
int darkest_ink(const GrayImage& crop);

}  // namespace nianbao
