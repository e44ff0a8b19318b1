#pragma once

#include <vector>

#include "tables/aligned_grids.h"

namespace nianbao {

/// Everything on the pages in the order of reading: tables (ruled ones of `works`, aligned ones) and paragraphs of the
/// lines that stand in neither. A paragraph goes on from page to page; a table ends it. Takes the tables out of `works`
/// and `aligned`.
std::vector<LayoutItem> put_in_order(std::vector<PageWork>& works, const std::vector<PageLines>& lines,
                                     const std::vector<TextBlock>& text, std::vector<AlignedGrid>& aligned);

/// The same for a flow: each aligned grid in place of its lines.
std::vector<LayoutItem> put_in_order(const std::vector<Block>& flow, std::vector<AlignedGrid>& aligned);

}  // namespace nianbao
