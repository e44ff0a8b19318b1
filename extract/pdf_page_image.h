#pragma once

#include "extract/scan/gray_image.h"
#include "model/document.h"
#include "model/result.h"

class PDFDoc;

namespace nianbao {

/// A page's picture. Where one picture is all of the page it comes out of the file at its own resolution, never drawn again
/// (JPEG, JPEG 2000, G4, JBIG2, Flate: whatever Poppler decodes); else the page is drawn, with its text, at the resolution
/// of its finest picture, 150 to 300 dpi. `page` is what PdfPageReader made of it.
///
/// Errors: damaged_file, limit_exceeded (over kMostPixels).
Result<PageImage> read_pdf_page_image(PDFDoc& doc, const Page& page);

}  // namespace nianbao
