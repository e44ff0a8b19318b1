#pragma once

#include "extract/scan/gray_image.h"

namespace nianbao {

/// The page as the grid finder wants it. `straight` is deskewed and of at most 330 dpi; `small` the same at 110 to 220 dpi
/// (`straight` itself where that is as fine); `step` is how many pixels of `straight` one of `small` is (1 or 2).
struct StraightPage {
  GrayImage straight, small;
  int step = 1;
  double dpi = 200;        ///< of `straight`
  double skew_degrees = 0; ///< by which it was turned clockwise about its middle
  Affine to_page;          ///< pixels of `straight` -> points of the page, as if it had lain straight
};

/// Finds by how much a page was turned, in degrees: positive is to be turned clockwise to stand straight. 0 where nothing
/// tells. To 9 degrees. From the slope of dark edges, not of black pixels: so that uneven light is no matter
/// (Leptonica's pixFindSkew on a gradient picture).
double find_skew(const GrayImage& gray);

/// Halves what is finer than needed, and turns the page straight. Skew under 0.08 degrees is left: rulings bear it.
StraightPage straighten(const PageImage& page);

/// Each pixel of the result is the mean of four.
GrayImage halved(const GrayImage& in);

}  // namespace nianbao
