#include <catch2/catch.hpp>

#include "normalize/label_text.h"

using namespace nianbao;

TEST_CASE("A label's number is told from the label, in all the ways it is typed") {
  for (const char* text : {"（三）不予公开", "(三)不予公开", "(三) 不予公开", "㈢不予公开", "三、不予公开", "3.不予公开", "３．不予公开", "3、不予公开", "三三、不予公开", "(三 )不 予 公 开", "3不予公开"}) {
    INFO(text);
    LabelText label = to_label(text);
    CHECK(label.key == U"不予公开");
    CHECK(label.ordinal == 3);
  }
}

TEST_CASE("A numeral that belongs to the label stays in it") {
  CHECK(to_label("三安全一稳定").key == U"三安全一稳定");
  CHECK(to_label("第二十条第（一）项").key == U"第二十条第一项");
}

TEST_CASE("A remark in brackets is no part of the head") {
  LabelText label = to_label("（二）部分公开（区分处理的，只计这一情形）");
  CHECK(label.head == U"部分公开");
  CHECK(match_label(label, to_label("部分公开")).fit == LabelFit::exact);
}

TEST_CASE("Misprints are near, other labels are not") {
  auto fit = [](const char* a, const char* b) { return match_label(to_label(a), to_label(b)).fit; };
  CHECK(fit("先行有效件数", "现行有效件数") == LabelFit::near);
  CHECK(fit("本年废纸件数", "本年废止件数") == LabelFit::near);
  CHECK(fit("本公开数量", "本年新公开数量") == LabelFit::near);
  CHECK(fit("2.其他法律行政止公开", "2.其他法律行政法规禁止公开") == LabelFit::near);
  CHECK(fit("社会公 益组织", "社会公益组织") == LabelFit::exact);
  CHECK(fit("7.属于行政执法案卷", "8.属于行政查询事项") == LabelFit::none);
  CHECK(fit("其他", "总计") == LabelFit::none);
  CHECK(fit("", "总计") == LabelFit::none);
}

TEST_CASE("Edit distance stops at its limit") {
  CHECK(edit_distance(U"abc", U"abd", 2) == 1);
  CHECK(edit_distance(U"abc", U"xyz", 2) == 3);
  CHECK(edit_distance(U"", U"abcd", 2) == 3);
}

TEST_CASE("Radicals that PDFs give for ideographs count as those") { CHECK(to_label("⾃然⼈、⺠").key == U"自然人民"); }

TEST_CASE("Labels in traditional script are the same labels") {
  CHECK(to_label("（三）不予公開").key == U"不予公开");
  CHECK(to_label("5.屬於三類內部事務信息").key == U"属于三类内部事务信息");
  CHECK(to_label("複議後起訴").key == U"复议后起诉");
  CHECK(to_label("行政複議").key == U"行政复议");
}

TEST_CASE("A note's mark is no part of a label, a circled number before it is its number") {
  CHECK(to_label("结果维持¹").key == U"结果维持");
  CHECK(to_label("上年结转数量①").key == U"上年结转数量");
  CHECK(to_label("商业企业 ②").key == U"商业企业");
}
