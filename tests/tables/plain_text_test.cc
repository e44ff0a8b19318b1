#include "tables/plain_text.h"

#include <catch2/catch.hpp>

using namespace nianbao;

TEST_CASE("tables are lined up by display width, paragraphs are lines") {
  Grid grid;
  grid.rows = 3;
  grid.cols = 3;
  grid.cells = {{0, 0, 1, 3, "第二十条第（一）项", {}}, {1, 0, 1, 1, "规章", {}}, {1, 1, 1, 1, "10", {}}, {1, 2, 1, 1, "3", {}},
                {2, 0, 1, 1, "行政\n许可", {}},          {2, 1, 1, 1, "", {}},    {2, 2, 1, 1, "12\n34", {}}};
  Layout layout;
  layout.blocks = {Paragraph{"一、总体情况", {1, 1}, 0, false, {}}, grid, Paragraph{"完。", {}, 0, false, {}}};
  CHECK(to_plain_text(layout) ==
        "一、总体情况\n\n第二十条第（一）项\n规章      10  3\n行政许可      12 34\n\n完。\n");
}

TEST_CASE("an empty layout is an empty text") { CHECK(to_plain_text({}).empty()); }
