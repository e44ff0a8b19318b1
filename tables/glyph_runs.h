#pragma once

#include <vector>

#include "model/document.h"

namespace nianbao {

/// A part of a span: code points [first, first + count), with the box of those glyphs. The span outlives it.
struct GlyphRun {
  const Span* span = nullptr;
  int first = 0, count = 0;
  Box box;

  bool operator==(const GlyphRun&) const = default;
};

GlyphRun part_of(const Span& span, int first, int count);

/// The run without spaces at its ends; count 0 where nothing else is in it.
GlyphRun without_outer_spaces(const GlyphRun& run);

/// The size of its letters in points: the font size, else the height of its box.
double em_of(const GlyphRun& run);

/// Whether the character is a digit, half or full width; and whether it can stand inside a number (. , %) as well.
bool is_digit_char(char32_t c);
bool is_number_char(char32_t c);

/// The plain ideograph for a radical of the same look (U+2F00 … for 一 二 八 十 无 页): Chromium's PDFs say so.
char32_t plain_ideograph(char32_t c);

/// A CJK character, mark or full-width form: text of such characters has no spaces between words.
bool is_wide_script(char32_t c);

/// Whether the digits `at` and `at + 1` of the span stand apart as two numbers do, though no space is between them:
/// readers give a run of glyphs with gaps up to a space as one span.
bool parts_numbers(const Span& span, int at);

/// The gap, in points, between the glyphs `at` and `at + 1` of the span where they are two cells' though no space is
/// between them; 0 where they are not. Numbers: see parts_numbers. Ideographs: the other ones of the run have no such gap;
/// two cells can be 3 pt apart, less than readers take for a gap. `advance` is the run's ideograph_advance.
double cell_gap(const Span& span, int at, double advance);

/// The advance of the narrowest ideograph before another one; infinite where there is none.
double ideograph_advance(const GlyphRun& run);

/// Whether a space is to be put between two neighbours on one line, `left` before `right`: there is none yet and the
/// gap is clearly one. Between numbers a narrow gap counts, as 12 and 34 must not become 1234; between ideographs only
/// a wide one, as justified text is full of narrow ones.
bool space_between(const GlyphRun& left, const GlyphRun& right);

/// Appends what stands in the run, spaces put between numbers that stand apart.
void append_text(const GlyphRun& run, std::string& out);

}  // namespace nianbao
