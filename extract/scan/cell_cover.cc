#include "extract/scan/cell_cover.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace nianbao {
namespace {

constexpr double kPatchPerInch = 11;
constexpr int kPatchDarker = 17;  // of 255: a stain, whatever its edge
constexpr double kEdgePatchPerInch = 24;
constexpr int kLeastStep = 4 * 16;         // in sixteenths of a level, over a sharp edge
constexpr int kStepFactor = 9;             // and so many times the usual difference of neighbouring patches
constexpr int kRoughness = 2;              // a patch with writing in it varies by more than so many times the paper
constexpr int kHaloPixels = 2;             // blur round ink is no paper
constexpr int kHaloShare = 3;              // of the ink's threshold: what is darker than a third of it has a halo
constexpr int kLeastPatches = 60;
constexpr int kEdgesOfPatch = 4;           // places at which an edge shows

/// Sums over boxes of the crop: levels, their squares, and pixels that are no paper.
class BoxSums {
 public:
  BoxSums(const GrayImage& crop, const std::vector<std::uint8_t>& closed) : stride_(static_cast<std::size_t>(crop.width) + 1) {
    const std::size_t size = stride_ * (static_cast<std::size_t>(crop.height) + 1);
    for (auto* sums : {&levels_, &squares_, &closed_}) sums->assign(size, 0);
    for (int y = 0; y < crop.height; ++y)
      for (int x = 0; x < crop.width; ++x) {
        const std::size_t at = index(x + 1, y + 1), from = static_cast<std::size_t>(y) * static_cast<std::size_t>(crop.width) + static_cast<std::size_t>(x);
        const std::int64_t level = crop.pixels[from];
        add(levels_, at, level), add(squares_, at, level * level), add(closed_, at, closed[from]);
      }
  }

  bool is_open(int x, int y, int side) const { return in(closed_, x, y, side) == 0; }
  /// In sixteenths of a level.
  int mean(int x, int y, int side) const { return static_cast<int>(16 * in(levels_, x, y, side) / (side * side)); }
  int variance(int x, int y, int side) const {
    const std::int64_t n = std::int64_t{side} * side, sum = in(levels_, x, y, side);
    return static_cast<int>((n * in(squares_, x, y, side) - sum * sum) * 16 / (n * n));
  }

 private:
  using Sums = std::vector<std::int64_t>;

  std::size_t index(int x, int y) const { return static_cast<std::size_t>(y) * stride_ + static_cast<std::size_t>(x); }
  void add(Sums& sums, std::size_t at, std::int64_t value) const { sums[at] = value + sums[at - 1] + sums[at - stride_] - sums[at - stride_ - 1]; }
  std::int64_t in(const Sums& sums, int x, int y, int side) const {
    return sums[index(x + side, y + side)] - sums[index(x, y + side)] - sums[index(x + side, y)] + sums[index(x, y)];
  }

  std::size_t stride_;
  Sums levels_, squares_, closed_;
};

/// Pixels that are no paper: ink with its halo, and what lies outside of the cell.
std::vector<std::uint8_t> closed_pixels(const GrayImage& crop, const CellInside& inside, int ink) {
  std::vector<std::uint8_t> out(crop.pixels.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = inside.depth[i] < 2 || crop.pixels[i] < 255 - ink;
  return out;
}

std::vector<std::uint8_t> with_halo(const std::vector<std::uint8_t>& closed, const GrayImage& crop) {
  std::vector<std::uint8_t> out = closed;
  for (int y = 0; y < crop.height; ++y)
    for (int x = 0; x < crop.width; ++x) {
      if (!closed[static_cast<std::size_t>(y) * static_cast<std::size_t>(crop.width) + static_cast<std::size_t>(x)]) continue;
      for (int ny = std::max(0, y - kHaloPixels); ny <= std::min(crop.height - 1, y + kHaloPixels); ++ny)
        for (int nx = std::max(0, x - kHaloPixels); nx <= std::min(crop.width - 1, x + kHaloPixels); ++nx)
          out[static_cast<std::size_t>(ny) * static_cast<std::size_t>(crop.width) + static_cast<std::size_t>(nx)] = 1;
    }
  return out;
}

/// A stain: a patch far darker than most.
bool has_dark_patch(const GrayImage& crop, const BoxSums& sums, int side) {
  std::vector<int> means;
  for (int y = 0; y + side <= crop.height; y += 2)
    for (int x = 0; x + side <= crop.width; x += 2)
      if (sums.is_open(x, y, side)) means.push_back(sums.mean(x, y, side) / 16);
  if (means.empty()) return false;
  const int darkest = *std::min_element(means.begin(), means.end());
  const auto bright = means.begin() + static_cast<std::ptrdiff_t>(means.size() * 3 / 4);
  std::nth_element(means.begin(), bright, means.end());
  return darkest < *bright - kPatchDarker;
}

int middle_of(std::vector<int> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// The edge of a hole: two smooth patches side by side, of other levels than neighbours have elsewhere in the cell.
bool has_edge(const GrayImage& crop, const BoxSums& sums, int side) {
  struct Pair {
    int step, rough;
  };
  std::vector<Pair> pairs;
  std::vector<int> variances, steps;
  const int next = side + 2;
  for (int y = 0; y + side <= crop.height; y += 2)
    for (int x = 0; x + side <= crop.width; x += 2) {
      if (!sums.is_open(x, y, side)) continue;
      const int mean = sums.mean(x, y, side), variance = sums.variance(x, y, side);
      variances.push_back(variance);
      for (const auto& [dx, dy] : {std::pair{next, 0}, std::pair{0, next}}) {
        if (x + dx + side > crop.width || y + dy + side > crop.height || !sums.is_open(x + dx, y + dy, side)) continue;
        pairs.push_back({std::abs(mean - sums.mean(x + dx, y + dy, side)), std::max(variance, sums.variance(x + dx, y + dy, side))});
        steps.push_back(pairs.back().step);
      }
    }
  if (static_cast<int>(pairs.size()) < kLeastPatches) return false;
  const int usual = std::max(16, middle_of(variances)), least = std::max(kLeastStep, kStepFactor * middle_of(steps));
  return std::count_if(pairs.begin(), pairs.end(), [&](const Pair& pair) { return pair.step >= least && pair.rough <= kRoughness * kRoughness * usual; }) >= kEdgesOfPatch;
}

}  // namespace

bool is_covered(const GrayImage& crop, const CellInside& inside, double dpi, int ink) {
  const int side = std::max(8, static_cast<int>(dpi / kPatchPerInch)), edge_side = std::max(6, static_cast<int>(dpi / kEdgePatchPerInch));
  if (crop.width < side || crop.height < side) return false;
  if (has_dark_patch(crop, BoxSums(crop, closed_pixels(crop, inside, ink)), side)) return true;
  return has_edge(crop, BoxSums(crop, with_halo(closed_pixels(crop, inside, ink / kHaloShare), crop)), edge_side);
}

}  // namespace nianbao
