#include "extract/html_metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "extract/html_line.h"
#include "extract/text_header.h"
#include "extract/text_lines.h"

namespace nianbao {
namespace {

constexpr int kLongestLine = 160;  // code points; a longer line is prose
constexpr int kLongestValue = 120;
constexpr std::string_view kOrigin = "meta";

// Keys that stand in metadata tables only; text_header knows those that lines have too.
constexpr std::array<std::string_view, 26> kTableKeys{
    "内容概述", "内容摘要", "摘要",     "概述",     "公开方式", "公开形式", "公开范围", "公开时限", "公开程序",
    "公开属性", "公开类别", "公开类型", "公文种类", "文种",     "服务对象", "载体类型", "记录形式", "语种",
    "主题",     "类别",     "统一编号", "有效期",   "实施日期", "失效日期", "失效时间", "生效时间"};

// As normalize/ knows them, with the spellings that pages have.
struct TagName {
  std::string_view seen, key;
};
constexpr std::array<TagName, 16> kTagNames{{{"articletitle", "ArticleTitle"}, {"pubdate", "PubDate"}, {"contentsource", "ContentSource"},
                                             {"author", "Author"}, {"sitename", "SiteName"}, {"columnname", "ColumnName"},
                                             {"publishdate", "publishdate"}, {"date", "date"}, {"og:title", "ArticleTitle"},
                                             {"dc.title", "ArticleTitle"}, {"dc.date", "date"}, {"source", "source"},
                                             {"article:published_time", "article:published_time"}, {"publishtime", "publishdate"},
                                             {"article_title", "ArticleTitle"}, {"firstpublishedtime", "publishdate"}}};

std::string without_space(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || text[i] == '\n' || text[i] == '\t') continue;
    if (text.substr(i, 3) == "\u3000") i += 2;
    else if (text.substr(i, 2) == "\u00A0") i += 1;
    else out.push_back(text[i]);
  }
  return out;
}

/// The key that a whole text is, colon and brackets left out.
std::optional<std::string> key_of(std::string_view text) {
  text = trim_space(text);
  if (text.empty() || text.size() > 60) return std::nullopt;
  if (text.starts_with("【") && text.ends_with("】")) text = text.substr(3, text.size() - 6);
  if (auto key = header_key(text)) return key;
  std::string key = without_space(text);
  for (std::string_view colon : {"：", ":"})
    if (key.ends_with(colon)) key.resize(key.size() - colon.size());
  if (std::find(kTableKeys.begin(), kTableKeys.end(), key) == kTableKeys.end()) return std::nullopt;
  return key;
}

struct KeyAndValue {
  std::string key;
  std::string_view value;
};

/// `文号：苏政办〔2021〕3号`
std::optional<KeyAndValue> split_at_colon(std::string_view text) {
  std::size_t wide = text.find("："), narrow = text.find(':');
  std::size_t at = std::min(wide, narrow);
  if (at == std::string_view::npos) return std::nullopt;
  auto key = key_of(text.substr(0, at));
  if (!key) return std::nullopt;
  return KeyAndValue{std::move(*key), trim_space(text.substr(at + (at == wide ? 3 : 1)))};
}

MetaEntry make_entry(std::string key, std::string_view value, Source source) {
  return {std::move(key), std::string(value), std::string(kOrigin), std::move(source)};
}

Source path_of(const HtmlNode& node) {
  Source out;
  out.path = std::string(node.name) + (node.ordinal > 0 ? "[" + std::to_string(node.ordinal) + "]" : "");
  return out;
}

std::string text_in(const HtmlTree& tree, std::uint32_t node) {
  HtmlLine line;
  for (std::uint32_t i = node + 1; i < tree[node].end; ++i)
    if (tree[i].tag == HtmlTag::text) line.add(tree[i].text);
  return line.take();
}

std::string_view tag_key(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  for (const TagName& known : kTagNames)
    if (known.seen == lower) return known.key;
  return {};
}

/// The item's texts with a space wherever one element ends and another begins.
std::string parted_text(const HtmlTree& tree, const HtmlItem& item) {
  HtmlLine line;
  const std::uint32_t last = std::min(tree.size(), item.last + 1);
  for (std::uint32_t i = item.node; i < last; ++i) {
    if (tree[i].tag != HtmlTag::text || !tree[i].shown) continue;
    line.add(tree[i].text);
    line.add_space();
  }
  return line.take();
}

std::vector<MetaEntry> entries_of_line(std::string_view text, const Source& source) {
  TextLine line{text, 1};
  TextHeader header = find_text_header(std::span<const TextLine>(&line, 1));
  for (MetaEntry& entry : header.meta) {
    entry.source = source;
    entry.origin = kOrigin;
  }
  std::erase_if(header.meta, [](const MetaEntry& entry) { return entry.value.empty(); });
  return header.used_lines.empty() ? std::vector<MetaEntry>{} : std::move(header.meta);
}

}  // namespace

bool is_metadata_cell(std::string_view text) { return key_of(text).has_value() || split_at_colon(text).has_value(); }

std::vector<MetaEntry> read_meta_tags(const HtmlTree& tree) {
  std::vector<MetaEntry> out;
  bool has_title = false;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const HtmlNode& node = tree[i];
    if (node.tag == HtmlTag::title && !has_title) {
      has_title = true;
      if (std::string text = text_in(tree, i); !text.empty()) out.push_back(make_entry("title", text, path_of(node)));
    }
    if (node.tag != HtmlTag::meta) continue;
    std::string_view name = tree.attribute(node, "name");
    std::string_view key = tag_key(name.empty() ? tree.attribute(node, "property") : name);
    std::string_view value = trim_space(tree.attribute(node, "content"));
    if (!key.empty() && !value.empty()) out.push_back(make_entry(std::string(key), value, path_of(node)));
  }
  return out;
}

std::vector<MetaEntry> read_metadata_table(const Grid& grid) {
  std::vector<MetaEntry> out;
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const Cell& cell = grid.cells[i];
    if (auto key = key_of(cell.text)) {
      bool has_next = i + 1 < grid.cells.size() && grid.cells[i + 1].row == cell.row;
      if (!has_next || key_of(grid.cells[i + 1].text)) continue;
      const Cell& next = grid.cells[++i];
      std::string_view value = trim_space(next.text);
      if (!value.empty()) out.push_back(make_entry(std::move(*key), value, next.source));
    } else if (auto pair = split_at_colon(cell.text); pair && !pair->value.empty()) {
      out.push_back(make_entry(std::move(pair->key), pair->value, cell.source));
    }
  }
  return out;
}

std::vector<MetaEntry> read_metadata_line(const HtmlTree& tree, const HtmlItem& item) {
  const auto* paragraph = std::get_if<Paragraph>(&item.block);
  if (paragraph == nullptr || paragraph->pieces.empty() || paragraph->pieces.front().length > kLongestLine) return {};
  const Source& source = paragraph->pieces.front().source;
  std::vector<MetaEntry> out = entries_of_line(paragraph->text, source);
  if (item.last > item.node) {
    std::vector<MetaEntry> parted = entries_of_line(parted_text(tree, item), source);
    if (parted.size() > out.size()) out = std::move(parted);
  }
  if (!out.empty()) return out;
  auto pair = split_at_colon(paragraph->text);
  if (pair && !pair->value.empty() && pair->key != "单位") out.push_back(make_entry(std::move(pair->key), pair->value, source));
  return out;
}

std::vector<MetaEntry> read_metadata_pair(const HtmlItem& key, const HtmlItem& value) {
  const auto* first = std::get_if<Paragraph>(&key.block);
  const auto* second = std::get_if<Paragraph>(&value.block);
  if (first == nullptr || second == nullptr || second->pieces.empty() || second->pieces.front().length > kLongestValue) return {};
  auto name = key_of(first->text);
  if (!name || is_metadata_cell(second->text)) return {};
  return {make_entry(std::move(*name), trim_space(second->text), second->pieces.front().source)};
}

std::vector<MetaEntry> read_article_titles(const HtmlTree& tree) {
  std::vector<MetaEntry> out;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const HtmlNode& node = tree[i];
    if (!node.shown || (node.name != "ucaptitle" && node.name != "h1")) continue;
    std::string text = text_in(tree, i);
    i = node.end - 1;
    if (!text.empty()) out.push_back(make_entry("标题", text, path_of(node)));
  }
  return out;
}

}  // namespace nianbao
