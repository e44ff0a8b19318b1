#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/unicode.h"

namespace nianbao::made {

/// How wide a character of a made-up font is: ideographs are as wide as high, all others half of that.
inline double advance_of(char32_t c, double em) { return c < 0x2E80 && c != U'—' ? em / 2 : em; }

/// A run of text that begins at x with its middle at y.
inline Span span_at(double x, double y, std::string_view text, double em = 10) {
  Span span;
  span.text = to_code_points(text);
  span.font_size_pt = em;
  double at = x;
  span.edges.push_back(static_cast<float>(at));
  for (char32_t c : span.text) span.edges.push_back(static_cast<float>(at += advance_of(c, em)));
  span.box = {x, y - em / 2, at, y + em / 2};
  return span;
}

/// The same, with its middle at x.
inline Span centered_at(double x, double y, std::string_view text, double em = 10) {
  Span span = span_at(0, y, text, em);
  return span_at(x - span.box.width() / 2, y, text, em);
}

inline Ruling horizontal(double y, double from, double to) { return {true, y, from, to, 0.5}; }
inline Ruling vertical(double x, double from, double to) { return {false, x, from, to, 0.5}; }

/// All borders of a table whose columns and rows lie between neighbours.
inline std::vector<Ruling> grid_rulings(const std::vector<double>& xs, const std::vector<double>& ys) {
  std::vector<Ruling> out;
  for (double y : ys) out.push_back(horizontal(y, xs.front(), xs.back()));
  for (double x : xs) out.push_back(vertical(x, ys.front(), ys.back()));
  return out;
}

inline Page page_of(int page_no, std::vector<Span> spans, std::vector<Ruling> rulings = {}) {
  Page page;
  page.page_no = page_no;
  page.width_pt = 595;
  page.height_pt = 842;
  page.spans = std::move(spans);
  page.rulings = std::move(rulings);
  return page;
}

/// A table with all its borders, texts row by row in the middle of their cells.
inline void add_table(Page& page, const std::vector<double>& xs, const std::vector<double>& ys,
                      const std::vector<std::vector<std::string>>& texts) {
  for (const Ruling& ruling : grid_rulings(xs, ys)) page.rulings.push_back(ruling);
  for (std::size_t r = 0; r < texts.size(); ++r)
    for (std::size_t c = 0; c < texts[r].size(); ++c)
      if (!texts[r][c].empty())
        page.spans.push_back(centered_at((xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2, texts[r][c]));
}

/// The texts of a text file, one paragraph a line.
inline Document text_of_lines(const std::vector<std::string>& lines) {
  Document document;
  int number = 0;
  for (const std::string& text : lines) {
    ++number;
    if (text.empty()) continue;
    Paragraph paragraph;
    paragraph.text = text;
    int length = static_cast<int>(code_point_count(text));
    Source source;
    source.line = number;
    source.span = ColumnSpan{1, length};
    paragraph.pieces.push_back({0, length, source, {}});
    document.flow.push_back(std::move(paragraph));
  }
  return document;
}

/// A grid as text: a line a row, `|` before each cell, `+n` for columns and `vn` for rows that it covers.
inline std::string shown(const Grid& grid) {
  std::string out;
  int row = 0;
  for (const Cell& cell : grid.cells) {
    for (; row < cell.row; ++row) out += "\n";
    out += "|";
    if (cell.col_span > 1) out += "+" + std::to_string(cell.col_span);
    if (cell.row_span > 1) out += "v" + std::to_string(cell.row_span);
    if (cell.col_span > 1 || cell.row_span > 1) out += " ";
    for (char c : cell.text) out += c == '\n' ? '/' : c;
  }
  return out + "\n";
}

/// A layout as text: paragraphs as they are (headings with their level before them, `#1`), grids as `shown`.
inline std::string shown(const Layout& layout) {
  std::string out;
  for (const Block& block : layout.blocks) {
    if (const auto* grid = std::get_if<Grid>(&block)) {
      out += shown(*grid);
      continue;
    }
    const Paragraph& paragraph = std::get<Paragraph>(block);
    if (paragraph.heading.level > 0) out += "#" + std::to_string(paragraph.heading.level) + " ";
    out += paragraph.text + "\n";
  }
  return out;
}

}  // namespace nianbao::made
