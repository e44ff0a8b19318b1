#include "normalize/unit_names.h"

#include <algorithm>
#include <array>
#include <string>

namespace nianbao {
namespace {

using Word = std::u32string_view;

constexpr std::size_t kShortest = 2, kLongest = 40;  // characters of a name

// Names end so; longer endings need not be listed where their last characters are.
constexpr std::array<Word, 80> kEndings{
    U"政府", U"局",   U"委员会", U"委",   U"办公室", U"办公厅", U"办事处", U"街道",   U"管委会", U"厅",     U"部",     U"署",
    U"省",   U"市",   U"县",     U"区",   U"州",     U"盟",     U"旗",     U"镇",     U"乡",     U"自治州", U"自治县", U"兵团",
    U"法院", U"检察院", U"大学", U"学院", U"学校",   U"中学",   U"小学",   U"幼儿园", U"医院",   U"卫生院", U"中心",   U"公司",
    U"集团", U"院",   U"所",     U"站",   U"队",     U"总队",   U"支队",   U"大队",   U"社",     U"会",     U"馆",     U"处",
    U"科",   U"行",   U"厂",     U"园",   U"场",     U"库",     U"台",     U"团",     U"协会",   U"联合会", U"办",     U"组",
    U"党委", U"室",   U"校",     U"新区", U"开发区", U"园区",   U"示范区", U"实验区", U"高新区", U"地区",   U"疾控",   U"基地",
    U"海关", U"苏木", U"残联",   U"妇联", U"文联",   U"科协",   U"工商联", U"监狱"};

// They stand for a body, or for many, and name none.
constexpr std::array<Word, 24> kNoNames{U"本", U"我", U"全", U"各", U"该", U"其", U"关于", U"根据", U"按照", U"现", U"年", U"正文",
                                        U"附件", U"附:", U"目录", U"标题", U"一、", U"做好", U"编制", U"公布", U"首页", U"当前", U"政府信息", U"年度"};

bool is_name_character(char32_t c) {
  if (c >= 0x3400 && c <= 0x9FFF) return true;
  if (c >= 0x20000) return true;
  bool latin = (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
  constexpr Word kMarks = U"()·、-—“”\"〇〔〕";
  return latin || kMarks.find(c) != Word::npos;
}

bool is_han(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }

/// The name without the words that only say what kind of office it is.
std::u32string_view core_of(std::u32string_view name) {
  constexpr std::array<Word, 12> kOffices{U"人民政府", U"管理委员会", U"委员会", U"管委会", U"办公室", U"办公厅",
                                          U"办事处",   U"党政办",     U"政府",   U"本级",   U"人民",   U"办"};
  for (bool again = true; again;) {
    again = false;
    for (Word office : kOffices) {
      if (name.size() < office.size() + kShortest || !name.ends_with(office)) continue;
      name.remove_suffix(office.size());
      again = true;
    }
  }
  return name;
}

/// Whether all characters of `part` stand in `whole` in that order.
bool is_subsequence(std::u32string_view part, std::u32string_view whole) {
  std::size_t at = 0;
  for (char32_t c : whole)
    if (at < part.size() && part[at] == c) ++at;
  return at == part.size();
}

bool abbreviates(std::u32string_view a, std::u32string_view b) { return is_subsequence(a, b) || is_subsequence(b, a); }

}  // namespace

bool can_be_unit(std::u32string_view text) {
  if (text.size() < kShortest || text.size() > kLongest) return false;
  if (!std::all_of(text.begin(), text.end(), is_name_character)) return false;
  if (std::count_if(text.begin(), text.end(), is_han) < static_cast<std::ptrdiff_t>(kShortest)) return false;
  constexpr std::array<Word, 3> kTrueNames{U"全国", U"全椒", U"全南"};
  if (std::any_of(kTrueNames.begin(), kTrueNames.end(), [&](Word name) { return text.starts_with(name); })) return true;
  if (text.starts_with(U"全州县") || text.starts_with(U"本溪") || text.starts_with(U"现代")) return true;
  return std::none_of(kNoNames.begin(), kNoNames.end(), [&](Word word) { return text.starts_with(word); });
}

bool ends_as_unit(std::u32string_view text) {
  while (text.ends_with(U')')) {
    std::size_t open = text.rfind(U'(');
    if (open == Word::npos || open == 0) break;
    text = text.substr(0, open);
  }
  return std::any_of(kEndings.begin(), kEndings.end(), [&](Word ending) { return text.ends_with(ending); });
}

bool is_same_unit(std::u32string_view a, std::u32string_view b) {
  return abbreviates(a, b) || abbreviates(core_of(a), core_of(b)) || abbreviates(core_of(a), b) || abbreviates(a, core_of(b));
}

std::u32string_view trim_unit(std::u32string_view text) {
  constexpr Word kMarks = U"、,.:;。·-—_|/\\*#=~《》〈〉<>【】[]“”\"'!「」";
  if (std::size_t colon = text.rfind(U':'); colon != Word::npos) text = text.substr(colon + 1);
  auto is_mark = [&](char32_t c) { return kMarks.find(c) != Word::npos || c == U'\n'; };
  while (!text.empty() && is_mark(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_mark(text.back())) text.remove_suffix(1);
  if (text.starts_with(U')') || (text.starts_with(U'(') && text.find(U')') == Word::npos)) return trim_unit(text.substr(1));
  if (text.ends_with(U'(')) return trim_unit(text.substr(0, text.size() - 1));
  if (text.starts_with(U'(') && text.ends_with(U')')) return trim_unit(text.substr(1, text.size() - 2));
  return text;
}

}  // namespace nianbao
