#include "extract/pdf_struck.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace nianbao {
namespace {

// Shares of a run's height, from its top, in which a stroke runs; an underline runs lower.
constexpr double kHighest = 0.35, kLowest = 0.72;
constexpr double kEndsEm = 0.15;        // how far a stroke reaches beyond the glyphs
constexpr double kThickestEm = 0.2;
constexpr double kCoveredShare = 0.9;   // of a glyph
constexpr double kMeetsPt = 1.0;

/// Whether a vertical line ends at an end of the stroke or crosses it there.
bool meets_vertical(const Ruling& stroke, const std::vector<const Ruling*>& verticals) {
  auto first = std::lower_bound(verticals.begin(), verticals.end(), stroke.from - kMeetsPt, [](const Ruling* r, double x) { return r->at < x; });
  for (; first != verticals.end() && (*first)->at <= stroke.to + kMeetsPt; ++first)
    if ((*first)->from <= stroke.at + kMeetsPt && (*first)->to >= stroke.at - kMeetsPt) return true;
  return false;
}

bool runs_through(const Ruling& stroke, const Span& span) {
  const double height = span.box.height(), em = span.font_size_pt;
  if (span.turn != 0 || span.edges.size() != span.text.size() + 1 || stroke.thickness_pt > kThickestEm * em) return false;
  const double share = (stroke.at - span.box.y0) / std::max(height, 1e-6);
  return share >= kHighest && share <= kLowest && stroke.from >= span.box.x0 - kEndsEm * em && stroke.to <= span.box.x1 + kEndsEm * em;
}

Span part_of_span(const Span& span, std::size_t first, std::size_t last) {
  Span out = span;
  out.text = span.text.substr(first, last - first);
  out.edges.assign(span.edges.begin() + static_cast<std::ptrdiff_t>(first), span.edges.begin() + static_cast<std::ptrdiff_t>(last) + 1);
  out.box.x0 = out.edges.front();
  out.box.x1 = out.edges.back();
  return out;
}

/// The parts of a span that no stroke covers.
std::vector<Span> unstruck(const Span& span, const std::vector<const Ruling*>& strokes) {
  auto is_struck = [&](std::size_t i) {
    const double left = span.edges[i], right = span.edges[i + 1];
    return std::any_of(strokes.begin(), strokes.end(), [&](const Ruling* stroke) {
      return right > left && std::min(right, stroke->to) - std::max(left, stroke->from) >= kCoveredShare * (right - left);
    });
  };
  std::vector<Span> out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= span.text.size(); ++i) {
    if (i < span.text.size() && !is_struck(i)) continue;
    if (i > begin) out.push_back(part_of_span(span, begin, i));
    begin = i + 1;
  }
  return out;
}

}  // namespace

void drop_struck_text(Page& page) {
  std::vector<const Ruling*> verticals;
  for (const Ruling& ruling : page.rulings)
    if (!ruling.horizontal) verticals.push_back(&ruling);
  auto is_left = [](const Ruling* a, const Ruling* b) { return a->at < b->at; };
  std::stable_sort(verticals.begin(), verticals.end(), is_left);
  std::vector<const Ruling*> strokes;
  for (const Ruling& ruling : page.rulings)
    if (ruling.horizontal) strokes.push_back(&ruling);
  std::stable_sort(strokes.begin(), strokes.end(), is_left);
  std::vector<Span> kept;
  for (Span& span : page.spans) {
    std::vector<const Ruling*> own;
    auto first = std::lower_bound(strokes.begin(), strokes.end(), span.box.y0, [](const Ruling* r, double y) { return r->at < y; });
    for (; first != strokes.end() && (*first)->at <= span.box.y1; ++first)
      if (runs_through(**first, span) && !meets_vertical(**first, verticals)) own.push_back(*first);
    if (own.empty()) {
      kept.push_back(std::move(span));
      continue;
    }
    for (Span& part : unstruck(span, own)) kept.push_back(std::move(part));
  }
  page.spans = std::move(kept);
}

}  // namespace nianbao
