#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/html_tables.h"
#include "extract/html_tree.h"
#include "model/document.h"

namespace nianbao {

/// A piece of a page in the order of the document, with where it comes from.
struct HtmlItem {
  Block block;
  std::uint32_t node = 0;   ///< a grid's table; the first text of a paragraph
  std::uint32_t last = 0;   ///< the last text of a paragraph; of a grid: its table
  bool linked = false;      ///< a paragraph that is nothing but a link's text, or several links', with dates and bullets beside
  bool metadata = false;    ///< a metadata table; its grid is kept for reading it, not for the flow
  bool has_numbers = false; ///< a grid with rows of numbers
};

/// Reads the displayed text of a page: a paragraph for each block of text and for each line that `<br>` begins in it, a grid
/// for each table that is one; frames flow like any block.
std::vector<HtmlItem> read_flow(const HtmlTree& tree, const HtmlTables& tables);

}  // namespace nianbao
