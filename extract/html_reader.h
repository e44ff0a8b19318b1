#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads a web page in any encoding (encoding.h) into `flow`: paragraphs (blocks of text; `<br>` begins a further one) and
/// grids (kind `markup`), as a browser displays them, the site's furniture left out (html_content.h).
///
/// A source's `path` finds its element in a browser: `p[7]` is `document.getElementsByTagName('p')[6]`,
/// `p[7]/line[2]` the second line of text that stands in it directly, `table[2]/tr[5]/td[3]` is
/// `document.getElementsByTagName('table')[1].rows[4].cells[2]` (td counts `<th>` too).
///
/// Metadata (`<title>`, `<meta>`, metadata tables, lines such as `发布日期：… 来源：…`) goes to `meta` and not to `flow`. `charset`: what
/// stands round the page says of its encoding (a MIME part's), empty where nothing does.
/// Errors: empty_file (nothing is displayed), wrong_encoding, limit_exceeded.
Result<Document> read_html(std::string_view bytes, const ReadOptions& options, std::string_view charset = {});

}  // namespace nianbao
