#include "extract/html_furniture.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/text_lines.h"

namespace nianbao {
namespace {

constexpr int kLongestLine = 60;        // code points
constexpr int kLongestImprint = 200;

constexpr std::array<std::string_view, 26> kFurnitureNames{
    "aside", "bottom", "bread", "crumb",  "curpos", "dqwz",   "ewm",    "footer", "foot",   "header", "location", "login",   "logo",
    "menu",  "nav",    "pager", "position", "print", "qrcode", "related", "search", "share", "sidebar", "toolbar",  "weizhi",  "xgwz"};
constexpr std::array<std::string_view, 12> kFurnitureBegins{"bdshare", "bread",  "copyright", "crumb",  "foot_",  "footer",
                                                            "menu",    "nav",    "share",     "sidebar", "social", "toolbar"};
constexpr std::array<std::string_view, 24> kContainerNames{
    "article",     "zoom",          "zoomcon",         "trs_editor",    "article-content", "article_content", "articlecontent", "ucap-content",
    "content",     "pages_content", "pagescontent",    "contentbox",    "main_content",    "main-content",    "maincontent",    "con_text",
    "view",        "xxgk_content",  "trs_word",        "news_content",  "detail-content",  "detail_content",  "wz_content",     "articlecon"};

constexpr std::array<std::string_view, 54> kLineBegins{
    "上一篇",   "下一篇",     "上一条",     "下一条",   "上篇",     "下篇",     "当前位置",   "您的位置", "您现在的位置", "你的位置", "现在位置",
    "所在位置", "您当前的位置", "当前所在", "首页>",    "首页 >",   "网站首页", "分享到",     "分享：",   "分享:",        "分享至",   "扫一扫",
    "扫码",     "打印",       "【打印",     "[打印",    "［打印",   "关闭",     "【关闭",     "[关闭",    "返回顶部",     "返回首页", "返回列表",
    "字体：",   "字体:",      "【字体",     "[字体",    "字号：",   "【字号",   "[字号",      "【大",     "[大",          "浏览次数", "访问量",
    "点击数",   "阅读次数",   "您是第",     "今天是",   "设为首页", "加入收藏", "无障碍",     "责任编辑", "编辑：",       "语音播报"};
constexpr std::array<std::string_view, 20> kImprintWords{"版权所有",   "Copyright", "copyright", "COPYRIGHT", "ICP备",    "公网安备", "网站标识码",
                                                         "技术支持",   "主办单位",  "主办：",    "承办单位",  "承办：",   "网站地图", "最佳浏览",
                                                         "建议使用IE", "分辨率",    "©",         "网安备",    "党政机关网站", "浏览器"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

/// Calls `test` for the element's id and each of its classes, in lower case, until it holds.
template <class Test>
bool any_name(const HtmlTree& tree, const HtmlNode& node, Test test) {
  if (node.attribute_count == 0) return false;
  for (std::string_view attribute : {"id", "class"}) {
    std::string names = lower(tree.attribute(node, attribute));
    std::string_view rest = names;
    while (!rest.empty()) {
      std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
      if (end > 0 && test(rest.substr(0, end))) return true;
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
  }
  return false;
}

/// `2025年12月30日 星期二`: what day it is when the page is looked at.
bool is_todays_date(std::string_view text) {
  return text.find("星期") != std::string_view::npos && text.find("年") != std::string_view::npos &&
         text.find("月") != std::string_view::npos && count_code_points(text) <= 24;
}

}  // namespace

bool is_furniture_element(const HtmlTree& tree, std::uint32_t i) {
  const HtmlNode& node = tree[i];
  if (node.tag == HtmlTag::nav || node.tag == HtmlTag::footer || node.tag == HtmlTag::aside || node.tag == HtmlTag::header) return true;
  if (!is_block(node.tag) && node.tag != HtmlTag::other) return false;
  return any_name(tree, node, [](std::string_view name) {
    return std::find(kFurnitureNames.begin(), kFurnitureNames.end(), name) != kFurnitureNames.end() ||
           std::any_of(kFurnitureBegins.begin(), kFurnitureBegins.end(), [&](auto begin) { return name.starts_with(begin); });
  });
}

bool is_content_container(const HtmlTree& tree, std::uint32_t i) {
  const HtmlNode& node = tree[i];
  if (node.tag == HtmlTag::article || node.name == "ucapcontent") return true;
  if (!is_block(node.tag)) return false;
  return any_name(tree, node, [](std::string_view name) {
    return std::find(kContainerNames.begin(), kContainerNames.end(), name) != kContainerNames.end();
  });
}

bool is_furniture_line(std::string_view text) {
  text = trim_space(text);
  const int length = count_code_points(text);
  if (length > kLongestImprint) return false;
  auto holds = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (std::any_of(kImprintWords.begin(), kImprintWords.end(), holds)) return true;
  if (length > kLongestLine) return false;
  bool begins = std::any_of(kLineBegins.begin(), kLineBegins.end(), [&](auto begin) { return text.starts_with(begin); });
  return begins || is_todays_date(text);
}

bool names_attachment(std::string_view text) {
  constexpr std::array<std::string_view, 8> kWords{"附件", ".pdf", ".doc", ".xls", ".wps", ".zip", ".PDF", ".DOC"};
  return std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace nianbao
