#pragma once

#include <optional>
#include <string>

namespace nianbao {

/// A rectangle in PDF points, origin top left of the crop box, y down, rotation and UserUnit applied.
struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  bool operator==(const Box&) const = default;
  double width() const { return x1 - x0; }
  double height() const { return y1 - y0; }
  double mid_x() const { return (x0 + x1) / 2; }
  double mid_y() const { return (y0 + y1) / 2; }
};

/// The smallest box that holds both.
Box united(const Box& a, const Box& b);

/// Columns of a text line: first and last, from 1, in code points.
struct ColumnSpan {
  int first = 0, last = 0;

  bool operator==(const ColumnSpan&) const = default;
};

/// Where something stands. Which members are set depends on the kind of document:
/// paged ones have `page` (from 1) and `bbox`, markup has `path`, text has `line` (from 1) and `span`.
struct Source {
  int page = 0;
  std::optional<Box> bbox;
  std::string path;
  int line = 0;
  std::optional<ColumnSpan> span;

  bool operator==(const Source&) const = default;
  bool empty() const { return page == 0 && !bbox && path.empty() && line == 0; }
};

/// A place that holds both: boxes united on one page; spans on one line; else `a`.
Source united(const Source& a, const Source& b);

}  // namespace nianbao
