#include "extract/pdf_rulings.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace nianbao {
namespace {

constexpr double kMaxFillThickness = 2.5;    // wider ones are bars and backgrounds
constexpr double kMaxStrokeThickness = 5.0;  // frames are drawn up to 4.5 pt
constexpr double kMinLength = 1.0;
constexpr double kMaxSlant = 0.6;            // pt off the axis over a segment: what rounding of coordinates makes
constexpr std::size_t kMaxFrameEdges = 64;   // pairing is quadratic; a frame has 8

Box cut(const Box& box, const Box& clip) {
  return {std::max(box.x0, clip.x0), std::max(box.y0, clip.y0), std::min(box.x1, clip.x1), std::min(box.y1, clip.y1)};
}

/// Written so that a NaN anywhere is outside.
bool is_inside(const Box& box) { return box.x1 >= box.x0 && box.y1 >= box.y0; }

void add_line(const Box& box, bool horizontal, std::vector<Ruling>& out) {
  double length = horizontal ? box.width() : box.height();
  if (!(length >= kMinLength)) return;
  if (horizontal) out.push_back({true, box.mid_y(), box.x0, box.x1, box.height()});
  else out.push_back({false, box.mid_x(), box.y0, box.y1, box.width()});
}

std::size_t end_of(const DrawnPath& path, std::size_t subpath) {
  return subpath + 1 < path.starts.size() ? path.starts[subpath + 1] : path.points.size();
}

Box bounds(const PathPoint* first, const PathPoint* last) {
  Box box{first->x, first->y, first->x, first->y};
  for (const PathPoint* p = first; p != last; ++p) {
    box.x0 = std::min(box.x0, p->x), box.x1 = std::max(box.x1, p->x);
    box.y0 = std::min(box.y0, p->y), box.y1 = std::max(box.y1, p->y);
  }
  return box;
}

bool is_thin(const Box& box) { return std::min(box.width(), box.height()) <= kMaxFillThickness; }

void add_segment(const PathPoint& a, const PathPoint& b, double width, const Box& clip, std::vector<Ruling>& out) {
  double dx = std::abs(a.x - b.x), dy = std::abs(a.y - b.y);
  bool horizontal = dx >= dy;
  double length = horizontal ? dx : dy, slant = horizontal ? dy : dx;
  if (!(length >= kMinLength) || slant > kMaxSlant || slant > 0.2 * length) return;
  if (length < width) return;
  double half = width / 2;
  Box box = horizontal ? Box{std::min(a.x, b.x), (a.y + b.y) / 2 - half, std::max(a.x, b.x), (a.y + b.y) / 2 + half}
                       : Box{(a.x + b.x) / 2 - half, std::min(a.y, b.y), (a.x + b.x) / 2 + half, std::max(a.y, b.y)};
  Box seen = cut(box, clip);
  if (is_inside(seen)) add_line(seen, horizontal, out);
}

struct Edge {
  double at, from, to;
};

void add_between(std::vector<Edge>& edges, bool horizontal, const Box& clip, std::vector<Ruling>& out) {
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.at < b.at; });
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t j = i + 1; j < edges.size(); ++j) {
      double apart = edges[j].at - edges[i].at;
      if (apart > kMaxFillThickness) break;
      double from = std::max(edges[i].from, edges[j].from), to = std::min(edges[i].to, edges[j].to);
      if (apart < 0.05 || to - from < 2 * kMaxFillThickness) continue;
      Box box = horizontal ? Box{from, edges[i].at, to, edges[j].at} : Box{edges[i].at, from, edges[j].at, to};
      Box seen = cut(box, clip);
      if (is_inside(seen)) add_line(seen, horizontal, out);
    }
  }
}

/// Browsers fill a border as a frame (a rectangle with a rectangular hole), or as one L- or comb-shaped polygon.
void add_frame(const std::vector<Edge>& horizontal, const std::vector<Edge>& vertical, const Box& clip,
               std::vector<Ruling>& out) {
  if (horizontal.size() + vertical.size() > kMaxFrameEdges) return;
  std::vector<Edge> rows = horizontal, columns = vertical;
  add_between(rows, true, clip, out);
  add_between(columns, false, clip, out);
}

void gather_edges(const PathPoint* first, const PathPoint* last, std::vector<Edge>& horizontal,
                  std::vector<Edge>& vertical) {
  for (const PathPoint* p = first; p != last; ++p) {
    const PathPoint* q = p + 1 == last ? first : p + 1;
    double dx = std::abs(p->x - q->x), dy = std::abs(p->y - q->y);
    if (dx > kMinLength && dy < 0.05) horizontal.push_back({p->y, std::min(p->x, q->x), std::max(p->x, q->x)});
    if (dy > kMinLength && dx < 0.05) vertical.push_back({p->x, std::min(p->y, q->y), std::max(p->y, q->y)});
  }
}

}  // namespace

void add_thin_box(const Box& box, const Box& clip, std::vector<Ruling>& out) {
  Box seen = cut(box, clip);
  if (is_inside(seen) && is_thin(seen)) add_line(seen, seen.width() >= seen.height(), out);
}

void add_stroked_rulings(const DrawnPath& path, double line_width_pt, const Box& clip, std::vector<Ruling>& out) {
  if (!(line_width_pt <= kMaxStrokeThickness)) return;
  for (std::size_t s = 0; s < path.starts.size(); ++s) {
    for (std::size_t i = path.starts[s]; i + 1 < end_of(path, s); ++i) {
      if (path.points[i].curve || path.points[i + 1].curve) continue;
      add_segment(path.points[i], path.points[i + 1], line_width_pt, clip, out);
    }
  }
}

void add_filled_rulings(const DrawnPath& path, const Box& clip, std::vector<Ruling>& out) {
  std::vector<Edge> horizontal, vertical;
  for (std::size_t s = 0; s < path.starts.size(); ++s) {
    const PathPoint* first = path.points.data() + path.starts[s];
    const PathPoint* last = path.points.data() + end_of(path, s);
    Box seen = cut(bounds(first, last), clip);
    if (!is_inside(seen)) continue;
    if (is_thin(seen)) add_line(seen, seen.width() >= seen.height(), out);
    else if (path.starts.size() > 1 || last - first > 5) gather_edges(first, last, horizontal, vertical);
  }
  if (!horizontal.empty() || !vertical.empty()) add_frame(horizontal, vertical, clip, out);
}

}  // namespace nianbao
