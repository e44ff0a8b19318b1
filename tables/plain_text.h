#pragma once

#include <string>

#include "model/document.h"

namespace nianbao {

/// The layout as UTF-8 text in reading order: a line a paragraph, tables as rows whose columns are lined up by display
/// width (a cell's lines joined), an empty line round each table, no page numbers.
std::string to_plain_text(const Layout& layout);

}  // namespace nianbao
