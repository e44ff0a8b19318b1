#include "extract/docx_reader.h"

#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "extract/docx_body.h"
#include "extract/package_parts.h"
#include "extract/zip_package.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

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
  auto styles_tree = read_side_part(*package, own.find("styles", "word/styles.xml"), out.findings);
  auto numbering_tree = read_side_part(*package, own.find("numbering", "word/numbering.xml"), out.findings);
  const DocxStyles styles(root_of(styles_tree));
  DocxNumbering numbering(root_of(numbering_tree));
  DocxBody reader(styles, numbering);
  out.flow = reader.read(body);
  std::vector<Finding> findings = reader.take_findings();
  out.findings.insert(out.findings.end(), std::make_move_iterator(findings.begin()), std::make_move_iterator(findings.end()));
  if (out.flow.empty() && reader.has_pictures())
    return fail(ErrorCode::needs_ocr, "the document holds pictures and no text");
  if (out.flow.empty()) return fail(ErrorCode::empty_file, "the document holds no text");
  out.meta = read_core_properties(*package, top);
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  out.info.method = Method::docx;
  return out;
}

}  // namespace nianbao
