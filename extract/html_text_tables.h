#pragma once

#include <vector>

#include "extract/html_flow.h"

namespace nianbao {

/// Makes grids of tables that stand in a page as lines of text with pipes or tabs between their cells (text_grids.h), each
/// line a paragraph. Only where numbers stand in them: sites part the links of their footers so, too. A cell's source is that of its line.
void join_text_tables(std::vector<HtmlItem>& items);

}  // namespace nianbao
