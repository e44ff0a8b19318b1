#include "extract/scan/gray_image.h"

#include <algorithm>

namespace nianbao {

GrayImage transposed(const GrayImage& in) {
  constexpr int kBlock = 32;  // so that both sides stay in the cache
  GrayImage out(in.height, in.width);
  // Bytes may alias anything: kept in locals, sizes and starts are not read again for each pixel.
  const std::uint8_t* const from = in.pixels.data();
  std::uint8_t* const to = out.pixels.data();
  const auto width = static_cast<std::size_t>(in.width), height = static_cast<std::size_t>(in.height);
  for (int by = 0; by < in.height; by += kBlock)
    for (int bx = 0; bx < in.width; bx += kBlock)
      for (auto x = static_cast<std::size_t>(bx), last = std::min(width, x + kBlock); x < last; ++x)
        for (auto y = static_cast<std::size_t>(by), end = std::min(height, y + kBlock); y < end; ++y) to[x * height + y] = from[y * width + x];
  return out;
}

void flip_left_right(GrayImage& image) {
  for (int y = 0; y < image.height; ++y) std::reverse(image.row(y), image.row(y) + image.width);
}

void flip_top_bottom(GrayImage& image) {
  for (int y = 0; y < image.height / 2; ++y) std::swap_ranges(image.row(y), image.row(y) + image.width, image.row(image.height - 1 - y));
}

}  // namespace nianbao
