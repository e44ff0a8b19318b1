#include "extract/html_pictures.h"

#include "tests/extract/made_pages.h"

namespace nianbao {
namespace {

test::Lines pictures_of(const std::string& html) {
  test::Lines out;
  for (const Finding& finding : test::read_page(html).findings)
    if (finding.rule == "picture_not_read") out.push_back(finding.source.path);
  return out;
}

}  // namespace

TEST_CASE("A picture in a page's text is told: a table may stand on it") {
  CHECK(pictures_of("<div class=nav><img src=logo.png></div><div id=zoom><p>一、总体情况</p><p>正文正文。</p><p>二、主动公开政府信息情况</p>"
                    "<p><img src='t.png' style='width: 600px; height:400px'></p><p><img src=u.png></p></div><div class=footer><img src=f.png></div>") ==
        test::Lines{"img[2]", "img[3]"});
}

TEST_CASE("Icons, links' pictures and those in cells are not told") {
  CHECK(pictures_of("<p>一、总体情况</p><p>正文<img src=i.gif width=16 height=16><a href=x><img src=b.png></a></p>"
                    "<table><tr><td>甲<td><img src=1.png><td>3<tr><td>乙<td>4<td>5</table><p>末段</p>").empty());
}

}  // namespace nianbao
