#include "normalize/report_statements.h"

#include <algorithm>
#include <array>
#include <span>

#include "normalize/unit_names.h"

namespace nianbao {
namespace {

using Word = std::u32string_view;

constexpr std::size_t kPeriodLead = 24;    // characters before a period in which its name stands
constexpr std::size_t kLongestSentence = 180;  // longer ones are tables run together
constexpr std::size_t kOpeningLimit = 40;  // a year further on in the first sentence is somebody else's

bool has_any(Word text, std::span<const Word> words) {
  return std::any_of(words.begin(), words.end(), [&](Word word) { return text.find(word) != Word::npos; });
}

bool is_named_period(Word before) {
  constexpr std::array<Word, 9> kNames{U"统计", U"期限", U"时限", U"所列数据", U"报告期", U"数据", U"时段", U"涵盖", U"时间范围"};
  return has_any(before, kNames);
}

bool is_calendar_year(const FoundPeriod& period) {
  auto [from, to] = period.dates;
  return from.year == to.year && from.month == 1 && from.day == 1 && to.month == 12 && to.day == 31;
}

/// Where the sentence that holds `at` begins and ends.
Stretch sentence_at(Word text, std::size_t at) {
  constexpr Word kEnds = U"。\n!;";
  std::size_t begin = text.find_last_of(kEnds, at), end = text.find_first_of(kEnds, at);
  return {begin == Word::npos ? 0 : begin + 1, end == Word::npos ? text.size() : end};
}

bool says_aggregate(Word sentence) {
  constexpr std::array<Word, 15> kOthers{U"各", U"所属", U"下属", U"全市", U"全县", U"全区", U"全省", U"全镇", U"全州",
                                         U"全系统", U"辖区", U"下辖", U"直属", U"全街道", U"全旗"};
  constexpr std::array<Word, 14> kReport{U"本报告", U"本年度报告", U"本年报", U"编制而成", U"编制形成", U"汇总编制", U"汇总形成",
                                         U"汇总而成", U"所列数据", U"报告数据", U"报告所列", U"编写而成", U"综合而成", U"综合编制"};
  return has_any(sentence, kOthers) && has_any(sentence, kReport);
}

bool says_own(Word sentence) {
  constexpr std::array<Word, 12> kOwn{U"本机关", U"本单位", U"本级", U"本局", U"局机关", U"本委", U"本办", U"本部门", U"本厅", U"委机关", U"机关本部", U"本镇"};
  constexpr std::array<Word, 7> kOnly{U"仅", U"只", U"不含", U"不包括", U"不包含", U"不涉及", U"统计范围为"};
  constexpr std::array<Word, 6> kReport{U"本报告", U"本年度报告", U"本年报", U"数据", U"统计", U"报告所列"};
  return has_any(sentence, kOwn) && has_any(sentence, kOnly) && has_any(sentence, kReport);
}

bool says_without_others(Word sentence) {
  constexpr std::array<Word, 4> kWithout{U"不含", U"不包括", U"不包含", U"未包括"};
  constexpr std::array<Word, 5> kOthers{U"下属", U"所属", U"下级", U"各", U"直属"};
  constexpr std::array<Word, 4> kReport{U"本报告", U"本年度报告", U"报告数据", U"所列数据"};
  return has_any(sentence, kWithout) && has_any(sentence, kOthers) && has_any(sentence, kReport);
}

std::optional<Stretch> unit_stretch(Word text, std::size_t begin, std::size_t end) {
  Word name = trim_unit(text.substr(begin, end - begin));
  if (!can_be_unit(name) || !ends_as_unit(name)) return std::nullopt;
  auto first = static_cast<std::size_t>(name.data() - text.data());
  return Stretch{first, first + name.size()};
}

std::optional<Stretch> unit_after_by(Word text) {
  constexpr std::array<Word, 4> kBegins{U"本报告由", U"本年度报告由", U"本年报由", U"本报告是由"};
  constexpr std::array<Word, 9> kEnds{U"根据", U"按照", U"依据", U"编制", U"负责", U"汇总", U",", U"遵照", U"依照"};
  for (Word begin : kBegins) {
    std::size_t at = text.find(begin);
    if (at == Word::npos) continue;
    at += begin.size();
    std::size_t end = text.size();
    for (Word stop : kEnds) end = std::min(end, text.find(stop, at));
    if (auto unit = unit_stretch(text, at, std::min(end, text.size()))) return unit;
  }
  return std::nullopt;
}

/// `淮安市教育局（以下简称“我局”）`: not of laws, whose titles stand in 《》.
std::optional<Stretch> unit_before_short_name(Word text) {
  for (std::size_t at = 0; (at = text.find(U"(以下简称", at)) != Word::npos; ++at) {
    if (at == 0 || text[at - 1] == U'》' || text[at - 1] == U'>') continue;
    if (text.substr(at, 9).find(U'《') != Word::npos) continue;
    std::size_t begin = text.find_last_of(U"。,;:、《》\n由)", at - 1);
    if (auto unit = unit_stretch(text, begin == Word::npos ? 0 : begin + 1, at)) return unit;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundPeriod> find_period(std::u32string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != U'2' && text[i] != U'二') continue;
    auto period = parse_period(text, i);
    if (!period) continue;
    std::size_t lead = std::max(i > kPeriodLead ? i - kPeriodLead : 0, sentence_at(text, i).begin);
    if (is_calendar_year(*period) || is_named_period(text.substr(lead, i - lead))) return period;
    i = period->end - 1;
  }
  return std::nullopt;
}

std::optional<ScopeStatement> find_scope(std::u32string_view text) {
  constexpr std::array<Word, 5> kSums{U"汇总", U"合并", U"汇编", U"综合而成", U"综合编制"};
  for (std::size_t begin = 0; begin < text.size();) {
    Stretch s = sentence_at(text, begin);
    begin = std::max(begin, s.end) + 1;
    Word sentence = text.substr(s.begin, s.size());
    if (s.empty() || s.size() > kLongestSentence) continue;
    if (sentence.find(U"报告") == Word::npos && sentence.find(U"数据") == Word::npos) continue;
    if (says_own(sentence) || says_without_others(sentence)) return ScopeStatement{"own", s};
    if (has_any(sentence, kSums) && says_aggregate(sentence)) return ScopeStatement{"aggregate", s};
  }
  return std::nullopt;
}

std::optional<Stretch> find_stated_unit(std::u32string_view text) {
  if (auto unit = unit_after_by(text)) return unit;
  return unit_before_short_name(text);
}

std::optional<FoundYear> find_opening_year(std::u32string_view text) {
  std::size_t at = text.find(U"总体情况");
  at = at == Word::npos ? 0 : at + 4;
  for (std::size_t i = at, end = std::min(text.size(), at + kOpeningLimit); i < end; ++i) {
    if (text[i] == U'《' || text[i] == U'<' || text[i] == U'〔') return std::nullopt;
    if (auto year = parse_year(text, i)) return year;
  }
  return std::nullopt;
}

}  // namespace nianbao
