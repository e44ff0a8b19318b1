#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace nianbao {

/// A row of a CSV file and the line (from 1) where it begins.
struct CsvRow {
  int line = 0;
  std::vector<std::string> cells;
};

/// The rows of a CSV text (RFC 4180; commas; line ends of any kind; a byte order mark is passed over; blank lines are left out).
/// Error: damaged_file, with the line (a quote that is never closed, text after a closing quote).
Result<std::vector<CsvRow>> parse_csv(std::string_view text, const std::string& name);

}  // namespace nianbao
