#pragma once

#include <cstdint>

#include "model/document.h"

class PDFDoc;

namespace nianbao {

/// How much one document may still give; every page takes from it. What goes below 0 has run out.
struct PdfBudget {
  std::int64_t glyphs = 20'000'000;
  std::int64_t rulings = 2'000'000;  ///< before cutting: path segments
  std::int64_t pictures = 200'000;
  std::int64_t operations = 200'000'000;  ///< glyphs and paths tried, drawn or not

  bool exhausted() const { return glyphs < 0 || rulings < 0 || pictures < 0 || operations < 0; }
};

/// Draws one page (from 1) in one pass and keeps its spans, rulings and pictures. False where the page cannot be
/// loaded or its box is no page's; `out` then has no size.
bool read_pdf_page(PDFDoc& doc, int page_no, PdfBudget& budget, Page& out);

}  // namespace nianbao
