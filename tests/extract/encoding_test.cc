#include "extract/encoding.h"

#include <catch2/catch.hpp>

#include "extract/encoding_icu.h"

namespace nianbao {
namespace {

const std::string kText =
    "某县2023年政府信息公开工作年度报告。一、总体情况：本单位主动公开政府信息一百二十条，收到申请五件。二、主动公开政府信息情况。三、收到和处理政府信息公开申请情况。";
const std::string kTraditional = "某縣2023年政府資訊公開工作年度報告。一、總體情況：本單位主動公開政府資訊，收到申請五件。二、主動公開政府資訊情況。";

std::string in(const std::string& utf8, const std::string& encoding) {
  auto bytes = from_utf8_to(utf8, encoding);
  REQUIRE(bytes.has_value());
  return *bytes;
}

DecodedText decoded(const std::string& bytes, bool markup = false) {
  DecodeOptions options;
  options.markup = markup;
  auto text = decode_text(bytes, options);
  REQUIRE(text.has_value());
  return *text;
}

bool says(const DecodedText& text, std::string_view rule) {
  for (const Finding& finding : text.findings)
    if (finding.rule == rule) return true;
  return false;
}

TEST_CASE("A byte order mark decides, and is no part of the text") {
  CHECK(decoded("\xEF\xBB\xBF" + kText) == DecodedText{kText, {"UTF-8", "bom", true}, {}});
  CHECK(decoded("\xFF\xFE" + in(kText, "UTF-16LE")) == DecodedText{kText, {"UTF-16LE", "bom", true}, {}});
  CHECK(decoded("\xFE\xFF" + in(kText, "UTF-16BE")) == DecodedText{kText, {"UTF-16BE", "bom", true}, {}});
}

TEST_CASE("A page's <meta> says its encoding, in any spelling; GB18030 stands for its subsets") {
  for (std::string charset : {"gb2312", "GBK", "\"gb18030\"", "'GB2312'", "x-gbk"}) {
    CAPTURE(charset);
    const std::string page = "<html><head><meta charset=" + charset + "></head>" + kText;
    const DecodedText text = decoded(in(page, "GB18030"), true);
    CHECK(text.utf8 == page);
    CHECK(text.info == EncodingInfo{"GB18030", "meta", true});
    CHECK(text.findings.empty());
  }
  const std::string old = "<!-- " + std::string(2000, 'x') + " --><META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=big5\">" + kTraditional;
  CHECK(decoded(in(old, "Big5"), true).info == EncodingInfo{"Big5", "meta", true});
}

TEST_CASE("An XML declaration says the encoding") {
  const std::string page = "<?xml version=\"1.0\" encoding=\"GBK\"?><html>" + kText + "</html>";
  const DecodedText text = decoded(in(page, "GB18030"), true);
  CHECK(text.utf8 == page);
  CHECK(text.info == EncodingInfo{"GB18030", "declaration", true});
}

TEST_CASE("Without any declaration the bytes tell") {
  const DecodedText gbk = decoded(in(kText, "GB18030"));
  CHECK(gbk.utf8 == kText);
  CHECK(gbk.info.name == "GB18030");
  CHECK(gbk.info.origin == "detected");
  CHECK(decoded(in(kTraditional, "Big5")).utf8 == kTraditional);
  CHECK(decoded(in(kTraditional, "Big5")).info.name == "Big5");
  CHECK(decoded(kText).info == EncodingInfo{"UTF-8", "detected", true});
  const std::string page = "<html><body><p>" + kText + "</p></body></html>";
  CHECK(decoded(in(page, "UTF-16LE")).utf8 == page);
  CHECK(decoded(in(page, "UTF-16BE")).info.name == "UTF-16BE");
}

TEST_CASE("A declaration that the bytes belie is not believed, and that is said") {
  const DecodedText text = decoded("<meta charset=gb2312>" + kText, true);
  CHECK(text.utf8 == "<meta charset=gb2312>" + kText);
  CHECK(text.info.name == "UTF-8");
  CHECK(says(text, "encoding_doubt"));
  const DecodedText other = decoded(in("<meta charset=utf-8>" + kText, "GB18030"), true);
  CHECK(other.utf8 == "<meta charset=utf-8>" + kText);
  CHECK(other.info.name == "GB18030");
  CHECK(says(other, "encoding_doubt"));
}

TEST_CASE("A page declared as ISO-8859-1 by its server's default is read by its bytes") {
  CHECK(decoded(in("<meta charset=iso-8859-1>" + kText, "GB18030"), true).info.name == "GB18030");
}

TEST_CASE("A stray byte in UTF-8 is damage, said and kept as U+FFFD") {
  std::string bytes = kText;
  bytes.insert(30, "\xB5");
  const DecodedText text = decoded(bytes);
  CHECK(text.info.name == "UTF-8");
  CHECK_FALSE(text.info.certain);
  CHECK(text.utf8.find("\xEF\xBF\xBD") != std::string::npos);
  CHECK(says(text, "encoding_doubt"));
}

TEST_CASE("A file that ends within a character is damaged, not of another encoding") {
  const DecodedText text = decoded(kText.substr(0, kText.size() - 1));
  CHECK(text.info.name == "UTF-8");
  CHECK(text.utf8 == kText.substr(0, kText.size() - 3));
  CHECK(says(text, "file_damaged"));
}

TEST_CASE("What stands round the text is believed before what stands in it, if the bytes agree") {
  DecodeOptions options;
  options.markup = true;
  options.declared = "gbk";
  auto text = decode_text(in(kText, "GB18030"), options);
  REQUIRE(text.has_value());
  CHECK(text->info == EncodingInfo{"GB18030", "declaration", true});
}

TEST_CASE("Bytes that no encoding explains are an error") {
  std::string noise;
  unsigned state = 7;
  for (int i = 0; i < 5000; ++i) noise.push_back(static_cast<char>(0x80 | ((state = state * 1103515245u + 12345u) >> 16)));
  auto text = decode_text(noise);
  REQUIRE(!text.has_value());
  CHECK(text.error().code == ErrorCode::wrong_encoding);
}

TEST_CASE("Characters past the basic plane come through GB18030 and UTF-16") {
  const std::string rare = kText + "𠮷𡈼";
  CHECK(decoded(in("<meta charset=gb18030>" + rare, "GB18030"), true).utf8 == "<meta charset=gb18030>" + rare);
  CHECK(decoded("\xFF\xFE" + in(rare, "UTF-16LE")).utf8 == rare);
}

TEST_CASE("Characters that were lost before the text was saved are told") {
  const std::string lost = to_utf8_from(in(kText, "GB18030"), "UTF-8")->utf8;  // GBK read as UTF-8: U+FFFD all over
  CHECK(says(decoded(lost), "encoding_doubt"));
  CHECK(says(decoded("一、总体情况锟斤拷锟斤拷，锟斤拷申请五件。" + kText), "encoding_doubt"));
  CHECK_FALSE(says(decoded(kText + "\uFFFD"), "encoding_doubt"));
}

TEST_CASE("Ideographs without the common ones of Chinese are told as decoded wrongly, a list of rare names among text is not") {
  const std::string as_big5 = "蝏輸漱摨靽⊥撌乩撟游漲閮嚗蝏輸漱摨靽⊥撌乩撟游漲閮嚗蝏輸漱摨靽⊥撌乩撟游漲閮嚗蝏輸漱摨靽⊥撌乩撟游漲閮嚗蝏輸漱摨靽⊥撌乩撟游漲閮嚗";
  CHECK(says(decoded(as_big5), "encoding_doubt"));
  CHECK_FALSE(says(decoded(kText + "沭阳、泗洪、盱眙、邳州、睢宁、溧水"), "encoding_doubt"));
}

}  // namespace
}  // namespace nianbao
