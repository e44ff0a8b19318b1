#pragma once

#include <string>
#include <vector>

#include "tables/glyph_lines.h"
#include "tables/page_frame.h"

namespace nianbao {

/// A stretch of a line between wide gaps: a candidate for a cell, or part of one. Lengths are in points, or in columns
/// and lines scaled alike (`em` is two columns there), so that pages and lined-up text share their steps.
struct AlignedWord {
  double x0 = 0, x1 = 0;
  double y = 0;   ///< its middle
  double em = 0;  ///< the size of its letters
  std::u32string text;
  bool is_value = false;           ///< a number, a dash, or 无
  Source source;                   ///< of its glyphs, or its columns in a line of text


  bool operator==(const AlignedWord&) const = default;
};

/// The words that stand on one line, from left to right.
struct AlignedLine {
  std::vector<AlignedWord> words;
  double y = 0, em = 0;

  bool operator==(const AlignedLine&) const = default;
};

/// Whether what stands there is a value: digits with their separators, a unit or remark behind them, a dash, 无. Not `1.`
/// (the mark of a label), not a date.
bool is_value_text(std::u32string_view text);

/// Whether a word is over the values that begin at `values_from`, or a label whose end hangs over into them at most.
bool is_over_values(const AlignedWord& word, double values_from);

/// A line of a page, cut at spaces and at every gap that the reader saw; boxes go to the page by `frame`.
AlignedLine aligned_line(const GlyphLine& line, const Frame& frame, int page_no);

/// What a character takes in lined-up text: its display width (terminals, editors), or one column whatever it is
/// (pdftotext -layout).
enum class ColumnMetric { display, code_points };

/// A line of text, cut at two and more spaces, tabs, and single spaces between values. Lengths are columns; `source` is
/// the line's own.
AlignedLine aligned_line(std::string_view utf8, const Source& source, ColumnMetric metric);

/// How many values the row of a table has at the end of its line: words at the right that are values, none of them
/// part of running text. 0 where it is no row.
int values_at_end(const AlignedLine& line);

/// How badly the values at the ends of lines stand below each other: the mean move from one row to the next row of as
/// many values, in em. The metric with the lesser one is that by which the text was lined up.
double misalignment(const std::vector<AlignedLine>& lines);

/// Moves a line, to lay it below another page's.
void move_line(AlignedLine& line, double dx, double dy);

}  // namespace nianbao
