#include "extract/html_reader.h"

#include <algorithm>

#include "tests/extract/made_pages.h"

namespace nianbao {
namespace {

using namespace test;

TEST_CASE("A page gives paragraphs and grids in their order, each with the path that finds it in a browser") {
  Document page = read_page(
      "<!DOCTYPE html><body><p>第一段</p><div>第二段<br>第二行</div><table><tr><th>甲<td>1</tr><tr><td>乙<td>2</table><p>末段");
  CHECK(lines_of(page) == Lines{"第一段", "第二段", "第二行", "甲|1", "乙|2", "末段"});
  CHECK(std::get<Paragraph>(page.flow[0]).pieces[0].source.path == "p[1]");
  CHECK(std::get<Paragraph>(page.flow[1]).pieces[0].source.path == "div[1]");
  CHECK(std::get<Paragraph>(page.flow[2]).pieces[0].source.path == "div[1]/line[2]");
  const Grid grid = grids_of(page).at(0);
  CHECK(grid.kind == GridKind::markup);
  CHECK(grid.source.path == "table[1]");
  CHECK(grid.cells[0].source.path == "table[1]/tr[1]/td[1]");
  CHECK(grid.cells[3].source.path == "table[1]/tr[2]/td[2]");
  CHECK(page.info.method == Method::html);
  CHECK(page.info.media_type == "text/html");
}

TEST_CASE("Several paragraphs and line breaks in a cell are its lines, spans are one") {
  Document page = read_page(
      "<table><tr><td><p>行政</p><p>许可</p><td><span>1</span><span>2</span><b>3</b></tr>"
      "<tr><td>商业<br>企业<br/><td><p><span>4</span></p>\n<p>&nbsp;</p></tr></table>");
  CHECK(lines_of(page) == Lines{"行政\n许可|123", "商业\n企业|4"});
}

TEST_CASE("White space collapses as browsers collapse it; no-break spaces alone leave a cell blank") {
  Document page = read_page("<table><tr><td>  本年 \n\t 新收 <td>&nbsp;<td>&#160;7&nbsp;<td>　<tr><td>a<td>1<td>2<td>3</table>");
  const Grid grid = grids_of(page).at(0);
  CHECK(grid.cells[0].text == "本年 新收");
  CHECK(grid.cells[1].text.empty());
  CHECK(grid.cells[2].text == "7");
  CHECK(grid.cells[3].text.empty());
}

TEST_CASE("What is not displayed is not read") {
  Document page = read_page(
      "<style>p{}</style><script>var a='<p>脚本</p>'</script><p></p><noscript>无脚本</noscript><template><p>模板</template>"
      "<p hidden>藏一</p><div style='display:none'><p>藏二</p></div><p style='mso-hide:all'>藏三</p><p><del>删去</del>留下<span style='visibility:hidden'>藏四</span></p>"
      "<table><tr><td>数<td>1<span style='display:none'>99</span><td>2</tr><tr style='display:none'><td>藏五<td>1<td>2</tr><tr><td>和<td><s>8</s>3<td>4</table>"
      "<!-- <p>注释</p> --><textarea>框</textarea>");
  CHECK(lines_of(page) == Lines{"留下", "数|1|2", "和|3|4"});
}

TEST_CASE("What the page's own style sheet hides or strikes through is not read") {
  Document page = read_page(
      "<style>.mobile{display:none} .old{text-decoration:line-through} .back{visibility:visible} .veil{visibility:hidden}</style>"
      "<div class='tables mobile'><table><tr><td>数<td>9<td>8</table></div>"
      "<table><tr><td>数<td>1<span class=old>99</span><td>2<tr><td>和<td><span class=veil>7<b class=back>3</b></span><td>4</table>");
  CHECK(lines_of(page) == Lines{"数|1|2", "和|3|4"});
}

TEST_CASE("A figure set high is no digit of the number before it") {
  Document page = read_page("<table><tr><td>甲<td>12<sup>1</sup><td>3<tr><td>乙<td>4<td>5</table>");
  CHECK(grids_of(page).at(0).cells[1].text == "12¹");
}

TEST_CASE("A number printed as a picture is not blank, a spacer is") {
  Document page = read_page("<table><tr><td>甲<td><img src='12.png'><td><img src='spacer.gif' width=1 height=1><tr><td>乙<td>4<td>5</table>");
  CHECK(grids_of(page).at(0).cells[1].text == "\uFFFC");
  CHECK(grids_of(page).at(0).cells[2].text.empty());
}

TEST_CASE("Tables that only place others are no grids, those in them are") {
  Document page = read_page(
      "<table><tr><td><a href=1>菜单</a><td><p>一、总体情况</p><table><tr><td>规章<td>1<td>2<tr><td>文件<td>3<td>4</table><p>二、其他</p></table>");
  REQUIRE(grids_of(page).size() == 1);
  CHECK(grids_of(page)[0].source.path == "table[2]");
  CHECK(lines_of(page) == Lines{"一、总体情况", "规章|1|2", "文件|3|4", "二、其他"});
}

TEST_CASE("A small table that only lines up a cell's text is part of that cell") {
  Document page = read_page("<table><tr><td>甲<td><table><tr><td>1</table><td>2<tr><td>乙<td>3<td>4</table>");
  CHECK(lines_of(page) == Lines{"甲|1|2", "乙|3|4"});
}

TEST_CASE("A heading in a table of its own is a paragraph") {
  Document page = read_page(
      "<table width='100%'><tr><td align=center><b>二、主动公开政府信息情况</b></table><table><tr><td>规章<td>1<td>2<tr><td>文件<td>3<td>4</table>");
  CHECK(lines_of(page) == Lines{"二、主动公开政府信息情况", "规章|1|2", "文件|3|4"});
}

TEST_CASE("What Word and WPS put on the clipboard is read as it shows") {
  Document page = read_page(
      "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><xml><o:p>不显示</o:p></xml>"
      "<p class=MsoNormal><span style=\"mso-spacerun:'yes';font-family:仿宋\"><font face=仿宋>总体</font></span><span lang=EN-US>情况<o:p></o:p></span></p>"
      "<table class=MsoNormalTable><tr><td><p class=MsoNormal><span>规章</span><span><o:p></o:p></span></p></td><td><p><span>1</span><span>2</span><o:p>&nbsp;</o:p></p></td><td>3</td></tr>"
      "<tr><td>文件<td>4<td>5</tr><![if !supportMisalignedColumns]><tr height=0><td width=8></td><td width=8></td><td width=8></td></tr><![endif]></table>");
  CHECK(lines_of(page) == Lines{"总体情况", "规章|12|3", "文件|4|5", "||"});
}

TEST_CASE("A table as lines of text between line breaks keeps its columns") {
  Document pipes = read_page("<div>二、主动公开<br>| 规章 | 1 | 2 |<br>|---|---|---|<br>| 文件 | 3 | 4 |<br>以上。</div>");
  CHECK(lines_of(pipes) == Lines{"二、主动公开", "规章|1|2", "文件|3|4", "以上。"});
  CHECK(grids_of(pipes).at(0).kind == GridKind::pipes);
  CHECK(grids_of(pipes).at(0).cells[5].source.path == "div[1]/line[4]");
  Document blanks = read_page("<p>规章&nbsp;&nbsp;&nbsp;&nbsp;1&nbsp;&nbsp;&nbsp;2<br>文件&nbsp;&nbsp;&nbsp;&nbsp;3&nbsp;&nbsp;&nbsp;4</p>");
  CHECK(lines_of(blanks) == Lines{"规章    1   2", "文件    3   4"});
  Document preserved = read_page("<pre>规章\t1\t2\n文件\t3\t4\n</pre>");
  CHECK(lines_of(preserved) == Lines{"规章|1|2", "文件|3|4"});
}

TEST_CASE("Links between bars at a page's foot are no table") {
  Document page = read_page("<p>正文一段。</p><p>网站首页 | 联系我们 | 网站声明</p><p>主办 | 承办 | 协办</p>");
  CHECK(grids_of(page).empty());
}

TEST_CASE("Entities, references and odd names in any case are resolved") {
  Document page = read_page("<P>A&amp;B &lt;甲&gt; &ldquo;乙&rdquo; &#19968;&#x4E8C; &nosuch;</P>");
  CHECK(lines_of(page) == Lines{"A&B <甲> “乙” 一二 &nosuch;"});
}

TEST_CASE("A page that displays nothing is an empty file") {
  auto page = read_html("<!DOCTYPE html><html><body><script>load()</script><div id=app></div></body></html>", {});
  REQUIRE(!page.has_value());
  CHECK(page.error().code == ErrorCode::empty_file);
}

}  // namespace
}  // namespace nianbao
