#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads a PDF's text layer and rulings, page by page, in one pass over each page's content (Poppler, own OutputDev).
///
/// Fills `pages` with spans, rulings and pictures in points from the top left of the crop box, page rotation and
/// UserUnit applied. Left out are text outside the crop box or hidden by the clip, doubled glyphs (bold by
/// overprinting), and text on a slant of more than 15 degrees (watermarks). Invisible text (render mode 3) is kept: over
/// a picture it is a scanner's own OCR. A glyph that no font maps to Unicode is U+FFFD. PDF's Info goes to `meta`.
///
/// A file that had to be rebuilt, whose content is broken, or of which pages are lost has the finding `file_damaged`; a
/// lost page is in its place, without a size. A cut file is given a new end and read as far as it goes. An empty user
/// password is tried.
///
/// Pages that pictures cover and that have hardly any text of their own, pages whose text has no Unicode, and the pages of
/// a document without any text are recognised from their pictures (scan/), after `options.ocr`: `info.method` and
/// `page_methods` tell which.
///
/// Errors: empty_file, encrypted, damaged_file (no text could be rebuilt), needs_ocr (there is nothing but pages that would
/// have to be recognised, and `options.ocr` forbids it, or the language data is missing), limit_exceeded, out_of_memory.
///
/// Poppler's tables are set up once a process; apart from these nothing outlives the call.
Result<Document> read_pdf(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
