#include "normalize/signature.h"

#include <algorithm>
#include <array>

#include "normalize/unit_names.h"

namespace nianbao {
namespace {

using Word = std::u32string_view;

constexpr std::size_t kSignatureLines = 8;  // filled lines from the end in which a signature can stand
constexpr std::size_t kLongestNoise = 14;   // characters behind a signature in its own line
constexpr std::size_t kLongestName = 36;

struct Line {
  std::size_t begin = 0, end = 0;
};

std::vector<Line> lines_from_end(Word text) {
  std::vector<Line> out;
  for (std::size_t end = text.size(); out.size() < kSignatureLines;) {
    std::size_t begin = end == 0 ? Word::npos : text.rfind(U'\n', end - 1);
    begin = begin == Word::npos ? 0 : begin + 1;
    if (begin < end) out.push_back({begin, end});
    if (begin == 0) break;
    end = begin - 1;
  }
  return out;
}

/// What a page adds under a report.
bool is_page_noise(Word line) {
  constexpr std::array<Word, 22> kWords{U"附件", U"打印", U"关闭", U"责任编辑", U"编辑", U"上一篇", U"下一篇", U"上一条", U"下一条", U"分享", U"扫一扫",
                                        U"相关", U"来源", U"返回", U"主办", U"版权", U"-", U"下载", U"作者", U"审核", U"审签", U"【"};
  return line.size() <= 4 ||
         std::any_of(kWords.begin(), kWords.end(), [&](Word word) { return line.starts_with(word); });
}

/// The name that ends right before `end`: back to white space or the end of a sentence, within its line.
Stretch name_before(const ReportText& text, std::size_t line_begin, std::size_t end) {
  constexpr Word kStops = U"。;,:!?》\n";
  Word all = text.view();
  std::size_t begin = end;
  while (begin > line_begin && end - begin < kLongestName && kStops.find(all[begin - 1]) == Word::npos) {
    --begin;
    if (text.follows_space(begin) && can_be_unit(all.substr(begin, end - begin)) &&
        ends_as_unit(all.substr(begin, end - begin)))
      break;
  }
  Word name = trim_unit(all.substr(begin, end - begin));
  constexpr std::array<Word, 4> kSeals{U"(盖章)", U"(公章)", U"(印章)", U"(章)"};
  for (Word seal : kSeals)
    if (name.ends_with(seal)) name = trim_unit(name.substr(0, name.size() - seal.size()));
  if (!can_be_unit(name) || !ends_as_unit(name)) return {};
  auto first = static_cast<std::size_t>(name.data() - all.data());
  return {first, first + name.size()};
}

/// The last date of a line that nothing but a page's noise follows.
std::optional<FoundDate> closing_date(const ReportText& text, Line line) {
  Word all = text.view().substr(0, line.end);
  std::size_t from = line.end - line.begin > 60 ? line.end - 60 : line.begin;
  for (std::size_t i = from; i < line.end; ++i) {
    auto date = parse_date(all, i);
    if (!date) continue;
    Word rest = all.substr(date->end);
    constexpr Word kClose = U")】]";
    if (!rest.empty() && kClose.find(rest[0]) != Word::npos) rest.remove_prefix(1);
    bool ends = rest.empty() || (rest.size() <= kLongestNoise && text.follows_space(date->end) && is_page_noise(rest));
    if (ends) return date;
    i = date->end - 1;
  }
  return std::nullopt;
}

/// A name or a label may stand before the date, a sentence may not.
bool stands_apart(const ReportText& text, Line line, const FoundDate& date) {
  if (date.begin == line.begin || text.follows_space(date.begin)) return true;
  constexpr Word kBefore = U"。:((";
  return kBefore.find(text.text[date.begin - 1]) != Word::npos || !name_before(text, line.begin, date.begin).empty();
}

}  // namespace

std::optional<Signature> find_signature(const ReportText& tail) {
  std::vector<Line> lines = lines_from_end(tail.view());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line line = lines[i];
    auto date = closing_date(tail, line);
    if (date && stands_apart(tail, line, *date)) {
      Signature out;
      out.date = date;
      out.unit = name_before(tail, line.begin, date->begin);
      bool date_alone = date->begin <= line.begin + 1;
      if (out.unit.empty() && date_alone && i + 1 < lines.size())
        out.unit = name_before(tail, lines[i + 1].begin, lines[i + 1].end);
      if (out.unit.empty() && date_alone && i > 0) out.unit = name_before(tail, lines[i - 1].begin, lines[i - 1].end);
      if (!out.unit.empty()) out.unit_name = tail.view().substr(out.unit.begin, out.unit.size());
      return out;
    }
    Word words = tail.view().substr(line.begin, line.end - line.begin);
    if (!is_page_noise(words) && words.size() > kLongestName) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace nianbao
