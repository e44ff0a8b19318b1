#include "normalize/number_cell.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/unicode.h"
#include "normalize/label_text.h"

namespace nianbao {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_minus(char32_t c) { return c == U'-' || c == 0x2212 || c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013; }

constexpr char32_t kNoteMark = U'※';  // stands for figures set high, and circled ones, behind a number

bool is_note_figure(char32_t c) { return is_raised_figure(c) || (c >= 0x2460 && c <= 0x2473) || (c >= 0x2776 && c <= 0x277F); }

/// Whether nothing but figures set high stands there: then they are the number.
bool is_all_raised(std::string_view text) {
  bool any = false;
  for (char32_t c : to_code_points(text)) {
    if (is_space(c)) continue;
    if (!is_raised_figure(c)) return false;
    any = true;
  }
  return any;
}

/// Folded text in which every stretch of white space is one ' ' or, with a line break in it, one '\n'.
std::u32string fold_cell(std::string_view text) {
  std::u32string out;
  const bool raised = is_all_raised(text);
  for (char32_t c : to_code_points(text)) {
    if (!is_space(c)) {
      if (!raised && is_note_figure(c)) out.push_back(kNoteMark);
      else append_folded(c, out);
      continue;
    }
    if (has_no_width(c) || out.empty()) continue;
    bool line_break = c == U'\n' || c == U'\r';
    if (out.back() == U'\n' || out.back() == U' ') {
      if (line_break) out.back() = U'\n';
    } else {
      out.push_back(line_break ? U'\n' : U' ');
    }
  }
  while (!out.empty() && (out.back() == U' ' || out.back() == U'\n')) out.pop_back();
  return out;
}

/// The number at the front of a folded cell, as far as it goes.
struct Lead {
  std::string digits;            ///< sign, digits, point; separators taken out
  std::size_t end = 0;           ///< first code point behind it
  bool spaced = false;           ///< white space inside, other than a line break
  bool broken = false;           ///< a line break inside
  bool bad_separator = false;    ///< commas that do not part thousands
};

bool thousands_follow(std::u32string_view t, std::size_t comma) {
  std::size_t first = comma + 1, n = 0;
  if (first < t.size() && (t[first] == U' ' || t[first] == U'\n')) ++first;
  while (first + n < t.size() && is_digit(t[first + n])) ++n;
  return n == 3;
}

Lead read_lead(std::u32string_view t) {
  Lead out;
  std::size_t i = 0;
  if (i < t.size() && (is_minus(t[i]) || t[i] == U'+')) {
    if (is_minus(t[i])) out.digits = "-";
    ++i;
    if (i < t.size() && t[i] == U' ') ++i;
  }
  int group = 0;
  bool point = false, separated = false;
  for (; i < t.size(); ++i) {
    char32_t c = t[i];
    bool digit_next = i + 1 < t.size() && is_digit(t[i + 1]);
    bool gap_next = i + 2 < t.size() && (t[i + 1] == U' ' || t[i + 1] == U'\n') && is_digit(t[i + 2]);
    if (is_digit(c)) {
      out.digits.push_back(static_cast<char>(c));
      ++group;
    } else if (c == U'.' && !point && digit_next && group > 0) {
      out.digits.push_back('.');
      point = true;
    } else if ((c == U',' || c == U'，' || c == U'\'') && (digit_next || gap_next) && group > 0 && !point) {
      if (!thousands_follow(t, i) || (separated ? group != 3 : group > 3)) out.bad_separator = true;
      separated = true;
      group = 0;
      if (gap_next) (t[++i] == U'\n' ? out.broken : out.spaced) = true;
    } else if ((c == U' ' || c == U'\n') && group > 0 &&
               (digit_next || (i + 1 < t.size() && t[i + 1] == U'.' && !point))) {
      (c == U'\n' ? out.broken : out.spaced) = true;
    } else {
      break;
    }
  }
  out.end = i;
  return out;
}

struct UnitName {
  std::u32string_view text;
  std::string_view name;
};
constexpr std::array<UnitName, 18> kUnits{{{U"万元", "万元"}, {U"亿元", "亿元"}, {U"千元", "千元"}, {U"百元", "百元"},
                                           {U"元", "元"}, {U"件", "件"}, {U"项", "项"}, {U"条", "条"}, {U"个", "个"},
                                           {U"次", "次"}, {U"份", "份"}, {U"宗", "宗"}, {U"起", "起"}, {U"人", "人"},
                                           {U"部", "部"}, {U"篇", "篇"}, {U"人民币元", "元"}, {U"万", "万元"}}};

NumberCell unreadable(std::string why, std::string why_zh) {
  NumberCell out;
  out.why = std::move(why);
  out.why_zh = std::move(why_zh);
  return out;
}

NumberCell doubtful(Decimal value, std::string why, std::string why_zh) {
  NumberCell out = unreadable(std::move(why), std::move(why_zh));
  out.status = ValueStatus::doubtful;
  out.value = value;
  out.candidates = {value};
  return out;
}

/// A remark stands in brackets or after a comma, and may hold numbers of its own.
bool is_remark(std::u32string_view rest) {
  return rest.empty() || rest.front() == U'(' || rest.front() == U'[' || rest.front() == U'〔' || rest.front() == U',' ||
         rest.front() == U';' || rest.front() == U'。' || rest.front() == U'*' || rest.front() == U':' || rest.front() == kNoteMark;
}

NumberCell with_rest(NumberCell cell, std::u32string_view rest) {
  while (!rest.empty() && (rest.front() == U' ' || rest.front() == U'\n')) rest.remove_prefix(1);
  for (const UnitName& unit : kUnits) {
    if (rest.substr(0, unit.text.size()) != unit.text) continue;
    cell.unit = unit.name;
    rest.remove_prefix(unit.text.size());
    break;
  }
  while (!rest.empty() && (rest.front() == U' ' || rest.front() == U'\n')) rest.remove_prefix(1);
  if (rest.empty()) return cell;
  if (!is_remark(rest)) {
    return unreadable("text that is no remark stands behind the number", "数字后有无法识别的文字");
  }
  const std::size_t behind = rest.find_first_not_of(U" \n", 1);
  bool number_behind = behind != std::u32string_view::npos && rest.front() != kNoteMark && rest.front() != U'(' && rest.front() != U'[' && rest.front() != U'〔' && is_digit(rest[behind]);
  if (number_behind && cell.value) return doubtful(*cell.value, "a second number stands behind the number", "数字后还有另一个数字");
  cell.remark = true;
  return cell;
}

NumberCell checked_range(NumberCell cell, const NumberRange& range) {
  if (cell.status != ValueStatus::read || !cell.value) return cell;
  bool money = cell.unit.ends_with("元");
  if (cell.value->is_negative() && !range.negative)
    return unreadable("a negative number where only counts stand", "此处应为非负数，却为负数");
  if (!cell.value->is_whole() && !range.decimals && !money) {
    NumberCell out = doubtful(*cell.value, "a fraction where only whole counts stand", "此处应为整数，却有小数");
    return out;
  }
  return cell;
}

}  // namespace

bool is_dash_text(std::u32string_view t) {
  static constexpr std::array<std::u32string_view, 14> kWords{
      {U"无", U"暂无", U"不适用", U"不涉及", U"未涉及", U"空", U"无此项", U"没有", U"未发生", U"不存在", U"N/A", U"n/a",
       U"NA", U"None"}};
  if (std::find(kWords.begin(), kWords.end(), t) != kWords.end()) return true;
  return !t.empty() && t.size() <= 8 && std::all_of(t.begin(), t.end(), [](char32_t c) {
    return is_minus(c) || c == U'/' || c == U'\\' || c == 0x2014 || c == 0x2015 || c == 0x2500 || c == 0x2501 ||
           c == 0x4E00 || c == 0x2E3A || c == 0x2E3B || c == U'_' || c == U'~' || c == 0x30FC || c == 0xFF0D || c == U'|' || c == U'*' || c == U'×';
  });
}

bool is_plain_number(std::string_view text) {
  if (text.empty() || text.size() > 12 || (text.size() > 1 && text.front() == '0')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool begins_with_word(std::string_view text) {
  static constexpr std::u32string_view kOfDashes = U"一无暂不未空没";
  if (text.size() < 3 || static_cast<unsigned char>(text[0]) < 0xE4) return false;
  const char32_t first = to_code_points(text.substr(0, 3)).front();
  return first == U'（' || (first >= 0x4E00 && first <= 0x9FFF && !is_traditional(first) && kOfDashes.find(first) == std::u32string_view::npos);
}

NumberCell parse_number_cell(std::string_view text, const NumberRange& range) {
  if (is_plain_number(text)) {
    NumberCell plain;
    plain.status = ValueStatus::read;
    plain.value = Decimal::parse(text);
    return plain;
  }
  std::u32string folded = fold_cell(text);
  NumberCell out;
  if (folded.empty()) {
    out.status = ValueStatus::blank;
    return out;
  }
  std::u32string tight;
  for (char32_t c : folded)
    if (c != U' ' && c != U'\n') tight.push_back(c);
  if (is_dash_text(tight)) {
    out.status = ValueStatus::dash;
    return out;
  }
  Lead lead = read_lead(folded);
  std::optional<Decimal> value = Decimal::parse(lead.digits);
  if (!value) return unreadable("no number that fits", "不是可识别的数字");
  if (lead.bad_separator)
    return doubtful(*value, "commas that do not part thousands: perhaps two numbers", "逗号位置不合千分位，可能是两个数");
  if (lead.spaced || lead.broken)
    return with_rest(doubtful(*value, lead.spaced ? "white space inside the number: perhaps two numbers" : "a line break inside the number: perhaps two numbers",
                              lead.spaced ? "数字之间有空格，可能是两个数" : "数字之间有换行，可能是两个数"),
                     std::u32string_view(folded).substr(lead.end));
  bool leading_zero = lead.digits.size() > 1 && lead.digits[0] == '0' && lead.digits[1] != '.';
  if (leading_zero)
    return doubtful(*value, "a zero leads the number: perhaps two numbers", "数字以零开头，可能是两个数");
  out.status = ValueStatus::read;
  out.value = value;
  out = with_rest(std::move(out), std::u32string_view(folded).substr(lead.end));
  return checked_range(std::move(out), range);
}

std::optional<Decimal> convert_unit(const Decimal& value, std::string_view unit, std::string_view wanted) {
  if (unit.empty() || unit == wanted) return value;
  auto power = [](std::string_view name) {
    if (name == "元") return 0;
    if (name == "百元") return 2;
    if (name == "千元") return 3;
    if (name == "万元") return 4;
    if (name == "亿元") return 8;
    return -1;
  };
  int from = power(unit), to = power(wanted);
  if (from < 0 && to < 0) return value;
  if (from < 0 || to < 0) return std::nullopt;
  if (from <= to) return value.divided_by_power_of_ten(to - from);
  std::optional<Decimal> out = value;
  for (int i = 0; i < from - to; ++i) {
    Decimal base = *out;
    for (int k = 0; k < 9 && out; ++k) out = Decimal::sum(*out, base);
    if (!out) return std::nullopt;
  }
  return out;
}

std::string stated_unit(std::string_view header) {
  std::u32string folded = to_code_points(header);
  const bool plain = std::all_of(folded.begin(), folded.end(), [](char32_t c) { return folds_to_itself(c) && c != U'('; });
  if (plain && folded.find(U'单') == std::u32string::npos) return {};
  for (char32_t c : std::exchange(folded, {}))
    if (!is_space(c)) append_folded(c, folded);
  std::size_t at = folded.find(U"单位");
  std::size_t begin = std::u32string::npos;
  if (at != std::u32string::npos) {
    begin = at + 2;
    while (begin < folded.size() && (folded[begin] == U':' || folded[begin] == U'：' || folded[begin] == U'为')) ++begin;
  } else if (std::size_t open = folded.rfind(U'('); open != std::u32string::npos) {
    begin = open + 1;
  }
  if (begin == std::u32string::npos) return {};
  std::u32string_view rest = std::u32string_view(folded).substr(begin);
  for (const UnitName& unit : kUnits) {
    std::u32string_view tail = rest.substr(0, unit.text.size());
    bool closed = rest.size() == unit.text.size() || (rest.size() > unit.text.size() && !is_label_character(rest[unit.text.size()]));
    if (tail == unit.text && closed) return std::string(unit.name);
  }
  return {};
}

}  // namespace nianbao
