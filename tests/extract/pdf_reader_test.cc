#include "extract/pdf_reader.h"

#include <catch2/catch.hpp>
#include <algorithm>
#include <string>

#include "model/unicode.h"
#include "tests/extract/pdf_writer.h"

using namespace nianbao;

namespace {

ReadOptions without_recognition() {
  ReadOptions options;
  options.ocr = OcrMode::never;
  return options;
}

Document read(const std::string& pdf) {
  Result<Document> result = read_pdf(pdf, {});
  if (!result) FAIL(result.error().message);
  return *result;
}

Page page_of(const std::string& pdf) { return read(pdf).pages.at(0); }

ErrorCode code_of(const std::string& pdf, const ReadOptions& options = without_recognition()) {
  Result<Document> result = read_pdf(pdf, options);
  REQUIRE(!result);
  CHECK(!result.error().message.empty());
  return result.error().code;
}

std::vector<std::string> texts_of(const Page& page) {
  std::vector<std::string> out;
  for (const Span& span : page.spans) out.push_back(to_utf8(span.text));
  return out;
}

void check_box(const Box& box, const Box& expected, double margin = 0.01) {
  CHECK(box.x0 == Approx(expected.x0).margin(margin));
  CHECK(box.y0 == Approx(expected.y0).margin(margin));
  CHECK(box.x1 == Approx(expected.x1).margin(margin));
  CHECK(box.y1 == Approx(expected.y1).margin(margin));
}

using Texts = std::vector<std::string>;

/// `12`, 10 pt, from (20, 50): digits of Helvetica are 0.556 em wide.
const std::string kTwelve = "BT /F1 10 Tf 20 50 Td (12) Tj ET\n";
const std::string kLine = "1 w 20 30 m 120 30 l S\n";

}  // namespace

TEST_CASE("a page has its size, its text and its lines in points from the top left") {
  Page page = page_of(make_pdf(kTwelve + kLine));
  CHECK(page.page_no == 1);
  CHECK(page.width_pt == 200);
  CHECK(page.height_pt == 100);
  REQUIRE(texts_of(page) == Texts{"12"});
  const Span& span = page.spans[0];
  CHECK(span.edges.size() == 3);
  CHECK(span.edges[0] == Approx(20));
  CHECK(span.edges[1] == Approx(25.56));
  CHECK(span.edges[2] == Approx(31.12));
  CHECK(span.font_size_pt == Approx(10));
  CHECK(span.turn == 0);
  CHECK(span.box.y0 < 43);
  CHECK(span.box.y1 > 50);
  CHECK(page.rulings == std::vector<Ruling>{{true, 70, 20, 120, 1}});
}

TEST_CASE("what the reader hands over names its kind, size, pages and method") {
  std::string pdf = make_pdf({{kTwelve}, {kTwelve}, {kTwelve}});
  Document document = read(pdf);
  CHECK(document.info.media_type == "application/pdf");
  CHECK(document.info.bytes == static_cast<std::int64_t>(pdf.size()));
  CHECK(document.info.pages == 3);
  CHECK(document.info.method == Method::text_layer);
  CHECK(document.findings.empty());
  REQUIRE(document.pages.size() == 3);
  CHECK(document.pages[2].page_no == 3);
}

TEST_CASE("a turned page is read as it is shown") {
  auto turned = [](const char* rotate) {
    return page_of(make_pdf({{kTwelve + kLine, std::string("/MediaBox [0 0 200 100] /Rotate ") + rotate}}));
  };
  Page right = turned("90");
  CHECK(right.width_pt == 100);
  CHECK(right.height_pt == 200);
  REQUIRE(right.spans.size() == 1);
  CHECK(right.spans[0].turn == 90);
  CHECK(right.spans[0].edges.front() == Approx(20));
  CHECK(right.spans[0].edges.back() == Approx(31.12));
  CHECK(right.spans[0].box.x0 < 50);
  CHECK(right.spans[0].box.x1 > 57);
  CHECK(right.rulings == std::vector<Ruling>{{false, 30, 20, 120, 1}});

  Page over = turned("180");
  CHECK(over.width_pt == 200);
  CHECK(over.spans.at(0).turn == 180);
  CHECK(over.spans[0].edges.front() == Approx(180));
  CHECK(over.spans[0].edges.back() == Approx(168.88));
  CHECK(over.rulings == std::vector<Ruling>{{true, 30, 80, 180, 1}});

  Page left = turned("270");
  CHECK(left.spans.at(0).turn == 270);
  CHECK(left.spans[0].edges.front() == Approx(180));
  CHECK(left.spans[0].edges.back() == Approx(168.88));
  CHECK(left.rulings == std::vector<Ruling>{{false, 70, 80, 180, 1}});
}

TEST_CASE("a landscape table on a turned page reads upright") {
  std::string sideways = "BT /F1 10 Tf 0 1 -1 0 60 20 Tm (12) Tj ET\n";
  Page page = page_of(make_pdf({{sideways, "/MediaBox [0 0 200 100] /Rotate 90"}}));
  REQUIRE(page.spans.size() == 1);
  CHECK(page.spans[0].turn == 0);
  CHECK(page.spans[0].edges.front() == Approx(20));
  CHECK(page_of(make_pdf(sideways)).spans.at(0).turn == 270);
}

TEST_CASE("places count from the crop box, and what lies outside of it is left out") {
  std::string content = kTwelve + kLine + "BT /F1 10 Tf 20 5 Td (99) Tj ET\n";
  Page page = page_of(make_pdf({{content, "/MediaBox [0 0 200 100] /CropBox [10 20 110 90]"}}));
  CHECK(page.width_pt == 100);
  CHECK(page.height_pt == 70);
  REQUIRE(texts_of(page) == Texts{"12"});
  CHECK(page.spans[0].edges[0] == Approx(10));
  CHECK(page.rulings == std::vector<Ruling>{{true, 60, 10, 100, 1}});
}

TEST_CASE("a media box that does not start at 0 moves everything") {
  Page page = page_of(make_pdf({{kTwelve + kLine, "/MediaBox [-10 -20 190 80]"}}));
  CHECK(page.spans.at(0).edges[0] == Approx(30));
  CHECK(page.rulings == std::vector<Ruling>{{true, 50, 30, 130, 1}});
}

TEST_CASE("UserUnit makes units larger than points") {
  Page page = page_of(make_pdf({{kTwelve + kLine, "/MediaBox [0 0 200 100] /UserUnit 2"}}));
  CHECK(page.width_pt == 400);
  CHECK(page.height_pt == 200);
  CHECK(page.spans.at(0).edges[0] == Approx(40));
  CHECK(page.spans[0].font_size_pt == Approx(20));
  CHECK(page.rulings == std::vector<Ruling>{{true, 140, 40, 240, 2}});
}

TEST_CASE("text and lines follow the current matrix") {
  Page page = page_of(make_pdf("q 2 0 0 2 10 10 cm BT /F1 5 Tf 5 20 Td (12) Tj ET 0.5 w 5 10 m 55 10 l S Q"));
  REQUIRE(texts_of(page) == Texts{"12"});
  CHECK(page.spans[0].edges[0] == Approx(20));
  CHECK(page.spans[0].edges[2] == Approx(31.12));
  CHECK(page.spans[0].font_size_pt == Approx(10));
  CHECK(page.rulings == std::vector<Ruling>{{true, 70, 20, 120, 1}});
}

TEST_CASE("a negative font size on a turned matrix is upright text") {
  Page page = page_of(make_pdf("BT /F1 -10 Tf -1 0 0 -1 20 50 Tm (12) Tj ET"));
  REQUIRE(texts_of(page) == Texts{"12"});
  CHECK(page.spans[0].turn == 0);
  CHECK(page.spans[0].edges[2] == Approx(31.12));
  check_box(page.spans[0].box, page_of(make_pdf(kTwelve)).spans.at(0).box);
}

TEST_CASE("character spacing, word spacing and squeezed text are placed as drawn") {
  Page spaced = page_of(make_pdf("BT /F1 10 Tf 1 Tc 20 50 Td (12) Tj ET"));
  CHECK(spaced.spans.at(0).edges == std::vector<float>{20, 26.56f, 32.12f});
  Page squeezed = page_of(make_pdf("BT /F1 10 Tf 50 Tz 20 50 Td (12) Tj ET"));
  CHECK(squeezed.spans.at(0).edges[2] == Approx(25.56));
  Page words = page_of(make_pdf("BT /F1 10 Tf 40 Tw 20 50 Td (1 2) Tj ET"));
  CHECK(texts_of(words) == Texts{"1", "2"});
  CHECK(words.spans.at(1).edges[0] == Approx(68.34));
}

TEST_CASE("numbers set apart in one operator are spans of their own") {
  CHECK(texts_of(page_of(make_pdf("BT /F1 10 Tf 20 50 Td [(27) -300 (0) -300 (13)] TJ ET"))) == Texts{"27", "0", "13"});
  CHECK(texts_of(page_of(make_pdf("BT /F1 10 Tf 20 50 Td [(2) 20 (7)] TJ ET"))) == Texts{"27"});
}

TEST_CASE("bold is known by the font's name and by text that is filled and stroked") {
  CHECK(!page_of(make_pdf(kTwelve)).spans.at(0).bold);
  CHECK(page_of(make_pdf("BT /F2 10 Tf 20 50 Td (12) Tj ET")).spans.at(0).bold);
  CHECK(page_of(make_pdf("BT /F1 10 Tf 2 Tr 20 50 Td (12) Tj ET")).spans.at(0).bold);
}

TEST_CASE("Chinese fonts without ToUnicode are read by their encoding") {
  CHECK(texts_of(page_of(make_pdf("BT /F3 10 Tf 20 50 Td <653F5E9C4FE1606F> Tj ET"))) == Texts{"政府信息"});
  CHECK(texts_of(page_of(make_pdf("BT /F5 10 Tf 20 50 Td <D5FEB8AE> Tj ET"))) == Texts{"政府"});
}

TEST_CASE("vertical writing gives upright glyphs, one span each") {
  Page page = page_of(make_pdf("BT /F4 10 Tf 50 90 Td <529E7406> Tj ET"));
  REQUIRE(texts_of(page) == Texts{"办", "理"});
  CHECK(page.spans[0].turn == 0);
  check_box(page.spans[0].box, {45, 10, 55, 20});
  check_box(page.spans[1].box, {45, 20, 55, 30});
  CHECK(page.spans[0].edges == std::vector<float>{45, 55});
}

TEST_CASE("a glyph without Unicode is U+FFFD, never left out") {
  CHECK(texts_of(page_of(make_pdf(kTwelve + "BT /F6 10 Tf 60 50 Td <0005> Tj ET"))) == Texts{"12", "\xEF\xBF\xBD"});
  CHECK(texts_of(page_of(make_pdf(kTwelve + "BT /F9 10 Tf 60 50 Td (1) Tj ET"))) == Texts{"12", "\xEF\xBF\xBD"});
}

TEST_CASE("a text layer of unknown characters needs OCR") {
  CHECK(code_of(make_pdf("BT /F6 10 Tf 60 50 Td <000500060007> Tj ET")) == ErrorCode::needs_ocr);
}

TEST_CASE("ligatures share their width, private characters stay") {
  Page page = page_of(make_pdf("BT /F7 10 Tf 20 50 Td (fxA) Tj ET"));
  REQUIRE(texts_of(page) == Texts{"ffi\xEE\x80\x81" "A"});
  CHECK(page.spans[0].edges[1] - page.spans[0].edges[0] == Approx(2.78 / 3).margin(0.001));
}

TEST_CASE("a Type 3 font's glyphs are placed by its own matrix") {
  Page page = page_of(make_pdf("BT /F8 10 Tf 20 50 Td (aa) Tj ET"));
  REQUIRE(texts_of(page) == Texts{"aa"});
  CHECK(page.spans[0].edges == std::vector<float>{20, 26, 32});
  CHECK(page.spans[0].font_size_pt == Approx(10));
  CHECK(page.rulings.empty());
}

TEST_CASE("text that the clip hides is left out, text that it cuts is kept") {
  CHECK(texts_of(page_of(make_pdf("q 0 0 100 40 re W n " + kTwelve + "Q BT /F1 10 Tf 20 80 Td (7) Tj ET"))) == Texts{"7"});
  CHECK(texts_of(page_of(make_pdf("q 0 0 28 100 re W n " + kTwelve + "Q"))) == Texts{"12"});
  CHECK(texts_of(page_of(make_pdf("q 0 0 25 100 re W n " + kTwelve + "Q"))) == Texts{"1"});
}

TEST_CASE("invisible text over a picture is a scanner's OCR and is kept where nothing is recognised") {
  std::string ocr = "q 200 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q BT /F1 10 Tf 3 Tr 20 50 Td (";
  Result<Document> read = read_pdf(make_pdf(ocr + std::string(60, '1') + ") Tj ET"), without_recognition());
  REQUIRE(read);
  const Page& page = read->pages[0];
  CHECK(texts_of(page) == Texts{std::string(33, '1')});  // the page's edge cuts the last
  REQUIRE(page.pictures.size() == 1);
  check_box(page.pictures[0].box, {0, 0, 200, 100});
}

TEST_CASE("text on a slant, as of a watermark, is left out") {
  CHECK(texts_of(page_of(make_pdf(kTwelve + "BT /F1 30 Tf 0.7 0.7 -0.7 0.7 60 20 Tm (DRAFT) Tj ET"))) == Texts{"12"});
}

TEST_CASE("rectangles, thin rectangles and lines cut by a clip are rulings") {
  CHECK(page_of(make_pdf(kTwelve + "20 10 100 20 re S")).rulings.size() == 4);
  CHECK(page_of(make_pdf(kTwelve + "20 30 100 0.5 re f")).rulings ==
        std::vector<Ruling>{{true, 69.75, 20, 120, 0.5}});
  CHECK(page_of(make_pdf(kTwelve + "20 10 100 20 re f*")).rulings.empty());
  CHECK(page_of(make_pdf(kTwelve + "q 40 0 20 100 re W n 1 w 20 30 m 120 30 l S Q")).rulings ==
        std::vector<Ruling>{{true, 70, 40, 60, 1}});
  CHECK(page_of(make_pdf(kTwelve + "20 30 m 40 30 60 30 80 30 c S")).rulings.empty());
}

TEST_CASE("a thin area painted with a pattern or a gradient is a ruling") {
  std::string gradient = "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 200 0] /Function "
                         "<< /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >> >> >>";
  TestPage page{kTwelve + "q 20 30 100 1 re W n /S1 sh Q", "/MediaBox [0 0 200 100]", gradient};
  CHECK(page_of(make_pdf({page})).rulings == std::vector<Ruling>{{true, 69.5, 20, 120, 1}});
}

TEST_CASE("forms are drawn where they are placed, the group of a soft mask is not") {
  std::string form = "<< /Type /XObject /Subtype /Form /BBox [0 0 100 20] /Group << /S /Transparency /CS /DeviceGray >> "
                     "/Resources << /Font << /F1 10 0 R >> >> /Length 32 >>\nstream\nBT /F1 10 Tf 0 5 Td (345) Tj ET\n\nendstream";
  TestPage page{"q 1 0 0 1 20 50 cm /X1 Do Q q /M1 gs " + kTwelve + "Q", "/MediaBox [0 0 200 100]",
                "/XObject << /X1 40 0 R >> /ExtGState << /M1 << /SMask << /S /Luminosity /G 40 0 R >> >> >>"};
  Page read = page_of(make_pdf({page}, {}, "40 0 obj\n" + form + "\nendobj\n"));
  REQUIRE(texts_of(read) == Texts{"345", "12"});
  CHECK(read.spans[0].edges[0] == Approx(20));
}

TEST_CASE("a hidden layer is not read") {
  std::string layers = "/Properties << /L1 40 0 R >>";
  TestPage page{kTwelve + "/OC /L1 BDC BT /F1 10 Tf 60 50 Td (99) Tj ET EMC", "/MediaBox [0 0 200 100]", layers};
  std::string pdf = make_pdf({page}, {}, "40 0 obj\n<< /Type /OCG /Name (hidden) >>\nendobj\n");
  pdf.replace(pdf.find("/Type /Catalog"), 14,
              "/OCProperties << /OCGs [40 0 R] /D << /OFF [40 0 R] >> >> /Type /Catalog");
  CHECK(texts_of(page_of(pdf)) == Texts{"12"});
}

TEST_CASE("Info's entries become meta, in UTF-8 whatever their encoding") {
  Document document = read(make_pdf({{kTwelve}}, "/Title <FEFF653F5E9C> /Author (\\222x) /Producer () "
                                                "/CreationDate (D:20240226144123+08'00')"));
  REQUIRE(document.meta.size() == 3);
  CHECK(document.meta[0].key == "pdf:Title");
  CHECK(document.meta[0].value == "政府");
  CHECK(document.meta[0].origin == "meta");
  CHECK(document.meta[1].value == "\xE2\x84\xA2x");  // PDFDocEncoding
  CHECK(document.meta[2].value == "D:20240226144123+08'00'");
}

TEST_CASE("glyphs that are invisible or beneath a picture of the page count as hidden") {
  std::string picture = "q 200 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ";
  auto hidden = [](const std::string& content) {
    Result<Document> read = read_pdf(make_pdf({{content}, {kTwelve}}), without_recognition());
    REQUIRE(read);
    return read->pages[0].hidden_glyphs;
  };
  CHECK(hidden(picture + "BT 3 Tr /F1 10 Tf 20 50 Td (12345) Tj ET") == 5);
  CHECK(hidden("BT /F1 10 Tf 20 50 Td (12345) Tj ET " + picture) == 5);
  CHECK(hidden(picture + "BT /F1 10 Tf 20 50 Td (12345) Tj ET") == 0);
  CHECK(hidden("BT /F1 10 Tf 20 50 Td (12345) Tj ET q 20 0 0 10 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q") == 0);
}

TEST_CASE("pages without text need OCR, and the message says what they hold") {
  std::string picture = "q 200 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q ";
  Result<Document> result = read_pdf(make_pdf({{picture}, {picture}}), without_recognition());
  REQUIRE(!result);
  CHECK(result.error().code == ErrorCode::needs_ocr);
  CHECK(result.error().message.find("2 pages") != std::string::npos);
  CHECK(result.error().message.find("2 are pictures") != std::string::npos);
  CHECK(code_of(make_pdf({{picture + kTwelve}, {picture + kTwelve}})) == ErrorCode::needs_ocr);  // page numbers only
  CHECK(code_of(make_pdf("0 0 m 10 10 l S")) == ErrorCode::needs_ocr);
  CHECK(texts_of(page_of(make_pdf({{kTwelve}, {picture}}))) == Texts{"12"});
}

TEST_CASE("a file encrypted without a user password is read, one with a password is not") {
  auto encrypted = [](const std::string& user_key, const std::string& data) {
    std::string bytes;
    for (std::size_t i = 0; i < data.size(); i += 2) bytes.push_back(static_cast<char>(std::stoi(data.substr(i, 2), nullptr, 16)));
    return "%PDF-1.4\n1 0 obj\n<< /Pages 2 0 R /Type /Catalog >>\nendobj\n"
           "2 0 obj\n<< /Count 1 /Kids [ 3 0 R ] /Type /Pages >>\nendobj\n"
           "3 0 obj\n<< /Contents 4 0 R /MediaBox [ 0 0 200 100 ] /Parent 2 0 R /Resources << /Font << /F1 5 0 R >> >> "
           "/Type /Page >>\nendobj\n4 0 obj\n<< /Length 35 >>\nstream\n" + bytes + "\nendstream\nendobj\n"
           "5 0 obj\n<< /BaseFont /Helvetica /Subtype /Type1 /Type /Font >>\nendobj\n"
           "6 0 obj\n<< /Filter /Standard /Length 40 /O <OWNER> /P -4 /R 2 /U <" + user_key + "> /V 1 >>\nendobj\n"
           "trailer\n<< /Root 1 0 R /Size 7 /ID [<31415926535897932384626433832795><31415926535897932384626433832795>] "
           "/Encrypt 6 0 R >>\n";
  };
  auto owned = [&](const char* owner, const char* user, const char* data) {
    std::string pdf = encrypted(user, data);
    return pdf.replace(pdf.find("OWNER"), 5, owner);
  };
  CHECK(texts_of(page_of(owned("c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab",
                               "b3d9fa366906ef42f354c6deb74c59075eaf334eb7c04356ba0d7f3dd8b51d0a",
                               "5db3922276a4c426a884c4ff047a4f53158c7c65ecef5ea136de7314d9644759e179aa"))) == Texts{"2023"});
  CHECK(code_of(owned("92fe0f4454ad4c9644693f33c07cb54f587dce1e2682fe9ecea6107a1ef630dd",
                               "f53be2f0b8dac4313197df2d160bb5ade3ac05b5b656448e405c1b683d9d270b",
                               "e8819f6f425f95bc05b73acf1e893559060ab03610f4f4b34988215d1af505f74121ad")) == ErrorCode::encrypted);
}

TEST_CASE("a PDF without its table of objects is read, with a finding") {
  std::string pdf = make_pdf(kTwelve);
  pdf.replace(pdf.find("startxref"), 12, "startxref\n99");
  Document document = read(pdf);
  CHECK(texts_of(document.pages.at(0)) == Texts{"12"});
  REQUIRE(document.findings.size() == 1);
  CHECK(document.findings[0].rule == "file_damaged");
  CHECK(!document.findings[0].message_zh.empty());
}

TEST_CASE("of a PDF that was cut, the pages that are left are read") {
  std::string pdf = make_pdf({{kTwelve}, {kTwelve}, {kTwelve}});
  std::string cut = pdf.substr(0, pdf.find("104 0 obj"));
  Document document = read(cut);
  REQUIRE(document.pages.size() == 3);
  CHECK(texts_of(document.pages[0]) == Texts{"12"});
  CHECK(texts_of(document.pages[1]) == Texts{"12"});
  CHECK(document.pages[2].spans.empty());
  REQUIRE(document.findings.size() == 1);
  CHECK(document.findings[0].message.find("could not be read: 3") != std::string::npos);
}

TEST_CASE("of a PDF that lost its catalog, the pages are found by themselves") {
  std::string pdf = make_pdf({{kTwelve}, {"BT /F1 10 Tf 20 50 Td (34) Tj ET"}});
  std::string cut = pdf.substr(0, pdf.find("xref\n0 1"));
  cut.replace(cut.find("/Catalog"), 8, "/Cata\0og");
  Document document = read(cut);
  REQUIRE(document.pages.size() == 2);
  CHECK(document.pages[0].width_pt == 200);
  CHECK(texts_of(document.pages[0]) == Texts{"12"});
  CHECK(texts_of(document.pages[1]) == Texts{"34"});
  CHECK(document.findings.size() == 1);
}

TEST_CASE("content that is broken gives a finding") {
  Document document = read(make_pdf(kTwelve + "BT /F1 10 Tf 60 50 Td (7) T\x01j ET"));
  CHECK(texts_of(document.pages.at(0)) == Texts{"12"});
  REQUIRE(document.findings.size() == 1);
  CHECK(document.findings[0].rule == "file_damaged");
}

TEST_CASE("nothing, and what is no PDF, are errors") {
  CHECK(code_of("") == ErrorCode::empty_file);
  CHECK(code_of("%PDF-1.7\n") == ErrorCode::damaged_file);
  CHECK(code_of("一、总体情况") == ErrorCode::damaged_file);
}

TEST_CASE("more pages or bytes than allowed are refused") {
  ReadOptions options;
  options.max_pages = 2;
  CHECK(code_of(make_pdf({{kTwelve}, {kTwelve}, {kTwelve}}), options) == ErrorCode::limit_exceeded);
  options.max_bytes = 100;
  CHECK(code_of(make_pdf(kTwelve), options) == ErrorCode::limit_exceeded);
}

TEST_CASE("a page that draws without end is refused") {
  std::string forms;
  for (int n = 40; n < 49; ++n) {  // each draws the next ten times
    std::string content;
    for (int i = 0; i < 10; ++i) content += "/X1 Do ";
    if (n == 48) content = "0 0 m 9 9 l S 0 0 m 9 9 l S 0 0 m 9 9 l S 0 0 m 9 9 l S 0 0 m 9 9 l S";
    forms += std::to_string(n) + " 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /XObject << /X1 " +
             std::to_string(n + 1) + " 0 R >> >> /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
             "\nendstream\nendobj\n";
  }
  TestPage page{kTwelve + "/X1 Do", "/MediaBox [0 0 200 100]", "/XObject << /X1 40 0 R >>"};
  CHECK(code_of(make_pdf({page}, {}, forms)) == ErrorCode::limit_exceeded);
}

TEST_CASE("of a cut PDF whose pages have no text left, nothing is read") {
  std::string pdf = make_pdf(kTwelve);
  CHECK(code_of(pdf.substr(0, pdf.find("101 0 obj"))) == ErrorCode::damaged_file);
}

TEST_CASE("numbers beyond all bounds do no harm") {
  for (const char* content : {"BT /F1 1e30 Tf 20 50 Td (12) Tj ET", "1e38 0 0 1e38 0 0 cm 0 0 m 1 1 l S",
                              "BT /F1 10 Tf 99999999999999999999999 0 Td (12) Tj ET", "0 0 0 0 0 0 cm 0 0 m 9 9 l S"})
    CHECK(texts_of(page_of(make_pdf(kTwelve + content))) == Texts{"12"});
  Result<Document> huge = read_pdf(make_pdf({{kTwelve, "/MediaBox [0 0 1e20 1e20]"}, {kTwelve}}), {});
  if (huge) CHECK(huge->pages.at(0).width_pt < 1e6);
}

TEST_CASE("a thousand pages are read") {
  Document document = read(make_pdf(std::vector<TestPage>(1000, TestPage{kTwelve + kLine})));
  REQUIRE(document.pages.size() == 1000);
  CHECK(document.pages[999].page_no == 1000);
  CHECK(texts_of(document.pages[999]) == Texts{"12"});
}

TEST_CASE("the same bytes give the same document") {
  std::string pdf = make_pdf(kTwelve + kLine);
  CHECK(read(pdf) == read(pdf));
}
