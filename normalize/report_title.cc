#include "normalize/report_title.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "normalize/unit_names.h"

namespace nianbao {
namespace {

using Word = std::u32string_view;

constexpr std::size_t kHeadLimit = 1500;   // characters in which a title is looked for
constexpr std::size_t kPrefaceLimit = 500;  // characters before the first section in which a sentence names the report
constexpr std::size_t kLongestTitle = 70;  // of one line
constexpr std::size_t kLongestTail = 30;   // from 信息公开 to 报告
constexpr std::size_t kLongestLine = 36;   // of a further line of the title

/// Text without line breaks, and where lines began.
struct Lines {
  std::u32string text;
  std::vector<std::size_t> position;  ///< of each character in the text with line breaks
  std::vector<char> begins;           ///< whether the character is the first of its line; one more for the end

  explicit Lines(Word source) {
    text.reserve(source.size());
    position.reserve(source.size());
    begins.reserve(source.size() + 1);
    bool first = true;
    for (std::size_t i = 0; i < source.size(); ++i) {
      if (source[i] == U'\n') {
        first = true;
        continue;
      }
      text.push_back(source[i]);
      position.push_back(i);
      begins.push_back(first);
      first = false;
    }
    begins.push_back(true);
  }
  std::size_t line_begin(std::size_t i) const {
    while (i > 0 && !begins[i]) --i;
    return i;
  }
  std::size_t line_end(std::size_t i) const {
    ++i;
    while (i < text.size() && !begins[i]) ++i;
    return i;
  }
  Stretch outside(Stretch s) const {
    return s.empty() ? Stretch{} : Stretch{position[s.begin], position[s.end - 1] + 1};
  }
};

bool starts_with_any(Word text, std::span<const Word> words) {
  return std::any_of(words.begin(), words.end(), [&](Word word) { return text.starts_with(word); });
}

Word sub(Word text, Stretch s) { return s.empty() ? Word{} : text.substr(s.begin, s.size()); }

/// From 政府信息公开 to the end of 报告.
struct Core {
  std::size_t begin = 0, end = 0;
};

/// `工作年度报告`, `2023年度报告`, `工作情况的年度报告`, `年报` from `at` on: where it ends, or none.
std::optional<std::size_t> report_words_end(Word text, std::size_t at) {
  constexpr std::array<Word, 18> kBetween{U"总结",     U"工作", U"年度", U"情况", U"的", U"及", U"和", U"与", U"度", U"政务公开",
                                          U"主动公开", U"制度", U"执行", U"实施", U"自查", U"专项", U"年", U"-"};
  for (std::size_t begin = at; at < text.size() && at - begin < kLongestTail;) {
    Word rest = text.substr(at);
    if (rest.starts_with(U"报告")) return at + 2;
    if (rest.starts_with(U"年报")) return at + (rest.starts_with(U"年报告") ? 3 : 2);
    if (auto year = parse_year(text, at, true)) {
      at = year->end;
      continue;
    }
    if (rest[0] == U'(') {
      std::size_t close = rest.substr(0, 12).find(U')');
      if (close == Word::npos) return std::nullopt;
      at += close + 1;
      continue;
    }
    auto word = std::find_if(kBetween.begin(), kBetween.end(), [&](Word w) { return rest.starts_with(w); });
    if (word == kBetween.end()) return std::nullopt;
    at += word->size();
  }
  return std::nullopt;
}

/// The next place at or after `from` that names such a report.
std::optional<Core> find_core(Word text, std::size_t from) {
  for (std::size_t at = from;; ++at) {
    at = text.find(U"公开", at);
    if (at == Word::npos) return std::nullopt;
    std::size_t begin = at;
    if (text.substr(0, at).ends_with(U"信息")) begin = at - 2;
    else if (text.substr(0, at).ends_with(U"信息主动")) begin = at - 4;
    else if (text.substr(0, at).ends_with(U"政务")) begin = at - 2;
    else continue;
    auto end = report_words_end(text, at + 2);
    if (!end) continue;
    Word before = text.substr(0, begin);
    bool of_government = before.ends_with(U"政府") && !before.ends_with(U"人民政府");
    if (of_government || before.ends_with(U"政务")) begin -= 2;
    return Core{begin, *end};
  }
}

/// `(2021年)`, `(2023年度)`, `2023年`, `(某某局)` right after the title's last word belong to it.
std::size_t with_words_behind(const Lines& lines, std::size_t end) {
  Word text = lines.text;
  std::size_t at = end;
  bool framed = at < text.size() && (text[at] == U'(' || text[at] == U'[' || text[at] == U'〔');
  if (framed) ++at;
  if (framed) {
    std::size_t close = text.find_first_of(U")]〕", at);
    Word inner = text.substr(at, std::min(close, text.size()) - at);
    if (close != Word::npos && can_be_unit(inner) && ends_as_unit(inner)) return close + 1;
  }
  auto year = parse_year(text, at, framed);
  if (!year) return end;
  at = year->end;
  if (at < text.size() && text[at] == U'度') ++at;
  if (framed) return at < text.size() && (text[at] == U')' || text[at] == U']' || text[at] == U'〕') ? at + 1 : end;
  return at == text.size() || lines.begins[at] ? at : end;
}

Stretch stripped(Word text, Stretch s) {
  constexpr std::array<Word, 12> kBefore{U"关于", U"报送", U"上报", U"印发", U"公布", U"发布", U"呈报", U"度", U"的", U"做好", U"报备", U"现将"};
  constexpr std::array<Word, 11> kBehind{U"关于", U"报送", U"上报", U"印发", U"公布", U"发布", U"度", U"的", U"年", U"开展", U"呈报"};
  for (bool again = true; again;) {
    again = false;
    Word inner = trim_unit(sub(text, s));
    if (inner.empty()) return {};
    s.begin = static_cast<std::size_t>(inner.data() - text.data());
    s.end = s.begin + inner.size();
    for (Word word : kBefore)
      if (sub(text, s).starts_with(word) && s.size() > word.size()) s.begin += word.size(), again = true;
    for (Word word : kBehind)
      if (sub(text, s).ends_with(word)) s.end -= word.size(), again = true;
  }
  std::size_t about = sub(text, s).find(U"关于");  // 某办公室关于某市…: the first one reports
  if (about != Word::npos && can_be_unit(sub(text, s).substr(0, about))) s.end = s.begin + about;
  return s;
}

bool names_unit(Word text, Stretch s) { return can_be_unit(sub(text, s)); }

/// The unit in a title: what stands before its year, else between the year and 政府信息公开, else in brackets behind.
Stretch unit_in(Word text, Stretch whole, Core core, const std::optional<FoundYear>& year) {
  bool year_before = year && year->begin < core.begin;
  std::size_t name_end = year_before ? year->begin : core.begin;
  for (std::size_t i = whole.begin; i < name_end; ++i)
    if (parse_year(text, i, true)) name_end = i;  // 2022-2023学年 ends a name too
  Stretch before = stripped(text, {whole.begin, name_end});
  Stretch behind = year_before ? stripped(text, {year->end, core.begin}) : Stretch{};
  if (names_unit(text, before)) return before;
  if (names_unit(text, behind)) return behind;
  Stretch last = stripped(text, {core.end, whole.end});
  return names_unit(text, last) && ends_as_unit(sub(text, last)) ? last : Stretch{};
}

std::optional<FoundYear> year_in(Word text, Stretch whole) {
  if (sub(text, whole).find(U"学年") != Word::npos) return std::nullopt;  // 2022-2023学年 is no calendar year
  for (bool bare : {false, true})
    for (std::size_t i = whole.begin; i < whole.end; ++i)
      if (auto year = parse_year(text.substr(0, whole.end), i, bare)) return year;
  return std::nullopt;
}

struct Candidate {
  Stretch whole, unit;
  std::optional<FoundYear> year;
  Core core;
  int score = 0;
};

Candidate make_candidate(const Lines& lines, Stretch whole, Core core) {
  Candidate out{whole, {}, year_in(lines.text, whole), core};
  out.unit = unit_in(lines.text, whole, core, out.year);
  return out;
}

/// A line above that belongs to the title: a body's name, a year, or the begin of `关于…`.
bool is_title_line(Word line) {
  if (line.empty() || line.size() > kLongestLine) return false;
  if (line.find_first_of(U"。,;:>!?《》") != Word::npos) return false;
  if (auto year = parse_year(line, 0); year && line.size() - year->end <= 1) return true;
  if (line.ends_with(U"关于") || (line.starts_with(U"关于") && line.size() <= 20)) return true;
  if (auto year = year_in(line, {0, line.size()})) {
    Stretch rest = stripped(line, {0, year->begin}), behind = stripped(line, {year->end, line.size()});
    return (rest.empty() || names_unit(line, rest)) && (behind.empty() || names_unit(line, behind));
  }
  return can_be_unit(line) && ends_as_unit(line);
}

/// `人民政府办公室` alone on its line goes on from the line above it.
bool lacks_its_place(Word unit) {
  constexpr std::array<Word, 7> kBegins{U"人民政府", U"办公室", U"办事处", U"管委会", U"管理委员会", U"委员会", U"街道"};
  return starts_with_any(unit, kBegins);
}

/// `临江市自然资` above `源局2022年…`: a name that the line's end cuts.
bool is_cut_name(Word line, Word unit) {
  constexpr std::size_t kLongestRest = 4;
  constexpr Word kPlaces = U"省市县区旗州乡镇";
  if (unit.empty() || unit.size() > kLongestRest || line.size() < 3 || line.size() > kLongestLine) return false;
  const bool plain = std::all_of(line.begin(), line.end(), [](char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; });
  if (!plain || ends_as_unit(line) || line.substr(1).find_first_of(kPlaces) == Word::npos || unit.find_first_of(kPlaces) != Word::npos) return false;
  const std::u32string whole = std::u32string(line) + std::u32string(unit);
  return can_be_unit(whole) && ends_as_unit(whole);
}

void add_lines_above(const Lines& lines, Candidate& title) {
  for (int i = 0; i < 3 && title.whole.begin > 0; ++i) {
    const Word unit = sub(lines.text, title.unit);
    std::size_t begin = lines.line_begin(title.whole.begin - 1);
    const Word above = Word(lines.text).substr(begin, title.whole.begin - begin);
    const bool cut = is_cut_name(above, unit);
    if (title.year && !unit.empty() && !lacks_its_place(unit) && !cut) return;
    if (!cut && !is_title_line(above)) return;
    title = make_candidate(lines, {begin, title.whole.end}, title.core);
  }
}

/// Below a title that lacks them: `（2023年度）`, then the body's name.
void add_lines_below(const Lines& lines, Candidate& title) {
  for (int i = 0; i < 2 && title.whole.end < lines.text.size() && lines.begins[title.whole.end]; ++i) {
    std::size_t begin = title.whole.end, end = lines.line_end(begin);
    Word line = Word(lines.text).substr(begin, end - begin);
    auto year = title.year ? std::nullopt : year_in(line, {0, line.size()});
    if (year && line.size() <= 9) {
      title = make_candidate(lines, {title.whole.begin, end}, title.core);
    } else if (title.unit.empty()) {
      Stretch inner = stripped(lines.text, {begin, end});
      if (inner.size() <= kLongestLine && names_unit(lines.text, inner) && ends_as_unit(sub(lines.text, inner)))
        title.unit = inner;
      return;
    } else {
      return;
    }
  }
}

/// What stands behind the last word shows that the text only speaks of such a report.
bool is_cited(const Lines& lines, std::size_t end) {
  constexpr std::array<Word, 26> kBehind{U"格式", U"编制", U"编写", U"的", U"发布", U"公布", U"》", U"”", U">", U"〉", U"\"", U"工作",
                                         U"有关", U"如下", U"、", U"和", U"要求", U"模板", U"撰写", U"中", U"已", U"等", U",", U"在", U"进行", U"并"};
  if (end >= lines.text.size() || lines.begins[end]) return false;
  // `的公告` announces it; `发布日期:…` is a field that a page prints behind its title.
  constexpr std::array<Word, 9> kOwn{U"的公告", U"的公示", U"的通告", U"发布日期", U"发布时间", U"发布机构", U"发布单位", U"公布日期", U"公布时间"};
  if (starts_with_any(Word(lines.text).substr(end), kOwn)) return false;
  return starts_with_any(Word(lines.text).substr(end), kBehind);
}

bool is_prose(Word line) {
  constexpr std::array<Word, 12> kBegins{U"根据", U"按照", U"现将", U"现公布", U"依据", U"为", U"本报告", U"本年度报告", U"遵照", U"特此", U"一、", U"做好"};
  return starts_with_any(line, kBegins) || line.find_first_of(U",。;") != Word::npos;
}

/// `after` is where another title on the same line ends (`政府信息公开年报 某某局2023年…`).
std::optional<Candidate> printed_candidate(const Lines& lines, Core core, std::size_t after) {
  Word text = lines.text;
  std::size_t begin = std::max(lines.line_begin(core.begin), after);
  bool framed = text[begin] == U'《' && core.end < text.size() && text[core.end] == U'》';
  if (core.begin - begin > kLongestTitle || (!framed && is_cited(lines, core.end))) return std::nullopt;
  Word before = text.substr(begin, core.begin - begin);
  if (std::size_t cut = before.find_last_of(U">»|:"); cut != Word::npos) begin += cut + 1;
  if (framed) ++begin;
  if (is_prose(text.substr(begin, core.begin - begin))) return std::nullopt;
  std::size_t end = with_words_behind(lines, core.end);
  Candidate out = make_candidate(lines, {begin, end}, core);
  bool own_line = lines.begins[begin] && (end == text.size() || lines.begins[end]);
  if (lines.begins[begin]) add_lines_above(lines, out);
  if (own_line) add_lines_below(lines, out);
  out.score = (out.year ? 4 : 0) + (out.unit.empty() ? 0 : 4) + (own_line ? 1 : 0);
  return out;
}

ReportTitle to_title(const Lines& lines, const Candidate& found) {
  ReportTitle out;
  out.whole = lines.outside(found.whole);
  out.unit = lines.outside(found.unit);
  out.unit_name = sub(lines.text, found.unit);
  out.text = sub(lines.text, found.whole);
  out.year = found.year;
  if (out.year) {
    Stretch year = lines.outside({found.year->begin, found.year->end});
    out.year->begin = year.begin;
    out.year->end = year.end;
  }
  return out;
}

/// Where the report's first section begins: no title stands behind it.
std::size_t head_end(Word text) {
  std::size_t at = std::min(text.find(U"一、总体情况"), text.find(U"一、概述"));
  return at == Word::npos ? text.size() : at;
}

/// `公布`, `现将`, `编制`: behind them a sentence names the report.
std::size_t after_last_verb(Word sentence) {
  constexpr std::array<Word, 10> kVerbs{U"现公布", U"公布", U"现将", U"编制", U"发布", U"形成", U"撰写", U"制作", U"完成", U"公开"};
  std::size_t out = 0;
  for (Word verb : kVerbs)
    if (std::size_t at = sentence.rfind(verb); at != Word::npos) out = std::max(out, at + verb.size());
  while (out > 0 && out < sentence.size() && (sentence[out] == U'了' || sentence[out] == U'的')) ++out;
  return out;
}

/// The body's name among what a site appends to its titles: `…年度报告_江北市教育局_江北网`.
Stretch unit_appended(Word text, std::size_t from) {
  constexpr Word kMarks = U"-_|—–";
  while (from < text.size()) {
    std::size_t end = std::min(text.find_first_of(kMarks, from), text.size());
    Word part = text.substr(from, end - from);
    if (can_be_unit(part) && ends_as_unit(part)) return {from, end};
    from = end + 1;
  }
  return {};
}

}  // namespace

std::optional<ReportTitle> find_printed_title(std::u32string_view text) {
  Lines lines(text.substr(0, kHeadLimit));
  std::size_t limit = head_end(lines.text);
  std::optional<Candidate> best;
  for (std::size_t from = 0;;) {
    auto core = find_core(lines.text, from);
    if (!core || core->begin >= limit) break;
    auto candidate = printed_candidate(lines, *core, from);
    from = core->end;
    if (candidate && (!best || candidate->score > best->score)) best = candidate;
  }
  if (!best) return std::nullopt;
  return to_title(lines, *best);
}

std::optional<ReportTitle> read_title(std::u32string_view value) {
  Lines lines(value.substr(0, kHeadLimit));
  Word text = lines.text;
  auto core = find_core(text, 0);
  if (!core) {
    std::size_t at = text.find(U"年报");
    std::size_t report = text.find(U"年度报告");
    if (at == Word::npos && report == Word::npos) return std::nullopt;
    bool shorter = report == Word::npos || at < report;
    core = shorter ? Core{at, at + 2} : Core{report, report + 4};
  }
  if (core->end < text.size() && text.substr(core->end).starts_with(U"格式")) return std::nullopt;
  std::size_t begin = text.substr(0, core->begin).find_last_of(U">»|《");
  Stretch whole{begin == Word::npos ? 0 : begin + 1, with_words_behind(lines, core->end)};
  Candidate found = make_candidate(lines, whole, *core);
  if (found.unit.empty()) found.unit = unit_appended(text, whole.end);
  return to_title(lines, found);
}

std::optional<ReportTitle> find_named_report(std::u32string_view text) {
  Lines lines(text.substr(0, kHeadLimit));
  Word all = Word(lines.text).substr(0, std::min(head_end(lines.text), kPrefaceLimit));
  for (std::size_t from = 0;;) {
    auto core = find_core(all, from);
    if (!core) return std::nullopt;
    from = core->end;
    constexpr std::array<Word, 11> kCited{U"格式", U"编制", U"》", U"”", U">", U"〉", U"有关", U"工作", U"的通知", U"模板", U"中"};
    if (starts_with_any(all.substr(core->end), kCited)) continue;
    std::size_t begin = lines.line_begin(core->begin);
    Word sentence = all.substr(begin, core->begin - begin);
    std::size_t cut = sentence.find_last_of(U"。,;:《<〈");
    if (cut != Word::npos && (sentence[cut] == U'《' || sentence[cut] == U'<' || sentence[cut] == U'〈')) continue;
    begin += cut == Word::npos ? 0 : cut + 1;
    std::size_t verb = after_last_verb(all.substr(begin, core->begin - begin));
    if (verb == 0) continue;
    Candidate found = make_candidate(lines, {begin + verb, core->end}, *core);
    if (!ends_as_unit(sub(all, found.unit))) found.unit = {};
    if (found.year || !found.unit.empty()) return to_title(lines, found);
  }
}

}  // namespace nianbao
