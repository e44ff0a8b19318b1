#include "extract/pdf_rulings.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace nianbao;

namespace {

const Box kPage{0, 0, 600, 800};

DrawnPath path_of(const std::vector<std::vector<PathPoint>>& subpaths) {
  DrawnPath out;
  for (const auto& subpath : subpaths) {
    out.starts.push_back(out.points.size());
    out.points.insert(out.points.end(), subpath.begin(), subpath.end());
  }
  return out;
}

std::vector<PathPoint> rectangle(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}

std::vector<Ruling> stroked(const DrawnPath& path, double width, const Box& clip = kPage) {
  std::vector<Ruling> out;
  RulingFinder finder(out);
  finder.stroke(path, width, clip);
  finder.finish();
  return out;
}

std::vector<Ruling> filled(const DrawnPath& path, const Box& clip = kPage) {
  std::vector<Ruling> out;
  RulingFinder finder(out);
  finder.fill(path, clip);
  finder.finish();
  return out;
}

}  // namespace

TEST_CASE("a stroked line is a ruling as thick as its pen") {
  CHECK(stroked(path_of({{{10, 50}, {110, 50}}}), 0.5) == std::vector<Ruling>{{true, 50, 10, 110, 0.5}});
  CHECK(stroked(path_of({{{30, 90}, {30, 20}}}), 0) == std::vector<Ruling>{{false, 30, 20, 90, 0}});
}

TEST_CASE("a stroked rectangle is four rulings") {
  CHECK(stroked(path_of({rectangle(10, 20, 110, 60)}), 1) ==
        std::vector<Ruling>{{true, 20, 10, 110, 1}, {false, 110, 20, 60, 1}, {true, 60, 10, 110, 1}, {false, 10, 20, 60, 1}});
}

TEST_CASE("slanted lines and curves are no rulings") {
  CHECK(stroked(path_of({{{10, 50}, {110, 80}}}), 1).empty());
  CHECK(stroked(path_of({{{10, 50}, {40, 50, true}, {80, 50, true}, {110, 50}}}), 1).empty());
}

TEST_CASE("a line that is level but for rounding is a ruling") {
  CHECK(stroked(path_of({{{10, 50}, {110, 50.4}}}), 1) == std::vector<Ruling>{{true, 50.2, 10, 110, 1}});
}

TEST_CASE("a wide stroke is an area unless it is short: then it is a line across") {
  CHECK(stroked(path_of({{{10, 50}, {110, 50}}}), 20).empty());
  CHECK(stroked(path_of({{{60, 50}, {60, 50.5}}}), 100) == std::vector<Ruling>{{true, 50.25, 10, 110, 0.5}});
}

TEST_CASE("a thin filled rectangle is a ruling, a thick one is not") {
  CHECK(filled(path_of({rectangle(10, 50, 110, 50.5)})) == std::vector<Ruling>{{true, 50.25, 10, 110, 0.5}});
  CHECK(filled(path_of({rectangle(10, 50, 12.5, 90)})) == std::vector<Ruling>{{false, 11.25, 50, 90, 2.5}});
  CHECK(filled(path_of({rectangle(10, 50, 110, 60)})).empty());
}

TEST_CASE("many thin rectangles in one path are each a ruling") {
  CHECK(filled(path_of({rectangle(10, 50, 110, 51), rectangle(10, 70, 110, 71)})).size() == 2);
}

TEST_CASE("a line ends where the clip cuts it, and is gone outside of it") {
  Box clip{50, 0, 80, 100};
  CHECK(stroked(path_of({{{10, 50}, {110, 50}}}), 1, clip) == std::vector<Ruling>{{true, 50, 50, 80, 1}});
  CHECK(filled(path_of({rectangle(10, 50, 110, 51)}), clip) == std::vector<Ruling>{{true, 50.5, 50, 80, 1}});
  CHECK(stroked(path_of({{{10, 150}, {110, 150}}}), 1, clip).empty());
}

TEST_CASE("an area filled through a thin clip is a ruling") {
  CHECK(filled(path_of({rectangle(0, 0, 600, 800)}), {10, 50, 110, 51}) ==
        std::vector<Ruling>{{true, 50.5, 10, 110, 1}});
}

TEST_CASE("a filled frame gives its four sides") {
  auto rulings = filled(path_of({rectangle(10, 20, 110, 60), rectangle(11, 21, 109, 59)}));
  REQUIRE(rulings.size() == 4);
  CHECK(rulings[0] == Ruling{true, 20.5, 11, 109, 1});
  CHECK(rulings[1] == Ruling{true, 59.5, 11, 109, 1});
  CHECK(rulings[2] == Ruling{false, 10.5, 21, 59, 1});
  CHECK(rulings[3] == Ruling{false, 109.5, 21, 59, 1});
}

TEST_CASE("an L filled as one polygon gives both of its arms") {
  auto rulings = filled(path_of({{{10, 20}, {110, 20}, {110, 21}, {11, 21}, {11, 60}, {10, 60}}}));
  REQUIRE(rulings.size() == 2);
  CHECK(rulings[0] == Ruling{true, 20.5, 11, 110, 1});
  CHECK(rulings[1] == Ruling{false, 10.5, 21, 60, 1});
}

TEST_CASE("dots in a row are a line, a few alone are not") {
  std::vector<Ruling> out;
  RulingFinder finder(out);
  for (int i = 0; i < 20; ++i) finder.fill(path_of({rectangle(10 + 2 * i, 50, 11 + 2 * i, 51)}), kPage);
  for (int i = 0; i < 3; ++i) finder.fill(path_of({rectangle(10 + 2 * i, 90, 11 + 2 * i, 91)}), kPage);
  finder.finish();
  CHECK(out == std::vector<Ruling>{{true, 50.5, 10, 49, 1}});
}

TEST_CASE("dashes down a page are a line too") {
  std::vector<Ruling> out;
  RulingFinder finder(out);
  for (int i = 0; i < 10; ++i) finder.stroke(path_of({{{30, 10.0 + 6 * i}, {30, 14.0 + 6 * i}}}), 0.5, kPage);
  finder.finish();
  REQUIRE(out.size() == 11);
  CHECK(out.back() == Ruling{false, 30, 10, 68, 0.5});
}

TEST_CASE("numbers that are none draw nothing") {
  double nan = std::numeric_limits<double>::quiet_NaN(), huge = std::numeric_limits<double>::infinity();
  CHECK(stroked(path_of({{{nan, 50}, {110, 50}}}), 1).empty());
  CHECK(stroked(path_of({{{10, nan}, {110, nan}}}), 1).empty());
  CHECK(filled(path_of({{{10, 50}, {110, nan}, {110, 51}, {10, 51}}})).empty());
  CHECK(stroked(path_of({{{10, 50}, {110, 50}}}), nan).empty());
  for (const Ruling& r : stroked(path_of({{{-huge, 50}, {huge, 50}}}), 1)) CHECK(r.to <= 600);
}
