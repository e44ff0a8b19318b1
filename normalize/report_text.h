#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace nianbao {

/// Running text folded for searching (NFKC, no white space, Kangxi radicals as ideographs), with the way back to the
/// characters as they stand. Paragraphs stand one after another; '\n' parts them.
struct ReportText {
  std::u32string text;
  std::vector<int> paragraph;  ///< for each character: index into `paragraphs`, -1 for the '\n' between them
  std::vector<int> at;         ///< for each character: code point of that paragraph
  std::vector<const Paragraph*> paragraphs;

  /// The characters [first, first + count) as they stand: paragraphs parted by '\n'.
  std::string raw(std::size_t first, std::size_t count) const;
  /// Where they stand: in the paragraph where they begin, and on its line or page as far as they go.
  Source source(std::size_t first, std::size_t count) const;
  /// Whether white space stands before this character, or it begins its paragraph.
  bool follows_space(std::size_t i) const;
  std::u32string_view view() const { return text; }
  /// The same without the '\n' of lines that are only wrapped: the sentence goes on.
  ReportText unwrapped() const;
};

/// Folds at most `limit` characters from the first paragraphs of `blocks`.
ReportText fold_head(std::span<const Block> blocks, std::size_t limit);

/// Folds about `limit` characters from the end of `blocks`, paragraphs in their order.
ReportText fold_tail(std::span<const Block> blocks, std::size_t limit);

/// Folded words, with the brackets and the script that they have in `raw`.
std::string as_printed(std::u32string_view folded, std::string_view raw);

/// Folds one text alone, for metadata and file names; positions count its code points.
std::u32string fold_words(std::string_view utf8, std::vector<int>* at = nullptr);

}  // namespace nianbao
