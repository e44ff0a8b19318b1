#include "extract/html_reader.h"

#include "tests/extract/made_pages.h"

namespace nianbao {
namespace {

using namespace test;

std::string times(int count, std::string_view text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

ErrorCode error_of(const std::string& page) {
  auto document = read_html(page, {});
  return document ? ErrorCode{} : document.error().code;
}

TEST_CASE("A hundred thousand open elements are refused, and ten thousand read without a stack of their height") {
  for (std::string tag : {"<div>", "<b>", "<span>", "<table><tr><td>", "<form><div>"}) {
    CAPTURE(tag);
    CHECK(error_of(times(100000, tag) + "字") == ErrorCode::limit_exceeded);
  }
  CHECK(lines_of(read_page(times(8000, "<div>") + "字")) == Lines{"字"});
  CHECK(lines_of(read_page(times(3000, "<b><p>") + "字")) == Lines{"字"});
  CHECK(lines_of(read_page(times(40000, "<p>字")) ).size() == 40000);
}

TEST_CASE("End tags of what was never opened don't hide how much is open") {
  CHECK(error_of(times(50000, "<span></p>")) == ErrorCode::limit_exceeded);
  CHECK(error_of(times(50000, "<xx></yy>") + "字") == ErrorCode::limit_exceeded);
}

TEST_CASE("A tag with a hundred thousand attributes is refused, one with a long value is not") {
  std::string tag = "<p";
  for (int i = 0; i < 100000; ++i) tag += " a" + std::to_string(i) + "=1";
  CHECK(error_of(tag + ">字") == ErrorCode::limit_exceeded);
  CHECK(lines_of(read_page("<p title=\"" + times(100000, "甲 乙=1 ") + "\">字")) == Lines{"字"});
}

TEST_CASE("Formatting that reopens in every paragraph ends in an error, not in a tree without end") {
  std::string page = "<p>";
  for (int i = 0; i < 3000; ++i) page += "<b class=x" + std::to_string(i) + ">";
  CHECK(error_of(page + "</p>" + times(3000, "<p>字")) == ErrorCode::limit_exceeded);
}

TEST_CASE("Cells over thousands of columns and rows are refused once they cover more than a report has") {
  CHECK(error_of("<table>" + times(2000, "<tr><td rowspan=65534 colspan=1000>1</td>")) == ErrorCode::limit_exceeded);
  Document page = read_page("<table><tr><td colspan=1000 rowspan=65534>甲<td>1<tr><td>2</table>");
  CHECK(lines_of(page) == Lines{"甲|1", "|2"});
}

TEST_CASE("A table of a hundred thousand cells is read") {
  Document page = read_page("<table>" + times(10000, "<tr>" + times(10, "<td>1</td>") + "</tr>") + "</table>");
  REQUIRE(grids_of(page).size() == 1);
  CHECK(grids_of(page)[0].cells.size() == 100000);
}

TEST_CASE("A style sheet of ten thousand rules over deep nesting ends soon, and hides nothing where its rules take too long") {
  std::string css;
  for (int i = 0; i < 10000; ++i) css += ".a .a .a > .b .a .c { display: none } ";
  const std::string page = "<style>" + css + "</style>" + times(400, "<div class=a>") + times(2000, "<p class=c>字</p>");
  CHECK(lines_of(read_page(page)).size() == 2000);
}

TEST_CASE("Style sheets cut anywhere are read as far as they go") {
  const std::string css = "@media screen{.x{display:none}} @import 'a'; .y>.z,#w{visibility:hidden /* no end";
  for (std::size_t length = 0; length <= css.size(); ++length)
    CHECK(lines_of(read_page("<style>" + css.substr(0, length) + "</style><p>甲</p>")) == Lines{"甲"});
}

TEST_CASE("Unclosed comments, scripts, tags and references end with the page") {
  for (std::string_view end : {"<!--", "<script>", "<p title=\"", "<", "&", "</", "<![CDATA[", "<textarea>", "<style>", "<title>"})
    CHECK(lines_of(read_page("<p>甲</p>" + std::string(end))).front() == "甲");
}

}  // namespace
}  // namespace nianbao
