#include "extract/scan/label_strip.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace nianbao {
namespace {

constexpr int kPaper = 247;           // lighter is paper, with its noise
constexpr int kLeastContrast = 40;
constexpr int kDarkPixels = 12;       // of the strokes of the least digit; specks have fewer
constexpr int kLowPercent = 70;       // of the usual height

/// Darkness, 0 paper to 127 full ink.
std::vector<std::uint8_t> ink_of(const GrayImage& line, int darkest) {
  const int contrast = std::max(kLeastContrast, kPaper - darkest);
  std::vector<std::uint8_t> out;
  out.reserve(line.pixels.size());
  for (const std::uint8_t level : line.pixels) out.push_back(static_cast<std::uint8_t>(std::clamp((kPaper - level) * 127 / contrast, 0, 127)));
  return out;
}

}  // namespace

int darkest_ink(const GrayImage& crop) {
  std::array<int, 256> histogram{};
  for (const std::uint8_t level : crop.pixels) ++histogram[level];
  int seen = 0;
  for (int level = 0; level < 256; ++level)
    if ((seen += histogram[static_cast<std::size_t>(level)]) >= kDarkPixels) return level;
  return 255;
}

int middle_height(std::vector<int> heights) {
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

DigitStrip make_label_strip(const GrayImage& line, int usual_height, int darkest) {
  DigitStrip strip;
  if (line.width < 1 || line.height < 1) return strip;
  const int unit = line.height * 100 < usual_height * kLowPercent ? usual_height : line.height;
  const int ink_height = std::clamp((line.height * kLabelInkHeight + unit / 2) / unit, 1, kLabelInkHeight);
  const std::int64_t wide = (static_cast<std::int64_t>(line.width) * kLabelInkHeight + unit / 2) / unit;
  if (wide + 2 * kStripMargin > kWidestStrip) return strip;
  const int ink_width = std::max(1, static_cast<int>(wide));
  const std::vector<std::uint8_t> ink = scale_ink(ink_of(line, darkest), line.width, line.height, ink_width, ink_height);
  strip.width = (ink_width + 2 * kStripMargin + 3) / 4 * 4;
  strip.ink.assign(static_cast<std::size_t>(kStripHeight) * static_cast<std::size_t>(strip.width), 0);
  const int top = (kStripHeight - ink_height) / 2;
  for (int y = 0; y < ink_height; ++y)
    std::copy_n(ink.begin() + static_cast<std::ptrdiff_t>(y) * ink_width, ink_width,
                strip.ink.begin() + static_cast<std::ptrdiff_t>(top + y) * strip.width + kStripMargin);
  return strip;
}

}  // namespace nianbao
