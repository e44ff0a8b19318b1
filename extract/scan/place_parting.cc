#include <algorithm>
#include <array>
#include <numeric>

#include "extract/scan/table_lattice.h"

namespace nianbao {
namespace {

/// The shares from which a side counts as ruled: the usual one, then those that part more, then those that join more.
constexpr std::array<double, 7> kThresholds{kRuledShare, 0.4, 0.3, 0.2, 0.6, 0.7, 0.8};

struct Sides {
  int rows, cols;
  const std::vector<double>&upper, &left;

  std::size_t at(int row, int col) const { return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(col); }
};

/// The places of each cell.
using Regions = std::vector<std::vector<std::size_t>>;

/// Joins the places between which no side reaches its threshold.
Regions regions_of(const Sides& sides, const std::vector<double>& thresholds) {
  std::vector<std::size_t> parents(thresholds.size());
  std::iota(parents.begin(), parents.end(), std::size_t{0});
  const auto root_of = [&](std::size_t i) {
    while (parents[i] != i) i = parents[i] = parents[parents[i]];
    return i;
  };
  const auto join = [&](std::size_t a, std::size_t b, double share) {
    // Of the two places' thresholds the one that is further from the usual decides.
    const bool first = std::abs(thresholds[a] - kRuledShare) > std::abs(thresholds[b] - kRuledShare);
    if (share < (first ? thresholds[a] : thresholds[b])) parents[std::max(root_of(a), root_of(b))] = std::min(root_of(a), root_of(b));
  };
  for (int r = 0; r < sides.rows; ++r)
    for (int c = 0; c < sides.cols; ++c) {
      if (r > 0) join(sides.at(r - 1, c), sides.at(r, c), sides.upper[sides.at(r, c)]);
      if (c > 0) join(sides.at(r, c - 1), sides.at(r, c), sides.left[sides.at(r, c)]);
    }
  Regions out;
  std::vector<std::size_t> index(parents.size());
  for (std::size_t i = 0; i < parents.size(); ++i) {
    if (root_of(i) == i) index[i] = out.size(), out.emplace_back();
    out[index[root_of(i)]].push_back(i);
  }
  return out;
}

ScanCell cell_of(const Sides& sides, const std::vector<std::size_t>& region) {
  int top = sides.rows, bottom = -1, left = sides.cols, right = -1;
  for (const std::size_t place : region) {
    const int row = static_cast<int>(place) / sides.cols, col = static_cast<int>(place) % sides.cols;
    top = std::min(top, row), bottom = std::max(bottom, row), left = std::min(left, col), right = std::max(right, col);
  }
  ScanCell out;
  out.row = top, out.col = left, out.row_span = bottom - top + 1, out.col_span = right - left + 1;
  return out;
}

bool is_rectangle(const Sides& sides, const std::vector<std::size_t>& region) {
  const ScanCell cell = cell_of(sides, region);
  return static_cast<std::size_t>(cell.row_span) * static_cast<std::size_t>(cell.col_span) == region.size();
}

std::size_t count_odd(const Sides& sides, const Regions& regions) {
  return static_cast<std::size_t>(std::count_if(regions.begin(), regions.end(), [&](const auto& region) { return !is_rectangle(sides, region); }));
}

/// Gives the places of each region that is no rectangle the threshold with which fewer such regions are left.
Regions mended(const Sides& sides, std::vector<double>& thresholds) {
  Regions best = regions_of(sides, thresholds);
  for (const std::vector<std::size_t>& region : Regions(best)) {
    if (is_rectangle(sides, region)) continue;
    for (const double threshold : kThresholds) {
      std::vector<double> tried = thresholds;
      for (const std::size_t place : region) tried[place] = threshold;
      Regions found = regions_of(sides, tried);
      if (count_odd(sides, found) >= count_odd(sides, best)) continue;
      best = std::move(found);
      thresholds = std::move(tried);
    }
  }
  return best;
}

/// The places of a region that is no rectangle, each a cell.
void cut_up(const Sides& sides, const std::vector<std::size_t>& region, std::vector<ScanCell>& out) {
  for (const std::size_t place : region) {
    ScanCell cell;
    cell.row = static_cast<int>(place) / sides.cols, cell.col = static_cast<int>(place) % sides.cols;
    out.push_back(cell);
  }
}

}  // namespace

ScanTable part_places(int rows, int cols, const std::vector<double>& upper, const std::vector<double>& left) {
  const Sides sides{rows, cols, upper, left};
  std::vector<double> thresholds(upper.size(), kRuledShare);
  const Regions regions = mended(sides, thresholds);
  ScanTable out;
  out.rows = rows, out.cols = cols;
  out.whole = true;
  for (const std::vector<std::size_t>& region : regions) {
    if (is_rectangle(sides, region)) {
      out.cells.push_back(cell_of(sides, region));
    } else {
      out.whole = false;
      out.odd_places += region.size();
      cut_up(sides, region, out.cells);
    }
  }
  std::stable_sort(out.cells.begin(), out.cells.end(),
                   [](const ScanCell& a, const ScanCell& b) { return std::pair(a.row, a.col) < std::pair(b.row, b.col); });
  return out;
}

}  // namespace nianbao
