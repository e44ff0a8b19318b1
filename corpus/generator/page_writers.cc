#include "corpus/generator/page_writers.h"

#include <iconv.h>

#include <stdexcept>

#include "corpus/generator/markup.h"
#include "corpus/generator/page_bodies.h"

namespace nianbao::corpus {

namespace {

std::string converted(std::string utf8, const std::string& encoding) {
  iconv_t converter = iconv_open(encoding.c_str(), "UTF-8");
  if (converter == iconv_t(-1)) throw std::runtime_error("no conversion to " + encoding);
  std::string out(utf8.size() * 2 + 16, '\0');
  char* from = utf8.data();
  char* to = out.data();
  std::size_t from_left = utf8.size(), to_left = out.size();
  const std::size_t result = iconv(converter, &from, &from_left, &to, &to_left);
  iconv_close(converter);
  if (result == static_cast<std::size_t>(-1)) throw std::runtime_error("the page has characters that " + encoding + " lacks");
  out.resize(out.size() - to_left);
  return out;
}

std::string title_of(const Report& report) {
  std::string out;
  for (const std::string& line : report.title) out += line;
  return escaped_markup(out);
}

const std::string kMenu =
    "<div class=\"header\"><a href=\"/\">网站首页</a><ul class=\"nav\"><li><a href=\"/zwgk/\">政务公开</a></li>"
    "<li><a href=\"/zwfw/\">政务服务</a></li><li><a href=\"/hdjl/\">互动交流</a></li></ul></div>\n"
    "<div class=\"location\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zwgk/\">政务公开</a> &gt; "
    "<a href=\"/nb/\">政府信息公开年报</a></div>\n";

/// Links to the reports of other years: their years and names must not become this one's.
std::string related_links(const Report& report) {
  std::string out = "<div class=\"related\"><h3>相关链接</h3><ul>\n";
  for (int year = report.year - 1; year > report.year - 4; --year)
    out += "<li><a href=\"t" + std::to_string(year) + ".htm\">" + escaped_markup(report.unit) + std::to_string(year) +
           "年政府信息公开工作年度报告</a><span>" + std::to_string(year + 1) + "-01-20</span></li>\n";
  return out + "</ul></div>\n";
}

std::string footer(Random& random) {
  std::string out = "<p class=\"print\">【<a href=\"javascript:window.print()\">打印</a>】【<a href=\"javascript:window.close()\">关闭</a>】</p>\n";
  if (random.chance(0.5)) out += "<div class=\"page\">上一篇：<a href=\"1.htm\">关于做好政务公开工作的通知</a><br>下一篇：没有了</div>\n";
  return out + "<div class=\"footer\">版权所有：某某人民政府办公室　备案号：某ICP备00000000号<br>地址：某某路1号　电话：0000-00000000</div>\n";
}

std::string metadata_table(const Report& report) {
  return "<table class=\"xxgk\"><tr><td>索引号：</td><td>000014349/" + report.published.substr(0, 4) + "-00001</td><td>信息分类：</td><td>年度报告</td></tr>\n"
         "<tr><td>发布机构：</td><td>" + escaped_markup(report.unit) + "</td><td>发布日期：</td><td>" + report.published + "</td></tr>\n"
         "<tr><td>文号：</td><td>&nbsp;</td><td>标题：</td><td>" + title_of(report) + "</td></tr></table>\n";
}

std::string metadata_line(const Report& report) {
  return "<div class=\"info\"><span>发布日期：" + report.published + "</span>&nbsp;&nbsp;<span>来源：" + escaped_markup(report.unit) +
         "</span>&nbsp;&nbsp;<span>浏览次数：<span id=\"hits\">128</span></span></div>\n";
}

std::string head(const Report& report, const std::string& charset, Random& random) {
  std::string out = "<head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=" + charset + "\">\n<title>" + title_of(report) +
                    "_某某人民政府</title>\n";
  if (random.chance(0.4))
    out += "<meta name=\"ArticleTitle\" content=\"" + title_of(report) + "\"><meta name=\"PubDate\" content=\"" + report.published + " 10:00\">\n";
  return out + "<style>.header{display:block}td{border:1px solid}</style><script>var total = \"<table><tr><td>1</td></tr></table>\";</script></head>\n";
}

/// The report's text in what the site puts round it.
std::string framed(const std::string& body, Random& random) {
  static const std::vector<std::string> kContainers{"<div id=\"zoom\">", "<div class=\"TRS_Editor\">", "<div class=\"article-content\">",
                                                    "<div class=\"main\"><div id=\"UCAP-CONTENT\">", "<div>"};
  const std::string begin = random.pick(kContainers);
  const std::string content = begin + "\n" + body + (begin.find("main") == std::string::npos ? "</div>\n" : "</div></div>\n");
  if (!random.chance(0.3)) return content;
  return "<table width=\"1000\" align=\"center\"><tr><td width=\"200\" valign=\"top\"><ul><li><a href=\"/a\">机构职能</a></li><li><a href=\"/b\">政策文件</a></li></ul></td>\n<td>" +
         content + "</td></tr></table>\n";
}

}  // namespace

std::string to_site_page(const Report& report, const std::vector<Piece>& pieces, PageMarkup markup, Random random) {
  Random site = random.fork("site");
  const int encoding = site.between(0, 9);
  const std::string charset = encoding < 5 ? "utf-8" : encoding < 8 ? (site.chance(0.5) ? "gb2312" : "GBK") : encoding < 9 ? "gb18030" : "utf-16";
  std::string page = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n"
                     "<html xmlns=\"http://www.w3.org/1999/xhtml\">" + head(report, charset, site) + "<body>\n" + kMenu;
  page += site.chance(0.5) ? metadata_table(report) : metadata_line(report);
  page += framed(page_body(pieces, markup, random.fork("body")), site) + related_links(report) + footer(site) + "</body></html>\n";
  if (charset == "utf-8") return page;
  return charset == "utf-16" ? "\xFF\xFE" + converted(page, "UTF-16LE") : converted(page, "GB18030");
}

}  // namespace nianbao::corpus
