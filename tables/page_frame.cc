#include "tables/page_frame.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nianbao {
namespace {

struct Point {
  double x, y;
};

Point to_frame(const Frame& frame, Point p) {
  switch (frame.turn) {
    case 90: return {p.y, frame.page_width_pt - p.x};
    case 180: return {frame.page_width_pt - p.x, frame.page_height_pt - p.y};
    case 270: return {frame.page_height_pt - p.y, p.x};
    default: return p;
  }
}

Point from_frame(const Frame& frame, Point p) {
  switch (frame.turn) {
    case 90: return {frame.page_width_pt - p.y, p.x};
    case 180: return {frame.page_width_pt - p.x, frame.page_height_pt - p.y};
    case 270: return {p.y, frame.page_height_pt - p.x};
    default: return p;
  }
}

Box box_between(Point a, Point b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

/// The box round a box that is turned counterclockwise about the page's middle, as the scan lies.
Box slanted(const Frame& frame, const Box& box) {
  if (frame.skew_degrees == 0) return box;
  const double angle = frame.skew_degrees * 3.14159265358979323846 / 180, cos = std::cos(angle), sin = std::sin(angle);
  const double mid_x = frame.page_width_pt / 2, mid_y = frame.page_height_pt / 2;
  const double x = box.mid_x() - mid_x, y = box.mid_y() - mid_y;
  const double centre_x = mid_x + cos * x + sin * y, centre_y = mid_y - sin * x + cos * y;
  const double half_x = (cos * box.width() + std::abs(sin) * box.height()) / 2, half_y = (std::abs(sin) * box.width() + cos * box.height()) / 2;
  return {centre_x - half_x, centre_y - half_y, centre_x + half_x, centre_y + half_y};
}

Box to_frame(const Frame& frame, const Box& box) {
  return box_between(to_frame(frame, Point{box.x0, box.y0}), to_frame(frame, Point{box.x1, box.y1}));
}

void turn_span(Span& span, const Frame& frame) {
  bool along_x = span.turn == 0 || span.turn == 180;
  bool swaps = frame.turn == 90 || frame.turn == 270;
  for (float& edge : span.edges) {
    Point p = to_frame(frame, along_x ? Point{edge, 0} : Point{0, edge});
    edge = static_cast<float>(along_x != swaps ? p.x : p.y);
  }
  span.box = to_frame(frame, span.box);
  span.turn = (span.turn - frame.turn + 360) % 360;
}

void turn_ruling(Ruling& ruling, const Frame& frame) {
  bool h = ruling.horizontal;
  Box box = to_frame(frame, h ? Box{ruling.from, ruling.at, ruling.to, ruling.at}
                              : Box{ruling.at, ruling.from, ruling.at, ruling.to});
  if (frame.turn == 90 || frame.turn == 270) ruling.horizontal = !h;
  ruling.at = ruling.horizontal ? box.y0 : box.x0;
  ruling.from = ruling.horizontal ? box.x0 : box.y0;
  ruling.to = ruling.horizontal ? box.x1 : box.y1;
}

}  // namespace

Frame reading_frame(const Page& page) {
  if (page.turn != 0) return {page.turn, page.width_pt, page.height_pt, page.skew_degrees};
  std::array<std::size_t, 4> code_points{};
  for (const Span& span : page.spans) code_points[span.turn / 90 % 4] += span.text.size();
  auto most = std::max_element(code_points.begin(), code_points.end());
  return {static_cast<int>(most - code_points.begin()) * 90, page.width_pt, page.height_pt, page.skew_degrees};
}

Page turned(const Page& page, const Frame& frame) {
  Page out = page;
  if (frame.turn == 0) return out;
  if (frame.turn != 180) std::swap(out.width_pt, out.height_pt);
  out.turn = 0;
  if (page.turn != 0) return out;  // its places are those of the frame
  for (Span& span : out.spans) turn_span(span, frame);
  for (Ruling& ruling : out.rulings) turn_ruling(ruling, frame);
  for (Picture& picture : out.pictures) picture.box = to_frame(frame, picture.box);
  return out;
}

Box to_page(const Frame& frame, const Box& box) {
  if (frame.turn == 0 && frame.skew_degrees == 0) return box;
  return slanted(frame, box_between(from_frame(frame, {box.x0, box.y0}), from_frame(frame, {box.x1, box.y1})));
}

float edge_to_page(const Frame& frame, float edge) {
  Point p = from_frame(frame, {edge, 0});
  return static_cast<float>(frame.turn == 90 || frame.turn == 270 ? p.y : p.x);
}

}  // namespace nianbao
