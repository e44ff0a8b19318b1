#include "extract/list_number.h"

#include <array>
#include <utility>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::u32string_view kPlain = U"〇一二三四五六七八九";
constexpr std::u32string_view kLegal = U"零壹贰叁肆伍陆柒捌玖";
constexpr std::u32string_view kUnits = U"个十百千";
constexpr std::u32string_view kLegalUnits = U"个拾佰仟";

/// 一百零五, 十二, 壹拾贰: by places, with one zero for a gap.
std::string counted(int number, std::u32string_view digits, std::u32string_view units, char32_t zero, bool bare_ten) {
  if (number <= 0 || number > 9999) return std::to_string(number);
  std::u32string out;
  bool gap = false;
  for (int place = 3, divisor = 1000; place >= 0; --place, divisor /= 10) {
    int digit = number / divisor % 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (std::exchange(gap, false)) out.push_back(zero);
    bool leading_ten = bare_ten && place == 1 && digit == 1 && out.empty();
    if (!leading_ten) out.push_back(digits[static_cast<std::size_t>(digit)]);
    if (place > 0) out.push_back(units[static_cast<std::size_t>(place)]);
  }
  return to_utf8(out);
}

/// 一〇五: figure by figure.
std::string spelled(int number, std::u32string_view digits) {
  std::u32string out;
  for (char c : std::to_string(number)) out.push_back(c == '-' ? U'-' : digits[static_cast<std::size_t>(c - '0')]);
  return to_utf8(out);
}

std::string one_of(int number, std::u32string_view signs) {
  if (number < 1 || number > static_cast<int>(signs.size())) return std::to_string(number);
  return to_utf8(signs.substr(static_cast<std::size_t>(number - 1), 1));
}

std::string from_range(int number, char32_t first, int count) {
  if (number < 1 || number > count) return std::to_string(number);
  return to_utf8(std::u32string(1, first + static_cast<char32_t>(number - 1)));
}

/// a … z, aa, bb, …, as word processors go on.
std::string letters(int number, char first) {
  if (number < 1 || number > 26 * 8) return std::to_string(number);
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), static_cast<char>(first + (number - 1) % 26));
}

std::string roman(int number, bool upper) {
  if (number < 1 || number > 3999) return std::to_string(number);
  constexpr std::array<std::pair<int, std::string_view>, 13> kSteps{{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"},
                                                                     {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
                                                                     {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}};
  std::string out;
  for (const auto& [value, sign] : kSteps)
    for (; number >= value; number -= value) out += sign;
  if (upper)
    for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::string circled(int number) {
  return number <= 20 ? from_range(number, U'①', 20) : number <= 35 ? from_range(number - 20, U'㉑', 15) : std::to_string(number);
}

constexpr std::u32string_view kStems = U"甲乙丙丁戊己庚辛壬癸";
constexpr std::u32string_view kBranches = U"子丑寅卯辰巳午未申酉戌亥";

bool is_one(std::string_view name, std::initializer_list<std::string_view> names) {
  for (std::string_view one : names)
    if (name == one) return true;
  return false;
}

}  // namespace

std::string format_list_number(int number, std::string_view format) {
  if (is_one(format, {"none", "bullet"})) return {};
  if (is_one(format, {"chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
                      "japaneseCounting"}))
    return counted(number, kPlain, kUnits, U'零', true);
  if (is_one(format, {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}))
    return counted(number, kLegal, kLegalUnits, U'零', false);
  if (is_one(format, {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"}))
    return spelled(number, kPlain);
  if (is_one(format, {"decimalFullWidth", "decimalFullWidth2"})) return spelled(number, U"０１２３４５６７８９");
  if (is_one(format, {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})) return circled(number);
  if (format == "decimalEnclosedFullstop") return from_range(number, U'⒈', 20);
  if (format == "decimalEnclosedParen") return from_range(number, U'⑴', 20);
  if (format == "ideographEnclosedCircle") return from_range(number, U'㊀', 10);
  if (format == "ideographParenthesized") return from_range(number, U'㈠', 10);
  if (format == "ideographTraditional") return one_of(number, kStems);
  if (format == "ideographZodiac") return one_of(number, kBranches);
  if (format == "upperLetter") return letters(number, 'A');
  if (format == "lowerLetter") return letters(number, 'a');
  if (format == "upperRoman") return roman(number, true);
  if (format == "lowerRoman") return roman(number, false);
  if (format == "decimalZero" && number >= 0 && number < 10) return "0" + std::to_string(number);
  return std::to_string(number);
}

std::string format_odf_number(int number, std::string_view format) {
  if (format.empty()) return {};
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kNames{{{"a", "lowerLetter"},
                                                                                  {"A", "upperLetter"},
                                                                                  {"i", "lowerRoman"},
                                                                                  {"I", "upperRoman"},
                                                                                  {"一", "chineseCounting"},
                                                                                  {"壹", "chineseLegalSimplified"},
                                                                                  {"甲", "ideographTraditional"},
                                                                                  {"子", "ideographZodiac"},
                                                                                  {"①", "decimalEnclosedCircle"},
                                                                                  {"１", "decimalFullWidth"},
                                                                                  {"⑴", "decimalEnclosedParen"},
                                                                                  {"⒈", "decimalEnclosedFullstop"},
                                                                                  {"㊀", "ideographEnclosedCircle"}}};
  std::string_view first = format.substr(0, format.find(','));
  for (const auto& [sign, name] : kNames)
    if (first == sign) return format_list_number(number, name);
  return std::to_string(number);
}

}  // namespace nianbao
