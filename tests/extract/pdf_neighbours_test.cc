// Pages that are drawn by one interpreter must come out as if each were alone.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extract/pdf_reader.h"
#include "model/unicode.h"
#include "tests/extract/pdf_writer.h"

using namespace nianbao;

namespace {

const std::string kText = "BT /F1 10 Tf 20 50 Td (12) Tj ET\n";
const std::string kLine = "1 w 20 30 m 120 30 l S\n";

std::vector<Page> pages_of(const std::string& pdf) {
  ReadOptions options;
  options.ocr = OcrMode::never;
  Result<Document> result = read_pdf(pdf, options);
  if (!result) FAIL(result.error().message);
  return result->pages;
}

std::string text_of(const Page& page) {
  std::string out;
  for (const Span& span : page.spans) out += to_utf8(span.text) + ";";
  return out;
}

void check_same(const Page& page, const Page& alone) {
  CHECK(text_of(page) == text_of(alone));
  CHECK(page.rulings == alone.rulings);
  REQUIRE(page.spans.size() == alone.spans.size());
  for (std::size_t i = 0; i < page.spans.size(); ++i) {
    CHECK(page.spans[i].box.x0 == Approx(alone.spans[i].box.x0));
    CHECK(page.spans[i].box.y0 == Approx(alone.spans[i].box.y0));
    CHECK(page.spans[i].font_size_pt == Approx(alone.spans[i].font_size_pt));
  }
}

/// Each page of a document must be what it is in a document of its own.
void check_neighbours(const std::vector<TestPage>& pages, const std::string& extra = {}) {
  std::vector<Page> together = pages_of(make_pdf(pages, {}, extra));
  REQUIRE(together.size() == pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    INFO("page " << i + 1);
    check_same(together[i], pages_of(make_pdf({pages[i]}, {}, extra)).at(0));
  }
}

}  // namespace

TEST_CASE("a page is not changed by what the page before it leaves open") {
  check_neighbours({{"q 2 0 0 2 10 -40 cm " + kText}, {kText + kLine}});
  check_neighbours({{kText + "20 80 m 120 80 l\n"}, {"20 30 m 120 30 l S " + kText}});
  check_neighbours({{kText + "0 0 50 50 re W\n"}, {kText + kLine}});
  check_neighbours({{"BT /F2 20 Tf 1 Tr 20 50 Td (1) Tj"}, {kText}});
  check_neighbours({{"5 w 4 Tc 50 Tz " + kText}, {kText + "20 30 m 120 30 l S\n"}});
  check_neighbours({{"/Span <</MCID 0>> BDC " + kText}, {kText}, {"EMC EMC " + kText}, {kText}});
}

TEST_CASE("neighbours may differ in their frames and in what they mean by a name") {
  check_neighbours({{kText}, {kText, "/MediaBox [0 0 200 100] /Rotate 90"}, {kText, "/MediaBox [0 0 300 300] /CropBox [10 10 210 110]"}, {kText}});
  check_neighbours({{kText}, {kText, "/MediaBox [0 0 200 100] /UserUnit 2"}, {kText}});
  const std::string form = "/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /Font << /F1 << /Type /Font "
                           "/Subtype /Type1 /BaseFont /Helvetica >> >> >>";
  const std::string extra = "40 0 obj << " + form + " /Length 33 >> stream\nBT /F1 10 Tf 20 50 Td (77) Tj ET \nendstream endobj\n"
                            "41 0 obj << " + form + " /Length 33 >> stream\nBT /F1 10 Tf 20 50 Td (88) Tj ET \nendstream endobj\n";
  const std::string box = "/MediaBox [0 0 200 100]";
  check_neighbours({{"/X Do", box, "/XObject << /X 40 0 R >>"}, {"/X Do", box, "/XObject << /X 41 0 R >>"},
                    {"/Y Do", box, "/XObject << /Y 40 0 R >>"}, {"/X Do /Y Do", box, "/XObject << /X 41 0 R /Y 40 0 R >>"}}, extra);
}

TEST_CASE("graphics states that stand in the page itself keep their own meaning") {
  const std::string box = "/MediaBox [0 0 200 100]", drawn = "/G gs 20 30 m 120 30 l S\n" + kText;
  check_neighbours({{drawn, box, "/ExtGState << /G << /LW 3 /BM /Multiply >> >>"}, {drawn, box, "/ExtGState << /G << /LW 1 >> >>"},
                    {drawn, box, "/ExtGState << /G << /LW 2 /CA 0 >> >>"}, {drawn, box, "/ExtGState << /G << /LW 2 /CA 0 >> >>"}});
  std::vector<Page> pages = pages_of(make_pdf({{drawn, box, "/ExtGState << /G << /LW 3 >> >>"}, {drawn, box, "/ExtGState << /G << /LW 2 >> >>"}}));
  REQUIRE(pages[0].rulings.size() == 1);
  REQUIRE(pages[1].rulings.size() == 1);
  CHECK(pages[0].rulings[0].thickness_pt == Approx(3));
  CHECK(pages[1].rulings[0].thickness_pt == Approx(2));
}

TEST_CASE("more pages than are joined at once are all read") {
  std::vector<TestPage> pages;
  for (int i = 0; i < 70; ++i) pages.push_back({"BT /F1 10 Tf 20 50 Td (" + std::to_string(i) + ") Tj ET\n"});
  std::vector<Page> read = pages_of(make_pdf(pages));
  REQUIRE(read.size() == 70);
  for (int i = 0; i < 70; ++i) CHECK(text_of(read[static_cast<std::size_t>(i)]) == std::to_string(i) + ";");
}
