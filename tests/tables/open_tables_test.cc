#include "tables/open_tables.h"

#include <catch2/catch.hpp>

#include "tables/layout.h"
#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::centered_at;
using made::horizontal;
using made::span_at;
using made::vertical;

namespace {

bool drops(const Page& page) {
  std::vector<RuledTable> tables = find_ruled_tables(find_edges(page.rulings, 3), 3, page.height_pt);
  REQUIRE(tables.size() == 1);
  return drop_open_tables(tables, place_text(page, tables));
}

Page ruled_page(const std::vector<double>& xs, const std::vector<double>& ys, std::vector<Span> spans) {
  return made::page_of(1, std::move(spans), made::grid_rulings(xs, ys));
}

std::string layout_of(Page page) {
  Document document;
  document.pages.push_back(std::move(page));
  return made::shown(build_layout(document, {}));
}

}  // namespace

TEST_CASE("a table with one row to a cell stays as its rulings have it") {
  CHECK_FALSE(drops(ruled_page({50, 150, 250}, {100, 120, 140}, {span_at(60, 110, "甲"), span_at(190, 110, "11"), span_at(60, 130, "乙"), span_at(190, 130, "60")})));
}

TEST_CASE("numbers of two rows in one cell: no line is drawn between their rows") {
  Page page = ruled_page({50, 150, 250}, {80, 100, 140}, {span_at(60, 90, "项目"), span_at(190, 90, "件数"), span_at(60, 110, "规章"), span_at(60, 130, "文件"), span_at(190, 110, "11"), span_at(190, 130, "60")});
  CHECK(drops(page));
  CHECK(layout_of(page) == "|项目|件数\n|规章|11\n|文件|60\n");
}

TEST_CASE("a number that its narrow cell breaks is one number") {
  CHECK_FALSE(drops(ruled_page({50, 150, 175}, {100, 130}, {span_at(60, 115, "甲"), span_at(152, 109, "1947"), span_at(152, 121, "8")})));
  CHECK(drops(ruled_page({50, 150, 175}, {100, 130}, {span_at(60, 115, "甲"), span_at(152, 109, "0"), span_at(152, 121, "11")})));
}

TEST_CASE("a label cell beside several rows of numbers, a line beside each, has lost its borders") {
  std::vector<Ruling> rulings = made::grid_rulings({50, 150, 250}, {100, 140});
  rulings.push_back(horizontal(120, 150, 250));
  std::vector<Span> numbers{span_at(190, 110, "11"), span_at(190, 130, "60")};
  std::vector<Span> two_labels{span_at(60, 110, "规章"), span_at(60, 130, "文件"), numbers[0], numbers[1]};
  CHECK(drops(made::page_of(1, two_labels, rulings)));
  std::vector<Span> one_label{span_at(60, 120, "规章"), numbers[0], numbers[1]};
  CHECK_FALSE(drops(made::page_of(1, one_label, rulings)));
}

TEST_CASE("labels left of all rulings belong to the rows of a table whose values alone are ruled") {
  std::vector<Span> spans{span_at(60, 110, "规章"), span_at(60, 130, "文件"), span_at(190, 110, "11"), span_at(190, 130, "60"), span_at(290, 110, "2"), span_at(290, 130, "3")};
  Page page = ruled_page({150, 250, 350}, {100, 120, 140}, spans);
  CHECK(drops(page));
  CHECK(layout_of(page) == "|规章|11|2\n|文件|60|3\n");
  page.spans[1] = span_at(60, 160, "文件");
  CHECK_FALSE(drops(page));
}

TEST_CASE("a frame round columns that no line parts is no table's border") {
  std::vector<Span> spans;
  for (int row = 0; row < 3; ++row) {
    spans.push_back(span_at(60, 110 + 20 * row, "规章"));
    spans.push_back(span_at(190, 110 + 20 * row, "11"));
  }
  CHECK(drops(ruled_page({50, 250}, {100, 160}, spans)));
  spans.resize(4);
  CHECK_FALSE(drops(ruled_page({50, 250}, {100, 160}, spans)));
}
