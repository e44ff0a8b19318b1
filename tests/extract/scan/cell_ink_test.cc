#include "extract/scan/cell_ink.h"

#include <algorithm>

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

TEST_CASE("a hole that is hardly darker than the paper is told by its edge, paper that darkens evenly is none") {
  OneCell hole;
  for (int y = 20; y < 40; ++y)
    for (int x = 40; x < 60; ++x)
      if ((x - 50) * (x - 50) + (y - 30) * (y - 30) < 100) hole.page.straight.row(y)[x] = 231;
  CHECK(hole.look().covered);
  CHECK(hole.look().kind == CellInk::Kind::faint);
  OneCell shaded;
  for (int y = 13; y < 50; ++y)
    for (int x = 13; x < 110; ++x) shaded.page.straight.row(y)[x] = static_cast<std::uint8_t>(225 + x / 6);
  CHECK_FALSE(shaded.look().covered);
  OneCell written;
  for (int x : {30, 42, 54}) written.draw_nought(x, 22);
  CHECK_FALSE(written.look().covered);
}

TEST_CASE("a speck as large as a point is no ink where no point would stand") {
  const auto dark_at = [](const CellInk& ink) { return std::count_if(ink.crop.pixels.begin(), ink.crop.pixels.end(), [](std::uint8_t level) { return level < 100; }); };
  OneCell lone;
  lone.page.dpi = 200;
  paint(lone.page.straight, 60, 30, 63, 33);
  CHECK(lone.look().kind == CellInk::Kind::blank);
  OneCell over;
  over.page.dpi = 200;
  over.draw_nought(40, 25);
  const auto nought = dark_at(over.look());
  paint(over.page.straight, 44, 14, 47, 17);
  CHECK(dark_at(over.look()) == nought);
  OneCell point;
  point.page.dpi = 200;
  point.draw_nought(40, 25);
  paint(point.page.straight, 51, 36, 54, 39);
  CHECK(dark_at(point.look()) == nought + 9);
}

TEST_CASE("a lone stroke as short as a faint dash's rest is ink") {
  OneCell rest;
  rest.page.dpi = 200;
  paint(rest.page.straight, 60, 30, 66, 32);
  CHECK(rest.look().kind == CellInk::Kind::inked);
}

}  // namespace nianbao
