#include "tables/layout.h"

#include <algorithm>

#include "model/unicode.h"
#include "tables/grid_join.h"
#include "tables/headings.h"
#include "tables/page_layout.h"
#include "tables/reading_order.h"

namespace nianbao {
namespace {

/// A box round some text is a paragraph, once it is clear that it is no row of a table over pages.
Paragraph paragraph_of(const Grid& box) {
  Paragraph out;
  for (const Cell& cell : box.cells) {
    if (cell.text.empty()) continue;
    std::string text = (out.text.empty() ? "" : " ") + cell.text;
    for (char& c : text)
      if (c == '\n') c = ' ';
    int offset = static_cast<int>(code_point_count(out.text));
    out.text += text;
    out.pieces.push_back({offset, static_cast<int>(code_point_count(text)), cell.source, {}});
  }
  return out;
}

bool is_lone_box(const Block& block) {
  const auto* grid = std::get_if<Grid>(&block);
  return grid && grid->kind == GridKind::ruled && grid->cells.size() <= 1;
}

bool is_blank(const Block& block) {
  const auto* grid = std::get_if<Grid>(&block);
  if (!grid || grid->kind != GridKind::ruled) return false;
  return std::all_of(grid->cells.begin(), grid->cells.end(), [](const Cell& cell) { return cell.text.empty(); });
}

std::vector<LayoutItem> items_of_pages(const std::vector<Page>& pages, const LayoutOptions& options) {
  std::vector<PageWork> works;
  std::vector<PageLines> lines(pages.size());
  works.reserve(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) works.push_back(read_page_tables(pages[i], options.snap_pt, lines[i]));
  drop_running_lines(lines);
  take_overhanging_lines(works, lines);
  std::vector<TextBlock> text;
  for (std::size_t i = 0; i < pages.size(); ++i)
    text.push_back(measure_text(lines[i].lines, pages[i].page_no, works[i].frame, i > 0 ? &text[i - 1] : nullptr));
  std::vector<AlignedGrid> aligned = find_aligned_grids(works, lines, text);
  return put_in_order(works, lines, text, aligned);
}

std::vector<LayoutItem> items_of_flow(const std::vector<Block>& flow) {
  std::vector<Block> kept = flow;
  drop_running_lines(kept);
  std::vector<AlignedGrid> aligned = find_aligned_grids(kept);
  return put_in_order(kept, aligned);
}

}  // namespace

Layout build_layout(const Document& document, const LayoutOptions& options) {
  std::vector<LayoutItem> items =
      document.pages.empty() ? items_of_flow(document.flow) : items_of_pages(document.pages, options);
  join_grids(items);
  Layout layout;
  layout.blocks.reserve(items.size());
  for (LayoutItem& item : items) {
    if (is_blank(item.block)) continue;
    if (is_lone_box(item.block)) layout.blocks.push_back(paragraph_of(std::get<Grid>(item.block)));
    else layout.blocks.push_back(std::move(item.block));
  }
  mark_headings(layout.blocks);
  return layout;
}

}  // namespace nianbao
