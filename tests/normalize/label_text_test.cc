#include <catch2/catch.hpp>

#include "model/unicode.h"
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

TEST_CASE("A text in which labels are looked for knows where each stands first, and whether it stands there again") {
  LabelSearch text;
  text.append(U"结果维持结果纠正");
  text.append(U"其他结果总计结果维持");
  CHECK(text.places_of(U"结果纠正").first == 4u);
  CHECK_FALSE(text.places_of(U"结果纠正").several);
  CHECK(text.places_of(U"结果维持").first == 0u);
  CHECK(text.places_of(U"结果维持").several);
  CHECK(text.places_of(U"正其他").first == 7u);  // over the border
  CHECK_FALSE(text.places_of(U"尚未审结").first.has_value());
  CHECK(text.places_of(U"计").first == 13u);
  CHECK_FALSE(LabelSearch{}.places_of(U"总计").first.has_value());
}

TEST_CASE("The end of a folded text has the label that it has alone") {
  const std::u32string folded = fold_whole(U"（三）不予公开 1．属于国家秘密（含）");
  const std::size_t at = folded.find(U"1.");
  CHECK(to_label_of_folded(std::u32string_view(folded).substr(at)) == to_label(std::u32string_view(U"1．属于国家秘密（含）")));
  CHECK(to_label_of_folded(folded) == to_label(std::u32string_view(U"（三）不予公开 1．属于国家秘密（含）")));
}

TEST_CASE("UTF-8 and code points change into each other for characters of every length") {
  const std::u32string all = U"a\u00e9\u07ff\u0800件\ucfff\ue000\uffff\U00010000\U0010ffff𠮷z";
  std::string bytes;
  for (char32_t c : all) append_utf8(bytes, c);
  CHECK(to_utf8(all) == bytes);
  CHECK(to_code_points(bytes) == all);
  CHECK(code_point_count(bytes) == all.size());
  for (std::size_t first = 0; first <= all.size(); ++first)
    CHECK(code_points_of(bytes, first, 2) == to_utf8(std::u32string_view(all).substr(first, 2)));
  CHECK(to_code_points("\xe4\xbb") == U"\ufffd\ufffd");
}
