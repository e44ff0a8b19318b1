#pragma once

#include <string_view>
#include <vector>

#include "extract/html_flow.h"
#include "extract/html_tree.h"
#include "model/document.h"

namespace nianbao {

/// Whether a cell, or its begin, is a key of a metadata table, with or without its value: `索引号`, `发布机构：`, `文号：无`.
bool is_metadata_cell(std::string_view text);

/// `<meta>` tags that say something about the page's text (ArticleTitle, PubDate, ContentSource, …), and its `<title>`.
std::vector<MetaEntry> read_meta_tags(const HtmlTree& tree);

/// The entries of a metadata table: a cell's key is followed by its value, in the same cell or the next one.
std::vector<MetaEntry> read_metadata_table(const Grid& grid);

/// The entries that a short line holds: `发布日期：2020-01-31 来源：县政府办`, white space between them or elements only; none
/// where it is no such line.
std::vector<MetaEntry> read_metadata_line(const HtmlTree& tree, const HtmlItem& item);

/// The entry of a key that stands in a block of its own, its value in the next (`<dt>`, `<dd>`); none elsewhere.
std::vector<MetaEntry> read_metadata_pair(const HtmlItem& key, const HtmlItem& value);

/// Titles of the article (`<h1>`, `<ucaptitle>`), as entries with the key 标题.
std::vector<MetaEntry> read_article_titles(const HtmlTree& tree);

}  // namespace nianbao
