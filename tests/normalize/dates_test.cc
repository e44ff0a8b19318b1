#include "normalize/dates.h"

#include <catch2/catch.hpp>

using namespace nianbao;

namespace {

std::string date(std::u32string_view text, bool day_optional = false) {
  auto found = parse_date(text, 0, day_optional);
  return found ? to_iso(found->date) : "none";
}

}  // namespace

TEST_CASE("a year is four digits of one kind and 年, within the years of such reports") {
  CHECK(parse_year(U"2023年度", 0)->year == 2023);
  CHECK(parse_year(U"2023年度", 0)->end == 5);
  CHECK(parse_year(U"二〇一九年", 0)->year == 2019);
  CHECK(parse_year(U"二零二零年", 0)->year == 2020);
  CHECK(parse_year(U"2023", 0, true)->end == 4);
  CHECK_FALSE(parse_year(U"2023", 0));
  CHECK_FALSE(parse_year(U"2007年", 0));
  CHECK_FALSE(parse_year(U"2036年", 0));
  CHECK_FALSE(parse_year(U"12023年", 1));
  CHECK_FALSE(parse_year(U"20231年", 0, true));
}

TEST_CASE("a year with its month is a date, not a report's year") {
  CHECK_FALSE(parse_year(U"2023年1月", 0));
  CHECK_FALSE(parse_year(U"二〇二三年十二月", 0));
  CHECK(parse_year(U"2023年1件", 0)->year == 2023);
}

TEST_CASE("dates are read in all the ways that people write them") {
  CHECK(date(U"2024年1月20日") == "2024-01-20");
  CHECK(date(U"2024年01月09日") == "2024-01-09");
  CHECK(date(U"二〇二四年十二月三十一日") == "2024-12-31");
  CHECK(date(U"二○二四年十月十日") == "2024-10-10");
  CHECK(date(U"2024-01-20") == "2024-01-20");
  CHECK(date(U"2024/1/5") == "2024-01-05");
  CHECK(date(U"2024.1.5") == "2024-01-05");
  CHECK(date(U"2024年1月", true) == "2024-01-00");
  CHECK(date(U"2024年1月") == "none");
}

TEST_CASE("a date that does not exist is none") {
  CHECK(date(U"2023年2月29日") == "none");
  CHECK(date(U"2024年2月29日") == "2024-02-29");
  CHECK(date(U"2024年13月1日") == "none");
  CHECK(date(U"2024-00-01") == "none");
  CHECK(date(U"2024-1/5") == "none");
}

TEST_CASE("a period is two dates; the second may leave out its year") {
  auto period = parse_period(U"2023年1月1日起至12月31日止", 0);
  REQUIRE(period);
  CHECK(to_iso(period->dates[0]) == "2023-01-01");
  CHECK(to_iso(period->dates[1]) == "2023-12-31");
  CHECK(period->end == 18);
  CHECK(to_iso(parse_period(U"2023年1月—2023年2月", 0)->dates[1]) == "2023-02-28");
  CHECK_FALSE(parse_period(U"2023年1月1日、12月31日", 0));
  CHECK_FALSE(parse_period(U"2023年1月1日至今", 0));
}
