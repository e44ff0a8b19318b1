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

/// The last code point of the piece that begins at `first` and is never split: a number, else one glyph.
int end_of_piece(const Span& span, int first) {
  int last = first, size = static_cast<int>(span.text.size());
  if (!is_digit_char(span.text[first])) return last;
  while (last + 1 < size && is_number_char(span.text[last + 1]) && !parts_numbers(span, last)) ++last;
  return last;
}

void put(GlyphRun run, Spot spot, PlacedText& out) {
  run = without_outer_spaces(run);
  if (run.count == 0) return;
  if (spot.table < 0) out.outside.push_back(run);
  else out.in_cells.push_back({spot.table, spot.cell, run});
}

/// Splits a span that runs to the right at the borders that part its glyphs.
void split_and_put(const std::vector<RuledTable>& tables, const Span& span, PlacedText& out) {
  int size = static_cast<int>(span.text.size()), begin = 0;
  Spot current;
  for (int first = 0; first < size;) {
    int last = end_of_piece(span, first);
    Spot spot = span.text[first] == U' ' && first > 0
                    ? current
                    : spot_at(tables, middle(span, first, last), span.box.mid_y());
    if (first > 0 && spot != current) {
      put(part_of(span, begin, first - begin), current, out);
      begin = first;
    }
    current = spot;
    first = last + 1;
  }
  put(part_of(span, begin, size - begin), current, out);
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
  if (turned * 2 > static_cast<int>(runs.size())) return downward_text(std::move(runs), runs.front().span->turn == 270);
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
