#pragma once

#include <set>
#include <string>
#include <vector>

#include "corpus/generator/report.h"
#include "corpus/generator/scan_look.h"
#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

/// The truth about a report in a file of that name: unit, year, form, values, and, where they differ from the usual, the
/// statuses of cells without a number, the cells that run-together text leaves `undecided`, the `broken` sums, and the
/// further `findings` that are due. In a file of several reports, `record` is the report's number, `records` how many there are.
std::string truth_json(const Report& report, const std::string& file, const std::set<std::string>& undecided, int record = 1,
                       int records = 1);

/// Of a scan: also its resolution, the numbers' font, the cells that something lies over (`obstructed`) and the one with an
/// unreadable digit (`erased`).
std::string scan_truth_json(const Report& report, const std::string& file, const ScanFacts& facts);

/// Where each number's glyphs stand: page (from 1) and box, in points from the top left of the page as shown.
std::string places_json(const std::vector<Sheet>& sheets, const std::string& file);
std::string places_json(const std::vector<std::vector<Place>>& pages, const std::string& file);

}  // namespace nianbao::corpus
