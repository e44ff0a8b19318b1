#include "extract/sheet_number.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <vector>

namespace nianbao {
namespace {

std::optional<double> parse(std::string_view text) {
  double value = 0;
  if (text.starts_with("+")) text.remove_prefix(1);
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The number itself: a double holds 15 figures for sure, and what spreadsheets store behind them is noise.
std::string plain(double value) {
  char text[64];
  auto [end, error] = std::to_chars(text, text + sizeof text, value, std::chars_format::general, 15);
  std::string out(text, error == std::errc() ? end : text);
  if (out.find('e') == std::string::npos) return out;
  auto [long_end, long_error] = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, value < 1 && value > -1 ? 15 : 0);
  return std::string(text, long_error == std::errc() ? long_end : text);
}

/// A format code's sections, split at `;` outside of quotes.
std::vector<std::string_view> sections_of(std::string_view format) {
  std::vector<std::string_view> out;
  std::size_t from = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '"') quoted = !quoted;
    else if (format[i] == '\\') ++i;
    else if (format[i] == ';' && !quoted) {
      out.push_back(format.substr(from, i - from));
      from = i + 1;
    }
  }
  out.push_back(format.substr(std::min(from, format.size())));
  return out;
}

/// What a section prints: texts before and behind the number, and how the number is set.
struct Section {
  std::string before, behind;
  int decimals = 0, least_digits = 0;
  bool has_number = false, optional_decimals = false, thousands = false, percent = false, date = false, general = false, exponent = false;
};

Section read_section(std::string_view code) {
  Section out;
  bool in_decimals = false;
  auto literal = [&](char c) { (out.has_number ? out.behind : out.before).push_back(c); };
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (code.substr(i).starts_with("General")) {
      out.general = out.has_number = true;
      i += 6;
    } else if (c == '"') {
      for (++i; i < code.size() && code[i] != '"'; ++i) literal(code[i]);
    } else if (c == '\\' && i + 1 < code.size()) {
      literal(code[++i]);
    } else if (c == '_' || c == '*') {
      ++i;  // a gap as wide as a sign; a sign that fills the cell
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      std::string_view inside = code.substr(i + 1, end - i - 1);
      if (inside.starts_with("$"))  // [$¥-804]: a currency
        for (char sign : inside.substr(1, inside.find('-') == std::string_view::npos ? inside.npos : inside.find('-') - 1)) literal(sign);
      i = end;
    } else if (c == '0' || c == '#' || c == '?') {
      out.has_number = true;
      if (in_decimals) ++out.decimals, out.optional_decimals = out.optional_decimals || c == '#';
      else if (c == '0') ++out.least_digits;
    } else if (c == '.') {
      in_decimals = out.has_number = true;
    } else if (c == ',') {
      out.thousands = true;
    } else if (c == '%') {
      out.percent = true;
      literal(c);
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'm' || c == 'M' || c == 'h' || c == 's') {
      out.date = true;
    } else if (c == 'E' && out.has_number) {
      out.exponent = true;
    } else if (c != '@') {
      literal(c);
    }
  }
  return out;
}

std::string with_thousands(std::string digits) {
  std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

/// Days since the end of 1899 (or since 1904) to a date; the first sixty count a leap day that never was.
std::string to_date(double value, bool from_1904) {
  long long days = static_cast<long long>(std::floor(value)) + (from_1904 ? 1462 : 0);
  if (days < 1 || days > 2'958'465) return plain(value);
  long long z = days - (days > 60 ? 25569 : 25568) + 719468;  // days from 0000-03-01 (Hinnant, days_from_civil)
  const long long era = z / 146097, day_of_era = z - era * 146097;
  const long long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long long shifted = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  const int year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year % 10000, month, day);
  return text;
}

std::string show(double value, const Section& section) {
  if (section.percent) value *= 100;
  char text[400];
  auto [end, error] = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, std::min(section.decimals, 15));
  std::string digits(text, error == std::errc() ? end : text);
  if (section.optional_decimals && digits.find('.') != std::string::npos) {
    while (digits.ends_with("0")) digits.pop_back();
    if (digits.ends_with(".")) digits.pop_back();
  }
  if (section.least_digits == 0 && section.decimals == 0 && digits == "0") digits.clear();  // `#` shows no zero
  while (!digits.empty() && digits.find('.') == std::string::npos && static_cast<int>(digits.size()) < std::min(section.least_digits, 20))
    digits.insert(0, "0");
  return section.before + (section.thousands ? with_thousands(digits) : digits) + section.behind;
}

}  // namespace

std::string show_sheet_number(std::string_view stored, std::string_view format, bool dates_from_1904) {
  auto value = parse(stored);
  if (!value) return std::string(stored);
  std::vector<std::string_view> sections = sections_of(format);
  std::string_view code = sections[0];
  if (code.empty() && sections.size() == 1) return plain(*value);
  double shown = *value;
  bool minus = shown < 0;
  if (shown < 0 && sections.size() > 1) {
    code = sections[1];
    minus = false;
  } else if (shown == 0 && sections.size() > 2) {
    code = sections[2];
  }
  if (code.empty()) return {};
  Section section = read_section(code);
  if (section.date && !section.has_number) return to_date(*value, dates_from_1904);
  if (section.general || section.exponent || code == "@") return section.before + plain(*value) + section.behind;
  if (!section.has_number) return section.before + section.behind;
  std::string out = show(std::abs(shown), section);
  const bool any = out.find_first_of("123456789") != std::string::npos;
  return minus && any ? "-" + out : out;
}

std::string_view built_in_number_format(int id) {
  switch (id) {
    case 1: return "0";
    case 2: return "0.00";
    case 3: case 37: case 38: return "#,##0";
    case 4: case 39: case 40: return "#,##0.00";
    case 9: return "0%";
    case 10: return "0.00%";
    case 41: case 42: return "#,##0;-#,##0;\"-\"";
    case 43: case 44: return "#,##0.00;-#,##0.00;\"-\"";
    case 49: return "@";
    default: break;
  }
  const bool date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
  return date ? "yyyy-m-d" : "";
}

}  // namespace nianbao
