#include "extract/text_header.h"

#include <algorithm>
#include <array>
#include <optional>

namespace nianbao {
namespace {

constexpr std::size_t kSeparatorSearchLines = 64;  // a separator further down is part of the text
constexpr int kHeadLines = 14;                     // filled lines in which header lines are looked for
constexpr int kTextLinesBefore = 4;                // lines of text (a title) that header lines may follow
constexpr int kLongLine = 120;                     // code points; a longer line is prose

// As sites print them; longer keys before those that they begin with.
constexpr std::array<std::string_view, 100> kKeys{
    "编制单位", "填报单位", "报告单位", "报送单位", "单位名称", "编报单位", "文章标题", "信息标题", "公开标题", "信息名称", "标题",     "题名",     "名称",     "发布时间", "发布日期",
    "发文日期", "发文时间", "成文日期", "成文时间", "公开日期", "公开时间", "生成日期", "生成时间", "更新时间",
    "更新日期", "印发日期", "印发时间", "上传时间", "录入时间", "时间",     "日期",     "发布机构", "发布机关",
    "发布单位", "发布部门", "发布者",   "发布人",   "信息来源", "文章来源", "稿件来源", "来源网址", "来源",
    "公开单位", "公开机构", "公开主体", "公开部门", "公开责任部门", "信息提供单位", "发文机关", "发文单位", "发文部门",
    "制发机关", "制发单位", "责任部门", "责任单位", "单位",     "责任编辑", "编辑",     "作者",     "发文字号",
    "发布文号", "文件编号", "文号",     "信息索引号", "索引号", "主题分类", "信息分类", "组配分类", "体裁分类",
    "体裁",     "分类",     "所属类别", "主题词",   "关键词",   "关键字",   "所属栏目", "栏目",     "当前位置",
    "您的位置", "原文链接", "页面链接", "链接",     "网址",     "有效性",   "时效性",   "信息时效", "废止日期",
    "生效日期", "浏览次数", "浏览量",   "点击数",   "点击量",   "点击率",   "阅读次数", "阅读量",   "访问次数",
    "访问量",   "字体大小", "字体",     "字号"};

constexpr std::array<std::string_view, 6> kFrontMatterKeys{"title", "date", "author", "source", "url", "link"};

struct Key {
  std::size_t begin = 0, end = 0;  ///< bytes of the key as it stands
  std::size_t value = 0;           ///< first byte after its colon
  std::string name;                ///< without white space
};

std::size_t space_length(std::string_view s) {
  if (s.empty()) return 0;
  if (s[0] == ' ' || s[0] == '\t' || is_stray_control(s[0])) return 1;
  if (s.starts_with("\u3000")) return 3;
  return s.starts_with("\u00A0") ? 2 : 0;
}

std::size_t colon_length(std::string_view s) {
  if (s.starts_with(":")) return 1;
  return s.starts_with("：") || s.starts_with("︰") || s.starts_with("﹕") ? 3 : 0;
}

std::size_t skip_space(std::string_view s, std::size_t at) {
  while (std::size_t length = space_length(s.substr(at))) at += length;
  return at;
}

/// Where `name` ends that stands at `at`, white space between its characters skipped (`索 引 号`).
std::optional<std::size_t> match_spaced(std::string_view s, std::size_t at, std::string_view name) {
  for (std::size_t i = 0; i < name.size(); i += 3) {
    if (i > 0) at = skip_space(s, at);
    if (s.substr(at, 3) != name.substr(i, 3)) return std::nullopt;
    at += 3;
  }
  return at;
}

/// `单位：万元` above a table is no header line.
bool is_measure(std::string_view value) {
  constexpr std::array<std::string_view, 8> kMeasures{"万元", "元", "件", "条", "个", "份", "项", "人次"};
  return std::find(kMeasures.begin(), kMeasures.end(), trim_space(value)) != kMeasures.end();
}

bool is_time_key(std::string_view name) { return name.ends_with("时间") || name.ends_with("日期"); }

/// The key at `at`: one of the list and its colon, in 【】 or [] too; a date may follow its key without a colon.
std::optional<Key> find_key_at(std::string_view line, std::size_t at) {
  bool framed = line.substr(at).starts_with("【");
  std::size_t begin = at + (framed ? 3 : 0);
  for (std::string_view name : kKeys) {
    auto end = match_spaced(line, begin, name);
    if (!end) continue;
    std::size_t after = skip_space(line, *end);
    if (framed && line.substr(after).starts_with("】")) after = skip_space(line, after + 3);
    else if (framed) continue;
    std::size_t colon = colon_length(line.substr(after));
    bool dated = colon == 0 && after > *end && is_time_key(name) && after < line.size() && line[after] == '2';
    if (colon == 0 && !dated && !framed) continue;
    if (name == "单位" && is_measure(line.substr(after + colon))) continue;
    return Key{begin, *end, after + colon, std::string(name)};
  }
  return std::nullopt;
}

/// The keys of a line, in order: the first at its begin or after a date, others after white space or a bar.
std::vector<Key> find_keys(std::string_view line) {
  std::vector<Key> keys;
  std::size_t at = skip_space(line, 0);
  bool may_begin = true;
  while (at < line.size()) {
    if (may_begin) {
      if (auto key = find_key_at(line, at)) {
        at = std::max(key->value, at + 1);
        at = skip_space(line, at);
        keys.push_back(std::move(*key));
        continue;
      }
    }
    std::size_t space = space_length(line.substr(at));
    may_begin = space > 0 || line[at] == '|' || line[at] == ']' || line.substr(at).starts_with("】") ||
                line.substr(at).starts_with("｜");
    at += space > 0 ? space : line.substr(at).starts_with("】") || line.substr(at).starts_with("｜") ? 3 : 1;
  }
  return keys;
}

Source place_of(const TextLine& line, std::size_t begin, std::size_t end) {
  int first = count_code_points(line.text.substr(0, begin)) + 1;
  int count = std::max(1, count_code_points(line.text.substr(begin, end - begin)));
  Source source;
  source.line = line.number;
  source.span = ColumnSpan{first, first + count - 1};
  return source;
}

MetaEntry make_entry(const TextLine& line, std::string key, std::size_t key_begin, std::size_t begin, std::size_t end) {
  std::string_view value = trim_space(line.text.substr(begin, end - begin));
  while (value.ends_with("|")) value = trim_space(value.substr(0, value.size() - 1));
  auto value_begin = value.empty() ? key_begin : static_cast<std::size_t>(value.data() - line.text.data());
  std::size_t value_end = value.empty() ? std::max(begin, key_begin + 1) : value_begin + value.size();
  return {std::move(key), std::string(value), "header", place_of(line, value_begin, value_end)};
}

void add_keyed_entries(const TextLine& line, const std::vector<Key>& keys, std::vector<MetaEntry>& meta) {
  if (std::string_view before = line.text.substr(0, keys[0].begin); before.find_first_of("0123456789") < before.size())
    meta.push_back(make_entry(line, "", 0, 0, keys[0].begin));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    std::size_t end = i + 1 < keys.size() ? keys[i + 1].begin : line.text.size();
    if (end > 2 && line.text.substr(0, end).ends_with("【")) end -= 3;
    meta.push_back(make_entry(line, keys[i].name, keys[i].begin, keys[i].value, end));
  }
}

/// What stands before the first key of a line of text is nothing or a date: `2024-01-26 10:31 来源：区财政局`.
bool begins_with_key_or_date(std::string_view line, const std::vector<Key>& keys) {
  if (keys.empty()) return false;
  std::string_view before = trim_space(line.substr(0, keys[0].begin));
  if (before.ends_with("【")) before = trim_space(before.substr(0, before.size() - 3));
  if (before.empty()) return true;
  return before.starts_with("20") && before.find_first_not_of("0123456789-/.: T") == std::string_view::npos;
}

std::optional<std::string> key_of(std::string_view cell) {
  const std::size_t begin = skip_space(cell, 0);
  for (std::string_view name : kKeys) {
    auto end = match_spaced(cell, begin, name);
    if (!end) continue;
    std::string_view rest = trim_space(cell.substr(*end));
    if (rest.empty() || colon_length(rest) == rest.size()) return std::string(name);
  }
  return std::nullopt;
}

/// A line of a metadata table, its cells apart by tabs: key, value, key, value; keys with or without a colon.
bool add_table_line(const TextLine& line, std::vector<MetaEntry>& meta) {
  std::vector<std::pair<std::size_t, std::size_t>> cells;
  for (std::size_t at = 0; at <= line.text.size();) {
    std::size_t end = std::min(line.text.find('\t', at), line.text.size());
    cells.emplace_back(at, end);
    at = end + 1;
  }
  while (cells.size() % 2 != 0 && cells.back().first == cells.back().second) cells.pop_back();
  if (cells.size() < 2 || cells.size() % 2 != 0) return false;
  std::vector<MetaEntry> found;
  for (std::size_t i = 0; i < cells.size(); i += 2) {
    std::size_t begin = cells[i].first, end = cells[i].second;
    auto name = key_of(line.text.substr(begin, end - begin));
    if (!name) return false;
    std::size_t key_begin = skip_space(line.text.substr(0, end), begin);
    found.push_back(make_entry(line, std::move(*name), key_begin, cells[i + 1].first, cells[i + 1].second));
  }
  meta.insert(meta.end(), found.begin(), found.end());
  return true;
}

/// `==================== 正文 ====================`
bool is_separator(std::string_view line) {
  line = trim_space(line);
  std::size_t marks = 0;
  auto strip = [&](char mark) {
    while (line.starts_with(mark)) line.remove_prefix(1), ++marks;
    while (line.ends_with(mark)) line.remove_suffix(1), ++marks;
  };
  if (line.empty() || std::string_view("=-*#_~").find(line[0]) == std::string_view::npos) return false;
  strip(line[0]);
  return marks >= 6 && (trim_space(line) == "正文" || trim_space(line) == "正 文");
}

/// A line above the separator: a known key, or any short one, or none.
void add_line_above(const TextLine& line, std::vector<MetaEntry>& meta) {
  if (trim_space(line.text).empty() || add_table_line(line, meta)) return;
  auto keys = find_keys(line.text);
  if (begins_with_key_or_date(line.text, keys)) return add_keyed_entries(line, keys, meta);
  std::size_t begin = skip_space(line.text, 0), end = begin;
  while (end < line.text.size() && colon_length(line.text.substr(end)) == 0) ++end;
  std::size_t colon = colon_length(line.text.substr(end));
  if (colon > 0 && count_code_points(line.text.substr(begin, end - begin)) <= 12)
    meta.push_back(make_entry(line, std::string(trim_space(line.text.substr(begin, end - begin))), begin, end + colon,
                              line.text.size()));
  else
    meta.push_back(make_entry(line, "", begin, begin, line.text.size()));
}

std::optional<TextHeader> header_above_separator(std::span<const TextLine> lines) {
  std::size_t limit = std::min(lines.size(), kSeparatorSearchLines), at = 0;
  while (at < limit && !is_separator(lines[at].text)) ++at;
  if (at == limit) return std::nullopt;
  TextHeader out;
  for (std::size_t i = 0; i <= at; ++i) {
    if (i < at) add_line_above(lines[i], out.meta);
    out.used_lines.push_back(i);
  }
  return out;
}

/// `---`, lines `title: …`, `---` at the very top of a Markdown file.
std::optional<TextHeader> front_matter(std::span<const TextLine> lines) {
  if (lines.empty() || trim_space(lines[0].text) != "---") return std::nullopt;
  std::size_t limit = std::min(lines.size(), kSeparatorSearchLines), end = 1;
  while (end < limit && trim_space(lines[end].text) != "---") ++end;
  if (end == limit) return std::nullopt;
  TextHeader out;
  for (std::size_t i = 0; i <= end; ++i) out.used_lines.push_back(i);
  for (const TextLine& line : lines.subspan(1, end - 1)) {
    std::size_t colon = line.text.find(':');
    if (colon == std::string_view::npos) continue;
    std::string key(trim_space(line.text.substr(0, colon)));
    std::size_t value = skip_space(line.text, colon + 1), stop = line.text.size();
    bool quoted = value + 1 < stop && line.text[value] == '"' && line.text[stop - 1] == '"';
    bool known = std::find(kFrontMatterKeys.begin(), kFrontMatterKeys.end(), key) != kFrontMatterKeys.end();
    if (!known && !find_key_at(line.text, skip_space(line.text, 0))) continue;
    out.meta.push_back(make_entry(line, key, 0, quoted ? value + 1 : colon + 1, quoted ? stop - 1 : stop));
  }
  return out;
}

/// The text itself has begun: an outline's ordinal, or prose.
bool begins_text(std::string_view line) {
  line = trim_space(line);
  constexpr std::array<std::string_view, 6> kBegins{"一、", "（一）", "(一)", "本报告", "本年度报告", "根据"};
  bool opens = std::any_of(kBegins.begin(), kBegins.end(), [&](std::string_view begin) { return line.starts_with(begin); });
  return opens || line.starts_with("|");
}

}  // namespace

TextHeader find_text_header(std::span<const TextLine> lines) {
  if (auto header = header_above_separator(lines)) return *header;
  TextHeader out;
  if (auto header = front_matter(lines)) out = *header;
  int filled = 0, texts = 0;
  for (std::size_t i = out.used_lines.size(); i < lines.size() && filled < kHeadLines && texts < kTextLinesBefore; ++i) {
    std::string_view text = lines[i].text;
    bool is_long = text.size() > std::size_t{4} * kLongLine;
    if (!is_long && trim_space(text).empty()) continue;
    if (is_long || begins_text(text)) break;
    ++filled;
    auto keys = find_keys(text);
    if (text.find('\t') != std::string_view::npos && add_table_line(lines[i], out.meta)) out.used_lines.push_back(i);
    else if (begins_with_key_or_date(text, keys)) {
      add_keyed_entries(lines[i], keys, out.meta);
      out.used_lines.push_back(i);
    } else {
      ++texts;
    }
  }
  return out;
}

std::optional<std::string> header_key(std::string_view cell) { return key_of(cell); }

}  // namespace nianbao
