#include "extract/scan/cell_ink.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/scan/cell_inside.h"

namespace nianbao {
namespace {

constexpr int kPaperPercentile = 65;
constexpr int kDarkPerMille = 5;
constexpr double kInkShare = 0.38, kFaintShare = 0.17;  // of the contrast, below the paper; the latter in the mean of nine pixels
constexpr int kNoisyPercent = 9;                        // of the contrast
constexpr double kSmoothInkShare = 0.3;
constexpr double kCutShare = 0.5;      // ink that is so dark where the ruling begins goes on under it; paler, it is a stroke's blur
constexpr int kLeastCutPixels = 2;
constexpr double kNoiseFactor = 4;                      // a faint spot is so many times darker than the paper's noise
constexpr int kUsualContrast = 150, kLeastInkContrast = 45;
constexpr double kSpeckInch = 0.011;         // a smaller spot is a speck
constexpr double kPatchPerInch = 11;
constexpr int kPatchDarker = 17;             // of 255
constexpr double kResidueInch = 1.0 / 70;    // what reaches no deeper into the cell is a ruling's rough edge

/// The least level that `share` of `whole` pixels lie at or below.
int percentile(const std::array<int, 256>& histogram, int total, int share, int whole) {
  int wanted = static_cast<int>(static_cast<std::int64_t>(total) * share / whole), seen = 0;
  for (int level = 0; level < 256; ++level)
    if ((seen += histogram[static_cast<std::size_t>(level)]) > wanted) return level;
  return 255;
}

/// The cell's pixels with its paper at 255, everything outside of it as paper.
GrayImage levelled_crop(const GrayImage& gray, const CellInside& inside) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (int y = 0; y < inside.height; ++y) {
    const std::uint8_t* row = gray.row(inside.top + y) + inside.left;
    for (int x = 0; x < inside.width; ++x)
      if (inside.at(x, y)) ++histogram[row[x]], ++total;
  }
  const int paper = std::max(1, percentile(histogram, total, kPaperPercentile, 100));
  GrayImage out(inside.width, inside.height);
  for (int y = 0; y < inside.height; ++y) {
    const std::uint8_t* row = gray.row(inside.top + y) + inside.left;
    for (int x = 0; x < inside.width; ++x)
      if (inside.at(x, y)) out.row(y)[x] = static_cast<std::uint8_t>(std::min(255, row[x] * 255 / paper));
  }
  return out;
}

int darkest(const GrayImage& crop) {
  std::array<int, 256> histogram{};
  for (std::uint8_t level : crop.pixels) ++histogram[level];
  // Of the paper's side of the crop the most is painted: the share counts from a number's usual size.
  return percentile(histogram, std::min<int>(static_cast<int>(crop.pixels.size()), 4000), kDarkPerMille, 1000);
}

/// A connected spot (4 neighbours) darker than a threshold.
struct Spot {
  int least_depth = 255, most_depth = 0;
  std::vector<std::size_t> pixels;
};

std::vector<Spot> find_spots(const GrayImage& crop, const CellInside& inside, int threshold) {
  std::vector<std::uint8_t> open(crop.pixels.size());
  for (std::size_t i = 0; i < open.size(); ++i) open[i] = crop.pixels[i] < threshold && inside.depth[i];
  std::vector<Spot> out;
  const auto width = static_cast<std::size_t>(crop.width);
  for (std::size_t start = 0; start < open.size(); ++start) {
    if (!open[start]) continue;
    Spot& spot = out.emplace_back();
    open[start] = 0;
    spot.pixels.assign(1, start);
    for (std::size_t next = 0; next < spot.pixels.size(); ++next) {
      const std::size_t at = spot.pixels[next];
      spot.least_depth = std::min<int>(spot.least_depth, inside.depth[at]);
      spot.most_depth = std::max<int>(spot.most_depth, inside.depth[at]);
      auto visit = [&](std::size_t to) {
        if (open[to]) open[to] = 0, spot.pixels.push_back(to);
      };
      if (at % width > 0) visit(at - 1);
      if (at % width + 1 < width) visit(at + 1);
      if (at >= width) visit(at - width);
      if (at + width < open.size()) visit(at + width);
    }
  }
  return out;
}

/// Each pixel the mean of nine: noise and specks fade, strokes stay.
GrayImage smoothed(const GrayImage& crop) {
  GrayImage out(crop.width, crop.height);
  for (int y = 1; y + 1 < crop.height; ++y)
    for (int x = 1; x + 1 < crop.width; ++x) {
      int sum = 0;
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) sum += crop.row(y + dy)[x + dx];
      out.row(y)[x] = static_cast<std::uint8_t>(sum / 9);
    }
  return out;
}

/// How far under the paper's level its darker part lies: the distance of one standard deviation, were it noise.
int noise_of(const GrayImage& crop, const CellInside& inside) {
  std::array<int, 256> histogram{};
  int total = 0;
  for (std::size_t i = 0; i < crop.pixels.size(); ++i)
    if (inside.depth[i] > 1) ++histogram[crop.pixels[i]], ++total;
  return percentile(histogram, total, 50, 100) - percentile(histogram, total, 16, 100);
}

bool is_faint(const GrayImage& crop, const CellInside& inside, int usual, int speck, int residue) {
  const GrayImage mean = smoothed(crop);
  const int drop = std::max(static_cast<int>(kFaintShare * usual), static_cast<int>(kNoiseFactor * noise_of(mean, inside)));
  const std::vector<Spot> spots = find_spots(mean, inside, 255 - drop);
  return std::any_of(spots.begin(), spots.end(), [&](const Spot& spot) {
    return static_cast<int>(spot.pixels.size()) >= 2 * speck && spot.most_depth > residue + 1;
  });
}

/// Whether a solid patch of the paper is darker than the rest, as a hole on a gray bed or the mark of a wet cup is: what stood there
/// cannot be known. Strokes, letters and a seal's ring are narrower.
bool is_covered(const GrayImage& crop, const CellInside& inside, double dpi, int ink) {
  const int side = std::max(8, static_cast<int>(dpi / kPatchPerInch));
  if (crop.width < side || crop.height < side) return false;
  const auto stride = static_cast<std::size_t>(crop.width) + 1;
  std::vector<int> sums(stride * (static_cast<std::size_t>(crop.height) + 1)), closed(sums.size());
  for (int y = 0; y < crop.height; ++y)
    for (int x = 0; x < crop.width; ++x) {
      const std::size_t at = static_cast<std::size_t>(y + 1) * stride + static_cast<std::size_t>(x) + 1;
      const int level = crop.row(y)[x];
      sums[at] = level + sums[at - 1] + sums[at - stride] - sums[at - stride - 1];
      closed[at] = (inside.at(x, y) < 2 || level < 255 - ink) + closed[at - 1] + closed[at - stride] - closed[at - stride - 1];
    }
  std::array<int, 256> histogram{};
  int total = 0, darkest_patch = 255;
  for (int y = side; y <= crop.height; y += 2)
    for (int x = side; x <= crop.width; x += 2) {
      auto in = [&](const std::vector<int>& table) {
        auto at = [&](int px, int py) { return table[static_cast<std::size_t>(py) * stride + static_cast<std::size_t>(px)]; };
        return at(x, y) - at(x - side, y) - at(x, y - side) + at(x - side, y - side);
      };
      if (in(closed) > 0) continue;
      const int mean = in(sums) / (side * side);
      ++histogram[static_cast<std::size_t>(mean)], ++total;
      darkest_patch = std::min(darkest_patch, mean);
    }
  return total > 0 && darkest_patch < percentile(histogram, total, 75, 100) - kPatchDarker;
}

/// Sorts the cell's spots: a ruling's rough edge is painted over, ink that goes on under a ruling is told.
void look_at(CellInk& cell, const CellInside& inside, double dpi, int usual) {
  const int speck = std::max(2, static_cast<int>(std::lround(dpi * dpi * kSpeckInch * kSpeckInch)));
  const int residue = std::max(1, static_cast<int>(std::lround(dpi * kResidueInch)));
  bool inked = false;
  // Noise joins strokes to rulings: where it is strong, the spots are those of the smoothed picture.
  const bool noisy = noise_of(cell.crop, inside) * 100 > kNoisyPercent * usual;
  const int drop = static_cast<int>((noisy ? kSmoothInkShare : kInkShare) * usual);
  for (const Spot& spot : find_spots(noisy ? smoothed(cell.crop) : cell.crop, inside, 255 - drop)) {
    const bool at_edge = spot.least_depth == 1;
    if (at_edge && inside.ruled && spot.most_depth <= residue) {
      for (std::size_t at : spot.pixels) cell.crop.pixels[at] = 255;
      continue;
    }
    if (static_cast<int>(spot.pixels.size()) < speck && (!at_edge || inside.ruled)) continue;
    inked = true;
    // Where the side's ruling is not seen, it may be a line that strokes made, and ink of any darkness at it may be cut.
    const double cut_share = inside.ruled ? kCutShare : kInkShare;
    const auto cut = std::count_if(spot.pixels.begin(), spot.pixels.end(), [&](std::size_t at) {
      return inside.depth[at] == 1 && cell.crop.pixels[at] < 255 - static_cast<int>(cut_share * usual);
    });
    cell.touches_rule = cell.touches_rule || cut >= (inside.ruled ? kLeastCutPixels : 1);
  }
  if (is_covered(cell.crop, inside, dpi, drop)) cell.covered = true;
  if (inked) cell.kind = CellInk::Kind::inked;
  else if (cell.covered) cell.kind = CellInk::Kind::faint;
  else if (is_faint(cell.crop, inside, usual, speck, residue)) cell.kind = CellInk::Kind::faint;
}

/// Whether the rulings leave anything of the cell to look at: else nothing says that it is blank.
bool is_open(const CellInside& inside) {
  const auto seen = std::count_if(inside.depth.begin(), inside.depth.end(), [](std::uint8_t depth) { return depth > 0; });
  return 10 * seen >= 4 * static_cast<std::ptrdiff_t>(inside.depth.size());
}

}  // namespace

std::vector<CellInk> cut_cells(const StraightPage& page, const ScanRules& rules, const ScanTable& table) {
  std::vector<CellInk> out(table.cells.size());
  std::vector<CellInside> insides;
  std::vector<int> contrasts;
  for (std::size_t i = 0; i < out.size(); ++i) {
    insides.push_back(find_inside(page, rules, table.cells[i]));
    out[i].crop = levelled_crop(page.straight, insides[i]);
    const int contrast = 255 - darkest(out[i].crop);
    if (contrast >= kLeastInkContrast) contrasts.push_back(contrast);
  }
  std::sort(contrasts.begin(), contrasts.end());
  const int usual = contrasts.empty() ? kUsualContrast : contrasts[contrasts.size() / 2];
  for (std::size_t i = 0; i < out.size(); ++i) {
    look_at(out[i], insides[i], page.dpi, usual);
    if (out[i].kind == CellInk::Kind::blank && !is_open(insides[i])) out[i].kind = CellInk::Kind::faint;
  }
  return out;
}

}  // namespace nianbao
