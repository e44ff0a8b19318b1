#pragma once

#include <vector>

#include "extract/html_content.h"
#include "extract/html_tables.h"
#include "extract/html_tree.h"
#include "model/finding.h"

namespace nianbao {

/// A `picture_not_read` for each picture in the page's own text that may show a table or a text: sites put tables in as pictures.
/// Icons, links' pictures, furniture's and those in a table's cells (which say there that something stands in them) are none.
/// At most 20.
std::vector<Finding> find_pictures(const HtmlTree& tree, const HtmlTables& tables, const std::vector<HtmlItem>& items, const HtmlContent& content);

}  // namespace nianbao
