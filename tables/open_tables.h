#pragma once

#include <vector>

#include "tables/cell_text.h"

namespace nianbao {

/// Takes out the tables whose rulings part but some of their cells: numbers or labels of several rows stand in one cell,
/// or labels stand beside the rows outside all rulings. Such a table is read by alignment, with its rulings as borders of rows. True
/// where there was one: the text is to be placed anew.
bool drop_open_tables(std::vector<RuledTable>& tables, const PlacedText& text);

}  // namespace nianbao
