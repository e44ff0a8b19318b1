#include "cli/show_record.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "cli/pipeline.h"
#include "cli/show_table.h"
#include "model/unicode.h"
#include "normalize/form_loader.h"
#include "tests/cli/sample_report.h"

using namespace nianbao;

namespace {

Record record_of_report(const std::string& processed) {
  return extract_report(sample_report(processed), "report.txt", PreparedForms(builtin_forms()), {}).front();
}

std::string shown(const Record& record, bool color = false) {
  ShowOptions options;
  options.color = color;
  return show_record(record, builtin_forms(), options);
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Value& value_of(Record& record, const std::string& field) {
  for (Value& value : record.values)
    if (value.field == field) return value;
  FAIL("no value " << field);
  return record.values.front();
}

}  // namespace

TEST_CASE("a report shows whose it is, its tables, and what does not add up") {
  const std::string text = shown(record_of_report("3"));
  CHECK(contains(text, "青石县水务局2023年政府信息公开工作年度报告\n"));
  CHECK(contains(text, "单位      青石县水务局（标题，第1行）\n"));
  CHECK(contains(text, "二、主动公开政府信息情况\n  （报告中没有这张表）\n"));
  CHECK(contains(text, "  （七）总计                                3!       0        0        0        0        0        3!\n"));
  CHECK(contains(text, " !  自然人：办理结果（一）至（六）各行之和为1，（七）总计为3\n"));
  CHECK(contains(text, "图例  ! 数字不符"));
}

TEST_CASE("a report whose numbers agree says so") {
  const std::string text = shown(record_of_report("1"));
  CHECK(contains(text, "能核对的数字都相符"));
  CHECK_FALSE(contains(text, "数字不符"));
}

TEST_CASE("no line is wider than asked, and no escape codes come without colour") {
  for (int columns : {100, 120}) {
    ShowOptions options;
    options.columns = columns;
    const std::string text = show_record(record_of_report("123456"), builtin_forms(), options);
    CHECK_FALSE(contains(text, "\033"));
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      CHECK(display_width(std::string_view(text).substr(at, end - at)) <= columns);
      at = end + 1;
    }
  }
}

TEST_CASE("colour adds codes and changes nothing else") {
  const Record record = record_of_report("3");
  std::string text = shown(record, true);
  CHECK(contains(text, "\033[1;31m3!\033[0m"));
  for (std::size_t at; (at = text.find('\033')) != std::string::npos;) text.erase(at, text.find('m', at) - at + 1);
  CHECK(text == shown(record));
}

TEST_CASE("cells without a certain number say what stands there instead") {
  Record record = record_of_report("1");
  const auto set = [&](const std::string& column, ValueStatus status, std::optional<Decimal> number = {}) {
    Value& value = value_of(record, "requests.granted." + column);
    value.status = status;
    value.value = number;
  };
  set("natural_person", ValueStatus::blank);
  set("business", ValueStatus::doubtful, Decimal(7));
  set("research", ValueStatus::doubtful);
  set("public_welfare", ValueStatus::repaired, Decimal(5));
  set("legal_services", ValueStatus::missing);
  set("other_organization", ValueStatus::dash);
  value_of(record, "requests.granted.other_organization").raw = "／";
  set("total", ValueStatus::unreadable);
  const std::string text = shown(record);
  CHECK(contains(text, "  （一）予以公开                           空        7?    未定?       5~      缺       ／     难辨?\n"));
  CHECK(contains(text, "? 读数存疑   ~ 按合计还原   空 空白格   缺 报告未列   未定 有多种读法   难辨 不是可识别的数字"));
}

TEST_CASE("a file that could not be read says why") {
  const Record record = failed_record(ContentId{"x", 1}, "a.pdf", {ErrorCode::encrypted, "", "it needs a password"}, {});
  const std::string text = shown(record);
  CHECK(contains(text, "未能读取"));
  CHECK(contains(text, "encrypted: it needs a password"));
}

TEST_CASE("rows of a variant that the report does not show are left out") {
  const auto tables = tables_of(record_of_report("1"), builtin_forms());
  REQUIRE(tables.size() == 3);
  std::vector<std::string> labels;
  for (const ShownRow& row : tables[1].blocks.at(0).rows) labels.push_back(row.label);
  CHECK(std::count(labels.begin(), labels.end(), "（六）其他处理") == 1);
  CHECK(std::count(labels.begin(), labels.end(), "3.其他") == 0);
  CHECK(labels[2] == "三、本年度办理结果");
  CHECK(labels[3] == "（一）予以公开");
}

TEST_CASE("a table that stands there twice is shown twice") {
  Record record = record_of_report("1");
  const std::vector<Value> first = record.values;
  for (Value value : first) {
    if (value.field.rfind("requests.", 0) != 0) continue;
    value.instance = 2;
    record.values.push_back(value);
  }
  CHECK(contains(shown(record), "三、收到和处理政府信息公开申请情况（第2次出现）"));
}
