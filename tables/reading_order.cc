#include "tables/reading_order.h"

#include <utility>

namespace nianbao {
namespace {

LayoutItem plain_item(Block block, int page_no) { return {std::move(block), page_no, {}, 0, 0, false, false}; }

class Order {
 public:
  explicit Order(std::vector<AlignedGrid>& aligned) : aligned_(aligned) {}

  void add_page(std::size_t p, PageWork& work, const PageLines& lines, const TextBlock& text) {
    std::size_t next_table = 0;
    auto add_tables_above = [&](double y) {
      for (; next_table < work.tables.size() && work.tables[next_table].top <= y; ++next_table)
        add_item(std::move(work.tables[next_table]));
    };
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
      const GlyphLine& line = lines.lines[i];
      add_tables_above(line.mid_y);
      if (takes(p, i)) continue;
      if (!paragraphs_.continues(line, text)) finish_paragraph();
      paragraphs_.add(line, text);
      page_no_ = lines.page_no;
    }
    add_tables_above(lines.height_pt * 2);
  }

  std::vector<LayoutItem> finish() {
    finish_paragraph();
    return std::move(items_);
  }

 private:
  /// Whether the line is part of an aligned grid; puts the grid in place at its first line.
  bool takes(std::size_t p, std::size_t i) {
    if (next_ == aligned_.size()) return false;
    AlignedGrid& grid = aligned_[next_];
    std::pair at{p, i};
    if (at < std::pair{grid.first_page, grid.first_line}) return false;
    if (at == std::pair{grid.first_page, grid.first_line}) add_item(std::move(grid.item));
    if (at == std::pair{grid.last_page, grid.last_line}) ++next_;
    return true;
  }

  void add_item(LayoutItem item) {
    finish_paragraph();
    items_.push_back(std::move(item));
  }

  void finish_paragraph() {
    if (auto paragraph = paragraphs_.finish()) items_.push_back(plain_item(std::move(*paragraph), page_no_));
  }

  std::vector<AlignedGrid>& aligned_;
  std::size_t next_ = 0;
  ParagraphBuilder paragraphs_;
  int page_no_ = 0;
  std::vector<LayoutItem> items_;
};

}  // namespace

std::vector<LayoutItem> put_in_order(std::vector<PageWork>& works, const std::vector<PageLines>& lines,
                                     const std::vector<TextBlock>& text, std::vector<AlignedGrid>& aligned) {
  Order order(aligned);
  for (std::size_t p = 0; p < works.size(); ++p) order.add_page(p, works[p], lines[p], text[p]);
  return order.finish();
}

std::vector<LayoutItem> put_in_order(const std::vector<Block>& flow, std::vector<AlignedGrid>& aligned) {
  std::vector<LayoutItem> items;
  items.reserve(flow.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    bool in_grid = next < aligned.size() && i >= aligned[next].first_line;
    if (!in_grid) items.push_back(plain_item(flow[i], 0));
    else if (i == aligned[next].first_line) items.push_back(std::move(aligned[next].item));
    if (in_grid && i == aligned[next].last_line) ++next;
  }
  return items;
}

}  // namespace nianbao
