#include "tables/glyph_lines.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

GlyphLine line_of(const GlyphRun& run) { return {{run}, run.box, run.box.mid_y(), em_of(run)}; }

void add_to(GlyphLine& line, const GlyphRun& run) {
  line.runs.push_back(run);
  line.box = united(line.box, run.box);
  if (em_of(run) > line.em * 1.15) {
    line.em = em_of(run);
    line.mid_y = run.box.mid_y();
  }
}

bool stands_on(const GlyphLine& line, const GlyphRun& run) {
  return std::abs(run.box.mid_y() - line.mid_y) <= 0.5 * std::min(std::max(line.em, em_of(run)), line.em * 1.6);
}

/// How many lines back a run may belong: raised and lowered runs come out of order by no more.
constexpr std::size_t kLinesBack = 3;

void append(const GlyphRun& run, std::u32string& text, std::vector<float>* edges) {
  const Span& span = *run.span;
  for (int i = run.first; i < run.first + run.count; ++i) {
    text += span.text[i];
    if (edges) edges->push_back(span.edges.size() == span.text.size() + 1 ? span.edges[i] : static_cast<float>(run.box.x0));
    if (i + 1 == run.first + run.count || !parts_numbers(span, i)) continue;
    text += U' ';
    if (edges) edges->push_back(span.edges[i + 1]);
  }
}

}  // namespace

std::vector<GlyphLine> find_lines(std::vector<GlyphRun> runs) {
  if (runs.empty()) return {};
  std::stable_sort(runs.begin(), runs.end(),
                   [](const GlyphRun& a, const GlyphRun& b) { return a.box.mid_y() < b.box.mid_y(); });
  std::vector<GlyphLine> lines;
  for (const GlyphRun& run : runs) {
    std::size_t stop = lines.size() > kLinesBack ? lines.size() - kLinesBack : 0, i = lines.size();
    while (i > stop && !stands_on(lines[i - 1], run)) --i;
    if (i > stop) add_to(lines[i - 1], run);
    else lines.push_back(line_of(run));
  }
  for (GlyphLine& line : lines)
    std::stable_sort(line.runs.begin(), line.runs.end(),
                     [](const GlyphRun& a, const GlyphRun& b) { return a.box.x0 < b.box.x0; });
  std::stable_sort(lines.begin(), lines.end(), [](const GlyphLine& a, const GlyphLine& b) { return a.mid_y < b.mid_y; });
  return lines;
}

std::u32string text_of(const GlyphLine& line, std::vector<float>* edges) {
  std::u32string text;
  for (std::size_t i = 0; i < line.runs.size(); ++i) {
    if (i > 0 && space_between(line.runs[i - 1], line.runs[i])) {
      text += U' ';
      if (edges) edges->push_back(static_cast<float>(line.runs[i - 1].box.x1));
    }
    append(line.runs[i], text, edges);
  }
  if (edges && !line.runs.empty()) edges->push_back(static_cast<float>(line.runs.back().box.x1));
  return text;
}

}  // namespace nianbao
