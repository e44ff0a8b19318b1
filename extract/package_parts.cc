#include "extract/package_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace nianbao {
namespace {

/// The folder of a part, with its slash: targets of its relationships count from there.
std::string folder_of(std::string_view part) { return std::string(part.substr(0, part.rfind('/') + 1)); }

std::string target_of(const pugi::xml_node& relationship, const std::string& folder) {
  std::string_view target = attribute_of(relationship, "Target");
  if (target.starts_with("/")) return std::string(target.substr(1));
  std::string base = folder;
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!base.empty()) base = folder_of(std::string_view(base).substr(0, base.size() - 1));
  }
  return base + std::string(target);
}

}  // namespace

Relationships::Relationships(ZipPackage& package, const std::string& part) : folder_(folder_of(part)) {
  const std::string name = folder_ + "_rels/" + part.substr(folder_.size()) + ".rels";
  if (!package.has(name)) return;
  if (auto bytes = package.read(name))
    if (auto tree = parse_xml(*bytes, name)) tree_ = std::move(*tree);
}

std::string Relationships::find(std::string_view type, std::string otherwise) const {
  if (tree_)
    for (pugi::xml_node node : tree_->document_element().children())
      if (attribute_of(node, "Type").ends_with("/" + std::string(type))) return target_of(node, folder_);
  return otherwise;
}

std::string Relationships::by_id(std::string_view id) const {
  if (tree_)
    for (pugi::xml_node node : tree_->document_element().children())
      if (attribute_of(node, "Id") == id) return target_of(node, folder_);
  return {};
}

std::unique_ptr<pugi::xml_document> read_side_part(ZipPackage& package, const std::string& name,
                                                   std::vector<Finding>& findings) {
  if (!package.has(name)) return nullptr;
  std::string why;
  if (auto bytes = package.read(name)) {
    auto tree = parse_xml(*bytes, name);
    if (tree) return std::move(*tree);
    why = tree.error().message;
  } else {
    why = bytes.error().message;
  }
  Finding finding = make_finding("file_damaged");
  finding.message = why + "; the text was read without it";
  finding.message_zh = "部件" + name + "已损坏，正文已读取，但未用到该部件";
  findings.push_back(std::move(finding));
  return nullptr;
}

std::vector<MetaEntry> read_core_properties(ZipPackage& package, const Relationships& top) {
  constexpr std::array<std::string_view, 7> kKeys{"title",   "subject",  "creator", "lastModifiedBy",
                                                  "created", "modified", "keywords"};
  std::vector<MetaEntry> out;
  const std::string name = top.find("core-properties", "docProps/core.xml");
  std::vector<Finding> ignored;  // a report is no less whole for it
  auto tree = read_side_part(package, name, ignored);
  if (!tree) return out;
  for (pugi::xml_node node : tree->document_element().children()) {
    std::string_view key = local_name(node);
    std::string value = node.child_value();
    const bool known = std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
    if (known && value.find_first_not_of(" \t\r\n") != std::string::npos)
      out.push_back({"core:" + std::string(key), std::move(value), "meta", {}});
  }
  return out;
}

}  // namespace nianbao
