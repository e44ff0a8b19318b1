#include "tables/grid_join.h"

#include <catch2/catch.hpp>

#include "tables/layout.h"
#include "tables/row_join.h"
#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::span_at;

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A table at the end of page 1 and one at the top of page 2, `shift` further right there.
Document over_two_pages(const std::vector<double>& xs, const Rows& first, const Rows& second, double shift = 0) {
  Document document;
  auto page_with = [&](int no, double top, const Rows& rows, double dx) {
    Page page = made::page_of(no, {});
    std::vector<double> moved = xs, ys;
    for (double& x : moved) x += dx;
    for (std::size_t i = 0; i <= rows.size(); ++i) ys.push_back(top + 20.0 * static_cast<double>(i));
    made::add_table(page, moved, ys, rows);
    return page;
  };
  document.pages.push_back(page_with(1, 700, first, 0));
  document.pages.push_back(page_with(2, 70, second, shift));
  return document;
}

std::string layout_of(const Document& document) { return made::shown(build_layout(document, {})); }

const std::vector<double> kXs{50, 250, 350, 450};

}  // namespace

TEST_CASE("a table over a page break is one grid and knows where the page begins") {
  Layout layout = build_layout(over_two_pages(kXs, {{"1.甲", "1", "2"}, {"2.乙", "3", "4"}}, {{"3.丙", "5", "6"}}), {});
  REQUIRE(layout.blocks.size() == 1);
  CHECK(made::shown(layout) == "|1.甲|1|2\n|2.乙|3|4\n|3.丙|5|6\n");
  const Grid& grid = std::get<Grid>(layout.blocks[0]);
  CHECK(grid.page_breaks == std::vector<int>{2});
  CHECK(grid.cells.back().source.page == 2);
}

TEST_CASE("the margins of odd and even pages may differ") {
  CHECK(layout_of(over_two_pages(kXs, {{"1.甲", "1", "2"}}, {{"2.乙", "3", "4"}}, 28)) == "|1.甲|1|2\n|2.乙|3|4\n");
}

TEST_CASE("tables of other columns, or with text between, stay apart") {
  Document narrow = over_two_pages(kXs, {{"1.甲", "1", "2"}}, {{"2.乙", "3", "4"}});
  for (Ruling& ruling : narrow.pages[1].rulings) {
    if (ruling.horizontal) ruling.to = 400;
    else if (ruling.at == 450) ruling.at = 400;
  }
  narrow.pages[1].spans.back() = made::centered_at(375, 80, "4");
  CHECK(build_layout(narrow, {}).blocks.size() == 2);
  Document between = over_two_pages(kXs, {{"1.甲", "1", "2"}}, {{"2.乙", "3", "4"}});
  between.pages[1].spans.push_back(span_at(60, 50, "三、收到和处理"));
  CHECK(build_layout(between, {}).blocks.size() == 3);
}

TEST_CASE("rows of fewer columns on the next page are the same table") {
  Document document = over_two_pages({50, 150, 250, 350, 450}, {{"信息内容", "制发", "废止", "有效"}, {"规章", "1", "2", "3"}}, {});
  made::add_table(document.pages[1], {50, 250, 450}, {70, 90}, {{"行政许可", "550"}});
  CHECK(layout_of(document) == "|信息内容|制发|废止|有效\n|规章|1|2|3\n|+2 行政许可|+2 550\n");
}

TEST_CASE("a repeated header is left out") {
  CHECK(layout_of(over_two_pages(kXs, {{"项目", "自然人", "总计"}, {"1.甲", "1", "1"}}, {{"项目", "自然人", "总计"}, {"2.乙", "2", "2"}})) ==
        "|项目|自然人|总计\n|1.甲|1|1\n|2.乙|2|2\n");
}

TEST_CASE("rows of the same numbers are no repeated header") {
  CHECK(layout_of(over_two_pages(kXs, {{"甲", "0", "0"}}, {{"甲", "0", "0"}, {"乙", "0", "0"}})) == "|甲|0|0\n|甲|0|0\n|乙|0|0\n");
}

TEST_CASE("a row cut in its label is one row again") {
  CHECK(layout_of(over_two_pages(kXs, {{"4.无正当理由大量", "", ""}}, {{"反复申请", "3", "3"}, {"5.其他", "0", "0"}})) ==
        "|4.无正当理由大量/反复申请|3|3\n|5.其他|0|0\n");
  CHECK(layout_of(over_two_pages(kXs, {{"4.无正当理由大量", "3", "3"}}, {{"反复申请", "", ""}})) == "|4.无正当理由大量/反复申请|3|3\n");
}

TEST_CASE("rows that both have numbers are never one row") {
  CHECK(layout_of(over_two_pages(kXs, {{"4.大量", "3", "3"}}, {{"反复申请", "1", "1"}})) == "|4.大量|3|3\n|反复申请|1|1\n");
}

TEST_CASE("a blank row above a labelled one is not taken for its half") {
  CHECK(layout_of(over_two_pages(kXs, {{"行政处罚", "", ""}}, {{"行政强制", "195", "195"}})) == "|行政处罚||\n|行政强制|195|195\n");
}

TEST_CASE("a group label cut by the break goes on") {
  Document document;
  Page first = made::page_of(1, {made::centered_at(100, 720, "（四）无"), made::centered_at(200, 710, "1.本机关"), made::centered_at(200, 730, "2.没有"), made::centered_at(300, 710, "10"), made::centered_at(300, 730, "3")},
                             {made::horizontal(700, 50, 350), made::horizontal(720, 150, 350), made::horizontal(740, 50, 350),
                              made::vertical(50, 700, 740), made::vertical(150, 700, 740), made::vertical(250, 700, 740), made::vertical(350, 700, 740)});
  Page second = made::page_of(2, {}, {});
  made::add_table(second, {50, 150, 250, 350}, {70, 90, 110}, {{"法提供", "3.补正", "0"}, {"（五）不予", "1.信访", "1"}});
  document.pages = {first, second};
  CHECK(layout_of(document) == "|v3 （四）无/法提供|1.本机关|10\n|2.没有|3\n|3.补正|0\n|（五）不予|1.信访|1\n");
}

TEST_CASE("a blank row alone on the next page is the table's, a drawing without text is nothing") {
  CHECK(layout_of(over_two_pages(kXs, {{"1.甲", "1", "2"}}, {{"", "", ""}})) == "|1.甲|1|2\n|||\n");
  CHECK(layout_of(over_two_pages(kXs, {{"", "", ""}}, {})).empty());
}

TEST_CASE("lines of a cut cell that hang out below the border go back to it") {
  Document document = over_two_pages(kXs, {{"1.甲", "自然", "总"}}, {{"2.乙", "3", "4"}});
  document.pages[0].spans.push_back(made::centered_at(300, 728, "人"));
  document.pages[0].spans.push_back(made::centered_at(400, 728, "计"));
  CHECK(layout_of(document) == "|1.甲|自然/人|总/计\n|2.乙|3|4\n");
  document.pages[1].spans.push_back(span_at(60, 50, "三、收到和处理"));
  CHECK(build_layout(document, {}).blocks.size() > 2);
}

TEST_CASE("a table drawn in two pieces on one page is one, a further one below is not") {
  Document document;
  Page page = made::page_of(1, {});
  made::add_table(page, {50, 150, 250}, {100, 120}, {{"甲", "1"}});
  made::add_table(page, {50, 150, 250}, {125, 145}, {{"乙", "2"}});
  made::add_table(page, {50, 150, 250}, {200, 220}, {{"丙", "3"}});
  document.pages.push_back(page);
  CHECK(build_layout(document, {}).blocks.size() == 2);
}

TEST_CASE("grids of a flow are joined where nothing stands between them and they are as wide") {
  auto grid_of = [](std::vector<std::string> texts) {
    Grid grid;
    grid.rows = 1;
    grid.cols = static_cast<int>(texts.size());
    grid.kind = GridKind::markup;
    for (std::size_t c = 0; c < texts.size(); ++c) grid.cells.push_back({0, static_cast<int>(c), 1, 1, texts[c], {}});
    return grid;
  };
  Document document;
  document.flow = {grid_of({"甲", "1"}), grid_of({"乙", "2"}), grid_of({"丙", "3", "4"}), Paragraph{"间", {}, 0, false, {}}, grid_of({"丁", "5", "6"})};
  CHECK(made::shown(build_layout(document, {})) == "|甲|1\n|乙|2\n|丙|3|4\n间\n|丁|5|6\n");
  CHECK(build_layout(document, {}).blocks.size() == 4);
}

TEST_CASE("a row of values right below the header, on the next page, stays apart from it") {
  CHECK(layout_of(over_two_pages({50, 250, 350}, {{"信息内容", "金额（单位：万元）"}}, {{"收费", "0万元"}})) == "|信息内容|金额（单位：万元）\n|收费|0万元\n");
  CHECK(layout_of(over_two_pages({50, 250, 350}, {{"信息内容", "金额（单位：万元）"}}, {{"收费", "\\"}})) == "|信息内容|金额（单位：万元）\n|收费|\\\n");
  Grid header{2, 2, GridKind::ruled, {{0, 0, 2, 1, "维持", {}}, {0, 1, 1, 1, "诉讼", {}}, {1, 1, 1, 1, "总计", {}}}, {}, {}};
  append_rows(header, Grid{1, 2, GridKind::ruled, {{0, 0, 1, 1, "", {}}, {0, 1, 1, 1, "2", {}}}, {}, {}}, 0, {});
  CHECK(made::shown(header) == "|v2 维持|诉讼\n|总计\n||2\n");
}

TEST_CASE("a blank row on the next page is a row of its own where the label above it leaves room in its cell") {
  CHECK(layout_of(over_two_pages(kXs, {{"信息内容", "制发", "废止"}}, {{"规章", "", ""}, {"规范性文件", "", ""}})) ==
        "|信息内容|制发|废止\n|规章||\n|规范性文件||\n");
}
