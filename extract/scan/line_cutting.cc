#include "extract/scan/line_cutting.h"

#include <algorithm>

#include "extract/scan/label_strip.h"

namespace nianbao {
namespace {

constexpr int kInkPercent = 45;  // of the contrast, below the paper
constexpr int kLeastInkDrop = 28;
constexpr int kLeastBandInk = 4;
constexpr double kWholeLine = 0.62;   // of the usual height: less is a part of a line
constexpr double kTallLine = 1.35;    // a line is at most so tall

struct Band {
  int top, bottom;  ///< [top, bottom)

  int height() const { return bottom - top; }
};

/// A level below which a pixel is ink: faint toner is lighter than a clean print's paper is dark.
int ink_level(const GrayImage& crop) { return 255 - std::max(kLeastInkDrop, (255 - darkest_ink(crop)) * kInkPercent / 100); }

int count_ink(const std::uint8_t* row, int width, int level) {
  return static_cast<int>(std::count_if(row, row + width, [level](std::uint8_t pixel) { return pixel < level; }));
}

std::vector<Band> inked_bands(const GrayImage& crop, int level) {
  std::vector<Band> out;
  for (int y = 0; y < crop.height; ++y) {
    if (count_ink(crop.row(y), crop.width, level) == 0) continue;
    if (!out.empty() && out.back().bottom == y) out.back().bottom = y + 1;
    else out.push_back({y, y + 1});
  }
  return out;
}

/// The height of the tallest bands: what a line of Chinese text is.
int usual_height(const std::vector<Band>& bands) {
  std::vector<int> heights;
  for (const Band& band : bands) heights.push_back(band.height());
  std::sort(heights.begin(), heights.end());
  return heights[heights.size() * 3 / 4];
}

/// Puts parts of a line together with the nearer neighbour that makes no more than a line with them.
void join_parts(std::vector<Band>& bands) {
  for (bool again = true; again && bands.size() > 1;) {
    again = false;
    const int usual = usual_height(bands);
    for (std::size_t i = 0; i < bands.size() && !again; ++i) {
      if (bands[i].height() >= kWholeLine * usual) continue;
      auto fits = [&](std::size_t a, std::size_t b) { return bands[b].bottom - bands[a].top <= kTallLine * usual; };
      bool up = i > 0 && fits(i - 1, i), down = i + 1 < bands.size() && fits(i, i + 1);
      if (up && down) (bands[i].top - bands[i - 1].bottom <= bands[i + 1].top - bands[i].bottom ? down : up) = false;
      if (!up && !down) continue;
      std::size_t first = up ? i - 1 : i;
      bands[first].bottom = bands[first + 1].bottom;
      bands.erase(bands.begin() + static_cast<std::ptrdiff_t>(first) + 1);
      again = true;
    }
  }
}

GrayImage cut_band(const GrayImage& crop, const Band& band, int level, int margin) {
  int left = crop.width, right = -1;
  for (int y = band.top; y < band.bottom; ++y)
    for (int x = 0; x < crop.width; ++x)
      if (crop.row(y)[x] < level) left = std::min(left, x), right = std::max(right, x);
  // Blur round the ink is part of it.
  left = std::max(0, left - 2), right = std::min(crop.width - 1, right + 2);
  const int top = std::max(0, band.top - 1), bottom = std::min(crop.height, band.bottom + 1);
  GrayImage out(right - left + 1 + 2 * margin, bottom - top + 2 * margin);
  for (int y = top; y < bottom; ++y) std::copy(crop.row(y) + left, crop.row(y) + right + 1, out.row(y - top + margin) + margin);
  return out;
}

}  // namespace

std::vector<GrayImage> cut_lines(const GrayImage& crop, int margin) {
  const int level = ink_level(crop);
  std::vector<Band> bands = inked_bands(crop, level);
  std::erase_if(bands, [&](const Band& band) {
    int ink = 0;
    for (int y = band.top; y < band.bottom; ++y) ink += count_ink(crop.row(y), crop.width, level);
    return ink < kLeastBandInk;
  });
  if (bands.size() > 1) join_parts(bands);
  std::vector<GrayImage> out;
  for (const Band& band : bands) out.push_back(cut_band(crop, band, level, margin));
  return out;
}

}  // namespace nianbao
