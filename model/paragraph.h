#pragma once

#include <string>
#include <vector>

#include "model/source.h"

namespace nianbao {

/// A stretch of a paragraph that stands in one place (a visual line of a PDF, a line of a text).
/// `edges` as in Span, empty where the reader has no positions (`source` alone then says where).
struct TextPiece {
  int offset = 0, length = 0;  ///< in code points of the paragraph's text
  Source source;
  std::vector<float> edges;

  bool operator==(const TextPiece&) const = default;
};

/// Heading of a numbered outline: level 1 `一、`, 2 `（一）`, 3 `1.`; 0 is no heading.
struct HeadingMark {
  int level = 0;
  int number = 0;  ///< what its numeral says; 0 where it has none (a title)

  bool operator==(const HeadingMark&) const = default;
};

/// Running text: one paragraph as a person reads it, wrapped lines joined (text files: one line as it stands).
struct Paragraph {
  std::string text;
  HeadingMark heading;
  double font_size_pt = 0;  ///< 0 where unknown
  bool centered = false;
  std::vector<TextPiece> pieces;

  bool operator==(const Paragraph&) const = default;
};

/// Where the code points [first, first + count) of the paragraph stand: the box of those glyphs on the page where they
/// begin, or line and columns, or the path.
Source source_of(const Paragraph& paragraph, int first, int count);

}  // namespace nianbao
