#pragma once

#include <vector>

#include "extract/scan/rule_finder.h"
#include "extract/scan/rule_ink.h"

namespace nianbao {

/// Where a horizontal and a vertical rule meet; indexes into ScanRules.
struct Crossing {
  int horizontal = 0, vertical = 0;
  PixelPoint at;
  int table = 0;  ///< crossings that rulings lead from one to the other have the same

  bool operator==(const Crossing&) const = default;
};

/// Rules that cross, and where they are inked.
struct RuleNetwork {
  ScanRules rules;
  std::vector<RuleInk> horizontal_ink, vertical_ink;  ///< of each rule
  std::vector<Crossing> crossings;

  bool operator==(const RuleNetwork&) const = default;
};

/// The least share of a way between two crossings that is inked where a ruling leads along it.
inline constexpr double kRuledShare = 0.5;

/// Makes tables' rulings of the lines found. Pieces of one line are joined over gaps, doubled lines are one; each line is followed as far as it
/// is inked. A line stays where it crosses two others at least, and shows as rulings do: inked nearly all along between the crossings that it joins, and
/// up to them (strokes of characters, one under the other, are not). Free ends at one height, across a table, are closed by a line that is not
/// drawn (a table cut by the page, or without its side lines).
RuleNetwork connect_rules(ScanRules rules, const GrayImage& gray, double dpi);

}  // namespace nianbao
