#include "extract/pdf_rulings.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

constexpr double kMaxFillThickness = 2.5;    // wider ones are bars and backgrounds
constexpr double kMaxStrokeThickness = 5.0;  // frames are drawn up to 4.5 pt
constexpr double kMinLength = 1.0;
constexpr double kMaxSlant = 0.6;            // pt off the axis over a segment: what rounding of coordinates makes
constexpr std::size_t kMaxFrameEdges = 64;   // pairing is quadratic; a frame has 8
constexpr double kMaxPiece = 10.0;           // of a dash
constexpr double kMaxPieceGap = 5.0;
constexpr double kMinJoined = 10.0;
constexpr std::size_t kMinPieces = 4;

Box cut(const Box& box, const Box& clip) {
  return {std::max(box.x0, clip.x0), std::max(box.y0, clip.y0), std::min(box.x1, clip.x1), std::min(box.y1, clip.y1)};
}

/// Written so that a NaN anywhere is outside.
bool is_inside(const Box& box) { return box.x1 >= box.x0 && box.y1 >= box.y0; }

bool is_thin(const Box& box) { return std::min(box.width(), box.height()) <= kMaxFillThickness; }

bool lies_flat(const Box& box) { return box.width() >= box.height(); }

std::size_t end_of(const DrawnPath& path, std::size_t subpath) {
  return subpath + 1 < path.starts.size() ? path.starts[subpath + 1] : path.points.size();
}

Box bounds(const PathPoint* first, const PathPoint* last) {
  Box box{first->x, first->y, first->x, first->y};
  for (const PathPoint* p = first; p != last; ++p) {
    if (!std::isfinite(p->x) || !std::isfinite(p->y)) return {1, 1, 0, 0};
    box.x0 = std::min(box.x0, p->x), box.x1 = std::max(box.x1, p->x);
    box.y0 = std::min(box.y0, p->y), box.y1 = std::max(box.y1, p->y);
  }
  return box;
}

/// A piece of a dotted line: where it lies along the line, and across it.
struct Piece {
  double at, from, to, thickness;
};

/// Pieces of one line differ in `at` by rounding only: quarters of a point tell lines apart.
double line_of(const Piece& piece) { return std::floor(piece.at * 4 + 0.5); }

void join_along(std::vector<Piece>& pieces, bool horizontal, std::vector<Ruling>& out) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
    return line_of(a) != line_of(b) ? line_of(a) < line_of(b) : a.from < b.from;
  });
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i + 1;
    double to = pieces[i].to;
    for (; end < pieces.size(); ++end) {
      if (line_of(pieces[end]) != line_of(pieces[i]) || pieces[end].from - to > kMaxPieceGap) break;
      to = std::max(to, pieces[end].to);
    }
    if (end - i >= kMinPieces && to - pieces[i].from >= kMinJoined)
      out.push_back({horizontal, pieces[i].at, pieces[i].from, to, pieces[i].thickness});
    i = end;
  }
}

}  // namespace

void RulingFinder::add(const Box& seen, bool horizontal) {
  double length = horizontal ? seen.width() : seen.height(), thickness = horizontal ? seen.height() : seen.width();
  if (length <= kMaxFillThickness && length < 3 * thickness) dots_.push_back(seen);
  else if (!(length >= kMinLength)) return;
  else if (horizontal) out_.push_back({true, seen.mid_y(), seen.x0, seen.x1, thickness});
  else out_.push_back({false, seen.mid_x(), seen.y0, seen.y1, thickness});
}

void RulingFinder::add_segment(const PathPoint& a, const PathPoint& b, double width, const Box& clip) {
  double dx = std::abs(a.x - b.x), dy = std::abs(a.y - b.y);
  bool horizontal = dx >= dy;
  double length = horizontal ? dx : dy, slant = horizontal ? dy : dx;
  if (!(slant <= kMaxSlant) || slant > 0.2 * length) return;
  double half = width / 2;
  Box box = horizontal ? Box{std::min(a.x, b.x), (a.y + b.y) / 2 - half, std::max(a.x, b.x), (a.y + b.y) / 2 + half}
                       : Box{(a.x + b.x) / 2 - half, std::min(a.y, b.y), (a.x + b.x) / 2 + half, std::max(a.y, b.y)};
  Box seen = cut(box, clip);
  if (!is_inside(seen)) return;
  if (length >= width && width <= kMaxStrokeThickness) add(seen, horizontal);
  else if (is_thin(seen)) add(seen, lies_flat(seen));
}

void RulingFinder::stroke(const DrawnPath& path, double line_width_pt, const Box& clip) {
  if (!(line_width_pt >= 0)) return;
  for (std::size_t s = 0; s < path.starts.size(); ++s) {
    for (std::size_t i = path.starts[s]; i + 1 < end_of(path, s); ++i) {
      if (path.points[i].curve || path.points[i + 1].curve) continue;
      add_segment(path.points[i], path.points[i + 1], line_width_pt, clip);
    }
  }
}

void RulingFinder::box(const Box& box, const Box& clip) {
  Box seen = cut(box, clip);
  if (is_inside(seen) && is_thin(seen)) add(seen, lies_flat(seen));
}

void RulingFinder::gather_edges(const PathPoint* first, const PathPoint* last) {
  for (const PathPoint* p = first; p != last; ++p) {
    const PathPoint* q = p + 1 == last ? first : p + 1;
    if (p->curve || q->curve) continue;
    double dx = std::abs(p->x - q->x), dy = std::abs(p->y - q->y);
    if (dx > kMinLength && dy < 0.05) rows_.push_back({p->y, std::min(p->x, q->x), std::max(p->x, q->x)});
    if (dy > kMinLength && dx < 0.05) columns_.push_back({p->x, std::min(p->y, q->y), std::max(p->y, q->y)});
  }
}

void RulingFinder::add_between(std::vector<Edge>& edges, bool horizontal, const Box& clip) {
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.at < b.at; });
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t j = i + 1; j < edges.size() && edges[j].at - edges[i].at <= kMaxFillThickness; ++j) {
      double from = std::max(edges[i].from, edges[j].from), to = std::min(edges[i].to, edges[j].to);
      if (edges[j].at - edges[i].at < 0.05 || to - from < 2 * kMaxFillThickness) continue;
      Box box = horizontal ? Box{from, edges[i].at, to, edges[j].at} : Box{edges[i].at, from, edges[j].at, to};
      Box seen = cut(box, clip);
      if (is_inside(seen)) add(seen, horizontal);
    }
  }
}

/// Browsers fill a border as a frame (a rectangle with a rectangular hole), or as one L- or comb-shaped polygon.
void RulingFinder::fill(const DrawnPath& path, const Box& clip) {
  rows_.clear();
  columns_.clear();
  for (std::size_t s = 0; s < path.starts.size(); ++s) {
    const PathPoint* first = path.points.data() + path.starts[s];
    const PathPoint* last = path.points.data() + end_of(path, s);
    Box seen = cut(bounds(first, last), clip);
    if (!is_inside(seen)) continue;
    if (is_thin(seen)) add(seen, lies_flat(seen));
    else if (path.starts.size() > 1 || last - first > 5) gather_edges(first, last);
  }
  if (rows_.size() + columns_.size() > kMaxFrameEdges) return;
  add_between(rows_, true, clip);
  add_between(columns_, false, clip);
}

void RulingFinder::finish() {
  std::vector<Piece> rows, columns;
  for (const Ruling& r : out_)
    if (r.to - r.from <= kMaxPiece) (r.horizontal ? rows : columns).push_back({r.at, r.from, r.to, r.thickness_pt});
  for (const Box& dot : dots_) {
    rows.push_back({dot.mid_y(), dot.x0, dot.x1, dot.height()});
    columns.push_back({dot.mid_x(), dot.y0, dot.y1, dot.width()});
  }
  join_along(rows, true, out_);
  join_along(columns, false, out_);
  dots_.clear();
}

}  // namespace nianbao
