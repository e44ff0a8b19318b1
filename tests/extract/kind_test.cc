#include "extract/kind.h"

#include <catch2/catch.hpp>
#include <string>

#include "extract/read_document.h"

using namespace nianbao;
using namespace std::string_literals;

namespace {

/// A member of a ZIP file as it stands there: local header, name, data.
std::string zip_member(const std::string& name, const std::string& data) {
  std::string out = "PK\x03\x04"s + std::string(14, '\0');
  for (std::size_t size : {data.size(), data.size()})
    for (int i = 0; i < 4; ++i) out.push_back(static_cast<char>(size >> (8 * i) & 0xFF));
  out += {static_cast<char>(name.size()), '\0', '\0', '\0'};
  return out + name + data;
}

std::string wide(const std::string& ascii) {
  std::string out;
  for (char c : ascii) out += {c, '\0'};
  return out;
}

ErrorCode code_of(const std::string& bytes) {
  auto result = read_document(bytes, {});
  REQUIRE(!result);
  CHECK(!result.error().message.empty());
  return result.error().code;
}

}  // namespace

TEST_CASE("a PDF is told by its header, also behind other bytes") {
  CHECK(sniff_kind("%PDF-1.4\n") == Kind::pdf);
  CHECK(sniff_kind("HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n") == Kind::pdf);
  CHECK(sniff_kind("\xEF\xBB\xBF%PDF-1.4\n") == Kind::pdf);
  CHECK(sniff_kind(std::string(2000, 'x') + "%PDF-1.4\n") == Kind::text);
}

TEST_CASE("a web page that speaks of %PDF- is still a web page") {
  CHECK(sniff_kind("<html><p>%PDF-1.4 is a header</p></html>") == Kind::html);
}

TEST_CASE("web pages are told by doctype or tag, behind blanks, marks and comments") {
  CHECK(sniff_kind("\xEF\xBB\xBF\r\n <!DOCTYPE html>") == Kind::html);
  CHECK(sniff_kind("<!-- saved from a site -->\n<HTML lang=zh>") == Kind::html);
  CHECK(sniff_kind("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">") == Kind::html);
  CHECK(sniff_kind("\xFF\xFE" + wide("<html><body>")) == Kind::html);
  CHECK(sniff_kind(wide("<html><body>")) == Kind::html);
  CHECK(sniff_kind(wide("1. 2023 report\n")) == Kind::text);
  CHECK(sniff_kind(std::string("\0\x4E\x01\x02\0\0\x03\x05\0\x07", 10)) == Kind::unknown);
  CHECK(sniff_kind("<table border=1><tr>") == Kind::html);
  CHECK(sniff_kind("<?xml version=\"1.0\"?><report/>") == Kind::xml);
  CHECK(sniff_kind("<第一章> 正文") == Kind::text);
}

TEST_CASE("office files are told by the members of their ZIP") {
  std::string types = zip_member("[Content_Types].xml", "<Types/>");
  CHECK(sniff_kind(types + zip_member("word/document.xml", "x")) == Kind::docx);
  CHECK(sniff_kind(types + zip_member("xl/workbook.xml", "x")) == Kind::xlsx);
  CHECK(sniff_kind(zip_member("mimetype", "application/vnd.oasis.opendocument.text")) == Kind::odt);
  CHECK(sniff_kind(zip_member("OFD.xml", "<x/>")) == Kind::ofd);
  CHECK(sniff_kind(zip_member("a/b.txt", "word/document.xml")) == Kind::zip);
  CHECK(sniff_kind("PK\x03\x04") == Kind::zip);
}

TEST_CASE("old office files are told by the streams in them") {
  std::string head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(600, '\0');
  CHECK(sniff_kind(head + wide("WordDocument") + std::string(2, '\0')) == Kind::doc);
  CHECK(sniff_kind(head + wide("Workbook") + std::string(2, '\0')) == Kind::xls);
  CHECK(sniff_kind(head) == Kind::ole);
}

TEST_CASE("pictures, archives and the rest are told by their first bytes") {
  CHECK(sniff_kind("\xFF\xD8\xFF\xE0 JFIF") == Kind::jpeg);
  CHECK(sniff_kind("\x89PNG\r\n\x1A\n") == Kind::png);
  CHECK(sniff_kind("II*\0\x08"s) == Kind::tiff);
  CHECK(sniff_kind("\x1F\x8B\x08\x08") == Kind::gzip);
  CHECK(sniff_kind("7z\xBC\xAF\x27\x1C") == Kind::seven_zip);
  CHECK(sniff_kind("{\\rtf1\\ansi") == Kind::rtf);
  CHECK(sniff_kind("WARC/1.0\r\n") == Kind::warc);
  CHECK(sniff_kind("BM的报告") == Kind::text);
}

TEST_CASE("text, nothing and neither are told apart") {
  CHECK(sniff_kind("一、总体情况\n") == Kind::text);
  CHECK(sniff_kind("\xD2\xBB\xA1\xA2\xD7\xDC\xCC\xE5") == Kind::text);  // GB 18030
  CHECK(sniff_kind("") == Kind::empty);
  CHECK(sniff_kind("\xEF\xBB\xBF \r\n\t") == Kind::empty);
  CHECK(sniff_kind("\0\x01\x02\x03ELF"s) == Kind::unknown);
}

TEST_CASE("every kind has a name and a media type") {
  for (int i = 0; i <= static_cast<int>(Kind::unknown); ++i) {
    CHECK(info_of(static_cast<Kind>(i)).kind == static_cast<Kind>(i));
    CHECK(!info_of(static_cast<Kind>(i)).media_type.empty());
  }
}

TEST_CASE("what is not read has an error that names it") {
  CHECK(code_of("") == ErrorCode::empty_file);
  CHECK(code_of(" \n") == ErrorCode::empty_file);
  CHECK(code_of("\0\x01\x02\x03"s) == ErrorCode::unknown_kind);
  CHECK(code_of("\x89PNG\r\n\x1A\n") == ErrorCode::damaged_file);
  ReadOptions no_conversion;
  no_conversion.allow_conversion = false;
  Result<Document> rtf = read_document("{\\rtf1 x}", no_conversion);
  REQUIRE(!rtf);
  CHECK(rtf.error().code == ErrorCode::unsupported_kind);
  CHECK(rtf.error().message.find("RTF") != std::string::npos);
}

TEST_CASE("a file larger than allowed is not read") {
  ReadOptions options;
  options.max_bytes = 10;
  CHECK(read_document("一、总体情况", options).error().code == ErrorCode::limit_exceeded);
}
