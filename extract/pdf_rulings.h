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
};

/// Finds the rulings among what is painted on one page. Everything is cut by the clip that it is painted through.
///
/// The sides of a filled area (a cell's background) are no rulings: areas stop at any line of text, and where they do
/// stand for cells the lines between them are drawn too. Colour is not looked at: white lines between shaded cells
/// are the borders of these cells.
class RulingFinder {
 public:
  explicit RulingFinder(std::vector<Ruling>& out) : out_(out) {}

  /// One ruling for each straight, axis-parallel segment. Curves and slanted segments give none; a stroke too wide for
  /// a line is an area, and a short wide one a line across.
  void stroke(const DrawnPath& path, double line_width_pt, const Box& clip);

  /// Thin shapes, and the thin parts between the parallel sides of a frame.
  void fill(const DrawnPath& path, const Box& clip);

  /// A painted box, if it is thin.
  void box(const Box& box, const Box& clip);

  /// Adds the lines that rows of dots and short dashes make, at the end of a page; the dashes themselves stay.
  void finish();

 private:
  struct Edge {
    double at, from, to;
  };
  void add(const Box& seen, bool horizontal);
  void add_segment(const PathPoint& a, const PathPoint& b, double width, const Box& clip);
  void add_between(std::vector<Edge>& edges, bool horizontal, const Box& clip);
  void gather_edges(const PathPoint* first, const PathPoint* last);

  std::vector<Ruling>& out_;
  std::vector<Box> dots_;
  std::vector<Edge> rows_, columns_;  ///< sides of the path that is being filled
};

}  // namespace nianbao
