#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads a PDF's text layer and rulings, page by page, in one pass over each page's content (Poppler, own OutputDev).
///
/// Fills `pages` with spans, rulings and pictures in points from the top left of the crop box, page rotation and
/// UserUnit applied; text outside the crop box, text that is not shown (render mode 3 over a picture is kept: it is a
/// scanner's own OCR and is marked by the page's pictures) and doubled glyphs (bold by overprinting) are left out. A
/// file that Poppler had to rebuild has the finding `file_damaged`. An empty user password is tried.
/// Errors: encrypted, damaged_file (no page could be rebuilt), needs_ocr (no page has text), limit_exceeded.
Result<Document> read_pdf(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
