#pragma once

#include "extract/scan/cell_inside.h"
#include "extract/scan/gray_image.h"

namespace nianbao {

/// Whether a solid patch of the paper is darker or lighter than the rest, as a hole on a gray bed, a glued strip or the mark of a wet cup
/// is: what stood there cannot be known. Strokes, letters and a seal's ring are narrower. `crop` is the cell with its paper near 255,
/// `ink` how far below that ink begins.
bool is_covered(const GrayImage& crop, const CellInside& inside, double dpi, int ink);

}  // namespace nianbao
