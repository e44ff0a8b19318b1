#include "tables/cell_text.h"

#include <algorithm>
#include <cmath>

#include "model/unicode.h"
#include "tables/glyph_lines.h"

namespace nianbao {
namespace {

struct Spot {
  int table = -1, cell = -1;
  bool operator==(const Spot&) const = default;
};

double area(const RuledTable& table) { return table.box().width() * table.box().height(); }

/// `tables` ascend by their upper border.
Spot spot_at(const std::vector<RuledTable>& tables, double x, double y) {
  Spot best;
  for (std::size_t i = 0; i < tables.size() && tables[i].ys.front() <= y; ++i) {
    if (tables[i].ys.back() < y) continue;
    int cell = tables[i].cell_at(x, y);
    if (cell < 0 || (best.table >= 0 && area(tables[best.table]) <= area(tables[i]))) continue;
    best = {static_cast<int>(i), cell};
  }
  return best;
}

double middle(const Span& span, int first, int last) { return (double(span.edges[first]) + span.edges[last + 1]) / 2; }

/// A gap behind this glyph that the reader took for letter spacing: an ideograph is one em wide.
bool gap_behind(const Span& span, int at) {
  if (parts_numbers(span, at)) return true;
  double em = em_of({&span, at, 1, span.box});
  return is_wide_script(span.text[at]) && double(span.edges[at + 1]) - span.edges[at] > 1.12 * em;
}

/// The last code point of the stretch without gaps that begins at `first`.
int end_of_stretch(const Span& span, int first) {
  int last = first, size = static_cast<int>(span.text.size());
  while (last + 1 < size && span.text[last + 1] != U' ' && !gap_behind(span, last)) ++last;
  return last;
}

bool is_number(const Span& span, int first, int last) {
  for (int i = first; i <= last; ++i)
    if (!is_number_char(span.text[i])) return false;
  return true;
}

/// Text that runs over its cell by less than this share of its letters stays whole: nobody sets two cells without a gap.
constexpr double kOverhangShare = 0.35;

void put(GlyphRun run, Spot spot, PlacedText& out) {
  run = without_outer_spaces(run);
  if (run.count == 0) return;
  if (spot.table < 0) out.outside.push_back(run);
  else out.in_cells.push_back({spot.table, spot.cell, run});
}

/// Where the glyphs of a stretch go: all to one place, or each to its own.
void place_stretch(const std::vector<RuledTable>& tables, const Span& span, int first, int last, std::vector<Spot>& spots) {
  double y = span.box.mid_y();
  std::size_t begin = spots.size();
  bool number = is_number(span, first, last);
  for (int i = first; i <= last; ++i)
    spots.push_back(number ? spot_at(tables, middle(span, first, last), y) : spot_at(tables, middle(span, i, i), y));
  Spot center = spot_at(tables, middle(span, first, last), y);
  auto elsewhere = std::count_if(spots.begin() + static_cast<long>(begin), spots.end(), [&](const Spot& s) { return s != center; });
  if (double(elsewhere) <= kOverhangShare * (last - first + 1)) std::fill(spots.begin() + static_cast<long>(begin), spots.end(), center);
}

/// Splits a span that runs to the right at the borders that part its glyphs.
void split_and_put(const std::vector<RuledTable>& tables, const Span& span, PlacedText& out) {
  int size = static_cast<int>(span.text.size());
  std::vector<Spot> spots;
  for (int first = 0; first < size;) {
    if (span.text[first] == U' ') {
      spots.push_back(spots.empty() ? spot_at(tables, middle(span, 0, 0), span.box.mid_y()) : spots.back());
      ++first;
      continue;
    }
    int last = end_of_stretch(span, first);
    place_stretch(tables, span, first, last, spots);
    first = last + 1;
  }
  for (int begin = 0; begin < size;) {
    int end = begin + 1;
    while (end < size && spots[static_cast<std::size_t>(end)] == spots[static_cast<std::size_t>(begin)]) ++end;
    put(part_of(span, begin, end - begin), spots[static_cast<std::size_t>(begin)], out);
    begin = end;
  }
}

void place_span(const std::vector<RuledTable>& tables, const Span& span, PlacedText& out) {
  int size = static_cast<int>(span.text.size());
  if (size == 0) return;
  bool splittable = span.turn == 0 && size > 1 && span.edges.size() == span.text.size() + 1 && !tables.empty();
  if (!splittable) {
    put(part_of(span, 0, size), spot_at(tables, span.box.mid_x(), span.box.mid_y()), out);
    return;
  }
  Spot first = spot_at(tables, middle(span, 0, 0), span.box.mid_y());
  Spot last = spot_at(tables, middle(span, size - 1, size - 1), span.box.mid_y());
  bool crosses = first != last || (first.table < 0 && size > 1);
  if (crosses) split_and_put(tables, span, out);
  else put(part_of(span, 0, size), first, out);
}

/// Whether the cell's glyphs were drawn one below the other: one-glyph runs, most steps downward.
bool runs_downward(const std::vector<GlyphRun>& runs) {
  int down = 0, other = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].count > 1 && runs[i].span->turn == 0 && runs[i].span->text[runs[i].first] > 0x7F) return false;
    if (i == 0) continue;
    const Box &a = runs[i - 1].box, &b = runs[i].box;
    bool same_x = std::abs(a.mid_x() - b.mid_x()) < 0.3 * em_of(runs[i]);
    ++(same_x && b.mid_y() > a.mid_y() + 0.3 * em_of(runs[i]) ? down : other);
  }
  return down >= 2 && down > 2 * other;
}

/// Columns of text that runs downward, from right to left, each one line.
std::string downward_text(std::vector<GlyphRun> runs, bool left_to_right = false) {
  std::stable_sort(runs.begin(), runs.end(), [&](const GlyphRun& a, const GlyphRun& b) {
    return left_to_right ? a.box.mid_x() < b.box.mid_x() : a.box.mid_x() > b.box.mid_x();
  });
  std::string text;
  for (std::size_t begin = 0; begin < runs.size();) {
    std::size_t end = begin + 1;
    while (end < runs.size() && std::abs(runs[end].box.mid_x() - runs[begin].box.mid_x()) < 0.5 * em_of(runs[begin])) ++end;
    std::stable_sort(runs.begin() + begin, runs.begin() + end, [&](const GlyphRun& a, const GlyphRun& b) {
      return left_to_right ? a.box.mid_y() > b.box.mid_y() : a.box.mid_y() < b.box.mid_y();
    });
    if (begin > 0) text += '\n';
    for (std::size_t i = begin; i < end; ++i) append_text(runs[i], text);
    begin = end;
  }
  return text;
}

}  // namespace

PlacedText place_text(const Page& page, const std::vector<RuledTable>& tables) {
  PlacedText out;
  for (const Span& span : page.spans) place_span(tables, span, out);
  std::stable_sort(out.in_cells.begin(), out.in_cells.end(), [](const PlacedRun& a, const PlacedRun& b) {
    return a.table != b.table ? a.table < b.table : a.cell < b.cell;
  });
  return out;
}

std::string cell_text(std::vector<GlyphRun> runs) {
  int turned = 0;
  for (const GlyphRun& run : runs) turned += run.span->turn != 0;
  if (turned * 2 > static_cast<int>(runs.size())) {
    bool upward = runs.front().span->turn == 270;
    return downward_text(std::move(runs), upward);
  }
  if (runs.size() > 2 && runs_downward(runs)) return downward_text(std::move(runs));
  std::string text;
  for (const GlyphLine& line : find_lines(std::move(runs))) {
    if (!text.empty()) text += '\n';
    text += to_utf8(text_of(line));
  }
  return text;
}

std::string cell_text(const PlacedRun* begin, const PlacedRun* end) {
  std::string text;
  if (begin == end) return text;
  if (end - begin == 1) {
    append_text(begin->run, text);
    return text;
  }
  std::vector<GlyphRun> runs;
  for (const PlacedRun* placed = begin; placed != end; ++placed) runs.push_back(placed->run);
  return cell_text(std::move(runs));
}

}  // namespace nianbao
