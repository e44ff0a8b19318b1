#include "tables/aligned_lines.h"

#include <algorithm>

#include "model/unicode.h"
#include "tables/headings.h"

namespace nianbao {
namespace {

constexpr double kLabelGap = 0.9;  // between running text or a long label and a single value
constexpr double kTightGap = 0.2;  // behind a short label, in a column no wider than that
constexpr std::size_t kLongestLabel = 16;

/// Two cells can be 3 pt apart; within a word glyphs touch.
constexpr double kGapEm = 0.12;

/// What layout programs put between ideographs and digits.
constexpr double kScriptGapEm = 0.5;

/// Lines of text as pages: a letter is two columns wide, lines are 1.3 letters apart.
constexpr double kTextEm = 2.0;
constexpr double kTextPitch = 1.3 * kTextEm;

bool is_dash(char32_t c) { return std::u32string_view(U"-—–－―─━/／\\＼").find(c) != std::u32string_view::npos; }

void add_run_words(const GlyphRun& run, bool starts_word, AlignedLine& out) {
  const std::u32string& text = run.span->text;
  int end = run.first + run.count;
  double advance = ideograph_advance(run);
  for (int first = run.first; first < end;) {
    while (first < end && text[first] == U' ') ++first;
    if (first == end) break;
    int last = first;
    double gap = 0;
    for (; gap == 0 && last + 1 < end && text[last + 1] != U' '; last += gap == 0) gap = cell_gap(*run.span, last, advance);
    GlyphRun part = part_of(*run.span, first, last - first + 1);
    if (run.span->turn == 0) part.box.x1 -= gap;
    bool joins = first == run.first && !starts_word && !out.words.empty();
    if (joins) {
      AlignedWord& word = out.words.back();
      word.text.append(text, static_cast<std::size_t>(first), static_cast<std::size_t>(last - first + 1));
      word.source.bbox = united(*word.source.bbox, part.box);
      word.x1 = std::max(word.x1, part.box.x1);
    } else {
      AlignedWord word;
      word.text = text.substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first + 1));
      word.source.bbox = part.box;
      word.x0 = part.box.x0;
      word.x1 = part.box.x1;
      word.y = part.box.mid_y();
      word.em = em_of(run);
      out.words.push_back(std::move(word));
    }
    first = last + 1;
  }
}

bool is_unit(std::u32string_view text) {
  for (std::u32string_view unit : {U"元", U"万元", U"亿元", U"件", U"项", U"条", U"次", U"个", U"宗"})
    if (text == unit) return true;
  return false;
}

bool opens_remark(const AlignedWord& word) {
  auto last_of = [&](std::u32string_view chars) { return static_cast<long>(word.text.find_last_of(chars) + 1); };
  return is_digit_char(word.text.front()) && last_of(U"（(") > last_of(U"）)");
}

/// Whether the second word goes on with the number that the first one is: its unit, or a remark in brackets.
bool goes_on_with_number(const AlignedWord& number, const AlignedWord& word) {
  if (opens_remark(number)) return true;
  bool is_number = is_digit_char(number.text.front()) && is_number_char(number.text.back());
  return is_number && (is_unit(word.text) || word.text.front() == U'（' || word.text.front() == U'(');
}

/// Makes a number and its unit or remark one word again, where gaps between digits and ideographs have parted them:
/// 9（其中修订 6 件）.
void join_remarks(AlignedLine& line) {
  std::vector<AlignedWord> joined;
  for (AlignedWord& word : line.words) {
    bool goes_on = !joined.empty() && goes_on_with_number(joined.back(), word) && word.x0 - joined.back().x1 < kScriptGapEm * line.em;
    if (!goes_on) {
      joined.push_back(std::move(word));
      continue;
    }
    joined.back().text += word.text;
    joined.back().x1 = word.x1;
    joined.back().source.bbox = united(*joined.back().source.bbox, *word.source.bbox);
  }
  line.words = std::move(joined);
}

std::size_t label_length(const AlignedLine& line, std::size_t words) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < words; ++i) length += line.words[i].text.size();
  return length;
}

struct Token {
  std::size_t first, last;  ///< code points, last excluded
  double x0, x1;
  bool wide_gap_before;
};

bool is_text_space(char32_t c) { return c == U' ' || c == U'\t' || c == 0x3000 || c == 0xA0; }

/// The stretches without spaces, with their display columns.
std::vector<Token> tokens_of(const std::u32string& text, ColumnMetric metric) {
  std::vector<Token> out;
  double column = 0, gap = 2;
  bool in_token = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    double width = text[i] == U'\t' ? 8 : metric == ColumnMetric::display ? display_width(text[i]) : 1;
    if (is_text_space(text[i])) {
      in_token = false;
      gap += width;
    } else {
      if (!in_token) out.push_back({i, i, column, column, gap >= 2});
      in_token = true;
      gap = 0;
      out.back().last = i + 1;
      out.back().x1 = column + width;
    }
    column += width;
  }
  return out;
}

std::u32string without_spaces(std::u32string text) {
  text.erase(std::remove(text.begin(), text.end(), U' '), text.end());
  return text;
}

bool begins_label(std::u32string_view text) {
  OutlineMark mark = has_outline_mark(text) ? outline_mark(text) : OutlineMark{};
  return mark.heading.level > 0 && !mark.bare;
}

}  // namespace

/// The number that the text begins with, where only a unit or a remark in brackets follows: 251000元, 22（其中修订16件）.
std::u32string_view without_remark(std::u32string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_number_char(text[end])) ++end;
  if (end == 0 || end == text.size()) return text;
  std::u32string_view rest = text.substr(end);
  bool bracketed = (rest.front() == U'（' || rest.front() == U'(') && (rest.back() == U'）' || rest.back() == U')');
  return bracketed || is_unit(rest) ? text.substr(0, end) : text;
}

bool is_over_values(const AlignedWord& word, double values_from) {
  // A long label that is set too wide for its cell hangs over by a letter or two.
  double overhang = values_from - word.x0 > 4 * word.em ? 2.6 : 0.3;
  return word.x1 > values_from + overhang * word.em;
}

bool is_value_text(std::u32string_view text) {
  if (text.empty() || text.size() > 24) return false;
  text = without_remark(text);
  if (text.size() == 1 && plain_ideograph(text[0]) == U'无') return true;
  bool digits = false, dashes = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool sign = i == 0 && text.size() > 1 && (is_dash(text[i]) || text[i] == U'+' || text[i] == U'−');
    if (is_digit_char(text[i])) digits = true;
    else if (!is_number_char(text[i]) && !is_dash(text[i]) && !sign) return false;
    dashes = dashes && is_dash(text[i]);
  }
  if (dashes) return text.size() <= 4;
  char32_t last = text.back();
  bool ends_well = is_digit_char(last) || last == U'%';
  // 2023-01-05 and 2019/3 are dates and ordinals, not values.
  bool inner_dash = std::any_of(text.begin() + 1, text.end(), is_dash);
  return digits && ends_well && !inner_dash;
}

AlignedLine aligned_line(const GlyphLine& line, const Frame& frame, int page_no) {
  AlignedLine out;
  out.y = line.mid_y;
  out.em = line.em;
  for (std::size_t i = 0; i < line.runs.size(); ++i) {
    bool apart = i == 0 || line.runs[i].box.x0 - line.runs[i - 1].box.x1 > kGapEm * line.em;
    // Runs on one line at different heights are different cells: a centred number beside one line of its label.
    bool other_height = i > 0 && std::abs(line.runs[i].box.mid_y() - line.runs[i - 1].box.mid_y()) > 0.25 * line.em &&
                        line.runs[i].box.x0 > line.runs[i - 1].box.x1;
    add_run_words(line.runs[i], apart || other_height, out);
  }
  join_remarks(out);
  for (AlignedWord& word : out.words) {
    word.is_value = is_value_text(word.text);
    word.source.page = page_no;
    word.source.bbox = to_page(frame, *word.source.bbox);
  }
  return out;
}

AlignedLine aligned_line(std::string_view utf8, const Source& source, ColumnMetric metric) {
  std::u32string text = to_code_points(utf8);
  AlignedLine out;
  out.y = source.line * kTextPitch;
  int first_column = source.span ? source.span->first : 1;
  out.em = kTextEm;
  for (const Token& token : tokens_of(text, metric)) {
    std::u32string_view part = std::u32string_view(text).substr(token.first, token.last - token.first);
    bool value = is_value_text(part);
    // A label may stand one space behind its group's: （三）不予公 4.保护第三方合法权益.
    bool starts = out.words.empty() || token.wide_gap_before || (value && out.words.back().is_value) || begins_label(part);
    if (starts) {
      AlignedWord word;
      word.x0 = token.x0;
      word.y = out.y;
      word.em = kTextEm;
      word.is_value = value;
      word.source = source;
      word.source.span = ColumnSpan{first_column + static_cast<int>(token.first), 0};
      out.words.push_back(std::move(word));
    }
    AlignedWord& word = out.words.back();
    word.source.span->last = first_column + static_cast<int>(token.last) - 1;
    std::size_t first = static_cast<std::size_t>(word.source.span->first - first_column);
    word.text = text.substr(first, token.last - first);
    word.x1 = token.x1;
    if (!starts) word.is_value = is_value_text(without_spaces(word.text));  // 690000 元
  }
  return out;
}

int values_at_end(const AlignedLine& line) {
  int values = 0;
  for (std::size_t i = line.words.size(); i-- > 0 && line.words[i].is_value;) ++values;
  if (values == 0) return 0;
  std::size_t others = line.words.size() - static_cast<std::size_t>(values);
  if (others == 0) return values;
  const AlignedWord &before = line.words[others - 1], &first = line.words[others];
  double gap = (first.x0 - before.x1) / line.em;
  if (std::abs(first.y - before.y) > 0.25 * line.em) return values;
  if (values == 1) return gap >= (label_length(line, others) <= kLongestLabel ? kTightGap : kLabelGap) ? 1 : 0;
  return gap >= 0.2 ? values : values - 1;
}

double misalignment(const std::vector<AlignedLine>& lines) {
  double moves = 0;
  int pairs = 0;
  const AlignedLine* last = nullptr;
  for (const AlignedLine& line : lines) {
    int count = values_at_end(line);
    if (count < 2) continue;
    if (last && values_at_end(*last) == count) {
      for (int i = 1; i <= count; ++i) {
        const AlignedWord &a = last->words[last->words.size() - static_cast<std::size_t>(i)],
                          &b = line.words[line.words.size() - static_cast<std::size_t>(i)];
        // Aligned left, right or in the middle: the least of the three moves.
        moves += std::min({std::abs(a.x0 - b.x0), std::abs(a.x1 - b.x1), std::abs(a.x0 + a.x1 - b.x0 - b.x1) / 2}) / line.em;
      }
      pairs += count;
    }
    last = &line;
  }
  return pairs == 0 ? 0 : moves / pairs;
}

void move_line(AlignedLine& line, double dx, double dy) {
  line.y += dy;
  for (AlignedWord& word : line.words) {
    word.x0 += dx;
    word.x1 += dx;
    word.y += dy;
  }
}

}  // namespace nianbao
