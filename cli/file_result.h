#pragma once

#include <string>

#include "cli/tally.h"

namespace nianbao {

/// What a file gave: its records as JSON lines, counted, and a sentence for each that failed (a line each).
struct FileResult {
  std::string lines;
  Tally tally;
  std::string trouble;  ///< empty where all was read

  bool operator==(const FileResult&) const = default;
};

}  // namespace nianbao
