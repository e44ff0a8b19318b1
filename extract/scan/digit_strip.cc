#include "extract/scan/digit_strip.h"

#include <algorithm>
#include <cstddef>

namespace nianbao {
namespace {

constexpr std::int64_t kOne = 65536;

/// Which source pixels make one target pixel, and their weights, which sum to kOne.
struct Taps {
  int first = 0;
  std::vector<std::int64_t> weights;
};

std::vector<Taps> make_taps(int size, int to_size) {
  std::vector<Taps> taps(static_cast<std::size_t>(to_size));
  const std::int64_t step = size * kOne / to_size;
  const std::int64_t radius = std::max(step, kOne);
  for (int to = 0; to < to_size; ++to) {
    const std::int64_t centre = (2 * to + 1) * size * kOne / (2 * to_size);
    const int first = static_cast<int>(std::max<std::int64_t>(0, (centre - radius) / kOne));
    const int last = static_cast<int>(std::min<std::int64_t>(size - 1, (centre + radius) / kOne));
    Taps& tap = taps[static_cast<std::size_t>(to)];
    tap.first = first;
    std::int64_t sum = 0;
    for (int from = first; from <= last; ++from) {
      const std::int64_t distance = std::abs(from * kOne + kOne / 2 - centre);
      const std::int64_t weight = std::max<std::int64_t>(0, radius - distance);
      tap.weights.push_back(weight);
      sum += weight;
    }
    for (std::int64_t& weight : tap.weights) weight = weight * kOne / sum;
  }
  return taps;
}

}  // namespace

std::vector<std::uint8_t> scale_ink(const std::vector<std::uint8_t>& source, int width, int height, int to_width, int to_height) {
  const std::vector<Taps> across = make_taps(width, to_width);
  const std::vector<Taps> down = make_taps(height, to_height);
  const auto target_width = static_cast<std::size_t>(to_width);
  std::vector<std::int64_t> rows(static_cast<std::size_t>(height) * target_width);  // 8 bits' fraction
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* row = source.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    for (std::size_t x = 0; x < target_width; ++x) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < across[x].weights.size(); ++i) sum += across[x].weights[i] * row[static_cast<std::size_t>(across[x].first) + i];
      rows[static_cast<std::size_t>(y) * target_width + x] = sum >> 8;
    }
  }
  std::vector<std::uint8_t> target(static_cast<std::size_t>(to_height) * target_width);
  for (std::size_t y = 0; y < static_cast<std::size_t>(to_height); ++y) {
    for (std::size_t x = 0; x < target_width; ++x) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < down[y].weights.size(); ++i) {
        sum += down[y].weights[i] * rows[(static_cast<std::size_t>(down[y].first) + i) * target_width + x];
      }
      target[y * target_width + x] = static_cast<std::uint8_t>(std::min<std::int64_t>(127, (sum + (kOne << 7)) >> 24));
    }
  }
  return target;
}

DigitStrip make_strip(const InkLine& line, int type_height) {
  DigitStrip strip;
  if (line.width < 1 || line.height < 1) return strip;
  const int unit = is_flat(line, type_height) ? type_height : line.height;
  const int ink_height = std::clamp((line.height * kStripInkHeight + unit / 2) / unit, 1, kStripInkHeight);
  const std::int64_t wide = (static_cast<std::int64_t>(line.width) * kStripInkHeight + unit / 2) / unit;
  if (wide + 2 * kStripMargin > kWidestStrip) return strip;
  const int ink_width = std::max(1, static_cast<int>(wide));
  const std::vector<std::uint8_t> ink = scale_ink(line.ink, line.width, line.height, ink_width, ink_height);
  strip.width = (ink_width + 2 * kStripMargin + 3) / 4 * 4;
  strip.ink.assign(static_cast<std::size_t>(kStripHeight) * static_cast<std::size_t>(strip.width), 0);
  const int top = (kStripHeight - ink_height) / 2;
  for (int y = 0; y < ink_height; ++y) {
    std::copy_n(ink.begin() + static_cast<std::ptrdiff_t>(y) * ink_width, ink_width,
                strip.ink.begin() + static_cast<std::ptrdiff_t>(top + y) * strip.width + kStripMargin);
  }
  return strip;
}

}  // namespace nianbao
