#include "extract/scan/page_quality.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extract/scan/image_reader.h"
#include "extract/scan/language_data.h"
#include "tests/extract/scan/picture_files.h"

namespace nianbao {
namespace {

using namespace test;

PageImage page_of(GrayImage gray, double dpi) {
  PageImage out;
  out.gray = std::move(gray);
  out.dpi = dpi;
  return out;
}

/// The table on a page of A4.
GrayImage draw_page() {
  const GrayImage table = draw_table();
  GrayImage out(1654, 2339);
  for (int y = 0; y < table.height; ++y) std::copy(table.row(y), table.row(y) + table.width, out.row(y + 300) + 300);
  return out;
}

bool tells(const Document& document, std::string_view rule) {
  return std::any_of(document.findings.begin(), document.findings.end(), [&](const Finding& finding) { return finding.rule == rule; });
}

TEST_CASE("A page under 120 dpi is at fault, a picture of unknown size is not") {
  CHECK(find_page_fault(page_of(draw_table(), 200)) == PageFault::none);
  CHECK(find_page_fault(page_of(draw_table(), 119)) == PageFault::coarse);
  PageImage screenshot = page_of(draw_table(), 80);
  screenshot.dpi_known = false;
  CHECK(find_page_fault(screenshot) == PageFault::none);
}

TEST_CASE("Of a coarse page no cell is sure, and a finding says so; of a finer one they are") {
  if (!find_language_data("")) {
    WARN("skipped: tesseract-ocr-chi-sim is not installed");
    return;
  }
  ReadOptions options;
  options.prose = false;
  for (int dpi : {200, 110}) {
    const auto document = read_image(to_png(draw_page(), dpi), options);
    REQUIRE(document.has_value());
    CHECK(tells(*document, "page_poor") == (dpi < 120));
    int sure = 0, poor = 0, cells = 0;
    for (const Grid& grid : document->pages.at(0).grids)
      for (const Cell& cell : grid.cells) ++cells, sure += cell.recognition->sure ? 1 : 0, poor += cell.recognition->poor_page ? 1 : 0;
    CHECK(cells == 12);
    CHECK((dpi < 120 ? sure == 0 : sure > 0));
    CHECK(poor == (dpi < 120 ? cells : 0));
  }
}

TEST_CASE("A page that takes longer than it may gives the cells that need no recogniser of text, and says what ran over") {
  if (!find_language_data("")) {
    WARN("skipped: tesseract-ocr-chi-sim is not installed");
    return;
  }
  ReadOptions options;
  options.page_seconds = 0;
  const auto document = read_image(to_png(draw_table()), options);
  REQUIRE(document.has_value());
  CHECK(tells(*document, "page_over_time"));
  REQUIRE(document->pages.at(0).grids.size() == 1);
  CHECK(document->pages[0].grids[0].cells.at(1).text == "1370");
  CHECK(document->pages[0].spans.empty());
}

}  // namespace
}  // namespace nianbao
