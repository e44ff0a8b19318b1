#include "normalize/report_facts.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "report_lines.h"

using namespace nianbao;

namespace {

ReportFacts facts_of(const Document& document) { return find_report_facts(document, document.flow); }
ReportFacts facts_of(std::string_view text) { return facts_of(document_of(text)); }

/// `unit|year`, `-` for what is not known.
std::string unit_and_year(std::string_view text) {
  ReportFacts facts = facts_of(text);
  return (facts.info.unit.empty() ? "-" : facts.info.unit) + "|" + (facts.info.year ? std::to_string(*facts.info.year) : "-");
}

const Evidence& evidence_of(const ReportFacts& facts, std::string_view key) {
  auto at = std::find_if(facts.evidence.begin(), facts.evidence.end(), [&](const Evidence& e) { return e.key == key; });
  REQUIRE(at != facts.evidence.end());
  return *at;
}

std::vector<std::string> rules_of(const ReportFacts& facts) {
  std::vector<std::string> out;
  for (const Finding& finding : facts.findings) {
    CHECK_FALSE(finding.message.empty());
    CHECK_FALSE(finding.message_zh.empty());
    out.push_back(finding.rule);
  }
  return out;
}

using Rules = std::vector<std::string>;

struct TitleCase {
  const char* text;
  const char* expected;
};

}  // namespace

TEST_CASE("unit and year stand in the title, whichever comes first") {
  auto c = GENERATE(values<TitleCase>({
      {"淮安市人民政府2024年政府信息公开工作年度报告", "淮安市人民政府|2024"},
      {"2023年度海州区教育局政府信息公开年度报告", "海州区教育局|2023"},
      {"幸福街道办事处关于2022年政府信息公开工作年度报告", "幸福街道办事处|2022"},
      {"关于东海县教育局2023年度政府信息公开工作的年度报告", "东海县教育局|2023"},
      {"关于2023年度东海县教育局政府信息公开工作情况的报告", "东海县教育局|2023"},
      {"江北市2023年政府信息公开工作年度报告", "江北市|2023"},
      {"2023年江北市政府信息公开工作年度报告", "江北市|2023"},
      {"2023年江北市卫健委政府信息公开工作年度报告", "江北市卫健委|2023"},
      {"江北市民政局政府信息公开工作年度报告（2021年）", "江北市民政局|2021"},
      {"江北市民政局政府信息公开工作年度报告（2021年度）", "江北市民政局|2021"},
      {"江北市民政局政府信息公开2020年度报告", "江北市民政局|2020"},
      {"江北市民政局2020年度政府信息公开年报", "江北市民政局|2020"},
      {"浙江省2023年政府信息公开工作年度报告", "浙江省|2023"},
      {"国家能源局2023年政府信息公开工作年度报告", "国家能源局|2023"},
      {"国家税务总局江北市税务局2023年政府信息公开工作年度报告", "国家税务总局江北市税务局|2023"},
      {"白云乡人民政府2023年政府信息公开工作年度报告", "白云乡人民政府|2023"},
      {"江北高新技术产业开发区管理委员会2023年度政府信息公开工作年度报告", "江北高新技术产业开发区管理委员会|2023"},
      {"江北大学2023年信息公开工作年度报告", "江北大学|2023"},
      {"江北市第一人民医院2023年信息公开年度报告", "江北市第一人民医院|2023"},
      {"江北水务集团有限公司2023年度政府信息公开工作报告", "江北水务集团有限公司|2023"},
      {"江北市实验小学2023年政务公开工作年度报告", "江北市实验小学|2023"},
      {"江北市人民政府信息公开工作年度报告（2023年）", "江北市人民政府|2023"},
      {"江北市人民政府办公室关于江北市2023年政府信息公开工作年度报告", "江北市人民政府办公室|2023"},
      {"江北市司法局2023政府信息公开年度报告", "江北市司法局|2023"},
      {"江北市司法局2023年政府信息主动公开工作年度报告", "江北市司法局|2023"},
      {"江北市司法局关于报送2023年度政府信息公开工作年度报告", "江北市司法局|2023"},
      {"附件1：江北市司法局2023年度政府信息公开工作年度报告", "江北市司法局|2023"},
      {"《江北市司法局2023年度政府信息公开工作年度报告》", "江北市司法局|2023"},
      {"2023年度政府信息公开工作年度报告（江北市司法局）", "江北市司法局|2023"},
      {"（2023年度）江北市司法局政府信息公开年度报告", "江北市司法局|2023"},
      {"江北市人力资源和社会保障局（市医保局）2023年政府信息公开工作年度报告", "江北市人力资源和社会保障局(市医保局)|2023"},
      {"江北市生态环境局江南分局2023年度政府信息公开工作总结报告", "江北市生态环境局江南分局|2023"},
      {"关于江北市司法局2023年政府信息公开工作年度报告的公告", "江北市司法局|2023"},
      {"江北职业技术学院2022-2023学年信息公开工作年度报告", "江北职业技术学院|-"},
      {"特克斯县人民政府2023年政府信息公开工作年度报告", "特克斯县人民政府|2023"},
      {"首页 政务公开 政府信息公开年报 江北市司法局2023年政府信息公开工作年度报告", "江北市司法局|2023"},
  }));
  INFO(c.text);
  CHECK(unit_and_year(std::string(c.text) + "\n一、总体情况\n本局认真落实。") == c.expected);
}

TEST_CASE("years are read in full width, in Chinese numerals, and with spaces within") {
  auto c = GENERATE(values<TitleCase>({
      {"江北市教育局２０２３年政府信息公开工作年度报告", "江北市教育局|2023"},
      {"江北市教育局二〇二三年政府信息公开工作年度报告", "江北市教育局|2023"},
      {"江北市教育局二○二三年度政府信息公开工作年度报告", "江北市教育局|2023"},
      {"江北市教育局二零二三年政府信息公开工作年度报告", "江北市教育局|2023"},
      {"江北市教育局二O二三年政府信息公开工作年度报告", "江北市教育局|2023"},
      {"江北市教育局 2 0 2 3 年政府信息公开工作年度报告", "江北市教育局|2023"},
      {"江 北 市 教 育 局 2023年 政 府 信 息 公 开 工 作 年 度 报 告", "江北市教育局|2023"},
      {"江北市⼈⺠政府2023年政府信息公开⼯作年度报告", "江北市人民政府|2023"},
  }));
  INFO(c.text);
  CHECK(unit_and_year(c.text) == c.expected);
}

TEST_CASE("a title may take several lines") {
  auto c = GENERATE(values<TitleCase>({
      {"洪泽区人民政府\n2023 年政府信息公开工作年度报告\n本报告根据条例编制。", "洪泽区人民政府|2023"},
      {"江北市教育局\n2023年\n政府信息公开工作年度报告\n一、总体情况", "江北市教育局|2023"},
      {"江北市教育局关于\n2023年度政府信息公开工作年度报告", "江北市教育局|2023"},
      {"2024 年江北市科委政府信息公开工作\n年度报告\n一、总体情况", "江北市科委|2024"},
      {"江北市教育局2023年政府信息\n公开工作年度报告", "江北市教育局|2023"},
      {"正文\n2024年江北市科委政府信息公开工作年度报告", "江北市科委|2024"},
      {"江北市江南区\n人民政府办公室\n2023年政府信息公开\n工作年度报告", "江北市江南区人民政府办公室|2023"},
      {"政府信息公开工作年度报告\n（2023年度）\n江北市教育局\n2024年1月", "江北市教育局|2023"},
      {"首页 > 政府信息公开 > 政府信息公开年度报告\n江北市教育局2023年政府信息公开工作年度报告", "江北市教育局|2023"},
      {"江北市教育局文件\n江教〔2024〕3号\n江北市教育局\n2023年政府信息公开工作年度报告", "江北市教育局|2023"},
  }));
  INFO(c.text);
  CHECK(unit_and_year(c.text) == c.expected);
}

TEST_CASE("a title in run-together text ends where its words end") {
  ReportFacts facts = facts_of(
      "江北新区2020年政府信息公开工作年度报告 [正文叙述从略]4.认真办理依申请公开2021年共受理申请21件。二、主动公开政府信息情况");
  CHECK(facts.info.title == "江北新区2020年政府信息公开工作年度报告");
  CHECK(facts.info.unit == "江北新区");
  CHECK(facts.info.year == 2020);
}

TEST_CASE("evidence is raw as it stands and points at those very characters") {
  ReportFacts facts = facts_of("目录\n 江北市\n教育局 2 0 2 3 年政府信息公开工作年度报告");
  const Evidence& year = evidence_of(facts, "year");
  CHECK(year.raw == "2 0 2 3 年");
  CHECK(year.origin == "title");
  CHECK(year.value == "2023");
  CHECK(year.source.line == 3);
  CHECK(year.source.span == ColumnSpan{5, 13});
  CHECK(evidence_of(facts, "title").raw == "教育局 2 0 2 3 年政府信息公开工作年度报告");
}

TEST_CASE("a title over two lines has both as its evidence") {
  ReportFacts facts = facts_of("洪泽区人民政府\n2023 年政府信息公开工作年度报告");
  CHECK(facts.info.title == "洪泽区人民政府2023年政府信息公开工作年度报告");
  CHECK(evidence_of(facts, "title").raw == "洪泽区人民政府\n2023 年政府信息公开工作年度报告");
  CHECK(evidence_of(facts, "unit").source.line == 1);
}

TEST_CASE("a notice that is cited is neither title nor year") {
  ReportFacts facts = facts_of(
      "本报告根据《中华人民共和国政府信息公开条例》（2019年修订）、《国务院办公厅政府信息与政务公开办公室关于印发"
      "<中华人民共和国政府信息公开工作年度报告格式>的通知》（国办公开办函〔2021〕30号）编制。\n二、主动公开政府信息情况");
  CHECK(facts.info.title.empty());
  CHECK_FALSE(facts.info.year);
  CHECK(facts.info.unit.empty());
  CHECK(rules_of(facts) == Rules{"year_unknown", "unit_unknown"});
}

TEST_CASE("metadata gives the title where the text has none; what the site appended is cut off") {
  Document document = document_of("一、总体情况\n我局认真落实。");
  add_meta(document, "标题", "江北县发展和改革局2023年政府信息公开年度报告-江北县发改局");
  add_meta(document, "发布时间", "2024-01-15 08:58");
  ReportFacts facts = facts_of(document);
  CHECK(facts.info.title == "江北县发展和改革局2023年政府信息公开年度报告");
  CHECK(facts.info.unit == "江北县发展和改革局");
  CHECK(facts.info.year == 2023);
  CHECK(facts.info.published == "2024-01-15");
  CHECK(evidence_of(facts, "published").raw == "2024-01-15");
  CHECK(evidence_of(facts, "year").origin == "header");
  CHECK(evidence_of(facts, "year").source.span == ColumnSpan{19, 23});
  CHECK(facts.findings.empty());
}

TEST_CASE("a title in metadata that names no unit is followed by it") {
  Document document = document_of("一、总体情况\n我局认真落实。");
  add_meta(document, "title", "2023年度政府信息公开工作年度报告_江北市教育局_江北网");
  CHECK(facts_of(document).info.unit == "江北市教育局");
  CHECK(facts_of(document).info.title == "2023年度政府信息公开工作年度报告");
}

TEST_CASE("the report of another year that the text speaks of is no evidence") {
  CHECK(facts_of("江北市教育局2023年政府信息公开工作年度报告\n针对2022年政府信息公开工作年度报告中的问题，编制清单。\n一、总体情况\n"
                 "按时编制并公布2022年度政府信息公开工作年度报告。")
            .findings.empty());
}

TEST_CASE("the printed title wins over metadata, and both are listed") {
  Document document = document_of("江北县教育局2023年政府信息公开工作年度报告");
  add_meta(document, "标题", "江北县教育局2022年政府信息公开工作年度报告_江北网");
  ReportFacts facts = facts_of(document);
  CHECK(facts.info.year == 2023);
  CHECK(rules_of(facts) == Rules{"year_conflict"});
  REQUIRE(facts.evidence.size() >= 2);
  CHECK(facts.evidence[0].chosen);
  CHECK(facts.evidence[1].value == "2022");
  CHECK_FALSE(facts.evidence[1].chosen);
}

TEST_CASE("the period states the year, and speaks against a title that says another") {
  ReportFacts facts = facts_of(
      "江北县教育局2023年政府信息公开工作年度报告\n本报告中所列数据的统计期限自2022年1月1日起至2022年12月31日止。");
  CHECK(facts.info.year == 2023);
  CHECK(rules_of(facts) == Rules{"year_conflict"});
  REQUIRE(facts.info.period);
  CHECK((*facts.info.period)[0] == "2022-01-01");
  CHECK(evidence_of(facts, "period").raw == "2022年1月1日起至2022年12月31日止");
  CHECK(unit_and_year("数据统计期限为2021年1月1日至12月31日。") == "-|2021");
}

TEST_CASE("periods in the prose that are not the report's are none") {
  CHECK_FALSE(facts_of("2023年5月1日至5月31日开展了宣传活动。").info.period);
  CHECK(facts_of("统计时限为2023年1月至12月。").info.period.value()[1] == "2023-12-31");
  CHECK(facts_of("统计期限：2023.1.1-2023.12.31。").info.period.value()[0] == "2023-01-01");
}

TEST_CASE("names that differ in fullness only are no conflict") {
  auto meta = GENERATE(as<std::string>{}, "江北县发改局", "淮安市江北县发展和改革局", "江北县发展和改革局办公室", "江北县人民政府办公室",
                       "发展和改革局", "江北县大数据中心");
  INFO(meta);
  Document document = document_of("江北县发展和改革局2023年政府信息公开工作年度报告");
  add_meta(document, "发布机构", meta);
  ReportFacts facts = facts_of(document);
  CHECK(facts.info.unit == "江北县发展和改革局");
  CHECK(facts.findings.empty());
}

TEST_CASE("a signature or publisher of another name is a conflict") {
  ReportFacts facts = facts_of("任店镇人民政府2023年政府信息公开工作年度报告\n无。\n叶县财政局\n2024年1月20日");
  CHECK(facts.info.unit == "任店镇人民政府");
  CHECK(rules_of(facts) == Rules{"unit_conflict"});
  Document document = document_of("江北县发展和改革局2023年政府信息公开工作年度报告");
  add_meta(document, "发布机构", "江北县财政局");
  CHECK(rules_of(facts_of(document)) == Rules{"unit_conflict"});
}

TEST_CASE("a title that leaves out its place takes the fuller name") {
  Document document = document_of("市教育局2023年政府信息公开工作年度报告");
  add_meta(document, "发布机构", "江北市教育局");
  CHECK(facts_of(document).info.unit == "江北市教育局");
  CHECK(unit_and_year("2023年全市政府信息公开工作年度报告\n无。\n江北市人民政府办公室\n2024年1月20日") == "江北市人民政府办公室|2023");
}

TEST_CASE("the unit comes from metadata, the signature, or a sentence, where no title names it") {
  Document document = document_of("2023年政府信息公开工作年度报告\n一、总体情况");
  add_meta(document, "来源", "江北市教育局");
  CHECK(facts_of(document).info.unit == "江北市教育局");
  CHECK(unit_and_year("2023年政府信息公开工作年度报告\n无其他事项。\n江北市教育局\n2024年1月20日") == "江北市教育局|2023");
  CHECK(unit_and_year("2023年政府信息公开工作年度报告\n本报告由江北市教育局根据条例编制。") == "江北市教育局|2023");
  CHECK(unit_and_year("2023年政府信息公开工作年度报告\n2023年，江北市教育局（以下简称“我局”）认真落实。") == "江北市教育局|2023");
  CHECK(unit_and_year("根据条例规定，现将江北市教育局2023年政府信息公开工作年度报告公布如下：\n一、总体情况") == "江北市教育局|2023");
  CHECK(unit_and_year("根据条例要求，特编制江北市教育局2023年度政府信息公开工作年度报告。\n一、总体情况") == "江北市教育局|2023");
}

TEST_CASE("the unit may be printed beside the title") {
  CHECK(unit_and_year("2023年政府信息公开工作年度报告\n编制单位：江北市教育局\n一、总体情况") == "江北市教育局|2023");
  CHECK(unit_and_year("2023年政府信息公开工作年度报告\n来源：江北市教育局 浏览次数：12\n一、总体情况") == "江北市教育局|2023");
  CHECK(unit_and_year("2023年政府信息公开工作年度报告\n来源：本站\n一、总体情况") == "-|2023");
}

TEST_CASE("a site is no unit") {
  Document document = document_of("2023年政府信息公开工作年度报告\n一、总体情况");
  add_meta(document, "来源", "江北政府网");
  CHECK(facts_of(document).info.unit.empty());
}

TEST_CASE("the signature is the date that closes the report") {
  auto c = GENERATE(values<TitleCase>({
      {"无其他事项。\n江北市教育局\n2024年1月20日", "2024-01-20"},
      {"无其他事项。\n江北市教育局\n二〇二四年一月二十日", "2024-01-20"},
      {"无其他事项。\n江北市教育局  2024年1月20日", "2024-01-20"},
      {"没有产生信息公开处理费。此函 江北市教育局 2023年1月6日", "2023-01-06"},
      {"没有产生信息公开处理费。 江北市教育局 2022年1月10日 附件下载", "2022-01-10"},
      {"无其他事项。\n江北市教育局\n2024年1月20日\n【打印】【关闭】\n责任编辑：张三", "2024-01-20"},
      {"无其他事项。\n江北市教育局（盖章）\n2024年1月20日", "2024-01-20"},
      {"无其他事项。\n2024年1月20日\n江北市教育局\n", "2024-01-20"},
      {"无其他事项。\n2024年1月20日", "2024-01-20"},
      {"无其他事项。\n2024-01-20", "2024-01-20"},
      {"截至2023年12月31日。", ""},
      {"我局于2023年12月31日完成。", ""},
      {"统计期限为2023年1月1日至2023年12月31日", ""},
      {"无其他事项。", ""},
  }));
  INFO(c.text);
  CHECK(facts_of(c.text).info.signed_on == c.expected);
}

TEST_CASE("a date of publication or signature is never the report's year") {
  Document document = document_of("江北市教育局政府信息公开工作年度报告\n无。\n江北市教育局\n2024年1月20日");
  add_meta(document, "发布时间", "2024-01-21");
  ReportFacts facts = facts_of(document);
  CHECK_FALSE(facts.info.year);
  CHECK(facts.info.signed_on == "2024-01-20");
  CHECK(facts.info.published == "2024-01-21");
  CHECK(rules_of(facts) == Rules{"year_unknown"});
}

TEST_CASE("a date of publication printed under the title is read") {
  ReportFacts facts = facts_of("2019年江北市教育局政府信息公开工作年度报告\n发布日期：2020-01-31 10:20 来源：江北网\n一、总体情况");
  CHECK(facts.info.published == "2020-01-31");
  CHECK(facts.info.year == 2019);
}

TEST_CASE("the year of the first sentence and of the file's name are last resorts") {
  CHECK(unit_and_year("一、总体情况\n2023年，我局认真落实条例。\n二、主动公开") == "-|2023");
  CHECK(unit_and_year("一、总体情况\n我局根据《2019年要点》认真落实。") == "-|-");
  Document document = document_of("一、总体情况\n我局认真落实条例。");
  document.info.source = "2019/淮安市2024.pdf";
  ReportFacts facts = facts_of(document);
  CHECK(facts.info.year == 2024);
  CHECK(facts.info.unit == "淮安市");
  CHECK(evidence_of(facts, "year").origin == "file_name");
  CHECK(evidence_of(facts, "year").raw == "2024");
  document.info.source = "hongze-2023.txt";
  CHECK(facts_of(document).info.year == 2023);
  CHECK(facts_of(document).info.unit.empty());
  document.info.source = "t20240115_report-1999.txt";
  CHECK_FALSE(facts_of(document).info.year);
}

TEST_CASE("a title keeps the brackets and the script that it is printed in, the unit is simplified") {
  CHECK(facts_of("江北市教育局政府信息公开工作年度报告（2023年度）").info.title == "江北市教育局政府信息公开工作年度报告（2023年度）");
  const ReportFacts facts = facts_of("江北縣教育局2023年政府信息公開工作年度報告");
  CHECK(facts.info.title == "江北縣教育局2023年政府信息公開工作年度報告");
  CHECK(facts.info.unit == "江北县教育局");
  CHECK(facts_of("临江区於潜镇人民政府2023年政府信息公开工作年度报告").info.unit == "临江区於潜镇人民政府");
}

TEST_CASE("a report says whether it sums up other bodies") {
  CHECK(facts_of("本报告根据条例要求，汇总江北区各有关单位政府信息公开工作情况编制而成。").info.scope == "aggregate");
  CHECK(facts_of("本报告由全县各部门、各乡镇年度报告汇总形成。").info.scope == "aggregate");
  CHECK(facts_of("本报告数据仅统计本机关，不含下属单位。").info.scope == "own");
  CHECK(facts_of("我局定期汇总各科室公开情况。").info.scope.empty());
  CHECK(facts_of("本报告根据条例编制。").info.scope.empty());
  CHECK(evidence_of(facts_of("一、总体情况。本报告由全县各部门年度报告汇总形成。"), "scope").raw == "本报告由全县各部门年度报告汇总形成");
}

TEST_CASE("a body's name that the title's line cuts is joined") {
  CHECK(unit_and_year("临江市自然资\n源局2022年政府信息公开\n工作年度报告\n一、总体情况") == "临江市自然资源局|2022");
  CHECK(unit_and_year("政务公开\n源城区教育局2022年政府信息公开工作年度报告\n一、总体情况") == "源城区教育局|2022");
  CHECK(unit_and_year("中华人民共和国黄港海关\n2022年政府信息公开工作年度报告\n一、总体情况") == "中华人民共和国黄港海关|2022");
}
