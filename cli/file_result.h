#pragma once

#include <string>

#include "cli/tally.h"
#include "records/report_store.h"

namespace nianbao {

/// What a file gave: its records as JSON lines, counted, and a sentence for each that failed (a line each).
struct FileResult {
  std::string lines;
  Tally tally;
  std::string trouble;  ///< empty where all was read
  std::string path = {}, source = {};  ///< of the item
  SeenFile seen = {};     ///< of the item

  bool operator==(const FileResult&) const = default;
};

}  // namespace nianbao
