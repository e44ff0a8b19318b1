#pragma once

#include <vector>

#include "extract/scan/cell_ink.h"
#include "extract/scan/text_recogniser.h"
#include "model/grid.h"

namespace nianbao {

/// Under this resolution digits are too few pixels to be trusted: every cell is unsure.
inline constexpr double kLeastSureDpi = 115;

/// Reads the cells of a page's tables: numbers by two witnesses, all of a page at once, labels by the label net, and by Tesseract what
/// that does not know. Every
/// cell has `recognition`. It is sure where both witnesses agree, no ink goes on under a ruling or stands beside the
/// number, the table is whole and the page fine enough; a blank cell is sure where nothing but specks is in it.
std::vector<Grid> read_cells(const StraightPage& page, const ScanRules& rules, const std::vector<ScanTable>& tables, int page_no,
                             TextRecogniser& text);

}  // namespace nianbao
