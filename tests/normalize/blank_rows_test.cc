#include "normalize/blank_rows.h"

#include <catch2/catch.hpp>

#include "normalize/normalize.h"
#include "table_texts.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::vector<std::string> kDisclosure{"第二十条第（一）项", "信息内容 本年制发件数 本年废止件数 现行有效件数", "规章", "行政规范性文件",
                                           "第二十条第（五）项", "信息内容 本年处理决定数量", "行政许可", "第二十条第（六）项",
                                           "信息内容 本年处理决定数量", "行政处罚", "行政强制", "第二十条第（八）项",
                                           "信息内容 本年收费金额（单位：万元）", "行政事业性收费"};

Record read_lines(const std::vector<std::string>& disclosure, const std::vector<std::string>& requests = {},
                  const std::vector<std::string>& reviews = {}) {
  std::vector<Block> blocks{paragraph_of("某市水务局2023年政府信息公开工作年度报告"), paragraph_of("一、总体情况", 2, 1), paragraph_of("公开12条。", 3)};
  int line = 4;
  auto add = [&](const std::string& heading, const std::vector<std::string>& lines) {
    blocks.push_back(paragraph_of(heading, line++, 1));
    for (const std::string& text : lines) blocks.push_back(paragraph_of(text, line++));
  };
  add("二、主动公开政府信息情况", disclosure);
  add("三、收到和处理政府信息公开申请情况", requests);
  add("四、政府信息公开行政复议、行政诉讼情况", reviews);
  add("五、存在的主要问题及改进情况", {"没有。"});
  return record_of(blocks);
}

std::vector<std::string> with(std::vector<std::string> lines, const std::string& line, const std::string& text) {
  for (std::string& one : lines)
    if (one == line) one = text;
  return lines;
}

}  // namespace

TEST_CASE("Labels alone are rows whose cells are blank, each with the place of its label") {
  Record r = read_lines(kDisclosure);
  for (const Value& value : r.values)
    if (value.field.starts_with("disclosure.")) {
      CHECK(value.status == ValueStatus::blank);
      CHECK(value.raw == "");
    }
  CHECK(value_of(r, "disclosure.regulations.issued").source.line == 7);
  CHECK(value_of(r, "disclosure.fees.amount").source.line == 18);
  CHECK(value_of(r, "requests.received.total").status == ValueStatus::missing);
}

TEST_CASE("Anything that may be what stands in a cell leaves the rows missing") {
  for (const char* row : {"行政许可 -", "行政许可 —", "行政许可 无", "行政许可 ○", "行政许可 /", "行政许可 零"}) {
    Record r = read_lines(with(kDisclosure, "行政许可", row));
    INFO(row);
    CHECK(value_of(r, "disclosure.penalties.decisions").status != ValueStatus::blank);
  }
  std::vector<std::string> numbers_behind = kDisclosure;
  numbers_behind.push_back("0");
  numbers_behind.push_back("12");
  CHECK(value_of(read_lines(numbers_behind), "disclosure.regulations.issued").status != ValueStatus::blank);
}

TEST_CASE("A section that is told in prose has no blank rows") {
  Record r = read_lines({"本机关全年没有制发规章和行政规范性文件，行政许可、行政处罚、行政强制的信息均在省政务服务网公开，行政事业性收费按规定公示。"});
  CHECK(value_of(r, "disclosure.licensing.decisions").status == ValueStatus::missing);
}

TEST_CASE("The label of a row whose cell was wrapped round another label is still the row's") {
  Record r = read_lines({}, {"一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（四）无法提", "1.本机关不掌握相关政府信",
                             "供", "息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"});
  CHECK(value_of(r, "requests.received.total").status == ValueStatus::blank);
  CHECK(value_of(r, "requests.unavailable.not_held.total").status == ValueStatus::blank);
  CHECK(value_of(r, "requests.denied.state_secret.total").status == ValueStatus::missing);
  CHECK(has_finding(r, "missing_row:requests.denied.state_secret"));
}

TEST_CASE("A table whose only row has no label is blank where its header stands alone, letter by letter or not") {
  const std::vector<std::string> header{"行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", "结果 结果 其他 尚未", "总计 结果 结果 其他 尚未 结果 结果 其他 尚未",
                                        "维持 纠正 结果 审结 总计 总计", "维持 纠正 结果 审结 维持 纠正 结果 审结"};
  CHECK(value_of(read_lines({}, {}, header), "review.total").status == ValueStatus::blank);
  CHECK(value_of(read_lines({}, {}, header), "litigation_direct.pending").status == ValueStatus::blank);
  std::vector<std::string> with_number = header;
  with_number.push_back("0");
  CHECK(value_of(read_lines({}, {}, with_number), "review.total").status != ValueStatus::blank);
}

TEST_CASE("The label of a column is no row's, though a row has the same") {
  Record r = read_lines({}, {"自然人", "法人或其他组织", "商业企业", "其他", "总计", "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量",
                             "（一）予以公开", "（六）其他处理", "（七）总计", "四、结转下年度继续办理"});
  CHECK(value_of(r, "requests.other_handling.total").status == ValueStatus::blank);
  CHECK(value_of(r, "requests.total_processed.total").status == ValueStatus::blank);
}
