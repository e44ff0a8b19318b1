#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/unicode.h"

namespace nianbao {

/// A document whose flow is the lines of `text`, as a text reader hands them over.
inline Document document_of(std::string_view text) {
  Document out;
  int number = 1;
  for (std::size_t at = 0; at <= text.size(); ++number) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    Paragraph paragraph;
    paragraph.text = text.substr(at, end - at);
    TextPiece piece;
    piece.length = static_cast<int>(code_point_count(paragraph.text));
    piece.source.line = number;
    piece.source.span = ColumnSpan{1, piece.length};
    paragraph.pieces.push_back(piece);
    if (!paragraph.text.empty()) out.flow.push_back(paragraph);
    at = end + 1;
  }
  return out;
}

inline void add_meta(Document& document, std::string key, std::string value) {
  Source source;
  source.line = 100;
  source.span = ColumnSpan{10, 9 + static_cast<int>(code_point_count(value))};
  document.meta.push_back({std::move(key), std::move(value), "header", source});
}

}  // namespace nianbao
