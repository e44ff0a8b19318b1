#pragma once

#include <string>
#include <vector>

#include "corpus/generator/random.h"
#include "corpus/generator/report.h"
#include "corpus/generator/scan_look.h"
#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

/// A report's sheets, printed, handled, scanned and saved.
struct ScannedFile {
  std::string ending;  ///< of the file's name
  std::string bytes;
  std::vector<std::vector<Place>> places;  ///< of each page: where numbers' glyphs stand, in points of the page as the file shows it
  ScanFacts facts;
};

/// Same sheets, look and random numbers: same bytes.
ScannedFile scan_sheets(std::vector<Sheet> sheets, const Report& report, const ScanLook& look, Random random);

}  // namespace nianbao::corpus
