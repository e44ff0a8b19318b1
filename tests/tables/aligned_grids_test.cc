#include "tables/aligned_grids.h"

#include <catch2/catch.hpp>

#include "tables/aligned_lines.h"
#include "tables/layout.h"
#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::centered_at;
using made::span_at;

namespace {

std::string layout_of(std::vector<Page> pages) {
  Document document;
  document.pages = std::move(pages);
  return made::shown(build_layout(document, {}));
}

std::string layout_of_text(const std::vector<std::string>& lines) { return made::shown(build_layout(made::text_of_lines(lines), {})); }

/// Values in columns of the middles 300, 340, 380, …
void add_values(std::vector<Span>& spans, double y, const std::vector<std::string>& values) {
  double x = 300;
  for (const std::string& value : values) {
    if (!value.empty()) spans.push_back(centered_at(x, y, value));
    x += 40;
  }
}

}  // namespace

TEST_CASE("what is a value and what only looks like one") {
  for (std::u32string_view text : {U"0", U"3,001", U"0.00", U"／", U"—", U"——", U"无", U"-18", U"１２", U"251000元", U"22（其中修订16件）"})
    CHECK(is_value_text(text));
  for (std::u32string_view text : {U"1.", U"2023年", U"", U"2023-01-05", U"号", U"3次以上", U"第1"}) CHECK_FALSE(is_value_text(text));
}

TEST_CASE("columns without rulings are a grid, labels in the first column") {
  std::vector<Span> spans{span_at(60, 100, "信息内容"), centered_at(300, 100, "制发"), centered_at(340, 100, "废止"),
                          span_at(60, 120, "规章"), span_at(60, 140, "行政规范性文件")};
  add_values(spans, 120, {"0", "12"});
  add_values(spans, 140, {"105", "3"});
  CHECK(layout_of({made::page_of(1, spans)}) == "|信息内容|制发|废止\n|规章|0|12\n|行政规范性文件|105|3\n");
}

TEST_CASE("columns of numbers may be 3 points apart") {
  std::vector<Span> spans{span_at(60, 100, "甲"), span_at(60, 120, "乙")};
  for (double y : {100.0, 120.0})
    for (int c = 0; c < 3; ++c) spans.push_back(span_at(300 + 23 * c, y, "3001"));
  CHECK(layout_of({made::page_of(1, spans)}) == "|甲|3001|3001|3001\n|乙|3001|3001|3001\n");
}

TEST_CASE("a label wrapped over three lines has the values at its middle") {
  std::vector<Span> spans{span_at(60, 100, "1.属于国家秘密"), span_at(60, 118, "2.其他法律行政"), span_at(60, 131, "法规禁止公开的"),
                          span_at(60, 144, "政府信息"), span_at(60, 162, "3.危及安全")};
  add_values(spans, 100, {"1", "0", "1"});
  add_values(spans, 131, {"2", "0", "2"});
  add_values(spans, 162, {"0", "3", "3"});
  CHECK(layout_of({made::page_of(1, spans)}) ==
        "|1.属于国家秘密|1|0|1\n|2.其他法律行政/法规禁止公开的/政府信息|2|0|2\n|3.危及安全|0|3|3\n");
}

TEST_CASE("labels of groups stand beside their rows") {
  std::vector<Span> spans{span_at(60, 112, "（三）不予"), span_at(130, 100, "1.国家秘密"), span_at(130, 124, "2.法律禁止"),
                          span_at(60, 160, "（四）无法"), span_at(130, 148, "1.不掌握"), span_at(130, 172, "2.没有现成"),
                          span_at(60, 196, "（五）总计")};
  for (double y : {100.0, 124.0, 148.0, 172.0, 196.0}) add_values(spans, y, {"1", "0", "1"});
  CHECK(layout_of({made::page_of(1, spans)}) ==
        "|v2 （三）不予|1.国家秘密|1|0|1\n|2.法律禁止|1|0|1\n|v2 （四）无法|1.不掌握|1|0|1\n|2.没有现成|1|0|1\n|+2 （五）总计|1|0|1\n");
}

TEST_CASE("a column whose cells are all blank is known by its header") {
  std::vector<Span> spans{span_at(60, 100, "项目"), centered_at(300, 100, "甲类"), centered_at(340, 100, "乙类"), centered_at(380, 100, "丙类"),
                          span_at(60, 120, "收到"), span_at(60, 140, "结转")};
  add_values(spans, 120, {"1", "", "2"});
  add_values(spans, 140, {"3", "", "4"});
  CHECK(layout_of({made::page_of(1, spans)}) == "|项目|甲类|乙类|丙类\n|收到|1||2\n|结转|3||4\n");
}

TEST_CASE("rows at the end whose cells are all blank are rows, what follows the table is not") {
  std::vector<Span> spans{span_at(60, 100, "一、收到"), span_at(60, 120, "二、结转"), span_at(60, 140, "四、继续办理"), span_at(80, 180, "四、复议诉讼")};
  add_values(spans, 100, {"1", "2"});
  add_values(spans, 120, {"3", "4"});
  CHECK(layout_of({made::page_of(1, spans)}) == "|一、收到|1|2\n|二、结转|3|4\n|四、继续办理||\n#1 四、复议诉讼\n");
}

TEST_CASE("headers that stand left of their values keep their own columns, though cells of some are blank") {
  // Values at the right of cells 40 wide; the second column has none.
  std::vector<Span> spans{span_at(60, 100, "信息内容"), span_at(280, 100, "制发"), span_at(330, 100, "废止"), span_at(380, 100, "有效"),
                          span_at(60, 120, "规章"), span_at(60, 140, "行政规范性文件")};
  for (double y : {120.0, 140.0}) {
    spans.push_back(span_at(312, y, "5"));
    spans.push_back(span_at(412, y, "7"));
  }
  CHECK(layout_of({made::page_of(1, spans)}) == "|信息内容|制发|废止|有效\n|规章|5||7\n|行政规范性文件|5||7\n");
}

TEST_CASE("a blank row that goes on with the numbers of its table's labels is no heading") {
  std::vector<Span> spans{centered_at(300, 100, "自然人"), centered_at(340, 100, "总计"), span_at(60, 120, "一、本年新收"),
                          span_at(60, 145, "二、上年结转"), span_at(60, 170, "三、予以公开")};
  add_values(spans, 120, {"1", "1"});
  add_values(spans, 170, {"1", "1"});
  CHECK(layout_of({made::page_of(1, spans)}) == "|自然人|总计\n|一、本年新收|1|1\n|二、上年结转||\n|三、予以公开|1|1\n");
}

TEST_CASE("values that touch stay whole in a cell over their columns") {
  std::vector<Span> spans{span_at(60, 100, "甲"), span_at(60, 120, "乙"), span_at(300, 100, "0"), span_at(326, 100, "0"), span_at(360, 100, "0"),
                          span_at(300, 120, "458220"), span_at(360, 120, "0")};
  CHECK(layout_of({made::page_of(1, spans)}) == "|甲|0|0|0\n|乙|+2 458220|0\n");
}

TEST_CASE("a header cell over several columns spans them") {
  std::vector<Span> spans{centered_at(360, 100, "法人或其他组织"), centered_at(300, 124, "自然人"), centered_at(340, 124, "企业"), centered_at(380, 124, "机构"),
                          span_at(60, 144, "收到"), span_at(60, 164, "结转")};
  add_values(spans, 144, {"1", "2", "3"});
  add_values(spans, 164, {"4", "5", "6"});
  CHECK(layout_of({made::page_of(1, spans)}) == "|+2 法人或其他组织\n|自然人|企业|机构\n|收到|1|2|3\n|结转|4|5|6\n");
}

TEST_CASE("a table without rulings goes on over the page, a repeated header left out") {
  auto page = [](int no, double y, std::vector<std::pair<std::string, std::string>> rows) {
    std::vector<Span> spans{span_at(60, y, "项目"), centered_at(300, y, "甲类"), centered_at(340, y, "乙类")};
    for (auto& [label, value] : rows) {
      y += 20;
      spans.push_back(span_at(60, y, label));
      add_values(spans, y, {value, value});
    }
    return made::page_of(no, spans);
  };
  CHECK(layout_of({page(1, 720, {{"1.收到", "1"}, {"2.结转", "2"}}), page(2, 80, {{"3.公开", "3"}})}) ==
        "|项目|甲类|乙类\n|1.收到|1|1\n|2.结转|2|2\n|3.公开|3|3\n");
}

TEST_CASE("running text with numbers, titles and signatures is no table") {
  std::vector<Span> spans{centered_at(300, 60, "年度报告 2023", 18), span_at(120, 100, "全年受理申请 36 件，上年结转 2 件，共计"), span_at(100, 118, "38"),
                          span_at(400, 200, "某市人民政府"), span_at(400, 218, "2024 1 10")};
  std::string text = layout_of({made::page_of(1, spans)});
  CHECK(text.find('|') == std::string::npos);
}

TEST_CASE("a heading ends a table, and begins none") {
  std::vector<Span> spans{span_at(60, 100, "甲"), span_at(60, 120, "乙"), span_at(80, 160, "四、行政复议和行政诉讼情况以及其他有关的情况", 14), span_at(60, 200, "丙"), span_at(60, 220, "丁")};
  for (double y : {100.0, 120.0, 200.0, 220.0}) add_values(spans, y, {"1", "2"});
  CHECK(layout_of({made::page_of(1, spans)}) ==
        "|甲|1|2\n|乙|1|2\n#1 四、行政复议和行政诉讼情况以及其他有关的情况\n|丙|1|2\n|丁|1|2\n");
}

TEST_CASE("header cells 3 points apart are two, though a reader gives them as one span") {
  Span header = span_at(282, 100, "结果维持结果纠正");
  for (std::size_t i = 4; i < header.edges.size(); ++i) header.edges[i] += 3;
  header.box.x1 += 3;
  std::vector<Span> spans{header, centered_at(385, 100, "总计"), centered_at(302, 120, "5"), centered_at(385, 120, "5"), centered_at(302, 140, "6"), centered_at(385, 140, "6")};
  CHECK(layout_of({made::page_of(1, spans)}) == "|结果维持|结果纠正|总计\n|5||5\n|6||6\n");
}

TEST_CASE("a number and its remark are one value, though the digits in it stand apart") {
  std::vector<Span> spans{span_at(60, 100, "规章"), span_at(300, 100, "9（其中修订"), span_at(357.5, 100, "6"), span_at(365, 100, "件）"), span_at(420, 100, "7"),
                          span_at(60, 120, "文件"), span_at(300, 120, "8"), span_at(420, 120, "2")};
  CHECK(layout_of({made::page_of(1, spans)}) == "|规章|9（其中修订6件）|7\n|文件|8|2\n");
}

TEST_CASE("the rule under the running head of a page parts no label from its values") {
  auto page = [](int no, double y) {
    std::vector<Span> spans;
    for (const char* label : {"1.收到", "2.结转"}) {
      spans.push_back(span_at(60, y, label + std::string(no == 1 ? "甲" : "乙")));
      add_values(spans, y + 1.5, {"1", "2"});
      y += 20;
    }
    return made::page_of(no, spans, {made::horizontal(30, 50, 540)});
  };
  // Laid below page 1, the rule of page 2 would lie between the label and the values of the last row there.
  CHECK(layout_of({page(1, 700), page(2, 51)}) == "|1.收到甲|1|2\n|2.结转甲|1|2\n|1.收到乙|1|2\n|2.结转乙|1|2\n");
}

TEST_CASE("lines of text whose columns are lined up are a grid with line and columns") {
  Document document = made::text_of_lines({"一、说明", "", "信息内容        本年制发件数  本年废止件数", "规章            0             12", "行政规范性文件  105           3", "说明完。"});
  Layout layout = build_layout(document, {});
  CHECK(made::shown(layout) == "#1 一、说明\n|信息内容|本年制发件数|本年废止件数\n|规章|0|12\n|行政规范性文件|105|3\n说明完。\n");
  const Grid& grid = std::get<Grid>(layout.blocks[1]);
  CHECK(grid.kind == GridKind::aligned);
  const Cell& number = grid.cells[7];
  REQUIRE(number.text == "105");
  CHECK(number.source.line == 5);
  CHECK(number.source.span == ColumnSpan{10, 12});
}

TEST_CASE("text may be lined up by the count of characters") {
  CHECK(layout_of_text({"规章           10   20", "行政规范性文件      30   40"}) == "|规章|10|20\n|行政规范性文件|30|40\n");
}

TEST_CASE("text that is wider on its next page keeps its order") {
  std::vector<std::string> lines;
  for (int i = 1; i <= 5; ++i) lines.push_back(std::to_string(i) + ".甲项     10    20    30    40");
  for (int i = 6; i <= 9; ++i) lines.push_back(std::to_string(i) + ".甲项              1        2        3        4");
  std::string text = layout_of_text(lines);
  CHECK(text.find("|5.甲项|10|20|30|40\n|6.甲项|1|2|3|4\n") != std::string::npos);
}

TEST_CASE("a header of text that lost its places is no column's") {
  std::string text = layout_of_text({"     甲 乙 丙 丁 其他", "收到     1     2     3", "结转     4     5     6"});
  CHECK(text.find("|收到|1|2|3\n|结转|4|5|6\n") != std::string::npos);
  CHECK(text.find("|甲") == std::string::npos);
}

TEST_CASE("page numbers in a text made from pages are left out, cells on lines of their own are not") {
  CHECK(layout_of_text({"正文一。", "-1-", "正文二。", "-2-"}) == "正文一。\n正文二。\n");
  CHECK(layout_of_text({"正文一。", "1", "正文二。", "2", "正文三。"}) == "正文一。\n正文二。\n正文三。\n");
  CHECK(layout_of_text({"规章", "1", "2", "收费", "3"}) == "规章\n1\n2\n收费\n3\n");
  CHECK(layout_of_text({"行政许可", "0", "-27", "2472"}) == "行政许可\n0\n-27\n2472\n");
}

TEST_CASE("a line of text without columns stays as it is") {
  CHECK(layout_of_text({"  2023年  全年公开信息1136条。", "联系电话  0517 87222589"}).find('|') == std::string::npos);
}

TEST_CASE("values that only spaces part stand in the order of their header, wherever they stand") {
  std::vector<Span> spans{span_at(60, 100, "信息内容"), span_at(120, 100, "制发"), span_at(160, 100, "废止"), span_at(200, 100, "有效"),
                          span_at(60, 112, "规章"), span_at(60, 124, "规范性文件")};
  for (auto [x, value] : {std::pair{110.0, "22"}, {150.0, "6"}, {187.0, "0"}}) spans.push_back(span_at(x, 112, value));
  for (auto [x, value] : {std::pair{135.0, "372"}, {177.0, "439"}, {222.0, "10"}}) spans.push_back(span_at(x, 124, value));
  CHECK(layout_of({made::page_of(1, spans)}) == "|信息内容|制发|废止|有效\n|规章|22|6|0\n|规范性文件|372|439|10\n");
}
