#include "normalize/document_kind.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "model/unicode.h"
#include "normalize/report_text.h"
#include "normalize/report_title.h"

namespace nianbao {
namespace {

using Word = std::u32string_view;

constexpr std::size_t kHeadLimit = 6000;       // characters read
constexpr std::size_t kErrorPageLimit = 600;   // an error page is no longer
constexpr std::size_t kLetterLimit = 1500;     // nor is a covering letter
constexpr std::size_t kTitleOnlyLimit = 220;   // a page that holds a title and links
constexpr std::size_t kBareTitleLimit = 90;    // nor has it more than its title and date
constexpr std::size_t kTitleLines = 6, kLongestTitleLine = 60;
constexpr int kListed = 3;                     // titles of reports that make a list

struct Marks {
  std::vector<Word> lines;    ///< filled lines of the running text
  std::vector<Word> titles;   ///< short lines at the begin, and titles in the metadata
  std::u32string meta_titles;
  int sections = 0;           ///< how many of the form's sections the text names
  bool has_title = false;     ///< a title of such a report, not cited
  int listed = 0;             ///< short lines and cells that are titles of such reports
  int long_lines = 0;
};

bool names_report(Word line) {
  bool open = line.find(U"信息公开") != Word::npos || line.find(U"政务公开") != Word::npos;
  bool report = line.find(U"报告") != Word::npos || line.find(U"年报") != Word::npos;
  return open && report;
}

int count_sections(Word text) {
  constexpr std::array<std::array<Word, 2>, 6> kSections{{{U"总体情况", U"概述"},
                                                          {U"主动公开政府信息", U"主动公开情况"},
                                                          {U"收到和处理政府信息公开申请", U"依申请公开"},
                                                          {U"行政复议", U"行政诉讼"},
                                                          {U"主要问题", U"存在的问题"},
                                                          {U"其他需要报告", U"需要说明的其他"}}};
  return static_cast<int>(std::count_if(kSections.begin(), kSections.end(), [&](const auto& names) {
    return std::any_of(names.begin(), names.end(), [&](Word name) { return text.find(name) != Word::npos; });
  }));
}

std::vector<Word> lines_of(Word text) {
  std::vector<Word> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find(U'\n', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

int count_listed_cells(std::span<const Block> blocks) {
  int out = 0;
  for (const Block& block : blocks)
    if (const auto* grid = std::get_if<Grid>(&block))
      for (const Cell& cell : grid->cells)
        if (cell.text.find("信息公开") != std::string::npos && cell.text.size() < 3 * kLongestTitleLine)
          out += names_report(to_code_points(cell.text)) ? 1 : 0;
  return out;
}

Marks marks_of(const Document& document, std::span<const Block> blocks, const ReportText& text) {
  Marks out;
  out.lines = lines_of(text.view());
  out.sections = count_sections(text.view());
  out.has_title = find_printed_title(text.view()).has_value();
  for (const MetaEntry& entry : document.meta) {
    bool title = entry.key == "标题" || entry.key == "title" || entry.key == "ArticleTitle" || entry.key == "名称";
    if (title && out.meta_titles.empty()) out.meta_titles = fold_words(entry.value);
  }
  if (auto title = read_title(out.meta_titles); title && names_report(title->text)) out.has_title = true;
  for (Word line : out.lines) {
    if (line.size() > kLongestTitleLine) ++out.long_lines;
    else if (names_report(line)) ++out.listed;
    if (out.titles.size() < kTitleLines && line.size() <= kLongestTitleLine) out.titles.push_back(line);
  }
  out.listed += count_listed_cells(blocks);
  return out;
}

/// The first of the words that the text holds, or none.
template <std::size_t n>
Word first_of(Word text, const std::array<Word, n>& words) {
  auto at = std::find_if(words.begin(), words.end(), [&](Word word) { return text.find(word) != Word::npos; });
  return at == words.end() ? Word{} : *at;
}

DocumentKind make_kind(std::string kind, std::string why, std::string why_zh) {
  return {std::move(kind), std::move(why), std::move(why_zh)};
}

std::string quoted(Word words) { return "“" + to_utf8(words) + "”"; }

std::optional<DocumentKind> find_error_page(Word text, const Marks& marks) {
  constexpr std::array<Word, 22> kWords{
      U"页面不存在", U"页面未找到", U"找不到页面", U"找不到该页", U"您访问的页面", U"您要访问的", U"您请求的",   U"无法访问",
      U"NotFound",   U"Forbidden",  U"BadGateway", U"ServerError", U"ServiceUnavailable", U"用户登录", U"请登录", U"请先登录",
      U"验证码",     U"网站维护",   U"系统维护",   U"访问被拒绝", U"禁止访问",   U"404"};
  if (text.size() > kErrorPageLimit || marks.sections >= 2) return std::nullopt;
  Word found = first_of(text, kWords);
  if (found.empty()) return std::nullopt;
  return make_kind("error_page", "a short text that says " + quoted(found) + ", without any section of the form",
                   "短文本中出现" + quoted(found) + "，没有规定格式的任何部分");
}

/// `2019年`, `2021年度报告`: an entry of a list of years.
bool is_year_entry(Word line) {
  if (line.size() > 12 || line.size() < 4 || line[0] != U'2' || line[1] != U'0') return false;
  const Word rest = line.substr(4);
  constexpr std::array<Word, 6> kRests{U"", U"年", U"年度", U"年年报", U"年年度报告", U"年度报告"};
  return std::find(kRests.begin(), kRests.end(), rest) != kRests.end();
}

std::optional<DocumentKind> find_list_page(const Marks& marks) {
  const auto years = std::count_if(marks.lines.begin(), marks.lines.end(), is_year_entry);
  if (years >= kListed && marks.long_lines == 0 && marks.sections == 0)
    return make_kind("list_page", std::to_string(years) + " lines are years, and no running text follows them", "有" + std::to_string(years) + "行只是年份，没有正文");
  bool mostly_listed = marks.listed >= kListed && marks.long_lines == 0 && marks.sections <= 2;
  if (!mostly_listed) return std::nullopt;
  std::string count = std::to_string(marks.listed);
  return make_kind("list_page", count + " short lines are titles of yearly reports, and no running text follows them",
                   "有" + count + "行是各份年度报告的标题，没有正文");
}

/// Titles of other things that such bodies publish in the same column of their sites.
std::optional<DocumentKind> find_other_report(const Marks& marks) {
  constexpr std::array<Word, 26> kWords{
      U"政府网站工作年度报表", U"政府网站监管年度报表", U"政府网站年度",   U"法治政府建设", U"依法行政", U"工作总结",     U"工作要点",
      U"部门预算",             U"部门决算",             U"预算公开",       U"决算公开",     U"预决算",   U"政府工作报告", U"实施方案",
      U"工作方案",             U"公开指南",             U"公开目录",       U"统计公报",     U"审计报告", U"绩效",         U"双随机",
      U"述职",                 U"社会责任报告",         U"环境影响报告",   U"信息公开条例", U"公开制度"};
  if (marks.has_title || marks.sections >= 4) return std::nullopt;
  std::vector<Word> titles = marks.titles;
  if (!marks.meta_titles.empty()) titles.insert(titles.begin(), marks.meta_titles);
  for (Word title : titles) {
    Word found = first_of(title, kWords);
    if (found.empty() || names_report(title) || title.ends_with(U'。')) continue;
    return make_kind("other_report", "its title " + quoted(title) + " is that of another kind of document (" + quoted(found) + ")",
                     "标题" + quoted(title) + "属于另一类文件（" + quoted(found) + "）");
  }
  return std::nullopt;
}

bool is_letter_title(Word line) {
  constexpr std::array<Word, 5> kEnds{U"函", U"请示", U"通知", U"复函", U"公告"};
  constexpr std::array<Word, 5> kSends{U"关于报送", U"关于上报", U"关于呈报", U"关于提交", U"关于印发"};
  bool ends = std::any_of(kEnds.begin(), kEnds.end(), [&](Word end) { return line.ends_with(end); });
  return line.find(U"关于") != Word::npos && (ends || !first_of(line, kSends).empty());
}

std::optional<DocumentKind> find_letter(Word text, const Marks& marks) {
  constexpr std::array<Word, 13> kWords{U"此函", U"特此函", U"函达", U"请查收", U"请审阅", U"请审核", U"请予审", U"现报上", U"随函",
                                        U"报送你", U"报送贵", U"现将报告报送", U"妥否"};
  if (text.size() > kLetterLimit || marks.sections >= 3) return std::nullopt;
  for (Word line : marks.titles)
    if (is_letter_title(line) && names_report(line))
      return make_kind("letter", "the heading " + quoted(line) + " is that of a covering letter, and no report follows",
                       "标题" + quoted(line) + "是报送函的标题，其后没有报告");
  Word found = first_of(text, kWords);
  if (found.empty() || marks.sections >= 2) return std::nullopt;
  return make_kind("letter", "a short text that says " + quoted(found) + ", without the sections of a report",
                   "短文本中出现" + quoted(found) + "，没有报告的各个部分");
}

/// A page that only names its report and links to it.
std::optional<DocumentKind> find_title_only(Word text, const Marks& marks) {
  const bool sentence = text.find(U'。') != Word::npos || text.find(U',') != Word::npos;
  if (text.size() <= kBareTitleLimit && marks.sections == 0 && marks.has_title && !sentence)
    return make_kind("other", "only a title stands here; the report itself is elsewhere, or in a picture or a frame", "只有标题，报告本身在别处，或在图片、内嵌页面中");
  constexpr std::array<Word, 8> kLinks{U"附件", U"下载", U"点击", U".pdf", U".doc", U".wps", U".PDF", U".DOC"};
  Word found = first_of(text, kLinks);
  if (text.size() > kTitleOnlyLimit || marks.sections > 0 || found.empty()) return std::nullopt;
  return make_kind("other", "only a title and a link (" + quoted(found) + ") stand here; the report itself is elsewhere",
                   "只有标题和链接（" + quoted(found) + "），报告本身在别处");
}

}  // namespace

std::optional<DocumentKind> find_other_kind(const Document& document, std::span<const Block> blocks, bool has_form_tables) {
  if (has_form_tables) return std::nullopt;
  ReportText head = fold_head(blocks, kHeadLimit);
  Word text = head.view();
  Marks marks = marks_of(document, blocks, head);
  if (auto kind = find_error_page(text, marks)) return kind;
  if (auto kind = find_letter(text, marks)) return kind;
  if (auto kind = find_list_page(marks)) return kind;
  if (auto kind = find_other_report(marks)) return kind;
  if (auto kind = find_title_only(text, marks)) return kind;
  bool speaks_of_it = text.find(U"信息公开") != Word::npos || text.find(U"政务公开") != Word::npos;
  if (marks.has_title || marks.sections >= 3 || (speaks_of_it && marks.sections >= 1)) return std::nullopt;
  bool named_in_prose = speaks_of_it && (text.find(U"年度报告") != Word::npos || text.find(U"本报告") != Word::npos);
  if (named_in_prose && find_named_report(text)) return std::nullopt;
  return make_kind("other", "no title of a yearly report on information disclosure and no section of one",
                   "没有政府信息公开工作年度报告的标题，也没有其各个部分");
}

}  // namespace nianbao
