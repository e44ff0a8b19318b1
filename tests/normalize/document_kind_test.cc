#include "normalize/document_kind.h"

#include <catch2/catch.hpp>
#include <string>

#include "report_lines.h"

using namespace nianbao;

namespace {

std::string kind_of(std::string_view text) {
  Document document = document_of(text);
  auto kind = find_other_kind(document, document.flow, false);
  if (!kind) return "none";
  CHECK_FALSE(kind->why.empty());
  CHECK_FALSE(kind->why_zh.empty());
  return kind->kind;
}

constexpr const char* kNarrative =
    "江北市教育局2023年政府信息公开工作年度报告\n一、总体情况\n我局认真落实条例，坚持以公开为常态，全年主动公开信息三百条。\n"
    "二、主动公开政府信息情况\n无。\n三、收到和处理政府信息公开申请情况\n全年收到申请3件。\n五、存在的主要问题及改进情况\n公开不及时。\n";

}  // namespace

TEST_CASE("a report in prose is a report, and so is anything with the form's tables") {
  CHECK(kind_of(kNarrative) == "none");
  CHECK(kind_of("江北市2012年政府信息公开工作年度报告\n一、概述\n2012年全市主动公开信息。") == "none");
  CHECK(kind_of("一、总体情况\n我局认真落实政府信息公开条例。\n六、其他需要报告的事项\n无。") == "none");
  Document letter = document_of("关于报送2023年政府信息公开工作年度报告的函\n请查收。");
  CHECK_FALSE(find_other_kind(letter, letter.flow, true));
}

TEST_CASE("a report that ends like a letter is a report") {
  CHECK(kind_of(std::string(kNarrative) + "六、其他需要报告的事项\n没有产生信息公开处理费。此函\n江北市教育局\n2024年1月6日") == "none");
}

TEST_CASE("a bare title, and a list of years, are no report") {
  CHECK(kind_of("江北市教育局2023年政府信息公开工作年度报告\n发布时间：2024-01-20") == "other");
  CHECK(kind_of("政府信息公开年报\n2020年\n2021年\n2022年\n2023年") == "list_page");
}

TEST_CASE("a covering letter is a letter") {
  CHECK(kind_of("关于报送江北市教育局2023年政府信息公开工作年度报告的函\n市政府办公室：\n现将我局2023年政府信息公开工作年度报告"
                "报上，请审阅。\n江北市教育局\n2024年1月10日") == "letter");
  CHECK(kind_of("江北市教育局关于报送2023年度政府信息公开年度报告的函\n附件：年度报告") == "letter");
  CHECK(kind_of("市政府办：\n现将我局年度报告报上，此函。\n2024年1月10日") == "letter");
}

TEST_CASE("a list of reports is a list page") {
  CHECK(kind_of("政府信息公开年报\n江北市教育局2023年政府信息公开工作年度报告 2024-01-10\n江北市教育局2022年政府信息公开工作年度报告"
                " 2023-01-10\n江北市教育局2021年政府信息公开工作年度报告 2022-01-10\n上一页 下一页") == "list_page");
  Document table = document_of("政府信息公开年报");
  Grid grid;
  grid.rows = 3;
  grid.cols = 1;
  for (int row = 0; row < 3; ++row) {
    Cell cell;
    cell.row = row;
    cell.text = "江北市教育局" + std::to_string(2021 + row) + "年政府信息公开工作年度报告";
    grid.cells.push_back(cell);
  }
  table.flow.push_back(grid);
  CHECK(find_other_kind(table, table.flow, false)->kind == "list_page");
}

TEST_CASE("other reports of such bodies are other reports") {
  CHECK(kind_of("江北市教育局政府网站工作年度报表（2023年度）\n填报单位：江北市教育局\n独立用户访问总量 120000") == "other_report");
  CHECK(kind_of("江北市教育局2023年法治政府建设工作报告\n一、主要做法\n认真推进依法行政。") == "other_report");
  CHECK(kind_of("江北市教育局2023年部门预算公开说明\n一、部门职责\n负责教育。") == "other_report");
  CHECK(kind_of("江北市教育局2023年工作总结\n一年来，在市委领导下，各项工作取得成绩。") == "other_report");
}

TEST_CASE("an error page is one, however it says so") {
  CHECK(kind_of("404 Not Found\nnginx") == "error_page");
  CHECK(kind_of("抱歉，您访问的页面不存在或已删除\n返回首页") == "error_page");
  CHECK(kind_of("用户登录\n用户名\n密码\n验证码") == "error_page");
}

TEST_CASE("a page with nothing but title and attachment, or with something else, is other") {
  CHECK(kind_of("江北市教育局2023年政府信息公开工作年度报告\n附件：年度报告.pdf") == "other");
  CHECK(kind_of("江北市今日天气晴。气温十度，东风三级。") == "other");
}
