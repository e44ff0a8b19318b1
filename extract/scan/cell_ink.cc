#include "extract/scan/cell_ink.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/scan/cell_cover.h"
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
constexpr double kDotInch = 0.016;           // a compact spot no wider nor higher, far from all else, is one too
constexpr double kLoneInch = 0.04;           // so far over or under the ink,
constexpr double kAsideInch = 0.2;           // or so far beside it
constexpr std::size_t kMostLoneDots = 2;     // more may be what is left of a figure
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

struct SpotBox {
  int left, top, right, bottom;  ///< exclusive

  void unite(const SpotBox& other) {
    left = std::min(left, other.left), top = std::min(top, other.top);
    right = std::max(right, other.right), bottom = std::max(bottom, other.bottom);
  }
  /// Whether that lies over or under this by `rows`, or beside it by `columns`.
  bool is_far_from(const SpotBox& other, int rows, int columns) const {
    return other.bottom + rows <= top || bottom + rows <= other.top || other.right + columns <= left || right + columns <= other.left;
  }
};

SpotBox box_of(const Spot& spot, int width) {
  SpotBox box{width, 1 << 30, 0, 0};
  for (std::size_t at : spot.pixels) {
    const int x = static_cast<int>(at) % width, y = static_cast<int>(at) / width;
    box.unite({x, y, x + 1, y + 1});
  }
  return box;
}

/// Takes out specks as large as a point that stand where no point would: alone, or far from the ink.
void paint_lone_dots(GrayImage& crop, std::vector<Spot>& spots, double dpi, int speck) {
  const int side = static_cast<int>(dpi * kDotInch), rows = static_cast<int>(dpi * kLoneInch), columns = static_cast<int>(dpi * kAsideInch);
  std::vector<SpotBox> boxes;
  std::vector<std::size_t> dots;
  SpotBox ink{crop.width, crop.height, 0, 0};
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const SpotBox& box = boxes.emplace_back(box_of(spots[i], crop.width));
    const int wide = box.right - box.left, high = box.bottom - box.top, area = static_cast<int>(spots[i].pixels.size());
    const bool dot = wide <= side && high <= side && 2 * area >= wide * high && 2 * wide >= high && 2 * high >= wide;
    if (dot && area >= speck) dots.push_back(i);
    else if (area >= speck) ink.unite(box);
  }
  if (dots.size() > kMostLoneDots) return;
  const bool any_ink = ink.right > 0;
  for (std::size_t i : dots) {
    const SpotBox& box = boxes[i];
    const bool among_dots = std::any_of(dots.begin(), dots.end(), [&](std::size_t k) { return k != i && !box.is_far_from(boxes[k], rows, columns); });
    if (among_dots || (any_ink && !box.is_far_from(ink, rows, columns))) continue;
    for (int y = std::max(0, box.top - 2); y < std::min(crop.height, box.bottom + 2); ++y)
      for (int x = std::max(0, box.left - 2); x < std::min(crop.width, box.right + 2); ++x) crop.row(y)[x] = 255;
    spots[i].pixels.clear();
  }
}

/// Sorts the cell's spots: a ruling's rough edge is painted over, ink that goes on under a ruling is told.
void look_at(CellInk& cell, const CellInside& inside, double dpi, int usual) {
  const int speck = std::max(2, static_cast<int>(std::lround(dpi * dpi * kSpeckInch * kSpeckInch)));
  const int residue = std::max(1, static_cast<int>(std::lround(dpi * kResidueInch)));
  bool inked = false;
  // Noise joins strokes to rulings: where it is strong, the spots are those of the smoothed picture.
  const bool noisy = noise_of(cell.crop, inside) * 100 > kNoisyPercent * usual;
  const int drop = static_cast<int>((noisy ? kSmoothInkShare : kInkShare) * usual);
  std::vector<Spot> spots = find_spots(noisy ? smoothed(cell.crop) : cell.crop, inside, 255 - drop);
  paint_lone_dots(cell.crop, spots, dpi, speck);
  for (const Spot& spot : spots) {
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
