#include "extract/scan/glyph_clusters.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

namespace nianbao {
namespace {

constexpr std::size_t kPixels = static_cast<std::size_t>(kGlyphSize * kGlyphSize);
constexpr int kSureShare = 980'000;
constexpr int kLeastOthers = 3;

/// The sum of the shapes of one name, and of how wide they are for their height (in 1/64).
struct Cluster {
  int count = 0;
  int slimness = 0;
  std::array<std::int32_t, kPixels> ink{};
};

int slimness_of(const GlyphShape& shape) { return shape.width * 64 / std::max(1, shape.height); }

/// Mean difference of the pixels, 0 to 1000, and half the difference in slimness; the shape itself left out of the cluster when
/// it is in it.
int distance(const GlyphShape& shape, const Cluster& cluster, bool member) {
  const int count = cluster.count - (member ? 1 : 0);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < kPixels; ++i) {
    const int mine = shape.ink[i];
    sum += std::abs((cluster.ink[i] - (member ? mine : 0)) - mine * count);
  }
  const int slimness = slimness_of(shape);
  const int mean = (cluster.slimness - (member ? slimness : 0)) / count;
  return static_cast<int>(sum * 1000 / (127 * static_cast<std::int64_t>(kPixels) * count)) + std::abs(mean - slimness) * 2;
}

bool counts(const NamedGlyph& glyph) {
  return glyph.character >= '0' && glyph.character <= '9' && glyph.share >= kSureShare && glyph.shape.ink.size() == kPixels;
}

GlyphLikeness compare(const NamedGlyph& glyph, const std::array<Cluster, 10>& clusters) {
  GlyphLikeness likeness{-1, -1, '?'};
  if (glyph.character < '0' || glyph.character > '9' || glyph.shape.ink.size() != kPixels) return likeness;
  for (char name = '0'; name <= '9'; ++name) {
    const Cluster& cluster = clusters[static_cast<std::size_t>(name - '0')];
    const bool own = name == glyph.character;
    const bool member = own && counts(glyph);
    if (cluster.count - (member ? 1 : 0) < kLeastOthers) continue;
    const int away = distance(glyph.shape, cluster, member);
    if (own) {
      likeness.own = away;
    } else if (likeness.other < 0 || away < likeness.other) {
      likeness.other = away;
      likeness.like = name;
    }
  }
  return likeness;
}

}  // namespace

std::vector<std::vector<GlyphLikeness>> compare_glyphs(const std::vector<GlyphReading>& cells) {
  std::array<Cluster, 10> clusters{};
  for (const GlyphReading& cell : cells) {
    for (const NamedGlyph& glyph : cell.glyphs) {
      if (!counts(glyph)) continue;
      Cluster& cluster = clusters[static_cast<std::size_t>(glyph.character - '0')];
      ++cluster.count;
      cluster.slimness += slimness_of(glyph.shape);
      for (std::size_t i = 0; i < kPixels; ++i) cluster.ink[i] += glyph.shape.ink[i];
    }
  }
  std::vector<std::vector<GlyphLikeness>> all;
  for (const GlyphReading& cell : cells) {
    auto& likenesses = all.emplace_back();
    for (const NamedGlyph& glyph : cell.glyphs) likenesses.push_back(compare(glyph, clusters));
  }
  return all;
}

}  // namespace nianbao
