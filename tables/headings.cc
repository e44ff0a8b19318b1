#include "tables/headings.h"

#include <algorithm>
#include <optional>

#include "model/unicode.h"
#include "tables/glyph_runs.h"

namespace nianbao {
namespace {

constexpr std::size_t kLongestHeading = 40;
constexpr std::size_t kLongestBareHeading = 18;

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == 0x3000 || c == 0xA0; }

std::size_t skip_spaces(std::u32string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

struct Numeral {
  int value = 0;
  std::size_t end = 0;  ///< behind its last character
};

/// 一 … 九十九; a figure written twice (三三) is a misprint and counts once.
std::optional<Numeral> parse_chinese_numeral(std::u32string_view text, std::size_t at) {
  constexpr std::u32string_view kDigits = U"一二三四五六七八九";
  int tens = 0, ones = 0;
  bool has_ten = false;
  std::size_t end = at;
  for (; end < text.size() && end < at + 3; ++end) {
    char32_t c = plain_ideograph(text[end]);
    std::size_t digit = kDigits.find(c);
    bool is_ten = c == U'十';
    if (is_ten ? has_ten : digit == std::u32string_view::npos) break;
    if (is_ten) {
      tens = ones == 0 ? 1 : ones;
      ones = 0;
      has_ten = true;
    } else {
      if (ones != 0 && ones != static_cast<int>(digit) + 1) return std::nullopt;
      ones = static_cast<int>(digit) + 1;
    }
  }
  if (end == at) return std::nullopt;
  return Numeral{tens * 10 + ones, end};
}

std::optional<Numeral> parse_figures(std::u32string_view text, std::size_t at) {
  int value = 0;
  std::size_t end = at;
  for (; end < text.size() && is_digit_char(text[end]) && end < at + 3; ++end)
    value = value * 10 + static_cast<int>(text[end] >= U'０' ? text[end] - U'０' : text[end] - U'0');
  if (end == at || end > at + 2 || value == 0) return std::nullopt;
  return Numeral{value, end};
}

OutlineMark mark_of(std::u32string_view text, int level, int number, std::size_t end) {
  return {{level, number}, static_cast<int>(skip_spaces(text, end)), false};
}

/// `第一部分`, `第一章` (level 1), `第一节` (2); not 第二十条.
std::optional<OutlineMark> part_mark(std::u32string_view text, std::size_t at) {
  auto numeral = parse_chinese_numeral(text, at + 1);
  if (!numeral) numeral = parse_figures(text, at + 1);
  if (!numeral) return std::nullopt;
  std::u32string_view rest = text.substr(numeral->end);
  if (rest.substr(0, 2) == U"部分") return mark_of(text, 1, numeral->value, numeral->end + 2);
  if (rest.substr(0, 1) == U"章") return mark_of(text, 1, numeral->value, numeral->end + 1);
  if (rest.substr(0, 1) == U"节") return mark_of(text, 2, numeral->value, numeral->end + 1);
  return std::nullopt;
}

std::optional<OutlineMark> bracketed_mark(std::u32string_view text, std::size_t at) {
  auto numeral = parse_chinese_numeral(text, skip_spaces(text, at + 1));
  if (!numeral) return std::nullopt;
  std::size_t end = skip_spaces(text, numeral->end);
  if (end >= text.size() || !is_one_of(text[end], U"）)】〕]")) return std::nullopt;
  ++end;
  if (end < text.size() && is_one_of(text[end], U"、.．")) ++end;
  return mark_of(text, 2, numeral->value, end);
}

/// Characters that are a whole mark: ㈠ and ⒈.
std::optional<OutlineMark> single_character_mark(std::u32string_view text, std::size_t at) {
  char32_t c = text[at];
  if (c >= 0x3220 && c <= 0x3229) return mark_of(text, 2, static_cast<int>(c - 0x321F), at + 1);
  if (c >= 0x2488 && c <= 0x249B) return mark_of(text, 3, static_cast<int>(c - 0x2487), at + 1);
  return std::nullopt;
}

std::optional<OutlineMark> figure_mark(std::u32string_view text, std::size_t at) {
  auto numeral = parse_figures(text, at);
  if (!numeral) return std::nullopt;
  std::size_t end = skip_spaces(text, numeral->end);
  if (end >= text.size() || !is_one_of(text[end], U"、.．，,")) return std::nullopt;
  ++end;
  if (end < text.size() && is_digit_char(text[end])) return std::nullopt;  // 1.5, 3,000
  return mark_of(text, 3, numeral->value, end);
}

/// Words that begin with a numeral and are no headings: 一是, 三公, 一般, 十四五.
bool begins_word(char32_t after) {
  return is_one_of(after, U"是般些定致律切直个份年月日次件条项季级方旦则共起再体系批步并边样时些者面公安大届农区县市省类下上线周天来到手力心路带");
}

OutlineMark chinese_mark(std::u32string_view text, std::size_t at) {
  auto numeral = parse_chinese_numeral(text, at);
  if (!numeral) return {};
  std::size_t sign = skip_spaces(text, numeral->end);
  if (sign >= text.size()) return {};
  if (is_one_of(text[sign], U"、.．，,：:")) return mark_of(text, 1, numeral->value, sign + 1);
  if (sign == numeral->end && (begins_word(text[sign]) || !is_wide_script(text[sign]))) return {};
  if (is_one_of(text[sign], U"。；;）)")) return {};
  OutlineMark mark = mark_of(text, 1, numeral->value, numeral->end);
  mark.bare = sign == numeral->end;
  return mark;
}

/// Whether the text behind a mark is one phrase, as headings are.
bool is_one_phrase(std::u32string_view text) {
  int commas = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool last = i + 1 == text.size();
    if (is_one_of(text[i], U"。；;！？!?") && !last) return false;
    if (is_one_of(text[i], U"；;，,") && last) return false;
    commas += is_one_of(text[i], U"，,");
  }
  return commas <= 2;
}

std::u32string_view trim(std::u32string_view text) {
  std::size_t first = skip_spaces(text, 0), last = text.size();
  while (last > first && is_space(text[last - 1])) --last;
  return text.substr(first, last - first);
}

bool has_punctuation(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return is_one_of(c, U"，。；：、！？,.;:!?"); });
}

/// The mark, if the paragraph is a heading.
OutlineMark heading_mark(const Paragraph& paragraph) {
  if (paragraph.text.size() > 4 * kLongestHeading) return {};
  std::u32string text = to_code_points(paragraph.text);
  std::u32string_view whole = trim(text);
  if (whole.size() > kLongestHeading) return {};
  OutlineMark mark = outline_mark(whole);
  if (mark.heading.level == 0) return {};
  std::u32string_view title = whole.substr(static_cast<std::size_t>(mark.length));
  if (title.empty() || !is_one_phrase(title)) return {};
  if (mark.bare && (whole.size() > kLongestBareHeading || title.size() < 3 || has_punctuation(title))) return {};
  return mark;
}

struct Marked {
  Paragraph* paragraph;
  OutlineMark mark;
};

/// Bare numerals are headings only in company: the one before or after is there too.
void settle_bare(std::vector<Marked>& marked) {
  bool has_signs = false;
  std::vector<char> bare_numbers(101, 0);
  for (const Marked& m : marked) {
    if (m.mark.bare) bare_numbers[std::clamp(m.mark.heading.number, 0, 99)] = 1;
    else has_signs = has_signs || m.mark.heading.level == 1;
  }
  for (Marked& m : marked) {
    if (!m.mark.bare) continue;
    int n = std::clamp(m.mark.heading.number, 1, 99);
    if (!bare_numbers[n - 1] && !bare_numbers[n + 1]) m.mark.heading = {};
    else if (has_signs) m.mark.heading.level = 2;
  }
}

}  // namespace

OutlineMark outline_mark(std::u32string_view text) {
  std::size_t at = skip_spaces(text, 0);
  if (at >= text.size()) return {};
  if (auto mark = single_character_mark(text, at)) return *mark;
  if (text[at] == U'第') return part_mark(text, at).value_or(OutlineMark{});
  if (is_one_of(text[at], U"（(【〔[")) return bracketed_mark(text, at).value_or(OutlineMark{});
  if (auto mark = figure_mark(text, at)) return *mark;
  return chinese_mark(text, at);
}

bool has_outline_mark(std::u32string_view text) {
  OutlineMark mark = outline_mark(text);
  return mark.heading.level > 0 && !mark.bare;
}

bool names_article(std::u32string_view text) {
  std::size_t at = skip_spaces(text, 0);
  if (at >= text.size() || text[at] != U'第') return false;
  auto numeral = parse_chinese_numeral(text, at + 1);
  return numeral && numeral->end < text.size() && text[numeral->end] == U'条';
}

void mark_headings(std::vector<Block>& blocks) {
  std::vector<Marked> marked;
  for (Block& block : blocks) {
    auto* paragraph = std::get_if<Paragraph>(&block);
    if (!paragraph) continue;
    OutlineMark mark = heading_mark(*paragraph);
    if (mark.heading.level > 0) marked.push_back({paragraph, mark});
  }
  settle_bare(marked);
  for (const Marked& m : marked) m.paragraph->heading = m.mark.heading;
}

}  // namespace nianbao
