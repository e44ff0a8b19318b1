#include "tables/cell_text.h"

#include <catch2/catch.hpp>

#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::span_at;

namespace {

/// The texts of a row of cells 50 points wide from x 50 on, 40 high.
std::vector<std::string> cells_of(std::vector<Span> spans, std::vector<double> xs = {50, 100, 150, 200}) {
  Page page = made::page_of(1, std::move(spans), made::grid_rulings(xs, {100, 140}));
  auto tables = find_ruled_tables(find_edges(page.rulings, 3), 3, page.height_pt);
  REQUIRE(tables.size() == 1);
  PlacedText placed = place_text(page, tables);
  std::vector<std::string> out;
  const PlacedRun* at = placed.in_cells.data();
  const PlacedRun* end = at + placed.in_cells.size();
  for (std::size_t c = 0; c < tables[0].cells.size(); ++c) {
    const PlacedRun* begin = at;
    while (at != end && at->cell == static_cast<int>(c)) ++at;
    out.push_back(cell_text(begin, at));
  }
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a span over several cells is split at the borders") {
  CHECK(cells_of({span_at(52, 120, "12        34        5")}) == Texts{"12", "34", "5"});
}

TEST_CASE("the digits of one number are never split, though it is too wide for its cell") {
  CHECK(cells_of({span_at(95, 120, "7730.28")}) == Texts{"", "7730.28", ""});
}

TEST_CASE("text that hangs over its cell by a letter stays whole") {
  CHECK(cells_of({span_at(52, 120, "行政收费（"), span_at(120, 120, "7")}) == Texts{"行政收费（", "7", ""});
}

TEST_CASE("lines of a cell stand one below the other") {
  CHECK(cells_of({span_at(60, 127, "企业"), span_at(60, 113, "商业")}) == Texts{"商业\n企业", "", ""});
}

TEST_CASE("two numbers in one cell keep a space between them, however narrow the gap") {
  CHECK(cells_of({span_at(52, 120, "12"), span_at(64, 120, "34")})[0] == "12 34");
  CHECK(cells_of({span_at(52, 120, "12"), span_at(62, 120, "34")})[0] == "1234");
}

TEST_CASE("digits of different widths are one number") {
  Span span = span_at(60, 120, "581");
  span.edges = {60, 65.6F, 71.2F, 75.5F};
  CHECK(cells_of({span})[0] == "581");
}

TEST_CASE("letter-spaced labels keep what stands there") {
  CHECK(cells_of({span_at(52, 120, "自 然 人")})[0] == "自 然 人");
  CHECK(cells_of({span_at(52, 120, "总"), span_at(72, 120, "计")})[0] == "总 计");
}

TEST_CASE("glyphs stacked downward are one line, columns from right to left") {
  std::vector<Span> spans;
  double y = 105;
  for (const char* glyph : {"三", "、", "本"}) spans.push_back(span_at(80, y += 8, glyph, 8));
  CHECK(cells_of(spans)[0] == "三、本");
  y = 105;
  for (const char* glyph : {"年", "度", "办"}) spans.push_back(span_at(60, y += 8, glyph, 8));
  CHECK(cells_of(spans)[0] == "三、本\n年度办");
}

TEST_CASE("text turned upward in a cell is read in its own direction") {
  Span span = span_at(0, 0, "合计");
  span.turn = 270;
  span.edges = {135, 125, 115};
  span.box = {70, 115, 80, 135};
  CHECK(cells_of({span})[0] == "合计");
}

TEST_CASE("text outside every cell is kept apart") {
  Page page = made::page_of(1, {span_at(60, 50, "标题"), span_at(60, 120, "内")},
                            made::grid_rulings({50, 100, 150}, {100, 140}));
  auto tables = find_ruled_tables(find_edges(page.rulings, 3), 3, page.height_pt);
  PlacedText placed = place_text(page, tables);
  REQUIRE(placed.outside.size() == 1);
  CHECK(placed.outside[0].span->text == U"标题");
  CHECK(placed.in_cells.size() == 1);
}
