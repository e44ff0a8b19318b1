#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nianbao {

/// 8-bit gray pixels, row by row from the top, `width * height` bytes: 0 is black, 255 white.
struct GrayImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;

  GrayImage() = default;
  GrayImage(int w, int h, std::uint8_t fill = 255)
      : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}
  bool empty() const { return pixels.empty(); }
  const std::uint8_t* row(int y) const { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  std::uint8_t* row(int y) { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }

  bool operator==(const GrayImage&) const = default;
};

/// Columns become rows.
GrayImage transposed(const GrayImage& in);
void flip_left_right(GrayImage& image);
void flip_top_bottom(GrayImage& image);

struct PixelPoint {
  double x = 0, y = 0;

  bool operator==(const PixelPoint&) const = default;
};

/// x' = a x + b y + c, y' = d x + e y + f.
struct Affine {
  double a = 1, b = 0, c = 0, d = 0, e = 1, f = 0;

  PixelPoint operator()(double x, double y) const { return {a * x + b * y + c, d * x + e * y + f}; }
  /// First `inner`, then this.
  Affine after(const Affine& inner) const {
    return {a * inner.a + b * inner.d, a * inner.b + b * inner.e, a * inner.c + b * inner.f + c,
            d * inner.a + e * inner.d, d * inner.b + e * inner.e, d * inner.c + e * inner.f + f};
  }

  bool operator==(const Affine&) const = default;
};

/// A picture of a page, or of a part of it: upright as the page is published (turns and mirrorings of its placement, and
/// EXIF orientation, are undone). Coloured ink is light: the pixels are the red channel's.
struct PageImage {
  GrayImage gray;
  double dpi = 200;     ///< of the pixels on paper, as near as it is known
  bool dpi_known = true;
  Affine to_page;       ///< pixels -> points of the page, origin top left
  bool damaged = false; ///< the file is cut or broken, and a part of the pixels is not the picture's

  bool operator==(const PageImage&) const = default;
};

}  // namespace nianbao
