#include "tables/edges.h"

#include <catch2/catch.hpp>

#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::horizontal;
using made::vertical;

TEST_CASE("a double ruling is one edge") {
  Edges edges = find_edges({horizontal(100, 50, 300), horizontal(101.5, 50, 300)}, 3);
  REQUIRE(edges.horizontal.size() == 1);
  CHECK(edges.horizontal[0].at == Approx(100.75));
}

TEST_CASE("lines of different cells are not one edge because they are near each other's height") {
  Edges edges = find_edges({horizontal(100, 50, 200), horizontal(102, 320, 500)}, 3);
  REQUIRE(edges.horizontal.size() == 2);
  CHECK(edges.horizontal[0].at == 100);
  CHECK(edges.horizontal[1].at == 102);
}

TEST_CASE("a border drawn cell by cell is one edge") {
  Edges edges = find_edges({vertical(80, 10, 30), vertical(80.2, 31, 50), vertical(80, 52, 70)}, 3);
  REQUIRE(edges.vertical.size() == 1);
  CHECK(edges.vertical[0].from == 10);
  CHECK(edges.vertical[0].to == 70);
}

TEST_CASE("dashes of a dashed line join, a gap wider than the snap does not") {
  std::vector<Ruling> dashes;
  for (int i = 0; i < 20; ++i) dashes.push_back(horizontal(60, 10 + 5 * i, 13 + 5 * i));
  CHECK(find_edges(dashes, 3).horizontal.size() == 1);
  CHECK(find_edges({horizontal(60, 10, 30), horizontal(60, 34, 60)}, 3).horizontal.size() == 2);
}

TEST_CASE("strokes shorter than any cell are dropped") {
  CHECK(find_edges({horizontal(60, 10, 13), vertical(40, 5, 9)}, 3) == Edges{});
}

TEST_CASE("hatching does not collapse to one line") {
  std::vector<Ruling> hatching;
  for (int i = 0; i < 30; ++i) hatching.push_back(horizontal(100 + 2 * i, 10, 200));
  CHECK(find_edges(hatching, 3).horizontal.size() >= 10);
}
