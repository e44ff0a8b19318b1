#include "extract/scan/page_turning.h"

#include <catch2/catch.hpp>

namespace nianbao {
namespace {

/// A page of 100 x 60 points, a pixel a point, with one dark pixel. The place it has when its text, which runs `turn`, is upright.
void check_turn(int turn, int x, int y) {
  PageImage image;
  image.gray = GrayImage(100, 60);
  image.gray.row(20)[10] = 0;
  Page page;
  page.width_pt = 100, page.height_pt = 60;
  const PageImage upright = turned_back(image, turn, page);
  CHECK(upright.gray.row(y)[x] == 0);
  const PixelPoint at = upright.to_page(x + 0.5, y + 0.5);  // pixels are points here, of the page turned upright too
  CHECK(at.x == Approx(x + 0.5));
  CHECK(at.y == Approx(y + 0.5));
}

Cell read_cell(std::string text, int confidence) {
  Cell out;
  out.text = std::move(text);
  out.recognition = Recognition{confidence, false, {}};
  return out;
}

}  // namespace

TEST_CASE("a page on its side or upside down is turned back, and its places with it") {
  check_turn(90, 20, 89);
  check_turn(180, 89, 39);
  check_turn(270, 39, 10);
}

TEST_CASE("grids are as legible as their labels, numbers do not count") {
  Grid grid;
  grid.cells = {read_cell("总计", 900'000), read_cell("其他", 100'000), read_cell("0", 0), read_cell("", 0)};
  CHECK(legibility({grid}) == Approx(0.5));
  CHECK(legibility({}) == Approx(1));
}

}  // namespace nianbao
