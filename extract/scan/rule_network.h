#pragma once

#include <vector>

#include "extract/scan/rule_finder.h"

namespace nianbao {

/// Where a horizontal and a vertical rule meet; indexes into ScanRules.
struct Crossing {
  int horizontal = 0, vertical = 0;
  PixelPoint at;

  bool operator==(const Crossing&) const = default;
};

/// ScanRules that hang together. Every rule crosses at least two perpendicular ones.
struct RuleNetwork {
  ScanRules rules;
  std::vector<Crossing> crossings;

  bool operator==(const RuleNetwork&) const = default;
};

/// Makes tables' rulings of the lines found: pieces of one line are joined over small gaps, doubled lines are one, ends go on
/// to the next perpendicular where ink leads there, lines that touch fewer than two perpendiculars go (strokes of
/// characters, underlines), and free ends at one height are closed by a line that is not drawn (a table cut by the page,
/// or without its side lines).
RuleNetwork connect_rules(ScanRules rules, const GrayImage& gray, double dpi);

/// Which rules hang together: a number for each horizontal one, then for each vertical one.
std::vector<int> rule_components(const RuleNetwork& network);

}  // namespace nianbao
