#include "tables/ruled_tables.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::grid_rulings;
using made::horizontal;
using made::vertical;

namespace {

std::vector<RuledTable> tables_of(const std::vector<Ruling>& rulings) {
  return find_ruled_tables(find_edges(rulings, 3), 3, 842);
}

}  // namespace

TEST_CASE("borders all around give rows times columns cells") {
  auto tables = tables_of(grid_rulings({50, 150, 250, 350}, {100, 120, 140}));
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 2);
  CHECK(tables[0].cols() == 3);
  CHECK(tables[0].cells.size() == 6);
  CHECK(tables[0].box_of(tables[0].cells[4]) == Box{150, 120, 250, 140});
  CHECK(tables[0].cell_at(200, 130) == 4);
  CHECK(tables[0].cell_at(20, 130) == -1);
}

TEST_CASE("a cell without a line through it spans rows and columns") {
  auto tables = tables_of({horizontal(100, 50, 250), horizontal(140, 50, 250), horizontal(120, 150, 250),
                           vertical(50, 100, 140), vertical(150, 100, 140), vertical(250, 100, 140),
                           vertical(200, 120, 140)});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].cells == std::vector<RuledCell>{{0, 0, 2, 1}, {0, 1, 1, 2}, {1, 1, 1, 1}, {1, 2, 1, 1}});
}

TEST_CASE("two tables on a page are two, from top to bottom") {
  auto rulings = grid_rulings({50, 150, 250}, {400, 420, 440});
  for (const Ruling& r : grid_rulings({50, 100, 250}, {100, 120})) rulings.push_back(r);
  auto tables = tables_of(rulings);
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].ys.front() == 100);
  CHECK(tables[1].rows() == 2);
}

TEST_CASE("missing outer borders are closed where the lines end together") {
  auto tables = tables_of({horizontal(100, 50, 350), horizontal(120, 50, 350), horizontal(140, 50, 350),
                           vertical(150, 100, 140), vertical(250, 100, 140)});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].cols() == 3);
  CHECK(tables[0].xs.front() == 50);
  CHECK(tables[0].xs.back() == 350);
}

TEST_CASE("a table that the page's end cuts is closed there and says so") {
  auto tables = tables_of({horizontal(700, 50, 350), horizontal(720, 50, 350), vertical(50, 700, 790),
                           vertical(150, 700, 790), vertical(350, 700, 790)});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 2);
  CHECK(tables[0].open_bottom);
  CHECK_FALSE(tables[0].open_top);
}

TEST_CASE("a table open at all sides keeps its rows of one cell") {
  auto tables = tables_of({horizontal(120, 50, 350), horizontal(140, 50, 350), horizontal(160, 50, 350),
                           vertical(200, 100, 140), vertical(200, 160, 180)});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 4);
  CHECK(tables[0].cells.size() == 7);
}

TEST_CASE("a frame round the page is no table") {
  auto rulings = grid_rulings({30, 565}, {30, 812});
  CHECK(tables_of(rulings).empty());
  for (const Ruling& r : grid_rulings({50, 150, 250}, {100, 120, 140})) rulings.push_back(r);
  auto tables = tables_of(rulings);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].cols() == 2);
}

TEST_CASE("underlines are no table, and an underline in a cell parts nothing") {
  CHECK(tables_of({horizontal(100, 50, 120), horizontal(130, 60, 200), horizontal(160, 60, 200)}).empty());
  auto rulings = grid_rulings({50, 150, 250}, {100, 140});
  rulings.push_back(horizontal(125, 152, 190));
  auto tables = tables_of(rulings);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].rows() == 1);
}

TEST_CASE("a rectangle round each cell gives the same table as its borders") {
  std::vector<Ruling> rulings;
  for (double y : {100.0, 121.0})
    for (double x : {50.0, 151.0, 252.0})
      for (const Ruling& r : grid_rulings({x, x + 100}, {y, y + 20})) rulings.push_back(r);
  auto tables = tables_of(rulings);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].cells.size() == 6);
}

TEST_CASE("a page of 50000 strokes costs no minutes") {
  std::vector<Ruling> strokes;
  for (int i = 0; i < 25000; ++i) {
    strokes.push_back(horizontal(i * 0.033, 0, 595));
    strokes.push_back(vertical(i * 0.0238, 0, 842));
  }
  auto start = std::chrono::steady_clock::now();
  tables_of(strokes);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("a column without any ruling between a table's open ends is a cell") {
  std::vector<Ruling> rulings{horizontal(100, 150, 350), horizontal(120, 150, 350)};
  for (double x : {150.0, 250.0, 350.0}) rulings.push_back(vertical(x, 80, 140));
  CHECK(tables_of(rulings).at(0).xs.front() == 150);
  rulings.push_back(vertical(50, 80, 140));
  auto tables = tables_of(rulings);
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].cells.at(0) == RuledCell{0, 0, 3, 1});
  CHECK(tables[0].cells.size() == 7);
  rulings.back().to = 120;
  CHECK(tables_of(rulings).at(0).xs.front() == 150);
}
