#pragma once

#include <vector>

#include "extract/scan/rule_finder.h"

namespace nianbao {

/// Makes one of lines that lie closer together than any two rows do (double rules, the two edges of a thick one).
void merge_doubled(std::vector<ScanRule>& rules, double dpi);

/// Joins pieces of one line over gaps. Where both ends of a gap stand on lines of the other direction, the line really
/// ends there: cells are merged between.
void join_pieces(std::vector<ScanRule>& rules, const std::vector<ScanRule>& perpendicular, double dpi);

}  // namespace nianbao
