#include "extract/html_content.h"

#include <algorithm>

#include "tests/extract/made_pages.h"

namespace nianbao {
namespace {

using namespace test;

const std::string kProse =
    "<p>2023年，本单位认真贯彻落实《中华人民共和国政府信息公开条例》，全面推进政府信息公开工作，主动公开各类信息一百二十条。</p>";

TEST_CASE("Menus, breadcrumbs, related links, buttons and footers stay out of the text") {
  Document page = read_page(
      "<body><div class=header><ul><li><a href=/>首页</a><li><a href=/x>一、机构概况</a></ul></div><div class=location>当前位置：<a href=/>首页</a> > 年报</div>"
      "<div class=main><div id=zoom><p>一、总体情况</p>" + kProse + "<p>二、主动公开政府信息情况</p><table><tr><td>规章<td>1<td>2<tr><td>文件<td>3<td>4</table>"
      "<p>某局</p><p>2024年1月5日</p></div><p>【<a href='#'>打印</a>】【关闭】</p><p>上一篇：<a href=1>关于某事的通知</a></p></div>"
      "<div class=list><h3>相关链接</h3><ul><li><a href=2>某局2022年政府信息公开工作年度报告</a><span>2023-01-20</span></ul></div>"
      "<div id=footer>版权所有：某局 某ICP备00000000号</div>");
  Lines lines = lines_of(page);
  CHECK(lines.front() == "一、总体情况");
  CHECK(lines.back() == "2024年1月5日");
  for (const std::string& line : lines) {
    CHECK(line.find("2022年") == std::string::npos);
    CHECK(line.find("首页") == std::string::npos);
    CHECK(line.find("打印") == std::string::npos);
    CHECK(line.find("版权") == std::string::npos);
  }
}

TEST_CASE("Nothing between the first heading and the last table is left out, whatever its class") {
  Document page = read_page("<div class=content><p>一、总体情况</p><div class=nav><p>说明文字</p></div>" + kProse +
                            "<div class=footer><table><tr><td>规章<td>1<td>2<tr><td>文件<td>3<td>4</table></div></div>");
  Lines lines = lines_of(page);
  CHECK(std::find(lines.begin(), lines.end(), "说明文字") != lines.end());
  CHECK(lines.back() == "文件|3|4");
}

TEST_CASE("A text whose headings lie in several containers is read whole") {
  Document page = read_page("<div id=wrap><div class=TRS_Editor><p>一、总体情况</p>" + kProse + "</div><div class=TRS_Editor><p>二、主动公开政府信息情况</p>" + kProse +
                            "</div></div><div class=copyright>版权所有</div>");
  CHECK(lines_of(page).size() == 4);
}

TEST_CASE("A page without headings gives what its container holds") {
  Document page = read_page("<ul><li><a href=1>链接一</a><li><a href=2>链接二</a></ul><div class='article-content'>" + kProse + "</div><p>技术支持：某公司</p>");
  CHECK(lines_of(page).size() == 1);
}

TEST_CASE("Attachments that the text links stay") {
  Document page = read_page("<div id=zoom><p>一、总体情况</p>" + kProse + "<p>附件：<a href=a.pdf>某局2023年年度报告.pdf</a></p></div>");
  CHECK(lines_of(page).back() == "附件：某局2023年年度报告.pdf");
}

TEST_CASE("<meta> tags and the title are metadata with their element's path") {
  Document page = read_page(
      "<head><title>某局2023年政府信息公开工作年度报告_某县人民政府</title><meta name=ArticleTitle content='某局2023年政府信息公开工作年度报告'>"
      "<meta name='PubDate' content='2024-01-09 10:11'><meta name=ContentSource content=某局><meta name=SiteName content=''></head><p>一、总体情况</p>" + kProse);
  CHECK(meta_of(page, "title") == "某局2023年政府信息公开工作年度报告_某县人民政府@title[1]");
  CHECK(meta_of(page, "ArticleTitle") == "某局2023年政府信息公开工作年度报告@meta[1]");
  CHECK(meta_of(page, "PubDate") == "2024-01-09 10:11@meta[2]");
  CHECK(meta_of(page, "ContentSource") == "某局@meta[3]");
  CHECK(meta_of(page, "SiteName").empty());
}

TEST_CASE("A metadata table is metadata, and neither text nor a grid") {
  Document page = read_page(
      "<table><tr><td>索 引 号：<td>0001/2024-01<td>发布机构：<td>某局<tr><td>公开日期：<td>2024-01-09<td>文号：<td>&nbsp;"
      "<tr><td>标题：<td colspan=3>某局2023年政府信息公开工作年度报告</table><div id=zoom><p>一、总体情况</p>" + kProse + "</div>");
  CHECK(meta_of(page, "发布机构") == "某局@table[1]/tr[1]/td[4]");
  CHECK(meta_of(page, "公开日期") == "2024-01-09@table[1]/tr[2]/td[2]");
  CHECK(meta_of(page, "标题") == "某局2023年政府信息公开工作年度报告@table[1]/tr[3]/td[2]");
  CHECK(grids_of(page).empty());
  CHECK(lines_of(page).front() == "一、总体情况");
}

TEST_CASE("Metadata as lists and as lines is metadata too") {
  Document list = read_page("<ul class=info><li><b>发布机构：</b>某局</li><li><b>发布日期：</b>2024-01-09</li></ul><div id=zoom><p>一、总体情况</p>" + kProse + "</div>");
  CHECK(meta_of(list, "发布机构").starts_with("某局@"));
  CHECK(meta_of(list, "发布日期").starts_with("2024-01-09@"));
  Document pairs = read_page("<dl><dt>发布机构</dt><dd>某局</dd><dt>发布日期</dt><dd>2024-01-09</dd></dl><div id=zoom><p>一、总体情况</p>" + kProse + "</div>");
  CHECK(meta_of(pairs, "发布机构").starts_with("某局@"));
  Document line = read_page("<div class=ly><span>发布日期：2024-01-09</span><span>来源：某局</span><span>浏览次数：12</span></div><div id=zoom><p>一、总体情况</p>" + kProse + "</div>");
  CHECK(meta_of(line, "发布日期").starts_with("2024-01-09@"));
  CHECK(meta_of(line, "来源").starts_with("某局@"));
  CHECK(lines_of(line).front() == "一、总体情况");
}

}  // namespace
TEST_CASE("A list of links with dates and bullets is a list of links; Word's marks are none") {
  CHECK(lines_of(read_page("<ul><li>·<a href=a>某局2019年政府信息公开工作年度报告</a> [2020-01-20]</ul><div><h1>某局2023年政府信息公开工作年度报告</h1>"
                           "<p><a name='_Toc1'>一、总体情况</a></p><p><a name=x>正文一段。</a></p><p><a name='_Toc2'>二、主动公开政府信息情况</a></p></div>")) ==
        Lines{"某局2023年政府信息公开工作年度报告", "一、总体情况", "正文一段。", "二、主动公开政府信息情况"});
}

}  // namespace nianbao
