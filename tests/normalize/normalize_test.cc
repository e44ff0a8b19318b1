#include <catch2/catch.hpp>

#include "normalize/normalize.h"
#include "table_texts.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::vector<std::string> kTen{"0", "0", "1", "8", "5", "18", "26", "41", "2", "103.50"};
const std::vector<std::string> kFifteen{"1", "0", "0", "0", "1", "2", "1", "0", "0", "3", "0", "0", "0", "0", "0"};

std::vector<Block> report(Grid disclosure, Grid requests, Grid review) {
  return {paragraph_of("某市人民政府2023年政府信息公开工作年度报告"), paragraph_of("一、总体情况", 2, 1), paragraph_of("本年度公开12条。", 3),
          paragraph_of("二、主动公开政府信息情况", 4, 1), std::move(disclosure),
          paragraph_of("三、收到和处理政府信息公开申请情况", 5, 1), std::move(requests),
          paragraph_of("四、政府信息公开行政复议、行政诉讼情况", 6, 1), std::move(review), paragraph_of("五、存在的主要问题及改进情况", 7, 1),
          paragraph_of("没有。", 8), paragraph_of("六、其他需要报告的事项", 9, 1), paragraph_of("无。", 10)};
}

Record read_with(const std::vector<std::pair<std::string, std::string>>& rows) {
  return record_of(report(disclosure_2021(kTen), requests_2021(rows), reviews(kFifteen)));
}

}  // namespace

TEST_CASE("A whole report gives every field of its form, each with its cell") {
  Record r = read_with({{"本年新收", "3 | 1 | 0 | 0 | 0 | 0 | 4"}});
  CHECK(r.status == RecordStatus::complete);
  CHECK(r.report.form == "ogi-2021");
  CHECK(r.report.year == 2023);
  CHECK(r.report.unit == "某市人民政府");
  CHECK(r.values.size() == 200);
  CHECK(value_of(r, "requests.received.business").value == Decimal(1));
  CHECK(value_of(r, "requests.received.total").value == Decimal(4));
  CHECK(value_of(r, "requests.received.total").source.bbox == Box{450, 60, 500, 80});
  CHECK(value_of(r, "disclosure.fees.amount").value == Decimal::parse("103.5"));
  CHECK(value_of(r, "litigation_direct.total").value == Decimal(3));
  CHECK(r.sections.size() == 7);
  for (const Value& value : r.values) CHECK(value.status == ValueStatus::read);
}

TEST_CASE("Blank, zero, dash and what is no number are kept apart") {
  Record r = read_with({{"予以公开 | <", "0 |  | / | — | 无 | 见附件 | 0.00"}});
  CHECK(value_of(r, "requests.granted.natural_person").value == Decimal(0));
  CHECK(value_of(r, "requests.granted.business").status == ValueStatus::blank);
  CHECK(value_of(r, "requests.granted.research").status == ValueStatus::dash);
  CHECK(value_of(r, "requests.granted.public_welfare").status == ValueStatus::dash);
  CHECK(value_of(r, "requests.granted.legal_services").status == ValueStatus::dash);
  CHECK(value_of(r, "requests.granted.other_organization").status == ValueStatus::unreadable);
  CHECK(has_finding(r, "number_unreadable:requests.granted.other_organization"));
  CHECK(value_of(r, "requests.granted.total").value == Decimal(0));
}

TEST_CASE("A misprinted label is mapped by nearness and said so") {
  Record r = read_with({{"2.其他法律行政法规禁止公开", "2.其他法律行政止公开=>0 | 7 | 0 | 0 | 0 | 0 | 7"}});
  CHECK(value_of(r, "requests.denied.prohibited_by_law.business").value == Decimal(7));
  CHECK(value_of(r, "requests.denied.prohibited_by_law.business").status == ValueStatus::read);
  CHECK(has_finding(r, "label_near:requests.denied.prohibited_by_law"));
}

TEST_CASE("A row without its number, and one without any label, find their place") {
  Record r = read_with({{"3.其他", "其他=>5 | 0 | 0 | 0 | 0 | 0 | 5"}, {"7.属于行政执法案卷", "=>9 | 0 | 0 | 0 | 0 | 0 | 9"}});
  CHECK(value_of(r, "requests.other_handling.other.natural_person").value == Decimal(5));
  CHECK(value_of(r, "requests.denied.enforcement_file.natural_person").value == Decimal(9));
  CHECK(has_finding(r, "label_by_order:requests.denied.enforcement_file"));
  CHECK_FALSE(has_finding(r, "label_by_order:requests.other_handling.other"));
}

TEST_CASE("A scanned row of empty cells under a garbled label takes the one free place between its neighbours") {
  Grid requests = requests_2021({{"予以公开 | <", "俐蜂有以公开=> |  |  |  |  |  | "}});
  for (Cell& cell : requests.cells) cell.recognition = Recognition{999999, true, {}};
  Record r = record_of(report(disclosure_2021(kTen), requests, reviews(kFifteen)));
  CHECK(value_of(r, "requests.granted.natural_person").status == ValueStatus::blank);
  CHECK(has_finding(r, "label_by_order:requests.granted"));
  CHECK_FALSE(has_finding(r, "missing_row:requests.granted"));
}

TEST_CASE("A row that fits nothing is reported with its cells") {
  Record r = read_with({{"7.属于行政执法案卷", "九、本单位自行增设的统计口径=>9 | 0 | 0 | 0 | 0 | 0 | 9"}});
  CHECK(has_finding(r, "label_unmapped:requests"));
  CHECK(has_finding(r, "missing_row:requests.denied.enforcement_file"));
  CHECK(value_of(r, "requests.denied.enforcement_file.total").status == ValueStatus::missing);
}

TEST_CASE("Numbers with separators, remarks and units are read exactly") {
  std::vector<std::string> ten = kTen;
  ten[5] = "１，２３４";
  ten[4] = "22（其中修订16件）";
  ten[9] = "251000元";
  Record r = record_of(report(disclosure_2021(ten), requests_2021(), reviews(kFifteen)));
  CHECK(value_of(r, "disclosure.normative_documents.in_force").value == Decimal(1234));
  CHECK(value_of(r, "disclosure.normative_documents.repealed").value == Decimal(22));
  CHECK(has_finding(r, "cell_note:disclosure.normative_documents.repealed"));
  CHECK(value_of(r, "disclosure.fees.amount").value == Decimal::parse("25.1"));
  CHECK(value_of(r, "disclosure.fees.amount").raw_unit == "元");
  CHECK(has_finding(r, "unit_converted:disclosure.fees.amount"));
}

TEST_CASE("One row in （六） leaves the form to the disclosure table") {
  Grid requests = requests_2021();
  std::erase_if(requests.cells, [](const Cell& c) { return c.row == 24 || c.row == 25; });
  for (Cell& cell : requests.cells) {
    if (cell.text == "（六）其他处理") cell.row_span = 1, cell.col_span = 2;
    if (cell.row > 25) cell.row -= 2;
    if (cell.text == "三、本年度办理结果") cell.row_span -= 2;
  }
  std::erase_if(requests.cells, [](const Cell& c) { return c.text.starts_with("1.申请人"); });
  requests.rows -= 2;
  Record r = record_of(report(disclosure_2021(kTen), requests, reviews(kFifteen)));
  CHECK(r.report.form == "ogi-2021");
  CHECK(value_of(r, "requests.other_handling.total").value == Decimal(0));
  CHECK_FALSE(has_finding(r, "missing_row:requests.other_handling.other"));
}

TEST_CASE("A table that follows another form keeps its fields, with a finding") {
  Grid old = grid_of("信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n规章 | 0 | 0 | 0\n行政规范性文件 | 12 | 12 | 23\n"
                     "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n行政许可 | 89 | -7 | 1888");
  Record r = record_of(report(old, requests_2021(), reviews(kFifteen)));
  CHECK(r.report.form == "ogi-2021");
  CHECK(has_finding(r, "mixed_form:disclosure"));
  CHECK(value_of(r, "disclosure.licensing.change").value == Decimal(-7));
  CHECK(value_of(r, "disclosure.normative_documents.total_published").value == Decimal(23));
}

TEST_CASE("A table that stands there twice has instances") {
  std::vector<Block> blocks = report(disclosure_2021(kTen), requests_2021({{"本年新收", "1 | 0 | 0 | 0 | 0 | 0 | 1"}}), reviews(kFifteen));
  blocks.insert(blocks.begin() + 7, requests_2021({{"本年新收", "6 | 0 | 0 | 0 | 0 | 0 | 6"}}));
  Record r = record_of(blocks);
  CHECK(has_finding(r, "repeated_table:requests"));
  CHECK(value_of(r, "requests.received.total").value == Decimal(1));
  CHECK(value_of(r, "requests.received.total", 2).value == Decimal(6));
}

TEST_CASE("A table of reviews that is parted over grids by its columns is one table") {
  std::vector<Block> blocks = report(disclosure_2021(kTen), requests_2021(), grid_of("行政复议 | < | < | < | <\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n1 | 0 | 0 | 0 | 1"));
  blocks.insert(blocks.begin() + 9, grid_of("行政诉讼 | < | < | < | < | < | < | < | < | <\n未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <\n"
                                           "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n"
                                           "2 | 1 | 0 | 0 | 3 | 4 | 0 | 0 | 0 | 4"));
  Record r = record_of(blocks);
  CHECK(r.values.size() == 200);
  CHECK(value_of(r, "review.total").value == Decimal(1));
  CHECK(value_of(r, "litigation_direct.total").value == Decimal(3));
  CHECK(value_of(r, "litigation_after_review.upheld").value == Decimal(4));
  for (const Value& value : r.values) CHECK(value.status == ValueStatus::read);
  for (const Finding& finding : r.findings) CHECK(finding.severity == Severity::note);
}

TEST_CASE("A row of markup with fewer cells than columns is in doubt: any of its cells may be the one left out") {
  std::vector<Block> blocks = report(disclosure_2021(kTen), requests_2021({{"予以公开 | <", "5 | 0 | 0 | 0 | 0 | 358 | ."}}), reviews(kFifteen));
  std::get<Grid>(blocks[6]).kind = GridKind::markup;
  Record r = record_of(blocks);
  CHECK(value_of(r, "requests.granted.other_organization").status == ValueStatus::doubtful);
  CHECK(value_of(r, "requests.granted.total").status == ValueStatus::unreadable);
  CHECK(has_finding(r, "label_unmapped:requests.granted.cells"));
}

TEST_CASE("A row of markup with a cell too many is in doubt, and so is a column whose header stands beyond its neighbour's") {
  std::vector<Block> blocks = report(disclosure_2021(kTen), requests_2021({{"予以公开 | <", "5 | 0 | 0 |  | 0 | 0 | 7 | 12"}}), reviews(kFifteen));
  std::get<Grid>(blocks[6]).kind = GridKind::markup;
  Record r = record_of(blocks);
  CHECK(value_of(r, "requests.granted.total").status != ValueStatus::read);
  CHECK(value_of(r, "requests.granted.other_organization").status != ValueStatus::read);
  Grid requests = requests_2021({{"予以公开 | <", "5 | 0 | 0 | 0 | 0 | 7 | 12"}});
  for (Cell& cell : requests.cells) {
    if (cell.row == 2 && cell.text == "其他") cell.text = "总计";
    else if (cell.row == 1 && cell.text == "总计") cell.text = "其他";
  }
  r = record_of(report(disclosure_2021(kTen), requests, reviews(kFifteen)));
  CHECK(value_of(r, "requests.granted.total").status != ValueStatus::read);
}

TEST_CASE("A table in the narrative that looks alike is not the form's") {
  std::vector<Block> blocks = report(disclosure_2021(kTen), requests_2021(), reviews(kFifteen));
  blocks.insert(blocks.begin() + 3, grid_of("事项 | 数量\n行政许可 | 999\n行政处罚 | 888\n行政强制 | 777"));
  Record r = record_of(blocks);
  CHECK(value_of(r, "disclosure.licensing.decisions").value == Decimal(26));
  CHECK_FALSE(has_finding(r, "repeated_table:disclosure"));
}

TEST_CASE("A number in a cell that covers several columns is nobody's") {
  Record r = read_with({{"予以公开 | <", "5 | < | 0 | 0 | 0 | 0 | 5"}});
  CHECK(value_of(r, "requests.granted.natural_person").status == ValueStatus::doubtful);
  CHECK_FALSE(value_of(r, "requests.granted.natural_person").value.has_value());
  CHECK(value_of(r, "requests.granted.total").value == Decimal(5));
}

TEST_CASE("An empty form is no report, and keeps its empty cells") {
  std::vector<std::string> none(10), fifteen(15);
  std::vector<std::pair<std::string, std::string>> rows;
  for (const char* label : {"、", "（", "."}) rows.emplace_back(label, " |  |  |  |  |  | ");
  std::vector<Block> blocks = report(disclosure_2021(none), requests_2021(rows), reviews(fifteen));
  blocks.front() = paragraph_of("政府信息公开工作年度报告格式");
  Record r = record_of(blocks);
  CHECK(r.status == RecordStatus::not_a_report);
  CHECK(r.kind == "blank_form");
  CHECK(r.values.size() == 200);
  for (const Value& value : r.values) CHECK(value.status == ValueStatus::blank);
}

TEST_CASE("A report without tables is narrative, its form taken by year") {
  Record r = record_of({paragraph_of("某县教育局2019年政府信息公开工作年度报告"), paragraph_of("一、总体情况", 2, 1), paragraph_of("全年公开信息30条。", 3)});
  CHECK(r.status == RecordStatus::narrative);
  CHECK(r.report.form == "ogi-2019");
  CHECK(has_finding(r, "form_by_year"));
  CHECK(has_finding(r, "missing_table:requests"));
}

TEST_CASE("Text with nothing between the cells is cut by the form's labels") {
  Record r = record_of({paragraph_of(
      "二、主动公开政府信息情况第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件8855698第二十条第（五）项信息内容本年处理决定数量行政许可10690"
      "第二十条第（六）项信息内容本年处理决定数量行政处罚2113行政强制0第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费9116.36")});
  CHECK(value_of(r, "disclosure.regulations.in_force").status == ValueStatus::read);
  CHECK(value_of(r, "disclosure.licensing.decisions").value == Decimal(10690));
  CHECK(value_of(r, "disclosure.fees.amount").value == Decimal::parse("9116.36"));
  const Value& open = value_of(r, "disclosure.normative_documents.repealed");
  CHECK(open.status == ValueStatus::doubtful);
  CHECK_FALSE(open.value.has_value());
  CHECK(open.raw == "8855698");
  CHECK(open.candidates.size() == 8);
  CHECK(std::is_sorted(open.candidates.begin(), open.candidates.end()));
  CHECK(has_finding(r, "undecided_split:disclosure.normative_documents"));
}

TEST_CASE("Numbers that signs part are cells of their own, not digits of one") {
  for (std::string sign : {"；", "，", "、", " · ", "&", "|"}) {
    std::vector<Block> blocks{paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("二、主动公开政府信息情况", 2, 1),
                              paragraph_of("信息内容 本年制发件数 本年废止件数 现行有效件数", 3),
                              paragraph_of("规章 211" + sign + "0" + sign + "12", 4), paragraph_of("行政规范性文件 3" + sign + "1" + sign + "1,120", 5)};
    Record r = record_of(blocks);
    CAPTURE(sign);
    CHECK(value_of(r, "disclosure.regulations.issued").value == Decimal(211));
    CHECK(value_of(r, "disclosure.regulations.in_force").value == Decimal(12));
    CHECK(value_of(r, "disclosure.normative_documents.in_force").value == Decimal(1120));
  }
}

namespace {

constexpr const char* kHeader = "信息内容 本年制发件数 本年废止件数 现行有效件数\n";

Record record_of_disclosure(const std::string& text) {
  return record_of({paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("二、主动公开政府信息情况", 2, 1),
                    paragraph_of("第二十条第（一）项\n" + text, 3)});
}

bool claims_to_be_read(const Record& r, const std::string& field) {
  ValueStatus status = value_of(r, field).status;
  return status != ValueStatus::doubtful && status != ValueStatus::unreadable && status != ValueStatus::missing;
}

}  // namespace

TEST_CASE("Labels that all stand before the numbers leave no row blank and none read") {
  Record r = record_of_disclosure(std::string(kHeader) + "规章\n行政规范性文件\n785 231 338\n63 968 161\n");
  for (const char* field : {"disclosure.regulations.issued", "disclosure.normative_documents.issued", "disclosure.normative_documents.in_force"})
    CHECK_FALSE(claims_to_be_read(r, field));
}

TEST_CASE("Numbers behind a column's label put the rows in doubt") {
  Record r = record_of_disclosure("信息内容\n规章\n本年制发件数\n30\n本年废止件数\n0\n现行有效件数\n2\n行政规范性文件\n4 5 6\n");
  CHECK_FALSE(claims_to_be_read(r, "disclosure.regulations.issued"));
  CHECK_FALSE(claims_to_be_read(r, "disclosure.normative_documents.issued"));
  CHECK(value_of(r, "disclosure.normative_documents.issued").candidates == std::vector<Decimal>{Decimal(4)});
}

TEST_CASE("Labels in another order than the form's put the rows in doubt") {
  Record r = record_of_disclosure("规章 1 2 3\n信息内容 本年制发件数 本年废止件数 现行有效件数\n行政规范性文件 4 5 6\n");
  CHECK_FALSE(claims_to_be_read(r, "disclosure.regulations.issued"));
  CHECK_FALSE(claims_to_be_read(r, "disclosure.normative_documents.issued"));
}

TEST_CASE("Where the text parts its cells a row with fewer numbers is not cut into digits") {
  Record r = record_of_disclosure(std::string(kHeader) + "规章 785 231 338\n行政规范性文件 305\n");
  CHECK(value_of(r, "disclosure.regulations.in_force").value == Decimal(338));
  CHECK_FALSE(claims_to_be_read(r, "disclosure.normative_documents.issued"));
  Record joined = record_of_disclosure(std::string(kHeader) + "规章785231338\n行政规范性文件305\n");
  CHECK(value_of(joined, "disclosure.normative_documents.repealed").value == Decimal(0));
}

TEST_CASE("A row without numbers before a row with them is blank") {
  Record r = record_of_disclosure("信息内容本年制发件数本年废止件数现行有效件数规章行政规范性文件305第二十条第（五）项信息内容本年处理决定数量行政许可7");
  CHECK(value_of(r, "disclosure.normative_documents.in_force").value == Decimal(5));
  CHECK(value_of(r, "disclosure.licensing.decisions").value == Decimal(7));
}

TEST_CASE("A row whose last cell names what it counts is a row, a sentence is none") {
  Record r = record_of({paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("二、主动公开政府信息情况", 2, 1),
                        paragraph_of("信息内容 本年制发件数 本年废止件数 现行有效件数", 3), paragraph_of("规章 0 0 1", 4),
                        paragraph_of("行政规范性文件 0 12 205件", 5)});
  CHECK(value_of(r, "disclosure.normative_documents.in_force").value == Decimal(205));
  Record sentence = record_of_disclosure(std::string(kHeader) + "规章 0 0 1\n本年行政规范性文件 0 12 205件，比上年多。\n");
  CHECK_FALSE(claims_to_be_read(sentence, "disclosure.normative_documents.in_force"));
}

TEST_CASE("A column whose total is broken decides no run of digits") {
  // 49 1 10 6 9 3 78 or 49 11 0 6 9 3 78: a total of zero over parts that are not zero is no ground for the 0.
  Record r = record_of({paragraph_of("某县2020年政府信息公开工作年度报告"), paragraph_of("三、收到和处理政府信息公开申请情况", 2, 1),
                        paragraph_of(
      "自然人 法人或其他组织 总计 商业 企业 科研 机构 社会公益组织 法律服务机构 其他 一、本年新收政府信息公开申请数量 491106937"
      "8二、上年结转政府信息公开申请数量 2000002三、本年度办理结果 （一）予以公开 0030003（二）部分公开（区分处理的，只计这一情形"
      "，不计其他情形） 0000000（三）不予公开 1.属于国家秘密 00060062.其他法律行政法规禁止公开 20100363.危及“三安全"
      "一稳定” 40000044.保护第三方合法权益 70000075.属于三类内部事务信息 60000066.属于四类过程性信息 6000006"
      "7.属于行政执法案卷 80000088.属于行政查询事项 0000000（四）无法提供 1.本机关不掌握相关政府信息 00600062.没有"
      "现成信息需要另行制作 00000003.补正后申请内容仍不明确 8000008（五）不予处理 1.信访举报投诉类申请 00000002.重复"
      "申请 00000003.要求提供公开出版物 60000064.无正当理由大量反复申请 00000005.要求行政机关确认或重新出具已获取信息"
      " 0000000（六）其他处理 40009013（七）总计 0000000四、结转下年度继续办理 0100001", 3)});
  CHECK(value_of(r, "requests.received.business").value == Decimal(1));
  CHECK(value_of(r, "requests.received.research").status == ValueStatus::doubtful);
  CHECK_FALSE(value_of(r, "requests.received.research").value.has_value());
  CHECK(value_of(r, "requests.received.natural_person").value == Decimal(49));
}

TEST_CASE("A text table keeps its columns where only the blank ends of its header are cut off") {
  Grid grid = grid_of("说明|申请人情况\n|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计\n"
                      "一、本年新收政府信息公开申请数量||2||0|||2\n二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1\n", GridKind::tabs);
  Record r = record_of({paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("三、收到和处理政府信息公开申请情况", 2, 1), grid});
  CHECK(value_of(r, "requests.received.natural_person").status == ValueStatus::blank);
  CHECK(value_of(r, "requests.received.business").value == Decimal(2));
  CHECK(value_of(r, "requests.received.total").value == Decimal(2));
}

TEST_CASE("Numbers that the narrative tells before the table are not the table's") {
  const std::vector<Block> narrative{paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("一、总体情况", 2, 1),
                                     paragraph_of("行政许可 235\n规章 4", 3), paragraph_of("二、主动公开政府信息情况", 4, 1)};
  const std::string shown = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 1 2 3\n第二十条第（五）项 信息内容 本年处理决定数量\n行政许可 7";
  std::vector<Block> blocks = narrative;
  blocks.push_back(paragraph_of(shown, 5));
  Record r = record_of(blocks);
  CHECK(value_of(r, "disclosure.licensing.decisions").value == Decimal(7));
  CHECK(value_of(r, "disclosure.licensing.decisions").status == ValueStatus::read);
  CHECK(value_of(r, "disclosure.regulations.in_force").value == Decimal(3));
  blocks.back() = paragraph_of("第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数 规章 行政规范性文件", 5);
  CHECK_FALSE(claims_to_be_read(record_of(blocks), "disclosure.licensing.decisions"));
  // The empty table's header stands before the numbers of the table that follows.
  blocks.push_back(paragraph_of("三、收到和处理政府信息公开申请情况", 6, 1));
  blocks.push_back(paragraph_of("自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1\n（七）总计 1 0 0 0 0 0 1", 7));
  CHECK_FALSE(claims_to_be_read(record_of(blocks), "disclosure.licensing.decisions"));
  CHECK(value_of(record_of(blocks), "requests.received.total").value == Decimal(1));
  // All in one paragraph, as run-together pages are.
  Record joined = record_of({paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("二、主动公开政府信息情况", 2, 1), paragraph_of("行政许可 235\n" + shown, 3)});
  CHECK(value_of(joined, "disclosure.licensing.decisions").value == Decimal(7));
}

TEST_CASE("The unit that a header in running text states is the amount's") {
  const std::string before = "第二十条第（五）项 信息内容 本年处理决定数量\n行政许可 7\n第二十条第（八）项 信息内容 本年收费金额（单位：";
  Record r = record_of_disclosure(before + "元）\n行政事业性收费 365000\n");
  CHECK(value_of(r, "disclosure.fees.amount").value == Decimal::parse("36.5"));
  CHECK(value_of(r, "disclosure.fees.amount").raw_unit == "元");
  CHECK(has_finding(r, "unit_converted:disclosure.fees.amount"));
  CHECK(value_of(record_of_disclosure(before + "万元）\n行政事业性收费 36\n"), "disclosure.fees.amount").value == Decimal(36));
}

TEST_CASE("Characters of no width part no numbers in running text") {
  Record r = record_of_disclosure(std::string(kHeader) + "规章 1\u200B2 2 3\n行政规范性文件 4 5 6\u200B\n");
  CHECK(value_of(r, "disclosure.regulations.issued").value == Decimal(12));
  CHECK(value_of(r, "disclosure.regulations.issued").raw == "1\u200B2 2 3");
  CHECK(value_of(r, "disclosure.regulations.in_force").value == Decimal(3));
  CHECK(value_of(r, "disclosure.normative_documents.in_force").value == Decimal(6));
}

TEST_CASE("A cell that a conversion repeats for each column that it spans is one cell") {
  auto licensing = [](const std::string& row) {
    Grid grid = grid_of("信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量\n" + row);
    grid.kind = GridKind::pipes;
    return value_of(record_of({paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("二、主动公开政府信息情况", 2, 1), grid}),
                    "disclosure.licensing.decisions");
  };
  CHECK(licensing("行政许可 | 7 | 7 | 7").value == Decimal(7));
  CHECK(licensing("行政许可 | 7 | 7 | 7").status == ValueStatus::read);
  CHECK(licensing("行政许可 | 7 | 7 | 8").status == ValueStatus::unreadable);
}

TEST_CASE("Rows that a conversion made tables of their own are the table's, whatever its heading says") {
  std::vector<Block> blocks{paragraph_of("某县2023年政府信息公开工作年度报告"), paragraph_of("三、依申请公开", 2, 1)};
  for (const char* row : {"自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计", "一、本年新收政府信息公开申请数量 | 1 | 2 | 0 | 0 | 0 | 0 | 3",
                          "二、上年结转政府信息公开申请数量 | 4 | 0 | 0 | 0 | 0 | 0 | 4", "（七）总计 | 5 | 2 | 0 | 0 | 0 | 0 | 7"}) {
    Grid grid = grid_of(row);
    grid.kind = GridKind::pipes;
    blocks.push_back(grid);
  }
  Record r = record_of(blocks);
  CHECK(value_of(r, "requests.received.business").value == Decimal(2));
  CHECK(value_of(r, "requests.carried_in.natural_person").value == Decimal(4));
}

TEST_CASE("An empty row beside a row of numbers that fits none of the form is not claimed to be blank") {
  const std::string cut = "危 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n^ | ^ | 及“三安全一稳定”";
  Record r = read_with({{"3.危及“三安全一稳定”", cut + "=> |  |  |  |  |  | "}});
  CHECK(value_of(r, "requests.denied.security_and_stability.total").status == ValueStatus::unreadable);
  CHECK(has_finding(r, "number_unreadable:requests.denied.security_and_stability"));
  CHECK(value_of(r, "requests.denied.third_party_rights.total").status == ValueStatus::read);
}

TEST_CASE("Numbers that their narrow cells part are cleared together by the sums that they make") {
  Record r = read_with({{"一、本年新收", "123\\n4 | 0 | 0 | 0 | 0 | 0 | 123\\n4"},
                        {"（一）予以公开", "1234 | 0 | 0 | 0 | 0 | 0 | 1234"},
                        {"（七）总计", "1234 | 0 | 0 | 0 | 0 | 0 | 1234"}});
  CHECK(value_of(r, "requests.received.natural_person").status == ValueStatus::repaired);
  CHECK(value_of(r, "requests.received.total").value == Decimal(1234));
  // The total may be an echo of its one addend, parted in the same way: no sum speaks for either.
  Record echo = record_of(report(disclosure_2021(kTen), requests_2021({}), reviews({"123\\n4", "0", "0", "0", "123\\n4", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"})));
  CHECK(value_of(echo, "review.upheld").status == ValueStatus::doubtful);
  Record several = record_of(report(disclosure_2021(kTen), requests_2021({}), reviews({"123\\n4", "56\\n7", "0", "0", "180\\n1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"})));
  CHECK(value_of(several, "review.total").status == ValueStatus::repaired);
}

TEST_CASE("Numbers above a row of numbers without a label may go on there, and are not claimed to be read") {
  Grid cut = grid_of("行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <\n"
                     "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | < | < | < | < | 复议后起诉 | < | < | < | <\n"
                     "^ | ^ | ^ | ^ | ^ | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n"
                     "581 | 0 | 0 | 0 | 581 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0\n6 |  |  |  | 6 |  |  |  |  |  |  |  |  |  | ");
  Record r = record_of(report(disclosure_2021(kTen), requests_2021(), cut));
  CHECK(value_of(r, "review.upheld").status == ValueStatus::doubtful);
  CHECK(value_of(r, "review.total").status == ValueStatus::doubtful);
  CHECK(value_of(r, "litigation_direct.total").status == ValueStatus::read);
}
