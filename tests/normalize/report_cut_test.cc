#include "normalize/report_cut.h"

#include <catch2/catch.hpp>

#include "normalize/form_loader.h"
#include "normalize/normalize.h"
#include "table_texts.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::vector<std::string> kTen(10, "0"), kFifteen(15, "0");
using Blocks = std::vector<Block>;

void add(Blocks& out, const Blocks& more) { out.insert(out.end(), more.begin(), more.end()); }

/// A report's body, `count` being its requests of natural persons.
Blocks body(int count, bool deep = false) {
  const std::string n = std::to_string(count);
  const auto heading = [&](std::string_view numeral, const std::string& title) {
    return paragraph_of(deep ? "（" + std::string(numeral) + "）" + title : std::string(numeral) + "、" + title, 1, deep ? 2 : 1);
  };
  return {heading("一", "总体情况"), paragraph_of("公开工作有序开展。"), heading("二", "主动公开政府信息情况"), disclosure_2021(kTen),
          heading("三", "收到和处理政府信息公开申请情况"), requests_2021({{"本年新收", n + " | 0 | 0 | 0 | 0 | 0 | " + n}}),
          heading("四", "政府信息公开行政复议、行政诉讼情况"), reviews(kFifteen), heading("五", "存在的主要问题及改进情况"), paragraph_of("没有。"),
          heading("六", "其他需要报告的事项"), paragraph_of("无。")};
}

Blocks titled(const std::string& title, int count) {
  Blocks out{paragraph_of(title)};
  add(out, body(count));
  return out;
}

std::vector<Record> records_of(const Blocks& blocks) {
  static const PreparedForms forms(builtin_forms());
  Layout layout;
  layout.blocks = blocks;
  Document document;
  document.info.source = "江北市2021年汇编.pdf";
  return normalize(document, layout, forms, {});
}

/// `unit year count` of each record.
std::vector<std::string> shown(const Blocks& blocks) {
  std::vector<std::string> out;
  for (const Record& record : records_of(blocks))
    out.push_back(record.report.unit + " " + (record.report.year ? std::to_string(*record.report.year) : "-") + " " +
                  value_of(record, "requests.received.natural_person").raw.value_or("-"));
  return out;
}
using Shown = std::vector<std::string>;

const std::string kEducation = "江北市教育局2023年政府信息公开工作年度报告", kHealth = "江北市卫生健康委员会2023年政府信息公开工作年度报告";

}  // namespace

TEST_CASE("A compiled volume is one record for each report in it") {
  Blocks volume = titled(kEducation, 1);
  add(volume, {paragraph_of("江北市教育局"), paragraph_of("2024年1月20日")});
  add(volume, titled(kHealth, 2));
  add(volume, titled("江北市2023年政府信息公开工作年度报告", 3));
  CHECK(shown(volume) == Shown{"江北市教育局 2023 1", "江北市卫生健康委员会 2023 2", "江北市 2023 3"});
  CHECK(records_of(volume)[0].report.signed_on == "2024-01-20");
  for (const Record& record : records_of(volume)) CHECK(record.status == RecordStatus::complete);
}

TEST_CASE("A page with several years is one record a year") {
  Blocks page = titled("江北市教育局2023年政府信息公开工作年度报告", 1);
  add(page, titled("江北市教育局2022年政府信息公开工作年度报告", 2));
  CHECK(shown(page) == Shown{"江北市教育局 2023 1", "江北市教育局 2022 2"});
}

TEST_CASE("Cover and table of contents belong to no report") {
  Blocks volume{paragraph_of("江北市2023年政府信息公开工作年度报告汇编"), paragraph_of("目录"), paragraph_of(kEducation + "……1"),
                paragraph_of("一、总体情况……1"), paragraph_of(kHealth + " 8"), paragraph_of(kHealth)};
  add(volume, titled(kEducation, 1));
  add(volume, titled(kHealth, 2));
  CHECK(shown(volume) == Shown{"江北市教育局 2023 1", "江北市卫生健康委员会 2023 2"});
  CHECK(records_of(volume)[0].sections.front().text == kEducation);
}

TEST_CASE("A report's own cover goes with it") {
  Blocks volume = titled(kEducation, 1);
  add(volume, {paragraph_of(kHealth), paragraph_of("二〇二四年一月")});
  add(volume, titled(kHealth, 2));
  CHECK(shown(volume) == Shown{"江北市教育局 2023 1", "江北市卫生健康委员会 2023 2"});
}

TEST_CASE("A title over several lines begins at the first of them") {
  Blocks volume{paragraph_of("江北市教育局"), paragraph_of("2023年政府信息公开工作年度报告")};
  add(volume, body(1));
  add(volume, {paragraph_of("江北市教育局"), paragraph_of("2024年1月20日"), paragraph_of("江北市民政局"), paragraph_of("2023年政府信息公开工作年度报告")});
  add(volume, body(2));
  CHECK(shown(volume) == Shown{"江北市教育局 2023 1", "江北市民政局 2023 2"});
  CHECK(records_of(volume)[0].report.signed_on == "2024-01-20");
}

TEST_CASE("Units that stand in headings only, the year in the volume's title") {
  Blocks volume{paragraph_of("江北市2023年政府信息公开工作年度报告汇编")};
  for (const auto& [unit, count] : std::vector<std::pair<std::string, int>>{{"一、江北市教育局", 1}, {"二、江北市民政局", 2}, {"三、青山镇人民政府", 3}}) {
    add(volume, {paragraph_of(unit, 1, 1)});
    add(volume, body(count, true));
  }
  CHECK(shown(volume) == Shown{"江北市教育局 2023 1", "江北市民政局 2023 2", "青山镇人民政府 2023 3"});
  const Record second = records_of(volume)[1];
  CHECK_FALSE(has_finding(second, "unit_unknown"));
  CHECK(second.status == RecordStatus::complete);
  volume.front() = paragraph_of("江北市2023年政府信息公开工作年度报告");
  CHECK(shown(volume) == Shown{"江北市教育局 2023 1", "江北市民政局 2023 2", "青山镇人民政府 2023 3"});
}

TEST_CASE("A title that is cut between two lines begins at the first") {
  Blocks volume = titled(kEducation, 1);
  add(volume, {paragraph_of("江北市卫生健康委员会2023年政府信息公开工作年"), paragraph_of("度报告")});
  add(volume, body(2));
  CHECK(shown(volume) == Shown{"江北市教育局 2023 1", "江北市卫生健康委员会 2023 2"});
}

TEST_CASE("A title that is cut inside its words begins at the first line, whatever stands above") {
  const auto cut_before = [](const std::string& end) {
    Blocks volume = titled(kEducation, 1);
    add(volume, {paragraph_of("江北市教育局"), paragraph_of("2024年3月22日"), paragraph_of(kHealth.substr(0, kHealth.find(end)))});
    add(volume, titled(kHealth.substr(kHealth.find(end)), 2));
    return shown(volume);
  };
  const Shown both{"江北市教育局 2023 1", "江北市卫生健康委员会 2023 2"};
  CHECK(cut_before("公开工作") == both);
  CHECK(cut_before("开工作") == both);
  CHECK(cut_before("信息公开") == both);
  CHECK(cut_before("政府信息") == both);
}

TEST_CASE("Reports in prose alone are cut, too") {
  const auto prose = [](const std::string& title) {
    std::string text;
    for (int i = 0; i < 20; ++i) text += "本年度严格落实公开要求，有序开展各项工作。";
    return Blocks{paragraph_of(title), paragraph_of("一、总体情况", 1, 1), paragraph_of(text), paragraph_of("二、主动公开政府信息情况", 1, 1),
                  paragraph_of("公开信息12条。"), paragraph_of("五、存在的主要问题及改进情况", 1, 1), paragraph_of(text)};
  };
  Blocks volume = prose(kEducation);
  add(volume, prose(kHealth));
  CHECK(records_of(volume).size() == 2);
}

TEST_CASE("One report is never cut") {
  SECTION("a table that is shown again") {
    Blocks report = titled(kEducation, 1);
    add(report, {paragraph_of("附件：全市政府信息公开申请情况"), requests_2021({{"本年新收", "9 | 0 | 0 | 0 | 0 | 0 | 9"}})});
    CHECK(shown(report) == Shown{"江北市教育局 2023 1"});
  }
  SECTION("last year's table, under last year's title") {
    Blocks report = titled(kEducation, 1);
    add(report, {paragraph_of("江北市教育局2022年政府信息公开工作年度报告"), requests_2021({{"本年新收", "9 | 0 | 0 | 0 | 0 | 0 | 9"}})});
    CHECK(shown(report) == Shown{"江北市教育局 2023 1"});
  }
  SECTION("its title again, with all its tables") {
    Blocks report = titled(kEducation, 1);
    add(report, titled(kEducation, 9));
    CHECK(shown(report) == Shown{"江北市教育局 2023 1"});
  }
  SECTION("other reports' titles below it") {
    Blocks report = titled(kEducation, 1);
    add(report, {paragraph_of(kHealth), paragraph_of("江北市教育局2022年政府信息公开工作年度报告"), paragraph_of("一、总体情况", 1, 1)});
    CHECK(shown(report) == Shown{"江北市教育局 2023 1"});
  }
  SECTION("an annex with headings of its own") {
    Blocks report = titled(kEducation, 1);
    add(report, {paragraph_of("附件"), paragraph_of("一、总体情况", 1, 1), paragraph_of("江北市教育局"), paragraph_of("（一）基本情况", 1, 2), paragraph_of("有序开展。")});
    CHECK(shown(report) == Shown{"江北市教育局 2023 1"});
  }
  SECTION("a title on the cover and one above the text") {
    Blocks report{paragraph_of("江北市人民政府2023年政府信息公开工作年度报告"), paragraph_of("目录"), paragraph_of("一、总体情况……1")};
    add(report, titled(kEducation, 1));
    CHECK(shown(report).size() == 1);
  }
}
