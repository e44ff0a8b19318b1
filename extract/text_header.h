#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/text_lines.h"
#include "model/document.h"

namespace nianbao {

/// What stands above the report's text.
struct TextHeader {
  std::vector<MetaEntry> meta;          ///< origin `header`; a line without a key has an empty one
  std::vector<std::size_t> used_lines;  ///< indexes of lines that are not part of the text, ascending
};

/// Finds the header lines at the top of a text: `发布时间: …` with the keys that sites use, several on one line too
/// (`发布日期：2024-01-15 来源：市教育局 浏览次数：12`), cells of a metadata table, the front matter of Markdown, and
/// all that stands above a line `==== 正文 ====`. A line whose colon follows no such key is text.
TextHeader find_text_header(std::span<const TextLine> lines);

/// The key that a whole cell or line is, colon or not, white space left out (`索 引 号：` is 索引号).
std::optional<std::string> header_key(std::string_view cell);

}  // namespace nianbao
