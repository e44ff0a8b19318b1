#pragma once

#include <vector>

#include "extract/scan/gray_image.h"

namespace nianbao {

/// A ruling as the scan shows it: it may be curved. For a horizontal one `at[i]` is its y at x = `from` + i; for a vertical
/// one its x at y = `from` + i. Pixels.
struct ScanRule {
  int from = 0;
  std::vector<float> at;
  bool drawn = true;  ///< false: closes a table that the page cuts, and is no ink
  double contrast = 1;  ///< mean share of the light beside it that it lacks

  int to() const { return from + static_cast<int>(at.size()) - 1; }
  int length() const { return static_cast<int>(at.size()); }
  /// Beyond its ends it goes on as its last part goes.
  double at_place(double place) const;

  bool operator==(const ScanRule&) const = default;
};

struct ScanRules {
  std::vector<ScanRule> horizontal, vertical;

  bool operator==(const ScanRules&) const = default;
};

/// Finds thin dark lines, nearly level or upright (slope to about 5 %), on a page of `dpi`.
///
/// Method: a ridge filter on the gray picture (no threshold of its own: shaded rows and uneven light make no edges), runs,
/// components, a polyline each; what is not darker than both of its sides along most of its length goes. Strokes of
/// large characters remain; rule_network tells them from tables.
ScanRules find_rules(const GrayImage& gray, double dpi);

}  // namespace nianbao
