#pragma once

#include <algorithm>

namespace nianbao {

/// Whether a picture of a page can have that resolution: it makes a page between A6 and A2.
inline bool is_page_resolution(int width, int height, double dpi) {
  if (dpi < 50 || dpi > 1300) return false;
  double shorter = std::min(width, height) / dpi, longer = std::max(width, height) / dpi;
  return shorter >= 3.5 && longer <= 25;
}

/// The resolution if the picture is a page of A4: its shorter side is 8.27 inches.
inline double guessed_dpi(int width, int height) { return std::clamp(std::min(width, height) / 8.27, 20.0, 1200.0); }

}  // namespace nianbao
