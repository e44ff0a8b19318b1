#include "extract/scan/gray_image.h"

#include <algorithm>

namespace nianbao {

GrayImage transposed(const GrayImage& in) {
  constexpr int kBlock = 32;  // so that both sides stay in the cache
  GrayImage out(in.height, in.width);
  for (int by = 0; by < in.height; by += kBlock)
    for (int bx = 0; bx < in.width; bx += kBlock)
      for (int y = by; y < std::min(in.height, by + kBlock); ++y)
        for (int x = bx; x < std::min(in.width, bx + kBlock); ++x) out.row(x)[y] = in.row(y)[x];
  return out;
}

void flip_left_right(GrayImage& image) {
  for (int y = 0; y < image.height; ++y) std::reverse(image.row(y), image.row(y) + image.width);
}

void flip_top_bottom(GrayImage& image) {
  for (int y = 0; y < image.height / 2; ++y) std::swap_ranges(image.row(y), image.row(y) + image.width, image.row(image.height - 1 - y));
}

}  // namespace nianbao
