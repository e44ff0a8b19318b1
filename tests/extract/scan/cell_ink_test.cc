#include "extract/scan/cell_ink.h"

#include <catch2/catch.hpp>

#include "extract/scan/cell_inside.h"

namespace nianbao {
namespace {

constexpr int kWidth = 120, kHeight = 60;

void paint(GrayImage& image, int x0, int y0, int x1, int y1, std::uint8_t level = 0) {
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x) image.row(y)[x] = level;
}

ScanRule straight_rule(int from, int to, float at, bool drawn = true) {
  ScanRule rule{from, std::vector<float>(static_cast<std::size_t>(to - from + 1), at), drawn};
  return rule;
}

/// One cell between rulings of two pixels, 100 dots to the inch.
struct OneCell {
  StraightPage page;
  ScanRules rules;
  ScanTable table{1, 1, true, {{0, 0, 1, 1, {{{10, 10}, {110, 10}, {110, 50}, {10, 50}}}}}};

  OneCell() {
    page.straight = GrayImage(kWidth, kHeight, 240);
    page.dpi = 100;
    rules.horizontal = {straight_rule(10, 110, 10), straight_rule(10, 110, 50)};
    rules.vertical = {straight_rule(10, 50, 10), straight_rule(10, 50, 110)};
    for (int at : {10, 50}) paint(page.straight, 10, at, 112, at + 2);
    for (int at : {10, 110}) paint(page.straight, at, 10, at + 2, 52);
  }
  CellInk look() { return cut_cells(page, rules, table).at(0); }
  /// A nought of 8 x 14 pixels with strokes of two.
  void draw_nought(int x, int y) {
    paint(page.straight, x, y, x + 8, y + 14);
    paint(page.straight, x + 2, y + 2, x + 6, y + 12, 240);
  }
};

}  // namespace

TEST_CASE("a cell between its rulings is blank, whatever their thickness") {
  CHECK(OneCell().look().kind == CellInk::Kind::blank);
  OneCell thick;
  paint(thick.page.straight, 10, 10, 112, 13);
  CHECK(thick.look().kind == CellInk::Kind::blank);
  CHECK_FALSE(thick.look().touches_rule);
}

TEST_CASE("a number is ink, also close to a ruling, and its crop has no ruling in it") {
  OneCell cell;
  cell.draw_nought(99, 25);
  const CellInk ink = cell.look();
  CHECK(ink.kind == CellInk::Kind::inked);
  CHECK_FALSE(ink.touches_rule);
  int dark = 0;
  for (std::uint8_t level : ink.crop.pixels) dark += level < 128;
  CHECK(dark == 8 * 14 - 4 * 10);
}

TEST_CASE("a dash in the middle of its cell is ink") {
  OneCell cell;
  paint(cell.page.straight, 40, 30, 80, 32);
  CHECK(cell.look().kind == CellInk::Kind::inked);
}

TEST_CASE("a ruling's rough edge is no ink") {
  OneCell cell;
  for (int x = 14; x < 106; x += 7) paint(cell.page.straight, x, 12, x + 3, 13);
  CHECK(cell.look().kind == CellInk::Kind::blank);
}

TEST_CASE("ink that goes on under a ruling is told") {
  OneCell cell;
  cell.draw_nought(104, 25);
  CHECK(cell.look().touches_rule);
}

TEST_CASE("a digit at a side where no ruling is seen may be cut by it") {
  OneCell cell;
  cell.rules.vertical.push_back(straight_rule(10, 50, 64));  // as of noughts under one another
  cell.table.cells[0].corners = {{{10, 10}, {64, 10}, {64, 50}, {10, 50}}};
  cell.draw_nought(60, 25);
  CHECK(cell.look().touches_rule);
  CHECK_FALSE(find_inside(cell.page, cell.rules, cell.table.cells[0]).ruled);
}

TEST_CASE("a line that crosses the cell and is none of its sides hides nothing") {
  OneCell cell;
  cell.rules.vertical.push_back(straight_rule(10, 50, 60));
  cell.draw_nought(20, 25);
  const CellInk ink = cell.look();
  CHECK(ink.kind == CellInk::Kind::inked);
  cell.page.straight = GrayImage(kWidth, kHeight, 240);
  CHECK(cell.look().kind == CellInk::Kind::blank);
}

TEST_CASE("the inside follows a bent ruling") {
  OneCell cell;
  cell.page.straight = GrayImage(kWidth, kHeight, 240);
  for (int x = 10; x <= 110; ++x) {
    const int sag = (x - 10) * (110 - x) / 500;  // five pixels in the middle
    cell.rules.horizontal[0].at[static_cast<std::size_t>(x - 10)] = static_cast<float>(10 + sag);
    paint(cell.page.straight, x, 10 + sag, x + 1, 12 + sag);
  }
  for (int at : {10, 110}) paint(cell.page.straight, at, 10, at + 2, 52);
  paint(cell.page.straight, 10, 50, 112, 52);
  CHECK(cell.look().kind == CellInk::Kind::blank);
}

TEST_CASE("noise is blank, a faint stroke is not") {
  OneCell cell;
  std::uint32_t state = 7;
  for (int y = 14; y < 48; ++y)
    for (int x = 14; x < 108; ++x) {
      state = state * 1664525u + 1013904223u;
      cell.page.straight.row(y)[x] = static_cast<std::uint8_t>(210 + (state >> 24) % 41);
    }
  CHECK(cell.look().kind == CellInk::Kind::blank);
  OneCell faint;
  paint(faint.page.straight, 40, 26, 60, 30, 205);
  CHECK(faint.look().kind == CellInk::Kind::faint);
}

}  // namespace nianbao
