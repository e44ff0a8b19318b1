#include "extract/scan/glyph_pitch.h"

#include <algorithm>
#include <cstddef>

namespace nianbao {
namespace {

constexpr std::size_t kLeastPairs = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The distances of digits side by side, in thousandths of the digits' height.
std::vector<int> pitches_of(const GlyphReading& line) {
  std::vector<int> pitches;
  for (std::size_t i = 1; i < line.glyphs.size(); ++i) {
    const NamedGlyph& left = line.glyphs[i - 1];
    const NamedGlyph& right = line.glyphs[i];
    if (is_digit(left.character) && is_digit(right.character)) {
      pitches.push_back((right.middle - left.middle) * 500 / std::max(1, line.digit_height));
    }
  }
  return pitches;
}

}  // namespace

std::vector<bool> find_wide_pitches(const std::vector<GlyphReading>& lines) {
  std::vector<int> all;
  for (const GlyphReading& line : lines) {
    const std::vector<int> pitches = pitches_of(line);
    all.insert(all.end(), pitches.begin(), pitches.end());
  }
  if (all.size() < kLeastPairs) return std::vector<bool>(lines.size(), false);
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  std::nth_element(all.begin(), middle, all.end());
  const int usual = *middle;
  std::vector<bool> wide;
  for (const GlyphReading& line : lines) {
    const std::vector<int> pitches = pitches_of(line);
    wide.push_back(std::any_of(pitches.begin(), pitches.end(), [&](int pitch) { return pitch * 10 > usual * 13; }));
  }
  return wide;
}

}  // namespace nianbao
