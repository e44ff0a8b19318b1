#include "extract/scan/scan_tables.h"

#include <catch2/catch.hpp>

#include "drawn_page.h"
#include "extract/scan/table_lattice.h"

namespace nianbao {
namespace {

bool is_whole(const std::vector<ScanTable>& tables, int rows, int cols, std::size_t cells) {
  return tables.size() == 1 && tables[0].whole && tables[0].rows == rows && tables[0].cols == cols && tables[0].cells.size() == cells;
}

}  // namespace

TEST_CASE("rulings make a table, row by row, with corners where they cross") {
  DrawnPage page;
  page.grid({100, 300, 500, 800}, {100, 150, 220, 300});
  const auto tables = page.tables();
  REQUIRE(is_whole(tables, 3, 3, 9));
  const ScanCell& middle = tables[0].cells[4];
  CHECK(middle.row == 1);
  CHECK(middle.col == 1);
  CHECK(middle.corners[0].x == Approx(300).margin(2));
  CHECK(middle.corners[2].y == Approx(220).margin(2));
}

TEST_CASE("where no ruling stands between two places they are one cell") {
  DrawnPage page;
  page.grid({100, 300, 500, 800}, {100, 150, 220, 300});
  page.fill(304, 145, 498, 158, 240);  // the side between (0, 1) and (1, 1)
  const auto tables = page.tables();
  REQUIRE(is_whole(tables, 3, 3, 8));
  CHECK(tables[0].cells[1].row_span == 2);
}

TEST_CASE("dashed and broken rulings are rulings") {
  DrawnPage dashed;
  dashed.grid({100, 300, 500, 800}, {100, 150, 220, 300});
  for (int x = 104; x < 800; x += 9)
    for (const int y : {150, 220}) dashed.fill(x, y - 2, x + 3, y + 4, 240);
  for (int y = 104; y < 300; y += 9) dashed.fill(298, y, 304, y + 3, 240);
  CHECK(is_whole(dashed.tables(), 3, 3, 9));
  DrawnPage broken;
  broken.grid({100, 300, 500, 800}, {100, 150, 220, 300});
  broken.fill(180, 148, 200, 154, 240);
  broken.fill(560, 148, 585, 154, 240);
  broken.fill(498, 240, 504, 255, 240);
  CHECK(is_whole(broken.tables(), 3, 3, 9));
}

TEST_CASE("a hole in a ruling's crossing leaves the table whole") {
  DrawnPage page;
  page.grid({100, 300, 500, 800}, {100, 150, 220, 300});
  page.fill(490, 212, 510, 230, 240);
  CHECK(is_whole(page.tables(), 3, 3, 9));
}

TEST_CASE("noughts one under the other are no ruling") {
  DrawnPage page;
  page.grid({100, 300, 500, 800}, {100, 140, 180, 220, 260, 300, 340, 380});
  for (int y = 100; y < 380; y += 40)
    for (const int x : {190, 390, 640}) page.nought(x, y + 10);
  CHECK(is_whole(page.tables(), 7, 3, 21));
}

TEST_CASE("a ruling that is only paler than the others is one, what shows through the paper is none") {
  DrawnPage page;
  page.grid({100, 300, 500, 800}, {100, 150, 220, 300});
  page.fill(100, 150, 802, 152, 130);
  CHECK(is_whole(page.tables(), 3, 3, 9));
  page.fill(102, 185, 800, 187, 215);
  CHECK(is_whole(page.tables(), 3, 3, 9));
}

TEST_CASE("a table that the page cuts is closed across its width") {
  DrawnPage page;
  for (const int x : {100, 300, 500, 800}) page.upright(x, 100, 330);
  for (const int y : {100, 150, 220}) page.level(y, 100, 800);
  CHECK(is_whole(page.tables(), 3, 3, 9));
  DrawnPage header;  // of which only the header stands before the end of the page
  for (const int x : {100, 300, 800}) header.upright(x, 100, 140);
  header.level(100, 100, 800);
  CHECK(is_whole(header.tables(), 1, 2, 2));
}

TEST_CASE("a table without side lines is closed, and keeps its rows of one cell") {
  DrawnPage page;
  for (const int y : {100, 150, 200, 250, 300, 350}) page.level(y, 100, 800);
  for (const int x : {300, 500}) page.upright(x, 150, 200), page.upright(x, 250, 350);
  const auto tables = page.tables();
  REQUIRE(is_whole(tables, 5, 3, 11));
  CHECK(tables[0].cells[0].col_span == 3);
}

TEST_CASE("a heading between two tables without side lines is no row") {
  DrawnPage page;
  for (const int y : {100, 150, 200, 290, 340, 390}) page.level(y, 100, 800);
  for (const int x : {300, 500}) page.upright(x, 100, 200), page.upright(x, 290, 390);
  CHECK(page.tables().size() == 2);
}

TEST_CASE("a single box, a line under a heading and the rim of a seal are no tables") {
  DrawnPage page;
  page.grid({100, 800}, {100, 300});
  page.level(400, 100, 800);
  CHECK(page.tables().empty());
}

TEST_CASE("the rim of a seal parts no cell") {
  DrawnPage page;
  page.grid({100, 300, 500, 800}, {100, 160, 220, 280, 340});
  for (int i = 0; i < 4000; ++i) {
    const double angle = i * 2 * 3.14159265 / 4000;
    page.fill(static_cast<int>(400 + 130 * std::cos(angle)), static_cast<int>(190 + 130 * std::sin(angle)),
              static_cast<int>(400 + 130 * std::cos(angle)) + 4, static_cast<int>(190 + 130 * std::sin(angle)) + 4, 120);
  }
  CHECK(is_whole(page.tables(), 4, 3, 12));
}

TEST_CASE("places are parted at sides that are ruled") {
  // Two rows of two; the lower two are one cell.
  const ScanTable table = part_places(2, 2, {0, 0, 1, 0.9}, {0, 1, 0, 0.1});
  CHECK(table.whole);
  REQUIRE(table.cells.size() == 3);
  CHECK(table.cells[2].col_span == 2);
}

TEST_CASE("a side that is hardly ruled counts where its cell would be no rectangle without it") {
  const ScanTable table = part_places(2, 2, {0, 0, 1, 0.45}, {0, 1, 0, 0.1});
  CHECK(table.whole);
  CHECK(table.cells.size() == 3);
}

TEST_CASE("a table with a cell that is no rectangle is not whole") {
  const ScanTable table = part_places(2, 2, {0, 0, 1, 0}, {0, 1, 0, 0});
  CHECK_FALSE(table.whole);
  CHECK(table.odd_places == 3);
}

}  // namespace nianbao
