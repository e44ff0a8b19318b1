#include <catch2/catch.hpp>

#include "tables/layout.h"
#include "tests/tables/made_pages.h"

using namespace nianbao;

TEST_CASE("a table of ten thousand rows takes a moment") {
  Document document;
  for (int p = 0; p < 250; ++p) {
    Page page = made::page_of(p + 1, {});
    std::vector<double> ys;
    std::vector<std::vector<std::string>> rows;
    for (int r = 0; r <= 40; ++r) ys.push_back(20 + 20.0 * r);
    for (int r = 0; r < 40; ++r) rows.push_back({std::to_string(40 * p + r + 1) + "号", "1", "2", "3"});
    made::add_table(page, {50, 250, 350, 450, 550}, ys, rows);
    document.pages.push_back(std::move(page));
  }
  Layout layout = build_layout(document, {});
  REQUIRE(layout.blocks.size() == 1);
  const Grid& grid = std::get<Grid>(layout.blocks[0]);
  CHECK(grid.rows == 10000);
  CHECK(grid.page_breaks.size() == 249);
}

TEST_CASE("a lined-up text of ten thousand rows takes a moment") {
  std::vector<std::string> lines;
  for (int i = 0; i < 10000; ++i) lines.push_back("事项      " + std::string(i % 2 ? "12" : " 3") + "      40      5");
  Layout layout = build_layout(made::text_of_lines(lines), {});
  REQUIRE(layout.blocks.size() == 1);
  CHECK(std::get<Grid>(layout.blocks[0]).rows == 10000);
}
