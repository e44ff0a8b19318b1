#include <catch2/catch.hpp>

#include "normalize/number_cell.h"

using namespace nianbao;

namespace {

struct Case {
  const char* text;
  ValueStatus status;
  const char* value;
};

}  // namespace

TEST_CASE("Cells are numbers, blanks, dashes, doubts or none of them") {
  using enum ValueStatus;
  const Case cases[] = {{"0", read, "0"}, {" 12 ", read, "12"}, {"１２３", read, "123"}, {"0.00", read, "0"}, {"1,234,567", read, "1234567"},
                        {"1，234", read, "1234"}, {"7730.28", read, "7730.28"}, {"-15", read, "-15"}, {"－15", read, "-15"}, {"3件", read, "3"},
                        {"251000元", read, "251000"}, {"22（其中修订16件）", read, "22"}, {"", blank, nullptr}, {" \n　", blank, nullptr},
                        {"/", dash, nullptr}, {"-", dash, nullptr}, {"—", dash, nullptr}, {"――", dash, nullptr}, {"无", dash, nullptr},
                        {"不适用", dash, nullptr}, {"1 2", doubtful, "12"}, {"11\n60", doubtful, "1160"}, {"007", doubtful, "7"}, {"12,34", doubtful, "1234"}, {"10,\n011", doubtful, "10011"}, {"3, 5", doubtful, "35"}, {"12； 34", doubtful, "12"},
                        {"见附件", unreadable, nullptr}, {"12个工作日内办结", unreadable, nullptr}, {"1.2.3", unreadable, nullptr},
                        {"12345678901234567890", unreadable, nullptr}, {"三", unreadable, nullptr}};
  for (const Case& c : cases) {
    INFO("\"" << c.text << "\"");
    NumberCell cell = parse_number_cell(c.text, {true, true});
    CHECK(cell.status == c.status);
    CHECK(cell.value == (c.value ? Decimal::parse(c.value) : std::nullopt));
  }
}

TEST_CASE("A range refuses what cannot be") {
  CHECK(parse_number_cell("-3", {false, false}).status == ValueStatus::unreadable);
  CHECK(parse_number_cell("2.5", {false, false}).status == ValueStatus::doubtful);
  CHECK(parse_number_cell("2.0", {false, false}).status == ValueStatus::read);
}

TEST_CASE("Money is converted exactly, other measures are not") {
  CHECK(convert_unit(*Decimal::parse("251000"), "元", "万元") == Decimal::parse("25.1"));
  CHECK(convert_unit(*Decimal::parse("73802895.90"), "元", "万元") == Decimal::parse("7380.28959"));
  CHECK(convert_unit(*Decimal::parse("1.5"), "亿元", "万元") == Decimal(15000));
  CHECK(convert_unit(Decimal(3), "件", "件") == Decimal(3));
  CHECK(convert_unit(Decimal(3), "万元", "件") == std::nullopt);
}

TEST_CASE("A header states its unit") {
  CHECK(stated_unit("本年收费金额（单位：万元）") == "万元");
  CHECK(stated_unit("本年收费金额（单位：元）") == "元");
  CHECK(stated_unit("采购总金额(元)") == "元");
  CHECK(stated_unit("本年处理决定数量").empty());
}

TEST_CASE("A second number behind a mark makes the cell doubtful") {
  for (const char* text : {"12；34", "12：3", "12。5", "12;34"}) {
    INFO(text);
    NumberCell cell = parse_number_cell(text, {});
    CHECK(cell.status == ValueStatus::doubtful);
    CHECK(cell.candidates == std::vector<Decimal>{Decimal(12)});
  }
  CHECK(parse_number_cell("12（34）", {}).status == ValueStatus::read);
}

TEST_CASE("Two-em dashes are dashes") {
  CHECK(parse_number_cell("⸺", {}).status == ValueStatus::dash);
  CHECK(parse_number_cell("⸻", {}).status == ValueStatus::dash);
}

TEST_CASE("A note's mark behind a number is no digit of it; figures that are all set high are the number") {
  for (const char* text : {"22¹", "22①", "22 ②", "22¹²"}) {
    INFO(text);
    const NumberCell cell = parse_number_cell(text, {false, false});
    CHECK(cell.status == ValueStatus::read);
    CHECK(cell.value == Decimal(22));
    CHECK(cell.remark);
  }
  CHECK(parse_number_cell("¹²", {false, false}).value == Decimal(12));
  CHECK(parse_number_cell("①", {false, false}).status == ValueStatus::unreadable);
}
