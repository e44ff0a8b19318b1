#pragma once

#include <vector>

#include "extract/scan/page_straightening.h"
#include "extract/scan/scan_tables.h"
#include "extract/scan/text_recogniser.h"
#include "model/document.h"

namespace nianbao {

/// The longest time for the text of one page.
inline constexpr int kProseMilliseconds = 60'000;

/// Reads the text outside of the tables: a span a line, in points of the straight page.
std::vector<Span> read_prose(const StraightPage& page, const std::vector<ScanTable>& tables, TextRecogniser& text);

}  // namespace nianbao
