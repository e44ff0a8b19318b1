#pragma once

#include <string>
#include <vector>

#include "records/codebook.h"

namespace nianbao {

/// Rows of text under column names, to be printed. Every row has as many cells as there are columns.
struct Listing {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Prints it, '\n' at the end of each line. TSV and text: tabs and line ends inside a cell become spaces; text: the last
/// column is not padded.
std::string format_listing(const Listing& listing, ListStyle style);

}  // namespace nianbao
