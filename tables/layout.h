#pragma once

#include "model/document.h"

namespace nianbao {

/// Raised by one whenever a change here can change a result; part of every record's `basis`.
inline constexpr int kTablesResultVersion = 7;

struct LayoutOptions {
  double snap_pt = 3.0;  ///< rulings nearer than this are one line
};

/// Puts a document in its order of reading: finds the grids of its pages (by rulings, else by alignment), leaves out
/// running heads and page numbers, joins wrapped lines to paragraphs and tables over page breaks to one grid, and
/// marks headings. A flow that the reader already knows is kept in its order; only its grids are joined, its aligned
/// lines are made grids, its headings marked. Never fails: a page without tables gives paragraphs.
Layout build_layout(const Document& document, const LayoutOptions& options);

}  // namespace nianbao
