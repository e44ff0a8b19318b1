#pragma once

#include <string_view>
#include <vector>

#include "model/document.h"

namespace nianbao {

/// The mark at the beginning of a numbered heading or list item, by its shape alone.
struct OutlineMark {
  HeadingMark heading;
  int length = 0;     ///< code points of the mark with the spaces behind it
  bool bare = false;  ///< a numeral with no sign behind it (`一主动公开情况`)

  bool operator==(const OutlineMark&) const = default;
};

/// Reads the mark that the text begins with, variants included: `一、` `一.` `一，` `一 、` `三三、` `第一部分` (level 1),
/// `（一）` `(一)` `（一)` `㈠` `第一节` (2), `1.` `1、` `１．` `⒈` (3). Level 0 where there is none: `一是`, `1.5万`, `2023年`.
OutlineMark outline_mark(std::u32string_view text);

/// Whether the text begins with a mark that has its sign (not a bare numeral: `一情形` is the rest of a wrapped label).
bool has_outline_mark(std::u32string_view text);

/// Whether the text begins with the number of an article (第二十条): such a line is a label of its own, no heading.
bool names_article(std::u32string_view text);

/// Sets `heading` of the paragraphs that are headings: marked, short, one phrase. A paragraph that goes on after its
/// heading (`（一）主动公开情况。主要通过…`) is left unmarked, as is a list item of several clauses. Bare numerals count
/// only where neighbours in number follow each other, and rank below marked level 1 headings if the document has those.
void mark_headings(std::vector<Block>& blocks);

}  // namespace nianbao
