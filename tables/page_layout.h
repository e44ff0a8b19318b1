#pragma once

#include <memory>
#include <vector>

#include "tables/cell_text.h"
#include "tables/grid_join.h"
#include "tables/page_frame.h"
#include "tables/ruled_tables.h"
#include "tables/running_lines.h"

namespace nianbao {

/// A page on its way to the layout. `page` is the document's, or `turned_page` where it is read sideways; lines and
/// tables point into its spans.
struct PageWork {
  Frame frame;
  std::unique_ptr<Page> turned_page;
  const Page* page = nullptr;
  std::vector<LayoutItem> tables;  ///< in the reading frame from top to bottom; boxes of cells are the page's
  std::vector<Ruling> rulings;     ///< horizontal edges that belong to no ruled table
};

/// Finds the ruled tables of a page and puts its other text in lines.
///
/// Grids that the reader found itself (scans) are taken as they are. A ruled table without any text is a drawing and is
/// left out, unless it may be the blank rest of a table from the page before. `lines` gets what stands in no table.
PageWork read_page_tables(const Page& page, double snap_pt, PageLines& lines);

/// Gives lines that hang out of a page's last table back to its cells: its last row goes on at the top of the next page,
/// and they stand closely below, each within the width of one of its cells.
void take_overhanging_lines(std::vector<PageWork>& works, std::vector<PageLines>& lines);

}  // namespace nianbao
