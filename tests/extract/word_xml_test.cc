// The reader of Word documents, by documents in one XML file: what stands in the body is read alike.

#include "extract/docx_reader.h"
#include "extract/kind.h"
#include "tests/extract/made_pages.h"

namespace nianbao {
namespace {

std::string word_2003(const std::string& body) {
  return "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument xmlns:w=\"w\" xmlns:wx=\"x\"><w:body><wx:sect>" + body +
         "</wx:sect></w:body></w:wordDocument>";
}

std::string paragraph(const std::string& runs) { return "<w:p>" + runs + "</w:p>"; }
std::string run(const std::string& text, const std::string& properties = "") {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
}

test::Lines lines_in(const std::string& body) {
  auto document = read_word_xml(word_2003(body), {});
  REQUIRE(document);
  return test::lines_of(*document);
}

}  // namespace

TEST_CASE("A Word document in one XML file is told and read, of 2003 and as a flat package") {
  const std::string body = paragraph(run("第一段"));
  CHECK(sniff_kind(word_2003(body)) == Kind::word_xml);
  CHECK(lines_in(body) == test::Lines{"第一段"});
  const std::string flat =
      "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg=\"p\"><pkg:part pkg:name=\"/word/document.xml\" "
      "pkg:contentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"><pkg:xmlData><w:document xmlns:w=\"w\"><w:body>" +
      body + "</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>";
  CHECK(sniff_kind(flat) == Kind::word_xml);
  auto document = read_word_xml(flat, {});
  REQUIRE(document);
  CHECK(test::lines_of(*document) == test::Lines{"第一段"});
  CHECK(read_word_xml("<a/>", {}).error().code == ErrorCode::damaged_file);
}

TEST_CASE("What is struck through is not read, nor what is hidden or deleted") {
  CHECK(lines_in(paragraph(run("77", "<w:strike/>") + run("12", "<w:strike w:val=\"0\"/>") + run("5", "<w:dstrike/>") + run("9", "<w:vanish/>") +
                           "<w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins>" + run("4") + "</w:ins>")) == test::Lines{"124"});
}

TEST_CASE("Merged cells of Word 2003 are one cell") {
  const auto cell = [](const std::string& text, const std::string& properties = "") { return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(run(text)) + "</w:tc>"; };
  auto document = read_word_xml(word_2003("<w:tbl><w:tr>" + cell("组", "<w:vmerge w:val=\"restart\"/>") + cell("1") + "</w:tr><w:tr>" + cell("", "<w:vmerge/>") + cell("2") + "</w:tr></w:tbl>"), {});
  REQUIRE(document);
  CHECK(test::grids_of(*document).at(0).cells.at(0).row_span == 2);
}

}  // namespace nianbao
