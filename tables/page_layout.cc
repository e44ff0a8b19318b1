#include "tables/page_layout.h"

#include <algorithm>
#include <cmath>

#include "tables/headings.h"
#include "tables/open_tables.h"

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

/// The borders between a grid's columns: the middle of those of its cells that begin there, and the last ones' right side.
/// Empty where a column begins nowhere.
std::vector<double> borders_of(const Grid& grid) {
  std::vector<std::vector<double>> starts(static_cast<std::size_t>(grid.cols) + 1);
  for (const Cell& cell : grid.cells) {
    if (!cell.source.bbox) return {};
    starts[static_cast<std::size_t>(cell.col)].push_back(cell.source.bbox->x0);
    starts[static_cast<std::size_t>(cell.col + cell.col_span)].push_back(cell.source.bbox->x1);
  }
  std::vector<double> out;
  for (std::vector<double>& at : starts) {
    if (at.empty()) return {};
    std::nth_element(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(at.size() / 2), at.end());
    out.push_back(at[at.size() / 2]);
  }
  return out;
}

/// A grid's places on the page as published.
void publish_places(Grid& grid, const Frame& frame) {
  if (grid.source.bbox) grid.source.bbox = to_page(frame, *grid.source.bbox);
  for (Cell& cell : grid.cells)
    if (cell.source.bbox) cell.source.bbox = to_page(frame, *cell.source.bbox);
}

/// Hands over the reader's own grids and takes the text that stands in them out of `outside`.
void take_reader_grids(const Page& page, const Frame& frame, std::vector<LayoutItem>& tables, std::vector<GlyphRun>& outside) {
  for (const Grid& grid : page.grids) {
    LayoutItem item{grid, page.page_no, borders_of(grid), 0, 0, false, false};
    publish_places(std::get<Grid>(item.block), frame);
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

/// A browser may print the last lines of a cell that goes on over the page below the border there.
constexpr std::size_t kMostOverhangingLines = 6;
constexpr double kOverhangEm = 1.2;
constexpr int kLongestOverhang = 12;

bool same_width(const LayoutItem& a, const LayoutItem& b) {
  if (a.xs.empty() || b.xs.empty()) return false;
  return std::abs((a.xs.back() - a.xs.front()) - (b.xs.back() - b.xs.front())) < 5;
}

/// The cell of the last row in whose width the run stands, or null.
Cell* last_cell_over(const LayoutItem& table, Grid& grid, const GlyphRun& run) {
  for (Cell& cell : grid.cells) {
    bool last = cell.row + cell.row_span == grid.rows;
    double left = table.xs[static_cast<std::size_t>(cell.col)], right = table.xs[static_cast<std::size_t>(cell.col + cell.col_span)];
    if (last && run.box.x0 >= left - 1 && run.box.x1 <= right + 1) return &cell;
  }
  return nullptr;
}

/// The rest of a label, not the heading of what follows or a note.
bool may_hang_out(const GlyphRun& run) {
  std::u32string_view text = std::u32string_view(run.span->text).substr(static_cast<std::size_t>(run.first), static_cast<std::size_t>(run.count));
  return run.count <= kLongestOverhang && !has_outline_mark(text) && text.back() != U'。' && !is_digit_char(text.front());
}

/// Adds the lines from `first` on to the cells above them; false, and nothing changed, where one has none.
bool add_to_last_cells(LayoutItem& table, const std::vector<GlyphLine>& lines, std::size_t first) {
  Grid& grid = std::get<Grid>(table.block);
  std::vector<std::pair<Cell*, const GlyphRun*>> found;
  for (std::size_t i = first; i < lines.size(); ++i)
    for (const GlyphRun& run : lines[i].runs) {
      Cell* cell = last_cell_over(table, grid, run);
      if (!cell || cell->col_span == grid.cols || !may_hang_out(run)) return false;
      found.emplace_back(cell, &run);
    }
  for (auto& [cell, run] : found) {
    if (!cell->text.empty()) cell->text += '\n';
    append_text(*run, cell->text);
  }
  return true;
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
  tables = find_ruled_tables(edges, snap_pt, work.page->height_pt);
  PlacedText placed = place_text(*work.page, tables);
  if (drop_open_tables(tables, placed)) placed = place_text(*work.page, tables);
  const PlacedRun* begin = placed.in_cells.data();
  const PlacedRun* all_end = begin + placed.in_cells.size();
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const PlacedRun* end = begin;
    while (end != all_end && end->table == static_cast<int>(t)) ++end;
    // Without text it is a drawing, but for a blank row that the page break left alone.
    bool may_go_on = t == 0 && page.page_no > 1 && tables[t].cols() > 1;
    if (begin != end || may_go_on) work.tables.push_back(item_of(tables[t], begin, end, work.frame, page.page_no));
    begin = end;
  }
  take_reader_grids(page, work.frame, work.tables, placed.outside);
  work.rulings = free_rulings(edges, tables);
  lines = {page.page_no, work.page->width_pt, work.page->height_pt, find_lines(std::move(placed.outside))};
  return work;
}

void take_overhanging_lines(std::vector<PageWork>& works, std::vector<PageLines>& lines) {
  for (std::size_t p = 0; p + 1 < works.size(); ++p) {
    std::vector<GlyphLine>& here = lines[p].lines;
    const std::vector<GlyphLine>& next = lines[p + 1].lines;
    if (works[p].tables.empty() || works[p + 1].tables.empty()) continue;
    LayoutItem& table = works[p].tables.back();
    const LayoutItem& further = works[p + 1].tables.front();
    bool goes_on = next.empty() || next.front().mid_y > further.top;
    if (!goes_on || !same_width(table, further)) continue;
    std::size_t first = here.size();
    while (first > 0 && here[first - 1].mid_y > table.bottom) --first;
    if (first == here.size() || here.size() - first > kMostOverhangingLines) continue;
    if (here[first].mid_y - table.bottom > kOverhangEm * here[first].em) continue;
    if (add_to_last_cells(table, here, first)) here.resize(first);
  }
}

}  // namespace nianbao
