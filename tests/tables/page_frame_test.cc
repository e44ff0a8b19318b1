#include "tables/page_frame.h"

#include <catch2/catch.hpp>

#include "tables/layout.h"
#include "tests/tables/made_pages.h"

using namespace nianbao;

namespace {

/// A page as if it had been printed turned: what the reader hands over where a landscape table stands on it.
Page printed_turned(const Page& upright, int turn) {
  Frame back{(360 - turn) % 360, upright.width_pt, upright.height_pt};
  return turned(upright, back);
}

Page upright_page() {
  Page page = made::page_of(1, {});
  made::add_table(page, {50, 150, 250, 350}, {100, 120, 140}, {{"规章", "1", "2"}, {"收费", "33", "4"}});
  return page;
}

}  // namespace

TEST_CASE("turning a page and back changes nothing") {
  Page page = upright_page();
  for (int turn : {90, 180, 270}) {
    Page there = printed_turned(page, turn);
    CHECK(there.spans.front().turn == turn);
    CHECK(reading_frame(there).turn == turn);
    Page back = turned(there, reading_frame(there));
    CHECK(back.width_pt == page.width_pt);
    CHECK(back.spans.front().box.x0 == Approx(page.spans.front().box.x0));
    CHECK(back.spans.front().box.y1 == Approx(page.spans.front().box.y1));
    CHECK(back.spans.front().edges.back() == Approx(page.spans.front().edges.back()));
  }
}

TEST_CASE("a table that lies on its side is read, its boxes are the page's") {
  for (int turn : {90, 180, 270}) {
    Document document;
    document.pages.push_back(printed_turned(upright_page(), turn));
    Layout layout = build_layout(document, {});
    CHECK(made::shown(layout) == "|规章|1|2\n|收费|33|4\n");
    const Grid& grid = std::get<Grid>(layout.blocks.front());
    const Span& number = document.pages[0].spans[4];
    REQUIRE(number.text == U"33");
    const Box& cell = *grid.cells[4].source.bbox;
    CHECK(cell.x0 < number.box.x0);
    CHECK(cell.x1 > number.box.x1);
    CHECK(cell.y0 < number.box.y0);
    CHECK(cell.y1 > number.box.y1);
  }
}
