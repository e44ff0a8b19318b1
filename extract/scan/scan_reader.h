#pragma once

#include <utility>
#include <vector>

#include "extract/read_document.h"
#include "extract/scan/gray_image.h"
#include "extract/scan/page_quality.h"
#include "extract/scan/page_straightening.h"
#include "extract/scan/scan_tables.h"
#include "extract/scan/text_recogniser.h"
#include "model/document.h"
#include "model/result.h"

namespace nianbao {

/// Reads the pages of one document from their pictures. Tesseract's model is loaded when it is wanted first.
class ScanReader {
 public:
  explicit ScanReader(const ReadOptions& options) : options_(options), text_(options.tessdata) {}

  /// The page as the picture shows it: `grids` with what each cell holds (`Cell::recognition` set), `spans` of the text
  /// outside of them, unless prose is left out. Places are in points of the page turned upright and straight
  /// (`Page::turn`, `Page::skew_degrees`): a page whose labels can hardly be read is tried on its sides and upside down.
  /// `page` gives the page's number and size.
  ///
  /// Where the page is too poor to trust (page_quality.h), no cell is sure, whatever is read, and no sum clears one; what
  /// is not done within `ReadOptions::page_seconds` is left unread: `?`, or no prose. Both are told.
  ///
  /// Errors: needs_ocr, where the language data is missing.
  Result<Page> read(const PageImage& image, const Page& page);
  /// `page_poor`, `page_over_time` of what was read since it was asked last.
  std::vector<Finding> take_findings() { return std::exchange(findings_, {}); }

 private:
  struct Reading {
    Page page;
    StraightPage straight;
    std::vector<ScanTable> tables;
    double legibility = 0;
  };
  Reading read_turned(const PageImage& image, const Page& page, int turn);
  void tell_fault(PageFault fault, Page& page);
  void tell_over_time(int page_no);

  ReadOptions options_;
  TextRecogniser text_;
  std::vector<Finding> findings_;
};

}  // namespace nianbao
