#pragma once

#include <vector>

#include "corpus/generator/sheet.h"
#include "corpus/generator/style.h"

namespace nianbao::corpus {

/// Heights at which a page break cuts a table and no ruling is drawn; -1 where it is.
struct Cut {
  double top = -1, bottom = -1;
};

/// Draws the sides of the cells in the style's manner.
void rule_cells(const std::vector<Rect>& cells, const Style& style, const Cut& cut, Sheet& sheet);

}  // namespace nianbao::corpus
