#include "extract/mhtml_reader.h"

#include "extract/kind.h"
#include "tests/extract/made_pages.h"

namespace nianbao {
namespace {

std::string saved(const std::string& part) {
  return "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\r\n----b--\r\n" +
         part + "\r\n----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n----b----\r\n";
}

}  // namespace

TEST_CASE("A saved web page is read as its page, with where it was") {
  const std::string bytes = saved(
      "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://a.gov.cn/1.html\r\n\r\n"
      "<p>a=3D=E6=8A=A5=\r\n=E5=91=8A</p>");
  CHECK(sniff_kind(bytes) == Kind::mhtml);
  auto document = read_mhtml(bytes, {});
  REQUIRE(document);
  CHECK(test::lines_of(*document) == test::Lines{"a=报告"});
  CHECK(document->info.url == "http://a.gov.cn/1.html");
  CHECK(document->info.media_type == "multipart/related");
  CHECK(document->info.bytes == static_cast<std::int64_t>(bytes.size()));
}

TEST_CASE("A part's charset counts, and base64 is undone") {
  auto page = find_saved_page(saved("Content-Type: text/html;\r\n charset=gb2312\r\nContent-Transfer-Encoding: base64\r\nContent-Location: file:///C:/a.html\r\n\r\nPHA+sai4\r\n5jwvcD4="));
  REQUIRE(page);
  CHECK(page->charset == "gb2312");
  CHECK(page->html == "<p>\xB1\xA8\xB8\xE6</p>");
  CHECK(page->url.empty());
}

TEST_CASE("A saved web page without a page says so, a cut one gives what is there") {
  CHECK(read_mhtml(saved("Content-Type: text/css\r\n\r\np{}"), {}).error().code == ErrorCode::damaged_file);
  CHECK(read_mhtml("MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", {}).error().code == ErrorCode::damaged_file);
  const std::string whole = saved("Content-Type: text/html\r\n\r\n<p>一</p><p>二</p>");
  auto cut = read_mhtml(whole.substr(0, whole.find("</p><p>")), {});
  REQUIRE(cut);
  CHECK(test::lines_of(*cut) == test::Lines{"一"});
}

}  // namespace nianbao
