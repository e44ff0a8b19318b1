#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads plain text and Markdown (UTF-8, with or without BOM) into `flow`: one paragraph a line as it stands (source:
/// line and span), lines with tabs or pipes gathered into grids (kinds `tabs`, `pipes`; a Markdown separator line
/// `|---|` belongs to its table). Lines with aligned spaces stay paragraphs: tables/ finds their columns. Header lines
/// above the report (`标题:`, `发布时间:`, `发布机构:`, `原文链接:`, …) go to `meta`, not to `flow`.
/// Errors: empty_file, wrong_encoding (not UTF-8).
Result<Document> read_text(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
