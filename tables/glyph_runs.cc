#include "tables/glyph_runs.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/unicode.h"

namespace nianbao {
namespace {

/// Gaps in em from which there is a space: a space of a proportional font is 0.25 to 0.33, tabular digits touch.
constexpr double kNumberGapEm = 0.12;
constexpr double kMixedGapEm = 0.35;
/// Within a span a digit may just be wider than a 1.
constexpr double kInnerGapEm = 0.45;
constexpr double kIdeographGapEm = 0.5;
constexpr double kCellGapEm = 0.2;

bool is_ideograph(char32_t c) { return c >= 0x2E80 && c < 0xFF00 && (c < 0x3000 || c > 0x30FF); }

double advance(const Span& span, int at) { return std::abs(double(span.edges[at + 1]) - span.edges[at]); }

bool has_edges(const Span& span) { return span.edges.size() == span.text.size() + 1; }

/// The narrowest of the digits round `at` and `at + 1`.
double narrowest_digit(const Span& span, int at) {
  int size = static_cast<int>(span.text.size());
  double narrowest = advance(span, at + 1);
  for (int i = at; i >= 0 && is_digit_char(span.text[i]); --i) narrowest = std::min(narrowest, advance(span, i));
  for (int i = at + 1; i < size && is_digit_char(span.text[i]); ++i) narrowest = std::min(narrowest, advance(span, i));
  return narrowest;
}

}  // namespace

GlyphRun part_of(const Span& span, int first, int count) {
  GlyphRun run{&span, first, count, span.box};
  if (count == static_cast<int>(span.text.size()) || !has_edges(span)) return run;
  double a = span.edges[first], b = span.edges[first + count];
  if (span.turn == 0 || span.turn == 180) {
    run.box.x0 = std::min(a, b);
    run.box.x1 = std::max(a, b);
  } else {
    run.box.y0 = std::min(a, b);
    run.box.y1 = std::max(a, b);
  }
  return run;
}

GlyphRun without_outer_spaces(const GlyphRun& run) {
  int first = run.first, last = run.first + run.count;
  while (first < last && run.span->text[first] == U' ') ++first;
  while (last > first && run.span->text[last - 1] == U' ') --last;
  if (first == run.first && last == run.first + run.count) return run;
  return part_of(*run.span, first, last - first);
}

double em_of(const GlyphRun& run) { return run.span->font_size_pt > 0 ? run.span->font_size_pt : run.box.height(); }

bool is_digit_char(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

bool is_number_char(char32_t c) { return is_digit_char(c) || c == U'.' || c == U',' || c == U'%' || c == U'．' || c == U'，'; }

char32_t plain_ideograph(char32_t c) {
  switch (c) {
    case 0x2F00: return U'一';
    case 0x2F06: return U'二';
    case 0x2F0B: return U'八';
    case 0x2F17: return U'十';
    case 0x2F46: return U'无';
    case 0x2FB4:
    case 0x2EDA: return U'页';
    default: return c;
  }
}

bool is_wide_script(char32_t c) { return c >= 0x2E80 || (c >= 0x2010 && c <= 0x2026); }

bool parts_numbers(const Span& span, int at) {
  int size = static_cast<int>(span.text.size());
  if (at + 1 >= size || !is_digit_char(span.text[at]) || !is_digit_char(span.text[at + 1]) || !has_edges(span)) return false;
  return advance(span, at) > narrowest_digit(span, at) + kInnerGapEm * em_of({&span, at, 1, span.box});
}

double ideograph_advance(const GlyphRun& run) {
  double narrowest = std::numeric_limits<double>::infinity();
  if (!has_edges(*run.span)) return narrowest;
  for (int i = run.first; i + 1 < run.first + run.count; ++i)
    if (is_ideograph(run.span->text[i]) && is_ideograph(run.span->text[i + 1])) narrowest = std::min(narrowest, advance(*run.span, i));
  return narrowest;
}

double cell_gap(const Span& span, int at, double narrowest) {
  if (parts_numbers(span, at)) return advance(span, at) - narrowest_digit(span, at);
  bool ideographs = at + 1 < static_cast<int>(span.text.size()) && is_ideograph(span.text[at]) && is_ideograph(span.text[at + 1]);
  if (!ideographs || !has_edges(span)) return 0;
  double gap = advance(span, at) - narrowest;
  return gap > kCellGapEm * em_of({&span, at, 1, span.box}) ? gap : 0;
}

bool space_between(const GlyphRun& left, const GlyphRun& right) {
  char32_t a = left.span->text[left.first + left.count - 1], b = right.span->text[right.first];
  if (a == U' ' || b == U' ') return false;
  double gap = right.box.x0 - left.box.x1, em = std::min(em_of(left), em_of(right));
  if (!is_wide_script(a) && !is_wide_script(b)) return gap > kNumberGapEm * em;
  return gap > (is_wide_script(a) && is_wide_script(b) ? kIdeographGapEm : kMixedGapEm) * em;
}

void append_text(const GlyphRun& run, std::string& out) {
  for (int i = run.first; i < run.first + run.count; ++i) {
    append_utf8(out, run.span->text[i]);
    if (i + 1 < run.first + run.count && is_digit_char(run.span->text[i]) && parts_numbers(*run.span, i)) out += ' ';
  }
}

}  // namespace nianbao
