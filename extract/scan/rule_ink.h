#pragma once

#include <vector>

#include "extract/scan/rule_finder.h"

namespace nianbao {

/// Where along its way a ruling is inked, that is darker than the paper on both sides. Gaps no wider than those of a dashed
/// ruling count as ink. A ruling that is not drawn counts as inked all along.
class RuleInk {
 public:
  RuleInk() = default;
  /// `gray` lies so that the rule is level. The rule may reach beyond the picture. `contrast` is that of rulings on this page.
  RuleInk(const GrayImage& gray, const ScanRule& rule, double contrast, double dpi);

  /// The share of [from, to] that is inked, 0 to 1; of a way of no length that of its place.
  double share(double from, double to) const;
  /// How much a ruling leads from one crossing to the next, 0 to 1: the share that is inked between them, less where the ink does not reach up
  /// to both as a character's stroke does not.
  double ruled(double from, double to) const;
  /// The ends of the rule's ink: of what is inked from `from` to `to`, and goes on from there. `last < first` where there is none.
  struct Extent {
    int first = 0, last = -1;
    double share = 0;  ///< that is inked of it, gaps left out in which a ruling may be missing between merged cells
  };
  Extent extent(int from, int to) const;

  bool operator==(const RuleInk&) const = default;

 private:
  int from_ = 0, to_ = -1;
  double dpi_ = 200;
  bool drawn_ = true;
  std::vector<int> sums_;  ///< inked places before each place, from `from_` on
};

}  // namespace nianbao
