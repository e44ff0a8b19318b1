#include "extract/docx_reader.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "extract/docx_body.h"
#include "extract/zip_package.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

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

/// The parts that a part points at, by the last word of their type (`officeDocument`, `styles`, `numbering`).
class Relationships {
 public:
  Relationships(ZipPackage& package, const std::string& part) : folder_(folder_of(part)) {
    const std::string name = folder_ + "_rels/" + part.substr(folder_.size()) + ".rels";
    if (!package.has(name)) return;
    if (auto bytes = package.read(name))
      if (auto tree = parse_xml(*bytes, name)) tree_ = std::move(*tree);
  }
  std::string find(std::string_view type, std::string otherwise) const {
    if (tree_)
      for (pugi::xml_node node : tree_->document_element().children())
        if (attribute_of(node, "Type").ends_with("/" + std::string(type))) return target_of(node, folder_);
    return otherwise;
  }

 private:
  std::string folder_;
  std::unique_ptr<pugi::xml_document> tree_;
};

/// A part that the text can do without: none where it is not there; where it is broken, a finding says so.
std::unique_ptr<pugi::xml_document> side_part(ZipPackage& package, const std::string& name, std::vector<Finding>& findings) {
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

void read_core(ZipPackage& package, const std::string& name, std::vector<MetaEntry>& meta) {
  if (!package.has(name)) return;
  auto bytes = package.read(name);
  if (!bytes) return;
  auto tree = parse_xml(*bytes, name);
  if (!tree) return;
  for (pugi::xml_node node : (*tree)->document_element().children()) {
    std::string_view key = local_name(node);
    constexpr std::array<std::string_view, 7> kKeys{"title", "subject", "creator", "lastModifiedBy", "created", "modified", "keywords"};
    std::string value = node.child_value();
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end() || value.find_first_not_of(" \t\r\n") == std::string::npos) continue;
    meta.push_back({"core:" + std::string(key), std::move(value), "meta", {}});
  }
}

pugi::xml_node root_of(const std::unique_ptr<pugi::xml_document>& tree) {
  return tree ? tree->document_element() : pugi::xml_node();
}

}  // namespace

Result<Document> read_docx(std::string_view bytes, const ReadOptions&) {
  auto package = ZipPackage::open(bytes);
  if (!package) return Failure(package.error());
  const Relationships top(*package, "");
  const std::string main = top.find("officeDocument", "word/document.xml");
  auto text = package->read(package->has(main) ? main : "word/document.xml");
  if (!text) return Failure(text.error());
  auto tree = parse_xml(*text, main);
  if (!tree) return Failure(tree.error());
  pugi::xml_node body = child_of((*tree)->document_element(), "body");
  if (!body) return fail(ErrorCode::damaged_file, "the part " + main + " holds no document");

  Document out;
  const Relationships own(*package, main);
  auto styles_tree = side_part(*package, own.find("styles", "word/styles.xml"), out.findings);
  auto numbering_tree = side_part(*package, own.find("numbering", "word/numbering.xml"), out.findings);
  const DocxStyles styles(root_of(styles_tree));
  DocxNumbering numbering(root_of(numbering_tree));
  DocxBody reader(styles, numbering);
  out.flow = reader.read(body);
  std::vector<Finding> findings = reader.take_findings();
  out.findings.insert(out.findings.end(), std::make_move_iterator(findings.begin()), std::make_move_iterator(findings.end()));
  if (out.flow.empty() && reader.has_pictures())
    return fail(ErrorCode::needs_ocr, "the document holds pictures and no text");
  if (out.flow.empty()) return fail(ErrorCode::empty_file, "the document holds no text");
  read_core(*package, top.find("core-properties", "docProps/core.xml"), out.meta);
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  out.info.method = Method::docx;
  return out;
}

}  // namespace nianbao
