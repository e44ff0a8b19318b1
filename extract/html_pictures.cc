#include "extract/html_pictures.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "extract/html_furniture.h"
#include "extract/transfer_encoding.h"

namespace nianbao {
namespace {

constexpr int kLeastWidth = 150, kLeastHeight = 60;  // px; a table of the form is not readable in less

/// Pixels that `width="600"` or `style="width: 600px"` says, 0 where nothing does.
int stated_px(const HtmlTree& tree, const HtmlNode& image, std::string_view side) {
  const auto number = [](std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" :"), text.size()));
    int px = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), px);
    const bool relative = end != text.data() + text.size() && *end == '%';
    return error == std::errc{} && !relative ? px : 0;
  };
  if (const int px = number(tree.attribute(image, side)); px > 0) return px;
  const std::string_view style = tree.attribute(image, "style");
  for (std::size_t at = style.find(side); at != std::string_view::npos; at = style.find(side, at + 1))
    if (at == 0 || style[at - 1] == ' ' || style[at - 1] == ';') return number(style.substr(at + side.size()));
  return 0;
}

bool may_show_text(const HtmlTree& tree, const HtmlNode& image) {
  if (!image.shown || image.invisible || tree.attribute(image, "src").empty()) return false;
  const int width = stated_px(tree, image, "width"), height = stated_px(tree, image, "height");
  return (width == 0 || width >= kLeastWidth) && (height == 0 || height >= kLeastHeight);
}

/// Whether the picture belongs to something else than the text: a link, a grid, a menu.
bool is_taken(const HtmlTree& tree, const HtmlTables& tables, std::uint32_t i) {
  for (std::uint32_t up = tree[i].parent; up != 0; up = tree[up].parent) {
    if (tree[up].tag == HtmlTag::a && tree.has_attribute(tree[up], "href")) return true;
    if (tree[up].tag == HtmlTag::table && tree[up].shown && tables.at(up).role != HtmlTableRole::frame) return true;
    if (is_furniture_element(tree, up)) return true;
  }
  return false;
}

/// From the text's first item to the end of the element that holds all of its items.
std::pair<std::uint32_t, std::uint32_t> range_of_text(const HtmlTree& tree, const std::vector<HtmlItem>& items, const HtmlContent& content) {
  std::uint32_t first = tree.size(), holder = tree.size();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!content.kept[i]) continue;
    if (first == tree.size()) first = holder = items[i].node;
    while (!tree.contains(holder, items[i].node)) holder = tree[holder].parent;
  }
  return {first, first == tree.size() ? first : tree[holder].end};
}

/// `data:image/png;base64,iVBORw0…`
std::string data_of_address(std::string_view address) {
  const std::size_t comma = address.find(',');
  if (comma == std::string_view::npos || address.substr(0, comma).find(";base64") == std::string_view::npos) return {};
  return from_base64(address.substr(comma + 1));
}

std::string bytes_at(const std::string& address, const std::function<std::string(const std::string&)>& beside) {
  if (address.starts_with("data:")) return data_of_address(address);
  return beside ? beside(address) : std::string();
}

}  // namespace

std::vector<EmbeddedPicture> find_pictures(const HtmlTree& tree, const HtmlTables& tables, const std::vector<HtmlItem>& items, const HtmlContent& content,
                                           const std::function<std::string(const std::string&)>& beside) {
  std::vector<EmbeddedPicture> out;
  const auto [first, end] = items.empty() ? std::pair{0U, tree.size()} : range_of_text(tree, items, content);
  std::size_t at = 0, item = 0;
  for (std::uint32_t i = first; i < end && out.size() < kMostPictures; ++i) {
    if (tree[i].tag != HtmlTag::img || !may_show_text(tree, tree[i]) || is_taken(tree, tables, i)) continue;
    for (; item < items.size() && items[item].node < i; ++item) at += content.kept[item] ? 1 : 0;
    out.push_back({at, "img[" + std::to_string(tree[i].ordinal) + "]", bytes_at(std::string(tree.attribute(tree[i], "src")), beside)});
  }
  return out;
}

}  // namespace nianbao
