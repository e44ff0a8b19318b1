#pragma once

#include <vector>

#include "extract/scan/scan_tables.h"

namespace nianbao {

/// The table that the rules of these crossings make.
ScanTable table_of(const RuleNetwork& network, const std::vector<Crossing>& crossings, double dpi);

/// Parts rows x cols places into cells by the sides that are ruled. `upper[r * cols + c]` is the share that is inked of the side
/// above place (r, c), `left` that of the side to its left; those of the first row and column do not count. The cells have no
/// corners yet. See find_scan_tables.
ScanTable part_places(int rows, int cols, const std::vector<double>& upper, const std::vector<double>& left);

}  // namespace nianbao
