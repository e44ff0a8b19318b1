#include "normalize/dates.h"

#include <cstdio>

namespace nianbao {
namespace {

/// Value of a digit in Chinese or Arabic, -1 for none.
int digit_of(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  constexpr std::u32string_view kDigits = U"一二三四五六七八九";
  if (std::size_t at = kDigits.find(c); at != std::u32string_view::npos) return static_cast<int>(at) + 1;
  constexpr std::u32string_view kZeros = U"〇零○◯Oo0ОοΟ";
  return kZeros.find(c) != std::u32string_view::npos ? 0 : -1;
}

bool is_arabic(char32_t c) { return c >= U'0' && c <= U'9'; }

char32_t at_or_zero(std::u32string_view text, std::size_t at) { return at < text.size() ? text[at] : 0; }

/// Four digits of one kind at `at`, a plausible year of a report; 0 for none.
int four_digits(std::u32string_view text, std::size_t at) {
  if (at + 4 > text.size() || (at > 0 && is_arabic(text[at - 1]))) return 0;
  bool arabic = text[at] == U'2';
  if (!arabic && text[at] != U'二') return 0;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    int digit = digit_of(text[i]);
    if (digit < 0 || (arabic && !is_arabic(text[i]) && digit != 0)) return 0;
    value = value * 10 + digit;
  }
  return value >= kFirstReportYear && value <= kLastReportYear && !is_arabic(at_or_zero(text, at + 4)) ? value : 0;
}

/// A number of one or two digits, or Chinese up to 三十一; moves `at` past it; 0 for none.
int small_number(std::u32string_view text, std::size_t& at) {
  int value = 0;
  if (is_arabic(at_or_zero(text, at))) {
    for (int i = 0; i < 2 && is_arabic(at_or_zero(text, at)); ++i) value = value * 10 + digit_of(text[at++]);
    return is_arabic(at_or_zero(text, at)) ? 0 : value;
  }
  int tens = digit_of(at_or_zero(text, at));
  if (tens > 0) ++at;
  if (at_or_zero(text, at) != U'十') return tens > 0 ? tens : 0;
  value = (tens > 0 ? tens : 1) * 10;
  ++at;
  if (int ones = digit_of(at_or_zero(text, at)); ones > 0) value += ones, ++at;
  return value;
}

bool exists(const CalendarDate& date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 0 && date.day <= last_day_of(date.year, date.month);
}

/// Month and day after a year's mark: `1月20日`, or `01-20` with the same mark again.
std::optional<FoundDate> parse_month_and_day(std::u32string_view text, std::size_t at, int year, char32_t mark,
                                             bool day_optional) {
  FoundDate out;
  out.date.year = year;
  out.date.month = small_number(text, at);
  if (out.date.month == 0) return std::nullopt;
  char32_t after_month = at_or_zero(text, at);
  if (after_month != (mark == U'年' ? U'月' : mark)) return std::nullopt;
  out.end = ++at;
  std::size_t month_end = at;
  out.date.day = small_number(text, at);
  char32_t after_day = at_or_zero(text, at);
  bool marked = after_day == U'日' || after_day == U'号';
  if (out.date.day > 0 && (marked || mark != U'年')) out.end = at + (marked ? 1 : 0);
  else if (day_optional && mark == U'年') out.date.day = 0, out.end = month_end;
  else return std::nullopt;
  return exists(out.date) ? std::optional(out) : std::nullopt;
}

bool is_joint(char32_t c) {
  constexpr std::u32string_view kJoints = U"至到-—–―~～−－";
  return c != 0 && kJoints.find(c) != std::u32string_view::npos;
}

}  // namespace

std::string to_iso(const CalendarDate& date) {
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", date.year % 10000, date.month % 100, date.day % 100);
  return out.data();
}

int last_day_of(int year, int month) {
  constexpr std::array<int, 13> kDays{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month)];
}

std::optional<FoundYear> parse_year(std::u32string_view text, std::size_t at, bool bare) {
  int year = four_digits(text, at);
  if (year == 0) return std::nullopt;
  std::size_t end = at + 4;
  if (at_or_zero(text, end) != U'年') return bare ? std::optional(FoundYear{year, at, end}) : std::nullopt;
  ++end;
  std::size_t month = end;
  if (small_number(text, month) > 0 && at_or_zero(text, month) == U'月') return std::nullopt;
  return FoundYear{year, at, end};
}

std::optional<FoundDate> parse_date(std::u32string_view text, std::size_t at, bool day_optional) {
  int year = four_digits(text, at);
  if (year == 0) return std::nullopt;
  char32_t mark = at_or_zero(text, at + 4);
  if (mark != U'年' && mark != U'-' && mark != U'/' && mark != U'.') return std::nullopt;
  auto out = parse_month_and_day(text, at + 5, year, mark, day_optional);
  if (out) out->begin = at;
  return out;
}

std::optional<FoundPeriod> parse_period(std::u32string_view text, std::size_t at) {
  auto first = parse_date(text, at, true);
  if (!first) return std::nullopt;
  std::size_t i = first->end;
  if (at_or_zero(text, i) == U'起' || at_or_zero(text, i) == U',') ++i;
  if (at_or_zero(text, i) == U'起') ++i;
  if (!is_joint(at_or_zero(text, i))) return std::nullopt;
  while (is_joint(at_or_zero(text, i))) ++i;
  bool of_months = first->date.day == 0;
  auto second = parse_date(text, i, of_months);
  if (!second) second = parse_month_and_day(text, i, first->date.year, U'年', of_months);
  if (!second || (second->date.day == 0) != of_months) return std::nullopt;
  FoundPeriod out{{first->date, second->date}, at, second->end};
  if (of_months) {
    out.dates[0].day = 1;
    out.dates[1].day = last_day_of(out.dates[1].year, out.dates[1].month);
  }
  if (at_or_zero(text, out.end) == U'止') ++out.end;
  return out;
}

}  // namespace nianbao
