#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao {

/// Years that such a report can be about: the regulation took effect in 2008.
inline constexpr int kFirstReportYear = 2008, kLastReportYear = 2035;

struct CalendarDate {
  int year = 0, month = 0, day = 0;  ///< month and day from 1; 0 where the text does not say

  bool operator==(const CalendarDate&) const = default;
};

/// ISO 8601, `2024-01-20`.
std::string to_iso(const CalendarDate& date);

/// Last day of the month, leap years too.
int last_day_of(int year, int month);

struct FoundYear {
  int year = 0;
  std::size_t begin = 0, end = 0;  ///< of the digits and 年, without 度
};

/// The year that stands at `at` of folded text (see ReportText): `2023年`, `二〇二三年` with any of the zeros that
/// people type; with `bare` also digits alone. None for other numbers, for `2023年1月`, for years out of range.
std::optional<FoundYear> parse_year(std::u32string_view text, std::size_t at, bool bare = false);

struct FoundDate {
  CalendarDate date;
  std::size_t begin = 0, end = 0;
};

/// The date that stands at `at`: `2024年1月20日`, `二〇二四年一月二十日`, `2024-01-20`, `2024/1/20`, `2024.1.20`. With
/// `day_optional` also `2024年1月`. Only dates that exist.
std::optional<FoundDate> parse_date(std::u32string_view text, std::size_t at, bool day_optional = false);

struct FoundPeriod {
  std::array<CalendarDate, 2> dates;
  std::size_t begin = 0, end = 0;
};

/// The period that begins at `at`: two dates joined by 至, 到 or a dash; the second may leave out its year; 起 and 止
/// belong to it; `2023年1月至12月` is whole months.
std::optional<FoundPeriod> parse_period(std::u32string_view text, std::size_t at);

}  // namespace nianbao
