#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads a picture file (JPEG, PNG, TIFF with several pages, GIF, BMP, WebP, JPEG 2000) as a scan, a page a picture. Places are
/// in points by the resolution that the file states; 1 pixel is 1 point where it states none.
///
/// Errors: needs_ocr (with OcrMode::never, or where the language data is missing), damaged_file, limit_exceeded.
Result<Document> read_image(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
