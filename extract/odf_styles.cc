#include "extract/odf_styles.h"

#include <charconv>

namespace nianbao {
namespace {

constexpr int kMaxInheritance = 32;

/// `3.4cm`, `1.2in`, `20pt` in points.
double length_pt(std::string_view text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc()) return 0;
  std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  if (unit == "cm") return value * 72 / 2.54;
  if (unit == "mm") return value * 72 / 25.4;
  if (unit == "in") return value * 72;
  return unit == "pt" ? value : 0;
}

OdfListStyle read_list(const pugi::xml_node& node) {
  OdfListStyle out;
  for (pugi::xml_node child : node.children()) {
    auto number = number_of(child, "level");
    if (!number || *number < 1 || *number > static_cast<int>(out.size())) continue;
    OdfListLevel& level = out[static_cast<std::size_t>(*number - 1)];
    level.numbered = is_named(child, "list-level-style-number") || is_named(child, "outline-level-style");
    level.format = std::string(attribute_of(child, "num-format"));
    level.prefix = std::string(attribute_of(child, "num-prefix"));
    level.suffix = std::string(attribute_of(child, "num-suffix"));
    level.pattern = std::string(attribute_of(child, "num-list-format"));
    level.start = number_of(child, "start-value").value_or(1);
    level.display_levels = number_of(child, "display-levels").value_or(1);
  }
  return out;
}

bool has_border(const pugi::xml_node& properties) {
  for (std::string_view name : {"border", "border-left", "border-right", "border-top", "border-bottom"}) {
    std::string_view value = attribute_of(properties, name);
    if (!value.empty() && value != "none") return true;
  }
  return false;
}

}  // namespace

void OdfStyles::add(const pugi::xml_node& root) {
  for (std::string_view part : {"automatic-styles", "styles", "master-styles"})
    for (pugi::xml_node node : root.children())
      if (is_named(node, part)) add_styles(node);
}

void OdfStyles::add_styles(const pugi::xml_node& parent) {
  for (pugi::xml_node node : parent.children()) {
    std::string name(attribute_of(node, "name"));
    if (is_named(node, "style"))
      entries_.emplace(std::string(attribute_of(node, "family")) + "/" + name,
                       Entry{std::string(attribute_of(node, "parent-style-name")), node});
    else if (is_named(node, "list-style")) lists_.emplace(name, read_list(node));
    else if (is_named(node, "outline-style") && !outline_) outline_ = read_list(node);
  }
}

OdfStyle OdfStyles::resolve(const std::string& key, int depth) const {
  auto at = entries_.find(key);
  if (at == entries_.end() || depth > kMaxInheritance) return {};
  OdfStyle out = resolve(key.substr(0, key.find('/') + 1) + at->second.parent, depth + 1);
  const pugi::xml_node& node = at->second.node;
  pugi::xml_node text = child_of(node, "text-properties");
  if (std::string_view align = attribute_of(child_of(node, "paragraph-properties"), "text-align"); !align.empty())
    out.centered = align == "center";
  if (std::string_view display = attribute_of(text, "display"); !display.empty()) out.hidden = display == "none";
  if (std::string_view line = attribute_of(text, "text-line-through-style"); !line.empty() && line != "none") out.hidden = true;
  if (std::string_view position = attribute_of(text, "text-position"); !position.empty())
    out.raised = position.starts_with("super") || (position[0] >= '1' && position[0] <= '9');
  for (pugi::xml_attribute attribute : node.attributes())
    if (local_name(attribute.name()) == "list-style-name") out.list_style = attribute.value();
  out.border = out.border || has_border(child_of(node, "table-cell-properties"));
  if (double width = length_pt(attribute_of(child_of(node, "table-column-properties"), "column-width")); width > 0)
    out.width_pt = width;
  return out;
}

OdfStyle OdfStyles::style(std::string_view family, std::string_view name) const {
  return resolve(std::string(family) + "/" + std::string(name), 0);
}

const OdfListStyle* OdfStyles::list(std::string_view name) const {
  auto at = lists_.find(name);
  return at == lists_.end() ? nullptr : &at->second;
}

}  // namespace nianbao
