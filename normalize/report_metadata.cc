#include "normalize/report_metadata.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "model/unicode.h"
#include "normalize/dates.h"
#include "normalize/report_title.h"
#include "normalize/unit_names.h"

namespace nianbao {
namespace {

constexpr std::size_t kPrintedLimit = 400;  // characters above and around the title in which a page prints its data

// In the order of trust.
constexpr std::array<std::string_view, 9> kTitleKeys{"标题",     "文章标题", "信息标题", "公开标题",    "信息名称",
                                                     "名称",     "题名",     "ArticleTitle", "title"};
constexpr std::array<std::string_view, 24> kDateKeys{
    "发布时间", "发布日期", "公开日期", "公开时间", "上传时间", "录入时间", "发文日期", "发文时间",
    "印发日期", "印发时间", "生成日期", "生成时间", "成文日期", "成文时间", "日期",     "时间",
    "PubDate",  "pubdate",  "publishdate", "date",  "更新日期", "更新时间", "article:published_time", ""};
constexpr std::array<std::string_view, 21> kBodyKeys{"编制单位", "填报单位", "报告单位",     "报送单位", "单位名称",
                                                     "编报单位", "公开主体", "公开机构", "公开单位",     "发布机构", "发布机关",
                                                     "发布单位", "发文机关", "发文单位",     "制发机关", "制发单位",
                                                     "责任单位", "单位",     "信息提供单位", "发布部门", "公开部门"};
constexpr std::array<std::string_view, 8> kSourceKeys{"信息来源", "来源", "文章来源", "稿件来源", "ContentSource", "Author", "作者", "source"};

/// Evidence from the characters of an entry's value; `at` gives the code point of each folded character.
Evidence from_entry(const MetaEntry& entry, const std::vector<int>& at, std::string_view key, std::string value, Stretch where) {
  Evidence out;
  out.key = key;
  out.value = std::move(value);
  out.origin = entry.origin;
  out.source = entry.source;
  if (where.empty()) return out;
  int first = at[where.begin], last = at[where.end - 1];
  std::u32string raw = to_code_points(entry.value);
  out.raw = to_utf8(std::u32string_view(raw).substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first + 1)));
  if (entry.source.span) out.source.span = ColumnSpan{entry.source.span->first + first, entry.source.span->first + last};
  return out;
}

template <std::size_t n>
std::vector<const MetaEntry*> entries_of(const std::vector<MetaEntry>& meta, const std::array<std::string_view, n>& keys) {
  std::vector<const MetaEntry*> out;
  for (std::string_view key : keys)
    for (const MetaEntry& entry : meta)
      if (entry.key == key && !entry.value.empty()) out.push_back(&entry);
  return out;
}

void add_titles(const std::vector<MetaEntry>& meta, MetadataFacts& out) {
  for (const MetaEntry* entry : entries_of(meta, kTitleKeys)) {
    std::vector<int> at;
    std::u32string folded = fold_words(entry->value, &at);
    auto title = read_title(folded);
    if (!title) continue;
    out.titles.push_back(from_entry(*entry, at, "title", {}, title->whole));
    out.titles.back().value = as_printed(title->text, out.titles.back().raw);
    if (title->year)
      out.years.push_back(from_entry(*entry, at, "year", std::to_string(title->year->year), {title->year->begin, title->year->end}));
    if (!title->unit.empty()) out.title_units.push_back(from_entry(*entry, at, "unit", to_utf8(title->unit_name), title->unit));
  }
}

void add_published(const std::vector<MetaEntry>& meta, MetadataFacts& out) {
  for (const MetaEntry* entry : entries_of(meta, kDateKeys)) {
    std::vector<int> at;
    std::string_view value = entry->value;
    bool has_time = value.find_first_of("-/.") < 5;  // `2021-03-05 08:58`: the time is no part of the day's digits
    std::u32string folded = fold_words(has_time ? value.substr(0, value.find_first_of(" T\t")) : value, &at);
    if (auto date = parse_date(folded, 0))
      out.published.push_back(from_entry(*entry, at, "published", to_iso(date->date), {date->begin, date->end}));
  }
}

/// Bodies that run a government's site and publish for others.
bool runs_pages(std::u32string_view name) {
  constexpr std::array<std::u32string_view, 14> kWords{U"办公室", U"办公厅", U"信息中心", U"大数据", U"数据", U"网", U"政务服务",
                                                       U"管理员", U"政府办", U"党政办", U"融媒体", U"电子政务", U"党政综合", U"综合办"};
  return std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return name.find(word) != std::u32string_view::npos; });
}

bool is_site(std::u32string_view name) {
  constexpr std::array<std::u32string_view, 6> kEndings{U"网", U"网站", U"平台", U"日报", U"发布", U"公众号"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](auto ending) { return name.ends_with(ending); });
}

template <std::size_t n>
void add_units(const std::vector<MetaEntry>& meta, const std::array<std::string_view, n>& keys, MetadataFacts& out) {
  for (const MetaEntry* entry : entries_of(meta, keys)) {
    std::vector<int> at;
    std::u32string folded = fold_words(entry->value, &at);
    std::u32string_view name = trim_unit(folded);
    if (!can_be_unit(name) || !ends_as_unit(name) || is_site(name)) continue;
    auto begin = static_cast<std::size_t>(name.data() - folded.data());
    out.units.push_back(from_entry(*entry, at, "unit", to_utf8(name), {begin, begin + name.size()}));
  }
}

Evidence from_name(std::string_view key, std::string value, std::string raw) {
  Evidence out;
  out.key = key;
  out.value = std::move(value);
  out.raw = std::move(raw);
  out.origin = "file_name";
  return out;
}

/// The file's own name without its folders and ending.
std::string_view stem_of(std::string_view source) {
  if (std::size_t slash = source.find_last_of("/\\"); slash != std::string_view::npos) source.remove_prefix(slash + 1);
  std::size_t dot = source.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? source : source.substr(0, dot);
}

/// What is left of a file's name without its year and the words of such reports.
std::u32string_view unit_of_name(std::u32string_view name, const std::optional<FoundYear>& year) {
  if (auto title = read_title(name); title && !title->unit.empty()) return name.substr(title->unit.begin, title->unit.size());
  std::u32string_view before = year ? name.substr(0, year->begin) : name, behind = year ? name.substr(year->end) : std::u32string_view{};
  for (std::u32string_view part : {before, behind}) {
    part = trim_unit(part);
    while (part.starts_with(U'度')) part = trim_unit(part.substr(1));
    if (can_be_unit(part) && ends_as_unit(part)) return part;
  }
  return {};
}

}  // namespace

MetadataFacts read_metadata(const std::vector<MetaEntry>& meta) {
  MetadataFacts out;
  if (meta.empty()) return out;
  add_titles(meta, out);
  add_published(meta, out);
  add_units(meta, kBodyKeys, out);
  out.units_bind = std::none_of(out.units.begin(), out.units.end(),
                                [](const Evidence& unit) { return runs_pages(to_code_points(unit.value)); });
  if (out.units.empty()) {
    add_units(meta, kSourceKeys, out);
    out.units_bind = false;
  }
  return out;
}

std::optional<Evidence> find_printed_publication(const ReportText& head) {
  constexpr std::array<std::u32string_view, 6> kKeys{U"发布时间", U"发布日期", U"公开日期", U"公开时间", U"发布于", U"信息时间"};
  std::u32string_view text = head.view().substr(0, kPrintedLimit);
  text = text.substr(0, text.find(U"一、总体情况"));
  for (std::u32string_view key : kKeys) {
    std::size_t at = text.find(key);
    if (at == std::u32string_view::npos) continue;
    at += key.size();
    while (at < text.size() && (text[at] == U':' || text[at] == U'】' || text[at] == U']' || text[at] == U'\n')) ++at;
    std::size_t end = std::min(at + 5, text.size());
    bool has_time = end > at + 4 && text[at + 4] != U'年';
    while (has_time && end < text.size() && !head.follows_space(end)) ++end;
    auto date = parse_date(has_time ? text.substr(0, end) : text, at);
    if (!date) continue;
    Evidence out;
    out.key = "published";
    out.value = to_iso(date->date);
    out.raw = head.raw(date->begin, date->end - date->begin);
    out.origin = "header";
    out.source = head.source(date->begin, date->end - date->begin);
    return out;
  }
  return std::nullopt;
}

std::optional<Evidence> find_printed_body(const ReportText& head) {
  constexpr std::array<std::u32string_view, 11> kKeys{U"编制单位", U"填报单位", U"报告单位", U"报送单位", U"单位名称", U"编报单位",
                                                      U"公开主体", U"发布机构", U"发布单位", U"信息来源", U"来源"};
  std::u32string_view text = head.view().substr(0, kPrintedLimit);
  text = text.substr(0, text.find(U"一、总体情况"));
  for (std::u32string_view key : kKeys) {
    std::size_t at = text.find(key);
    if (at == std::u32string_view::npos || text.substr(at + key.size(), 1) != U":") continue;
    at += key.size() + 1;
    std::size_t end = at + 1;
    while (end < text.size() && !head.follows_space(end)) ++end;
    if (at >= text.size() || !can_be_unit(text.substr(at, end - at)) || !ends_as_unit(text.substr(at, end - at)) ||
        is_site(text.substr(at, end - at)))
      continue;
    Evidence out;
    out.key = "unit";
    out.value = to_utf8(text.substr(at, end - at));
    out.raw = head.raw(at, end - at);
    out.origin = "header";
    out.source = head.source(at, end - at);
    return out;
  }
  return std::nullopt;
}

FileNameFacts read_file_name(std::string_view source) {
  FileNameFacts out;
  std::vector<int> at;
  std::string_view stem = stem_of(source);
  std::u32string name = fold_words(stem, &at), raw = to_code_points(stem);
  auto as_it_stands = [&](std::size_t begin, std::size_t end) {
    int first = at[begin], last = at[end - 1];
    return to_utf8(std::u32string_view(raw).substr(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first + 1)));
  };
  std::optional<FoundYear> year;
  for (bool bare : {false, true})
    for (std::size_t i = 0; i < name.size() && !year; ++i) year = parse_year(name, i, bare);
  if (year) out.year = from_name("year", std::to_string(year->year), as_it_stands(year->begin, year->end));
  std::u32string_view unit = unit_of_name(name, year);
  if (unit.empty()) return out;
  auto begin = static_cast<std::size_t>(unit.data() - name.data());
  out.unit = from_name("unit", to_utf8(unit), as_it_stands(begin, begin + unit.size()));
  return out;
}

}  // namespace nianbao
