#include "tables/aligned_grids.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "tables/aligned_blocks.h"
#include "tables/aligned_table.h"

namespace nianbao {
namespace {

constexpr double kPageGapEm = 1.5;      // from the last line of a page to the first of the next: as in a label
constexpr double kWidestTextColumns = 160;
constexpr double kWidestShiftPt = 80;   // between the margins of odd and even pages

/// Lines laid below each other, with where each comes from.
struct Stream {
  std::vector<AlignedLine> lines;
  std::vector<std::pair<std::size_t, std::size_t>> origin;  ///< page, line
  RowBounds bounds;
  double left = 0, right = 0;  ///< margins of running text
};

Source source_of(const std::vector<const AlignedWord*>& words) {
  Source out;
  for (const AlignedWord* word : words) out = united(out, word->source);
  return out;
}

/// Words in the order of their lines, so that the source of a cut cell is its part on the first page.
void sort_by_height(std::vector<const AlignedWord*>& words) {
  std::stable_sort(words.begin(), words.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->y < b->y; });
}

LayoutItem item_of(AlignedTable table, int last_page_no) {
  Grid grid;
  grid.rows = table.rows;
  grid.cols = table.cols;
  grid.kind = GridKind::aligned;
  std::vector<int> page_of_row(static_cast<std::size_t>(table.rows), 0);
  for (AlignedCell& cell : table.cells) {
    sort_by_height(cell.words);
    Source source = source_of(cell.words);
    grid.source = united(grid.source, source);
    int& page = page_of_row[static_cast<std::size_t>(cell.row)];
    if (source.page > 0) page = page == 0 ? source.page : std::min(page, source.page);
    grid.cells.push_back({cell.row, cell.col, cell.row_span, cell.col_span, text_of(cell), source});
  }
  int page = 0;
  for (int row = 0; row < table.rows; ++row) {
    int own = page_of_row[static_cast<std::size_t>(row)];
    if (own > page && page > 0) grid.page_breaks.push_back(row);
    page = std::max(page, own);
  }
  return {std::move(grid), last_page_no, std::move(table.xs), 0, 0, false, false};
}

/// One grid of all blocks of a region.
LayoutItem item_of_region(const Stream& stream, const AlignedRegion& region, int last_page_no) {
  double left = std::numeric_limits<double>::max(), right = std::numeric_limits<double>::lowest();
  for (const AlignedBlock& block : region.blocks)
    for (int i = block.first; i <= block.last; ++i) {
      left = std::min(left, stream.lines[static_cast<std::size_t>(i)].words.front().x0);
      right = std::max(right, stream.lines[static_cast<std::size_t>(i)].words.back().x1);
    }
  LayoutItem whole;
  for (std::size_t b = 0; b < region.blocks.size(); ++b) {
    double em = stream.lines[static_cast<std::size_t>(region.blocks[b].first)].em;
    AlignedTable table = build_aligned_table(stream.lines, region.blocks[b], left - 0.3 * em, right + em, stream.bounds);
    LayoutItem item = item_of(std::move(table), last_page_no);
    if (b == 0) {
      whole = std::move(item);
      continue;
    }
    const Grid& piece = std::get<Grid>(item.block);
    Grid& grid = std::get<Grid>(whole.block);
    std::vector<int> breaks = grid.page_breaks;
    bool new_page = grid.cells.back().source.page < piece.source.page && piece.source.page > 0;
    int rows_before = grid.rows, piece_rows = piece.rows;
    std::vector<int> own = piece.page_breaks;
    stack_grids(whole, std::move(item));
    Grid& joined = std::get<Grid>(whole.block);
    int first_row = joined.rows - piece_rows;
    if (new_page) breaks.push_back(rows_before);
    for (int row : own) breaks.push_back(first_row + row);
    joined.page_breaks = std::move(breaks);
  }
  return whole;
}

bool same_text(const AlignedLine& a, const AlignedLine& b) {
  return std::equal(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(),
                    [](const AlignedWord& x, const AlignedWord& y) { return x.text == y.text; });
}

/// Takes lines out of the stream and moves what is below them up to what is above.
void close_gaps(Stream& stream, const std::vector<char>& dropped) {
  Stream kept{{}, {}, {}, stream.left, stream.right};
  double up = 0;
  auto cut = stream.bounds.cuts.begin();
  auto page_break = stream.bounds.breaks.begin();
  for (std::size_t i = 0; i < stream.lines.size(); ++i) {
    if (dropped[i]) continue;
    AlignedLine& line = stream.lines[i];
    bool closes = i > 0 && dropped[i - 1] && !kept.lines.empty();
    if (closes) up = line.y - kept.lines.back().y - kPageGapEm * line.em;
    double top = closes ? kept.lines.back().y : std::numeric_limits<double>::lowest();
    // Rulings in a gap are those of what was dropped; a page break stays one.
    for (; cut != stream.bounds.cuts.end() && *cut < line.y; ++cut)
      if (*cut - up > top) kept.bounds.cuts.push_back(*cut - up);
    for (; page_break != stream.bounds.breaks.end() && *page_break < line.y; ++page_break)
      kept.bounds.breaks.push_back(std::max(*page_break - up, top + kPageGapEm * line.em / 2));
    move_line(line, 0, -up);
    kept.lines.push_back(std::move(line));
    kept.origin.push_back(stream.origin[i]);
  }
  stream = std::move(kept);
}

/// Takes a header that is printed again on a further page out of the stream; true where there was one.
bool drop_repeated_headers(Stream& stream, const std::vector<AlignedRegion>& regions) {
  std::vector<char> dropped(stream.lines.size(), 0);
  for (const AlignedRegion& region : regions)
    for (std::size_t b = 1; b < region.blocks.size(); ++b) {
      const AlignedBlock &first = region.blocks.front(), &block = region.blocks[b];
      auto line = [&](int i) { return stream.lines.begin() + i; };
      bool same = std::equal(line(first.first), line(first.rows_from), line(block.first), line(block.rows_from), same_text);
      bool new_page = stream.origin[static_cast<std::size_t>(block.first)].first > stream.origin[static_cast<std::size_t>(first.first)].first;
      if (same && new_page) std::fill(dropped.begin() + block.first, dropped.begin() + block.rows_from, 1);
    }
  if (std::find(dropped.begin(), dropped.end(), 1) == dropped.end()) return false;
  close_gaps(stream, dropped);
  return true;
}

void find_in_stream(Stream stream, bool paged, std::vector<AlignedGrid>& out) {
  std::vector<AlignedRegion> regions = find_aligned_regions(stream.lines, stream.left, stream.right);
  if (drop_repeated_headers(stream, regions)) regions = find_aligned_regions(stream.lines, stream.left, stream.right);
  for (const AlignedRegion& region : regions) {
    AlignedGrid found;
    std::size_t first = static_cast<std::size_t>(region.blocks.front().first);
    std::size_t last = static_cast<std::size_t>(region.blocks.back().last);
    std::tie(found.first_page, found.first_line) = stream.origin[first];
    std::tie(found.last_page, found.last_line) = stream.origin[last];
    int last_page_no = paged ? stream.lines[last].words.front().source.page : 0;
    found.item = item_of_region(stream, region, last_page_no);
    out.push_back(std::move(found));
  }
}

/// How far the columns of a new page stand to the right of those before it: where the next rows of as many values do.
double shift_between(const AlignedLine& last_row, const AlignedLine& next_row) {
  int count = values_at_end(last_row);
  if (count < 2 || count != values_at_end(next_row)) return 0;
  std::vector<double> shifts;
  for (int i = 1; i <= count; ++i) {
    const AlignedWord &a = last_row.words[last_row.words.size() - static_cast<std::size_t>(i)],
                      &b = next_row.words[next_row.words.size() - static_cast<std::size_t>(i)];
    shifts.push_back((b.x0 + b.x1 - a.x0 - a.x1) / 2);
  }
  auto [least, most] = std::minmax_element(shifts.begin(), shifts.end());
  double shift = (*least + *most) / 2;
  bool agrees = *most - *least < 0.8 * last_row.em;
  return agrees && std::abs(shift) > 0.3 * last_row.em && std::abs(shift) < kWidestShiftPt ? shift : 0;
}

/// Moves the lines from `first` on, which are a new page's, below the lines before them.
void lay_below(Stream& stream, std::size_t first, const std::vector<double>& page_cuts) {
  if (first >= stream.lines.size()) return;
  double dx = 0, dy = 0, top = stream.lines[first].y, bottom = stream.lines.back().y;
  if (first > 0) {
    const AlignedLine& above = stream.lines[first - 1];
    dy = above.y + kPageGapEm * above.em - top;
    stream.bounds.breaks.push_back(above.y + kPageGapEm * above.em / 2);
    auto is_row = [](const AlignedLine& line) { return values_at_end(line) > 1; };
    auto next = std::find_if(stream.lines.begin() + static_cast<long>(first), stream.lines.end(), is_row);
    std::size_t last = first;
    while (last > 0 && !is_row(stream.lines[last - 1])) --last;
    if (next != stream.lines.end() && last > 0) dx = -shift_between(stream.lines[last - 1], *next);
  }
  for (std::size_t i = first; i < stream.lines.size(); ++i) move_line(stream.lines[i], dx, dy);
  // Above and below all lines of the page are no rows: the rule under a running head, the outer borders.
  for (double cut : page_cuts)
    if (cut > top && cut < bottom) stream.bounds.cuts.push_back(cut + dy);
}

/// A line that may be a row, by a look at its last letter: most pages of running text need no closer look.
bool may_be_row(const GlyphLine& line) {
  const GlyphRun& last = line.runs.back();
  char32_t end = last.span->text[static_cast<std::size_t>(last.first + last.count - 1)];
  bool value_end = is_digit_char(end) || is_value_text(std::u32string_view(&end, 1)) ||
                   std::u32string_view(U"%元件项条次个宗）)").find(end) != std::u32string_view::npos;
  bool has_gap = line.runs.size() > 1 || last.span->text.find(U' ') != std::u32string::npos || last.count <= 8;
  return value_end && has_gap;
}

class PageStreams {
 public:
  PageStreams(const std::vector<PageWork>& works, const std::vector<PageLines>& lines, const std::vector<TextBlock>& text)
      : works_(works), lines_(lines), text_(text) {}

  std::vector<AlignedGrid> find() {
    for (std::size_t p = 0; p < works_.size(); ++p) {
      if (p > 0 && works_[p].frame.turn != works_[p - 1].frame.turn) end_stream();
      add_page(p);
    }
    end_stream();
    return std::move(out_);
  }

 private:
  void add_page(std::size_t p) {
    std::size_t table = 0, first = stream_.lines.size();
    for (std::size_t i = 0; i < lines_[p].lines.size(); ++i) {
      const GlyphLine& line = lines_[p].lines[i];
      bool table_between = false;
      for (; table < works_[p].tables.size() && works_[p].tables[table].top <= line.mid_y; ++table) table_between = true;
      if (table_between) {
        lay_below(stream_, first, cuts_of(p));
        end_stream();
        first = 0;
      }
      add_line(p, i, line);
    }
    lay_below(stream_, first, cuts_of(p));
    if (table < works_[p].tables.size()) end_stream();
  }

  void add_line(std::size_t p, std::size_t i, const GlyphLine& line) {
    AlignedLine aligned = aligned_line(line, works_[p].frame, lines_[p].page_no);
    if (aligned.words.empty()) return;
    if (stream_.lines.empty()) {
      stream_.left = text_[p].left;
      stream_.right = text_[p].right;
    }
    has_rows_ = has_rows_ || may_be_row(line);
    stream_.lines.push_back(std::move(aligned));
    stream_.origin.emplace_back(p, i);
  }

  std::vector<double> cuts_of(std::size_t p) const {
    std::vector<double> cuts;
    for (const Ruling& ruling : works_[p].rulings) cuts.push_back(ruling.at);
    return cuts;
  }

  void end_stream() {
    if (has_rows_) {
      std::sort(stream_.bounds.cuts.begin(), stream_.bounds.cuts.end());
      find_in_stream(std::move(stream_), true, out_);
    }
    stream_ = {};
    has_rows_ = false;
  }

  const std::vector<PageWork>& works_;
  const std::vector<PageLines>& lines_;
  const std::vector<TextBlock>& text_;
  Stream stream_;
  bool has_rows_ = false;
  std::vector<AlignedGrid> out_;
};

bool is_text_line(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  return paragraph && paragraph->pieces.size() == 1 && paragraph->pieces.front().source.line > 0;
}

/// The text lines [begin, end) of a flow.
Stream stream_of(const std::vector<Block>& flow, std::size_t begin, std::size_t end, ColumnMetric metric) {
  Stream stream;
  for (std::size_t i = begin; i < end; ++i) {
    const Paragraph& paragraph = std::get<Paragraph>(flow[i]);
    AlignedLine line = aligned_line(paragraph.text, paragraph.pieces.front().source, metric);
    if (line.words.empty()) continue;
    stream.right = std::max(stream.right, std::min(line.words.back().x1, kWidestTextColumns));
    stream.lines.push_back(std::move(line));
    stream.origin.emplace_back(0, i);
  }
  return stream;
}

bool has_wide_gap(const std::string& text) { return text.find("  ") != std::string::npos || text.find("\u3000\u3000") != std::string::npos; }

}  // namespace

std::vector<AlignedGrid> find_aligned_grids(const std::vector<PageWork>& works, const std::vector<PageLines>& lines,
                                            const std::vector<TextBlock>& text) {
  return PageStreams(works, lines, text).find();
}

std::vector<AlignedGrid> find_aligned_grids(const std::vector<Block>& flow) {
  std::vector<AlignedGrid> out;
  for (std::size_t begin = 0; begin < flow.size();) {
    std::size_t end = begin;
    bool has_gaps = false;
    for (; end < flow.size() && is_text_line(flow[end]); ++end) has_gaps = has_gaps || has_wide_gap(std::get<Paragraph>(flow[end]).text);
    if (has_gaps) {
      Stream by_width = stream_of(flow, begin, end, ColumnMetric::display);
      Stream by_count = stream_of(flow, begin, end, ColumnMetric::code_points);
      bool counts = misalignment(by_count.lines) < misalignment(by_width.lines);
      find_in_stream(std::move(counts ? by_count : by_width), false, out);
    }
    begin = end + 1;
  }
  return out;
}

}  // namespace nianbao
