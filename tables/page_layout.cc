#include "tables/page_layout.h"

#include <algorithm>

namespace nianbao {
namespace {

Source source_at(const Frame& frame, int page_no, const Box& box) {
  Source source;
  source.page = page_no;
  source.bbox = to_page(frame, box);
  return source;
}

/// The grid of a ruled table; `placed` are the runs in its cells, [begin, end).
LayoutItem item_of(const RuledTable& table, const PlacedRun* begin, const PlacedRun* end, const Frame& frame,
                   int page_no) {
  Grid grid;
  grid.rows = table.rows();
  grid.cols = table.cols();
  grid.kind = GridKind::ruled;
  grid.source = source_at(frame, page_no, table.box());
  grid.cells.reserve(table.cells.size());
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const RuledCell& cell = table.cells[i];
    const PlacedRun* first = begin;
    while (begin != end && begin->cell == static_cast<int>(i)) ++begin;
    grid.cells.push_back({cell.row, cell.col, cell.row_span, cell.col_span, cell_text(first, begin),
                          source_at(frame, page_no, table.box_of(cell))});
  }
  return {std::move(grid), page_no, table.xs, table.ys.front(), table.ys.back(), table.open_top, table.open_bottom};
}

bool is_inside(const Box& box, double x, double y) { return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1; }

/// Hands over the reader's own grids and takes the text that stands in them out of `outside`.
void take_reader_grids(const Page& page, std::vector<LayoutItem>& tables, std::vector<GlyphRun>& outside) {
  for (const Grid& grid : page.grids) {
    LayoutItem item{grid, page.page_no, {}, 0, 0, false, false};
    if (grid.source.bbox) {
      const Box box = *grid.source.bbox;
      item.top = box.y0;
      item.bottom = box.y1;
      outside.erase(std::remove_if(outside.begin(), outside.end(),
                                   [&](const GlyphRun& run) { return is_inside(box, run.box.mid_x(), run.box.mid_y()); }),
                    outside.end());
    }
    tables.push_back(std::move(item));
  }
}

/// Horizontal edges outside all tables: they may part the rows of a table without vertical lines.
std::vector<Ruling> free_rulings(const Edges& edges, const std::vector<RuledTable>& tables) {
  std::vector<Ruling> out;
  for (const Ruling& edge : edges.horizontal) {
    bool in_table = std::any_of(tables.begin(), tables.end(), [&](const RuledTable& table) {
      Box box = table.box();
      return edge.at >= box.y0 - 1 && edge.at <= box.y1 + 1 && edge.from <= box.x1 && edge.to >= box.x0;
    });
    if (!in_table) out.push_back(edge);
  }
  return out;
}

}  // namespace

PageWork read_page_tables(const Page& page, double snap_pt, PageLines& lines) {
  PageWork work;
  work.frame = reading_frame(page);
  work.page = &page;
  if (work.frame.turn != 0) {
    work.turned_page = std::make_unique<Page>(turned(page, work.frame));
    work.page = work.turned_page.get();
  }
  std::vector<RuledTable> tables;
  Edges edges = find_edges(work.page->rulings, snap_pt);
  if (page.grids.empty()) tables = find_ruled_tables(edges, snap_pt, work.page->height_pt);
  PlacedText placed = place_text(*work.page, tables);
  const PlacedRun* begin = placed.in_cells.data();
  const PlacedRun* all_end = begin + placed.in_cells.size();
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const PlacedRun* end = begin;
    while (end != all_end && end->table == static_cast<int>(t)) ++end;
    if (begin != end) work.tables.push_back(item_of(tables[t], begin, end, work.frame, page.page_no));
    begin = end;
  }
  take_reader_grids(page, work.tables, placed.outside);
  work.rulings = free_rulings(edges, tables);
  lines = {page.page_no, work.page->width_pt, work.page->height_pt, find_lines(std::move(placed.outside))};
  return work;
}

}  // namespace nianbao
