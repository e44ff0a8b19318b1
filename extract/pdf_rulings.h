#pragma once

#include <cstddef>
#include <vector>

#include "model/document.h"

namespace nianbao {

struct PathPoint {
  double x = 0, y = 0;
  bool curve = false;  ///< a control point of a curve
};

/// A drawn path in page points; `starts` are the places in `points` where its subpaths begin.
struct DrawnPath {
  std::vector<PathPoint> points;
  std::vector<std::size_t> starts;

  void clear() { points.clear(), starts.clear(); }
  bool empty() const { return points.empty(); }
};

/// Adds the rulings that stroking the path draws: one for each straight, axis-parallel segment, cut by `clip`. Curves
/// and slanted segments draw none; a stroke wider than it could be as a ruling is an area, not a line.
void add_stroked_rulings(const DrawnPath& path, double line_width_pt, const Box& clip, std::vector<Ruling>& out);

/// Adds the rulings that filling the path draws: thin shapes, seen after cutting them by `clip`, and the thin parts
/// between the parallel sides of a frame. The sides of an area (a cell's background) are no rulings.
void add_filled_rulings(const DrawnPath& path, const Box& clip, std::vector<Ruling>& out);

/// Adds the ruling that a painted box makes, if it is thin.
void add_thin_box(const Box& box, const Box& clip, std::vector<Ruling>& out);

}  // namespace nianbao
