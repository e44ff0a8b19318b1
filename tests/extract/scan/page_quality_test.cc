#include "extract/scan/page_quality.h"

#include <catch2/catch.hpp>

#include "extract/scan/image_reader.h"
#include "extract/scan/language_data.h"
#include "extract/scan/pix.h"
#include "tests/extract/scan/picture_files.h"

namespace nianbao {
namespace {

using namespace test;

GrayImage blurred(const GrayImage& image, int pixels) {
  const PixPtr pix = to_pix(image);
  const PixPtr out(pixBlockconv(pix.get(), pixels, pixels));
  return from_pix(out.get());
}

PageImage page_of(GrayImage gray, double dpi) {
  PageImage out;
  out.gray = std::move(gray);
  out.dpi = dpi;
  return out;
}

bool tells(const Document& document, std::string_view rule) {
  return std::any_of(document.findings.begin(), document.findings.end(), [&](const Finding& finding) { return finding.rule == rule; });
}

TEST_CASE("The edges of a sharp page are narrow, those of a blurred one wide, and a page without ink has none") {
  const auto sharp = find_edge_width(draw_table(), 200), soft = find_edge_width(blurred(draw_table(), 4), 200);
  REQUIRE(sharp.has_value());
  REQUIRE(soft.has_value());
  CHECK(*sharp < 0.8);
  CHECK(*soft > kWidestTrustedEdgePt);
  CHECK_FALSE(find_edge_width(GrayImage(600, 300), 200).has_value());
  CHECK_FALSE(find_edge_width(GrayImage(), 200).has_value());
}

TEST_CASE("A page under 120 dpi, or heavily blurred, is at fault") {
  CHECK(find_page_fault(page_of(draw_table(), 200)) == PageFault::none);
  CHECK(find_page_fault(page_of(draw_table(), 119)) == PageFault::coarse);
  CHECK(find_page_fault(page_of(blurred(draw_table(), 4), 200)) == PageFault::blurred);
}

TEST_CASE("Of a blurred page no cell is sure, and a finding says so; of a sharp one they are") {
  if (!find_language_data("")) {
    WARN("skipped: tesseract-ocr-chi-sim is not installed");
    return;
  }
  ReadOptions options;
  options.prose = false;
  for (int blur : {0, 3}) {
    const auto document = read_image(to_png(blur == 0 ? draw_table() : blurred(draw_table(), blur)), options);
    REQUIRE(document.has_value());
    CHECK(tells(*document, "page_poor") == (blur > 0));
    int sure = 0, poor = 0, cells = 0;
    for (const Grid& grid : document->pages.at(0).grids)
      for (const Cell& cell : grid.cells) ++cells, sure += cell.recognition->sure ? 1 : 0, poor += cell.recognition->poor_page ? 1 : 0;
    CHECK((blur > 0 || cells == 12));
    CHECK((blur == 0 ? sure > 0 : sure == 0));
    CHECK(poor == (blur > 0 ? cells : 0));
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
