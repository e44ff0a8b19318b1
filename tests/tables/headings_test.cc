#include "tables/headings.h"

#include <catch2/catch.hpp>

#include "tests/tables/made_pages.h"

using namespace nianbao;

namespace {

HeadingMark mark_of(std::u32string_view text) { return outline_mark(text).heading; }

/// The levels of the headings among paragraphs.
std::vector<int> levels_of(const std::vector<std::string>& texts) {
  std::vector<Block> blocks;
  for (const std::string& text : texts) {
    Paragraph paragraph;
    paragraph.text = text;
    blocks.push_back(paragraph);
  }
  mark_headings(blocks);
  std::vector<int> out;
  for (const Block& block : blocks) out.push_back(std::get<Paragraph>(block).heading.level);
  return out;
}

using Levels = std::vector<int>;

}  // namespace

TEST_CASE("marks of level 1 in the variants people type") {
  for (std::u32string_view text : {U"三、收到和处理", U"三.收到和处理", U"三，收到和处理", U"三 、收到和处理", U"三三、收到和处理",
                                   U"第三部分 收到和处理", U"三．收到和处理", U"  三、收到和处理"})
    CHECK(mark_of(text) == HeadingMark{1, 3});
  CHECK(mark_of(U"十二、其他") == HeadingMark{1, 12});
  CHECK(mark_of(U"⼆、主动公开") == HeadingMark{1, 2});
}

TEST_CASE("marks of level 2 and 3") {
  for (std::u32string_view text : {U"（二）依申请公开", U"(二)依申请公开", U"（二)依申请公开", U"㈡依申请公开", U"（ 二 ）依申请公开"})
    CHECK(mark_of(text) == HeadingMark{2, 2});
  for (std::u32string_view text : {U"4.保护", U"4、保护", U"４．保护", U"4．保护", U"⒋保护"}) CHECK(mark_of(text) == HeadingMark{3, 4});
}

TEST_CASE("words and numbers that begin like a mark have none") {
  for (std::u32string_view text : {U"一是加强领导", U"一般性公文", U"三公经费", U"十四五规划", U"1.5万件", U"2023年度", U"3,000件",
                                   U"第二十条第（一）项", U"（本列数据）", U"", U"一"})
    CHECK(mark_of(text).level == 0);
}

TEST_CASE("a paragraph is a heading only if all of it is one") {
  CHECK(levels_of({"一、总体情况", "（三）政府信息管理情况。", "（一）主动公开情况。主要通过门户网站公开各类信息。",
                   "1.加强领导，明确分工，落实责任，严格考核，确保实效。", "一、加强组织领导；"}) == Levels{1, 2, 0, 0, 0});
}

TEST_CASE("a long paragraph that begins like a heading is none") {
  std::string text = "一、";
  for (int i = 0; i < 30; ++i) text += "信息";
  CHECK(levels_of({text}) == Levels{0});
}

TEST_CASE("a bare numeral is a heading in the company of its neighbours") {
  CHECK(levels_of({"一主动公开情况", "二依申请公开情况"}) == Levels{1, 1});
  CHECK(levels_of({"一、总体情况", "一主动公开情况", "二依申请公开情况"}) == Levels{1, 2, 2});
  CHECK(levels_of({"一主动公开情况"}) == Levels{0});
}

TEST_CASE("a text names an article only with its number") {
  CHECK(names_article(U"第二十条第（五）项"));
  CHECK_FALSE(names_article(U"第二部分"));
  CHECK_FALSE(names_article(U"二十条"));
}
