#pragma once

#include <cstdint>
#include <memory>

#include "model/document.h"

class PDFDoc;
class Page;  // Poppler's

namespace nianbao {

/// How much a document and a page of it may still give. What goes below 0 has run out: the file was made to exhaust its
/// reader (a form that draws ten forms that draw ten forms …), as no page of print comes near.
struct PdfBudget {
  std::int64_t glyphs = 20'000'000;
  std::int64_t path_points = 50'000'000;
  std::int64_t pictures = 200'000;
  std::int64_t page_operations = 0;  ///< operators and glyphs; every page starts with kPageOperations

  static constexpr std::int64_t kPageOperations = 3'000'000;

  bool exhausted() const { return glyphs < 0 || path_points < 0 || pictures < 0 || page_operations < 0; }
};

/// Points to a unit of the page (PDF 1.6): Poppler leaves it to its callers.
double user_unit_of_page(PDFDoc& doc, ::Page& page);

/// Reads the pages of one document. Neighbours that mean the same by the names in their content are drawn by one interpreter: Poppler
/// makes all fonts of a page anew for every page otherwise, which is a third of its work on a report.
class PdfPageReader {
 public:
  PdfPageReader(PDFDoc& doc, PdfBudget& budget);
  ~PdfPageReader();

  /// Draws one page (from 1; ascending is fastest) in one pass and keeps its spans, rulings and pictures. False where the
  /// page cannot be loaded or its box is no page's; `out` then has no size.
  bool read(int page_no, Page& out);

 private:
  struct Interpreter;
  Interpreter& interpreter_for(::Page& page);

  PDFDoc& doc_;
  PdfBudget& budget_;
  std::unique_ptr<Interpreter> interpreter_;
};

}  // namespace nianbao
