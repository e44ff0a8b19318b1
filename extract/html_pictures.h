#pragma once

#include <functional>
#include <string>
#include <vector>

#include "extract/html_content.h"
#include "extract/html_tables.h"
#include "extract/html_tree.h"
#include "extract/scan/embedded_pictures.h"

namespace nianbao {

/// The pictures in the page's own text that may show a table or a text: sites put tables in as pictures. Icons, links' pictures, furniture's
/// and those in a table's cells (which say there that something stands in them) are none. At most kMostPictures; `at` counts the items that
/// are kept. Of a page without any item, all of its pictures. Their bytes stand in the page itself (`data:`), or beside it (`beside`, may be none).
std::vector<EmbeddedPicture> find_pictures(const HtmlTree& tree, const HtmlTables& tables, const std::vector<HtmlItem>& items, const HtmlContent& content,
                                           const std::function<std::string(const std::string&)>& beside);

}  // namespace nianbao
