#include <catch2/catch.hpp>

#include "tables/layout.h"
#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::centered_at;
using made::span_at;

namespace {

Document document_of(std::vector<Page> pages) {
  Document document;
  document.pages = std::move(pages);
  return document;
}

std::string layout_of(std::vector<Page> pages) { return made::shown(build_layout(document_of(std::move(pages)), {})); }

/// A full line of 40 letters from x 100 to 500, and one that begins at 120.
const char* const kFull = "本机关认真贯彻落实条例要求不断完善政府信本机关认真贯彻落实条例要求不断完善政府信";
const char* const kIndented = "本机关认真贯彻落实条例要求不断完善政本机关认真贯彻落实条例要求不断完善政府信";

}  // namespace

TEST_CASE("lines become paragraphs by indent and by short ends") {
  CHECK(layout_of({made::page_of(1, {span_at(120, 100, kIndented), span_at(100, 118, kFull), span_at(100, 136, "结束。"),
                                     span_at(120, 154, kIndented), span_at(100, 172, "二段。")})}) ==
        std::string(kIndented) + kFull + "结束。\n" + kIndented + "二段。\n");
}

TEST_CASE("a paragraph goes on over a page break, running heads and page numbers left out") {
  std::string text = layout_of({made::page_of(1, {span_at(250, 30, "某市政府", 8), span_at(120, 100, kIndented), span_at(100, 118, kFull), span_at(280, 800, "-1-")}),
                                made::page_of(2, {span_at(250, 30, "某市政府", 8), span_at(100, 100, kFull), span_at(100, 118, "完。"), span_at(280, 800, "-2-")})});
  CHECK(text == std::string(kIndented) + kFull + kFull + "完。\n");
}

TEST_CASE("each report of a compiled volume has its own running head") {
  const auto head = [](const char* text) { return span_at(250, 30, text, 8); };
  std::vector<Page> pages;
  for (const char* title : {"甲局2023年政府信息公开年度报告", "乙局2023年政府信息公开年度报告", "丙局2023年政府信息公开年度报告", "丁局2023年政府信息公开年度报告"})
    for (int i = 0; i < 2; ++i) {
      const int number = static_cast<int>(pages.size()) + 1;
      pages.push_back(made::page_of(number, {head(title), span_at(120, 200, kIndented), span_at(100, 218, "完。")}));
    }
  std::string wanted;
  for (std::size_t i = 0; i < pages.size(); ++i) wanted += std::string(kIndented) + "完。\n";
  CHECK(layout_of(pages) == wanted);
}

TEST_CASE("a title on two lines is one centred paragraph") {
  Layout layout = build_layout(
      document_of({made::page_of(1, {centered_at(300, 60, "某某市人民政府", 20), centered_at(300, 90, "年度报告", 20),
                                     span_at(120, 140, kIndented), span_at(100, 158, kFull), span_at(100, 176, "完。")})}), {});
  const Paragraph& title = std::get<Paragraph>(layout.blocks.front());
  CHECK(title.text == "某某市人民政府年度报告");
  CHECK(title.centered);
  CHECK(title.font_size_pt == 20);
  CHECK_FALSE(std::get<Paragraph>(layout.blocks.back()).centered);
}

TEST_CASE("each line of a signature stands by itself") {
  CHECK(layout_of({made::page_of(1, {span_at(120, 100, kIndented), span_at(100, 118, kFull), span_at(100, 136, "完。"),
                                     span_at(420, 180, "某市人民政府"), span_at(410, 198, "2024年1月10日")})}) ==
        std::string(kIndented) + kFull + "完。\n某市人民政府\n2024年1月10日\n");
}

TEST_CASE("the place of a stretch of a paragraph is that of its glyphs") {
  Layout layout = build_layout(document_of({made::page_of(3, {span_at(120, 100, kIndented), span_at(100, 118, "共2023件。")})}), {});
  const Paragraph& paragraph = std::get<Paragraph>(layout.blocks.front());
  Source year = source_of(paragraph, 39, 4);
  CHECK(year.page == 3);
  REQUIRE(year.bbox);
  CHECK(*year.bbox == Box{110, 113, 130, 123});
}

TEST_CASE("a number at the foot is a page number only if it counts with the pages") {
  auto page = [](int no, const char* foot) {
    return made::page_of(no, {span_at(120, 300, no == 1 ? "前文。" : "后文。"), span_at(290, 800, foot)});
  };
  CHECK(layout_of({page(1, "1"), page(2, "2")}) == "前文。\n后文。\n");
  CHECK(layout_of({page(1, "7"), page(2, "5")}) == "前文。\n7\n后文。\n5\n");
  CHECK(layout_of({page(1, "7"), page(2, "8")}) == "前文。\n后文。\n");
}

TEST_CASE("a row of a number and dashes at the foot is no page number") {
  CHECK(layout_of({made::page_of(1, {span_at(120, 100, "正文内容。"), span_at(100, 800, "1"), span_at(200, 800, "—"),
                                     span_at(300, 800, "—")})}).find("1") != std::string::npos);
}

TEST_CASE("page numbers of every style are left out") {
  for (const char* foot : {"— 3 —", "第3页 共5页", "3/5", "-3-", "·3·", "Page 3 of 5"})
    CHECK(layout_of({made::page_of(1, {span_at(120, 100, "正文内容。"), span_at(280, 800, foot)})}) == "正文内容。\n");
}

TEST_CASE("a superscript stays on its line") {
  CHECK(layout_of({made::page_of(1, {span_at(120, 100, "面积五平方米"), span_at(180, 97, "2", 6), span_at(183, 100, "左右。")})}) ==
        "面积五平方米2左右。\n");
}

TEST_CASE("tables and paragraphs come in the order of their heights") {
  Page page = made::page_of(1, {span_at(120, 80, "表前。"), span_at(120, 170, "表后。")});
  made::add_table(page, {100, 200, 300}, {100, 120, 140}, {{"规章", "1"}, {"收费", "2"}});
  CHECK(layout_of({page}) == "表前。\n|规章|1\n|收费|2\n表后。\n");
}

TEST_CASE("a box round some text is a paragraph") {
  Page page = made::page_of(1, {span_at(110, 110, "提示：本报告已公开。")}, made::grid_rulings({100, 300}, {100, 120}));
  CHECK(layout_of({page}) == "提示：本报告已公开。\n");
}

TEST_CASE("a negative number on a line of its own beside a number is a cell, alone it is a page number") {
  auto flow_of = [](std::vector<std::string> lines) {
    Document document;
    for (std::string& line : lines) {
      Paragraph paragraph;
      paragraph.text = std::move(line);
      document.flow.push_back(std::move(paragraph));
    }
    return document;
  };
  auto shown = [&](std::vector<std::string> lines) { return made::shown(build_layout(flow_of(std::move(lines)), {})); };
  CHECK(shown({"行政事业性收费", "4", "-1", "第二十条第（九）项"}) == "行政事业性收费\n4\n-1\n第二十条第（九）项\n");
  CHECK(shown({"前文。", "-1-", "后文。"}) == "前文。\n后文。\n");
  CHECK(shown({"前文。", "-1", "后文。"}) == "前文。\n后文。\n");
}
