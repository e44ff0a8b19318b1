#include "extract/scan/embedded_pictures.h"

#include "corpus/generator/zip_writer.h"
#include "extract/docx_reader.h"
#include "extract/mhtml_reader.h"
#include "extract/scan/language_data.h"
#include "tests/extract/made_pages.h"
#include "tests/extract/scan/picture_files.h"

namespace nianbao {
namespace {

using namespace test;

const Lines kTableLines{"0|1370|0|0", "1370|0|0|1370", "0|0|1370|0"};

bool can_recognise() {
  const bool can = find_language_data("").has_value();
  if (!can) WARN("skipped: tesseract-ocr-chi-sim is not installed");
  return can;
}

std::string base64(const std::string& bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : bytes + std::string((3 - bytes.size() % 3) % 3, '\0')) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    if (++count % 3 != 0) continue;
    for (int shift = 18; shift >= 0; shift -= 6) out.push_back(kDigits[(bits >> shift) & 63U]);
    bits = 0;
  }
  for (std::size_t i = 0; i < (3 - bytes.size() % 3) % 3; ++i) out[out.size() - 1 - i] = '=';
  return out;
}

const std::string kBefore = "<h1>某县2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>正文。</p><p>二、主动公开政府信息情况</p>";
const std::string kAfter = "<p>三、收到和处理政府信息公开申请情况</p>";
const Lines kLinesBefore{"某县2023年政府信息公开工作年度报告", "一、总体情况", "正文。", "二、主动公开政府信息情况"};

Lines with_table() {
  Lines out = kLinesBefore;
  out.insert(out.end(), kTableLines.begin(), kTableLines.end());
  out.push_back("三、收到和处理政府信息公开申请情况");
  return out;
}

ReadOptions tables_only() {
  ReadOptions out;
  out.prose = false;
  return out;
}

/// `rule@path` of the findings on pictures.
Lines told(const Document& document) {
  Lines out;
  for (const Finding& finding : document.findings)
    if (finding.rule.starts_with("picture_")) out.push_back(finding.rule + "@" + finding.source.path);
  return out;
}

Document read(const Result<Document>& document) {
  REQUIRE(document.has_value());
  return *document;
}

TEST_CASE("A table that is a picture in a page (data:) is read where it stands, with its place in the picture") {
  if (!can_recognise()) return;
  const std::string image = "<p><img src=\"data:image/png;base64," + base64(to_png(draw_table())) + "\"></p>";
  const Document page = read(read_html(kBefore + image + kAfter, tables_only()));
  CHECK(lines_of(page) == with_table());
  CHECK(page.info.method == Method::mixed);
  CHECK(told(page) == Lines{"picture_recognised@img[1]"});
  const Cell cell = grids_of(page).at(0).cells.at(1);
  CHECK(cell.source.path == "img[1]");
  CHECK(cell.source.page == 0);
  REQUIRE(cell.source.bbox.has_value());
  CHECK(cell.source.bbox->x0 == Approx((40 + 150) * 0.36).margin(2));  // 200 dpi
  CHECK(cell.recognition.has_value());
}

TEST_CASE("With --ocr never, or where its file is not at hand, a picture is told and the page read") {
  ReadOptions never;
  never.ocr = OcrMode::never;
  for (const Document& page : {read(read_html(kBefore + "<p><img src='data:image/png;base64,AAAA'></p>" + kAfter, never)),
                               read(read_html(kBefore + "<p><img src='t.png'></p>" + kAfter, {}))}) {
    CHECK(told(page) == Lines{"picture_not_read@img[1]"});
    CHECK(page.info.method == Method::html);
    CHECK(grids_of(page).empty());
  }
}

TEST_CASE("A picture that is broken, tiny or without a table costs itself only") {
  if (!can_recognise()) return;
  for (const std::string& bytes : {std::string("no picture"), to_png(GrayImage(40, 40)), to_png(GrayImage(600, 300))}) {
    const Document page = read(read_html(kBefore + "<p><img src=\"data:image/png;base64," + base64(bytes) + "\"></p>" + kAfter, tables_only()));
    CHECK(told(page) == Lines{"picture_not_read@img[1]"});
    CHECK(page.info.method == Method::html);
  }
}

TEST_CASE("Pictures of a saved page are found among its parts, by URL, relative path or cid") {
  if (!can_recognise()) return;
  for (std::string address : {"http://a.gov.cn/img/t.png", "img/t.png", "cid:t1"}) {
    CAPTURE(address);
    const std::string bytes =
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + kBefore +
        "<p><img src='" + address + "'></p>" + kAfter +
        "\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <t1>\r\nContent-Location: http://a.gov.cn/img/t.png\r\n\r\n" +
        base64(to_png(draw_table())) + "\r\n--b--\r\n";
    CHECK(lines_of(read(read_mhtml(bytes, tables_only()))) == with_table());
  }
}

std::string word_file(const std::string& body) {
  return corpus::to_zip({{"word/document.xml", "<w:document><w:body>" + body + "</w:body></w:document>"},
                         {"word/_rels/document.xml.rels", "<Relationships><Relationship Id=\"rId4\" Type=\"x/image\" Target=\"media/t.jpeg\"/></Relationships>"},
                         {"word/media/t.jpeg", to_jpeg(draw_table())}});
}

const std::string kWordPicture = "<w:p><w:r><w:drawing><wp:extent cx=\"5400000\" cy=\"2160000\"/><a:blip r:embed=\"rId4\"/></w:drawing></w:r></w:p>";

TEST_CASE("A table that is a picture in a Word document is read where it stands, behind paragraphs without text too") {
  if (!can_recognise()) return;
  const Document document = read(read_docx(word_file("<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p><w:p/>" + kWordPicture + "<w:p><w:r><w:t>末段</w:t></w:r></w:p>"), tables_only()));
  CHECK(lines_of(document) == Lines{"一、总体情况", kTableLines[0], kTableLines[1], kTableLines[2], "末段"});
  CHECK(told(document) == Lines{"picture_recognised@p[3]"});
  CHECK(document.info.method == Method::mixed);
}

TEST_CASE("A Word document that is nothing but a picture is recognised; in a table's cell a picture is told") {
  if (!can_recognise()) return;
  CHECK(read(read_docx(word_file(kWordPicture), tables_only())).info.method == Method::ocr);
  const std::string cells = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc>" + kWordPicture + "</w:tc></w:tr></w:tbl>";
  CHECK(told(read(read_docx(word_file(cells), tables_only()))) == Lines{"picture_not_read@table[1]/tr[1]/td[2]/p[1]"});
}

}  // namespace
}  // namespace nianbao
