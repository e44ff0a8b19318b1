#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "extract/read_document.h"
#include "model/document.h"

namespace nianbao {

/// Whether a page of a PDF is read from its text layer or from its picture, and the ground of it. The names reach files.
enum class PageChoice {
  text_layer,
  scanned,       ///< pictures cover it, and it has hardly any text of its own: a watermark, a page number
  scanner_text,  ///< pictures cover it, and its text is drawn invisibly or beneath them: a scanner's own OCR
  garbage,       ///< its text is no language: no Unicode, or a wrong one
  outlined,      ///< no page of the document has text: it may be drawn as outlines
  asked,         ///< OcrMode::always
};
std::string_view to_string(PageChoice choice);

/// The choice for each page of a document, in their order.
std::vector<PageChoice> choose_pages(std::span<const Page> pages, OcrMode mode);

/// Whether pictures, often strips of one, cover most of the page.
bool is_pictured(const Page& page);

/// Whether the page's text cannot be what the page shows: most characters have no Unicode, are private or of no script that a
/// Chinese page has, or are Chinese characters of which hardly any is a common one.
bool is_garbage(const Page& page);

}  // namespace nianbao
