#include "extract/docx_styles.h"

namespace nianbao {
namespace {

constexpr int kMaxInheritance = 32;  // a style that is based on itself ends somewhere

DocxStyle own_style(const pugi::xml_node& node) {
  DocxStyle out;
  pugi::xml_node paragraph = child_of(node, "pPr");
  if (pugi::xml_node numbering = child_of(paragraph, "numPr")) {
    out.num_id = number_of(child_of(numbering, "numId"), "val");
    out.level = number_of(child_of(numbering, "ilvl"), "val");
  }
  if (std::string_view value = attribute_of(child_of(paragraph, "jc"), "val"); !value.empty()) out.alignment = std::string(value);
  out.outline_level = number_of(child_of(paragraph, "outlineLvl"), "val");
  out.hidden = is_on(child_of(node, "rPr"), "vanish");
  return out;
}

}  // namespace

DocxStyles::DocxStyles(const pugi::xml_node& root) {
  for (pugi::xml_node node : root.children()) {
    if (!is_named(node, "style")) continue;
    std::string id(attribute_of(node, "styleId"));
    std::string_view by_default = attribute_of(node, "default");
    if (attribute_of(node, "type") == "paragraph" && (by_default == "1" || by_default == "true")) default_id_ = id;
    entries_[id] = {std::string(attribute_of(child_of(node, "basedOn"), "val")),
                    std::string(attribute_of(child_of(node, "name"), "val")), own_style(node)};
  }
  for (const auto& [id, entry] : entries_) resolved_[id] = resolve(id, 0);
}

DocxStyle DocxStyles::resolve(const std::string& id, int depth) const {
  auto at = entries_.find(id);
  if (at == entries_.end() || depth > kMaxInheritance) return {};
  DocxStyle out = resolve(at->second.based_on, depth + 1);
  const DocxStyle& own = at->second.own;
  if (own.num_id) out.num_id = own.num_id;
  if (own.level) out.level = own.level;
  if (own.alignment) out.alignment = own.alignment;
  if (own.outline_level) out.outline_level = own.outline_level;
  out.hidden = out.hidden || own.hidden;
  return out;
}

const DocxStyle& DocxStyles::style(std::string_view id) const {
  auto at = resolved_.find(id.empty() ? std::string_view(default_id_) : id);
  return at == resolved_.end() ? none_ : at->second;
}

bool DocxStyles::is_contents(std::string_view id) const {
  auto at = entries_.find(id);
  if (at == entries_.end()) return false;
  const std::string& name = at->second.name;
  return name.size() == 5 && (name.starts_with("toc ") || name.starts_with("TOC ")) && name[4] >= '1' && name[4] <= '9';
}

}  // namespace nianbao
