#pragma once

#include <vector>

#include "extract/scan/gray_image.h"

namespace nianbao {

/// Cuts a cell's crop (paper near 255) into its lines of text, from top to bottom, each with a margin of paper round its ink.
/// A stroke that stands alone in its rows (一, the dots of a colon) goes with the line it belongs to. Lines that overlap stay
/// one.
std::vector<GrayImage> cut_lines(const GrayImage& crop, int margin);

}  // namespace nianbao
