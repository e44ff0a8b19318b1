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
