#pragma once

#include "extract/read_document.h"
#include "extract/scan/gray_image.h"
#include "extract/scan/text_recogniser.h"
#include "model/document.h"
#include "model/result.h"

namespace nianbao {

/// Reads the pages of one document from their pictures. Tesseract's model is loaded when it is wanted first.
class ScanReader {
 public:
  explicit ScanReader(const ReadOptions& options) : options_(options), text_(options.tessdata) {}

  /// The page as the picture shows it: `grids` with what each cell holds (`Cell::recognition` set), `spans` of the text
  /// outside of them, unless prose is left out. Places are in points of the page turned straight (`Page::skew_degrees`).
  /// `page` gives the page's number and size.
  ///
  /// Errors: needs_ocr, where the language data is missing.
  Result<Page> read(const PageImage& image, const Page& page);

 private:
  ReadOptions options_;
  TextRecogniser text_;
};

}  // namespace nianbao
