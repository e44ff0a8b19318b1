#pragma once

#include <vector>

#include "extract/scan/gray_image.h"
#include "model/document.h"

namespace nianbao {

/// The picture of a page whose text runs `turn` (90, 180, 270) degrees clockwise, turned back: its text is upright, and its pixels map to points of
/// the page turned so. `page` gives the page's size.
PageImage turned_back(const PageImage& image, int turn, const Page& page);

/// How well the grids' labels could be read, 0 to 1: the share of cells with text that were read with some confidence. 1 where there is no such
/// cell.
double legibility(const std::vector<Grid>& grids);

}  // namespace nianbao
