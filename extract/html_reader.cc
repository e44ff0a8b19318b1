#include "extract/html_reader.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "extract/encoding.h"
#include "extract/html_content.h"
#include "extract/html_flow.h"
#include "extract/html_metadata.h"
#include "extract/html_pictures.h"
#include "extract/html_tables.h"
#include "extract/html_text_tables.h"
#include "extract/html_tree.h"
#include "extract/text_header.h"
#include "extract/text_lines.h"

namespace nianbao {
namespace {

constexpr std::size_t kHeadLines = 14;
constexpr std::size_t kMostTitles = 3;
constexpr std::int64_t kMostCellRows = 500'000;

/// Takes the page's metadata out of its items and gives the rest as the flow.
class PageReader {
 public:
  PageReader(const HtmlTree& tree, const HtmlTables& tables, std::vector<HtmlItem> items)
      : tree_(tree), tables_(tables), items_(std::move(items)), content_(find_content(tree, items_)) {}

  void read(const ReadOptions& options, Document& out) {
    out.meta = read_meta_tags(tree_);
    add_titles(out.meta);
    for (const HtmlItem& item : items_)
      if (item.metadata) append(read_metadata_table(std::get<Grid>(item.block)), out.meta);
    add_head_lines(out.meta);
    const std::vector<EmbeddedPicture> pictures = find_pictures(tree_, tables_, items_, content_, options.beside);
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (content_.kept[i]) out.flow.push_back(std::move(items_[i].block));
    read_embedded_pictures(pictures, options, out);
  }

 private:
  static void append(std::vector<MetaEntry> from, std::vector<MetaEntry>& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  }

  /// The article's titles that don't stand in the text itself.
  void add_titles(std::vector<MetaEntry>& meta) const {
    std::vector<MetaEntry> titles = read_article_titles(tree_);
    std::erase_if(titles, [&](const MetaEntry& title) {
      for (std::size_t i = 0; i < std::min(content_.head_end, items_.size()); ++i) {
        const auto* paragraph = std::get_if<Paragraph>(&items_[i].block);
        if (paragraph != nullptr && content_.kept[i] && paragraph->text == title.value) return true;
      }
      return false;
    });
    if (titles.size() > kMostTitles) titles.resize(kMostTitles);
    append(std::move(titles), meta);
  }

  /// Lines before the first heading: outside the text all of them, within it those that find_text_header() takes.
  void add_head_lines(std::vector<MetaEntry>& meta) {
    std::size_t kept_lines = 0;
    const std::size_t end = std::min(content_.head_end, items_.size());
    for (std::size_t i = 0; i < end; ++i) {
      if (!std::holds_alternative<Paragraph>(items_[i].block)) continue;
      if (content_.kept[i] && ++kept_lines > kHeadLines) break;
      std::vector<MetaEntry> found = read_metadata_line(tree_, items_[i]);
      std::size_t lines = 1;
      if (found.empty() && i + 1 < end) {
        found = read_metadata_pair(items_[i], items_[i + 1]);
        lines = 2;
      }
      if (found.empty()) continue;
      append(std::move(found), meta);
      for (std::size_t k = i; k < i + lines; ++k) content_.kept[k] = false;
      i += lines - 1;
    }
  }

  const HtmlTree& tree_;
  const HtmlTables& tables_;
  std::vector<HtmlItem> items_;
  HtmlContent content_;
};

/// Whether the tables' cells reach over more rows than a page of a report can have: each is looked at in each of them.
bool is_too_large(const HtmlTables& tables) {
  std::int64_t rows = 0;
  for (const HtmlTableUse& use : tables.all())
    for (const HtmlCell& cell : use.table.cells) rows += cell.row_span;
  return rows > kMostCellRows;
}

bool is_xhtml(std::string_view utf8) { return utf8.substr(0, 2048).find("http://www.w3.org/1999/xhtml") != std::string_view::npos && utf8.starts_with("<?xml"); }

}  // namespace

Result<Document> read_html(std::string_view bytes, const ReadOptions& options, std::string_view charset) {
  if (static_cast<std::int64_t>(bytes.size()) > options.max_bytes)
    return Failure(Error{ErrorCode::limit_exceeded, {}, "the page has more bytes than allowed"});
  DecodeOptions decoding;
  decoding.markup = true;
  decoding.declared = charset;
  auto text = decode_text(bytes, decoding);
  if (!text) return Failure(text.error());
  auto tree = parse_html(text->utf8);
  if (!tree) return Failure(tree.error());
  const HtmlTables tables(*tree);
  if (is_too_large(tables)) return Failure(Error{ErrorCode::limit_exceeded, {}, "the page's tables are larger than any report's"});
  std::vector<HtmlItem> items = read_flow(*tree, tables);
  join_text_tables(items);
  Document out;
  out.info.method = Method::html;
  PageReader(*tree, tables, std::move(items)).read(options, out);
  if (out.flow.empty() && out.meta.empty()) return Failure(Error{ErrorCode::empty_file, {}, "the page displays no text"});
  out.info.media_type = is_xhtml(text->utf8) ? "application/xhtml+xml" : "text/html";
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.encoding = text->info;
  out.findings.insert(out.findings.begin(), std::make_move_iterator(text->findings.begin()), std::make_move_iterator(text->findings.end()));
  return out;
}

}  // namespace nianbao
