#pragma once

#include <vector>

#include "extract/scan/rule_finder.h"

namespace nianbao {

/// Makes one of lines that lie closer together than any two rows do (double rules, the two edges of a thick one).
void merge_doubled(std::vector<ScanRule>& rules, double dpi);

/// Joins pieces of one line over gaps, also over such where cells are merged: what is no ruling there shows no ink.
void join_pieces(std::vector<ScanRule>& rules, double dpi);

}  // namespace nianbao
