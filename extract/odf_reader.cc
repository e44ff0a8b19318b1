#include "extract/odf_reader.h"

#include <array>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "extract/odf_body.h"
#include "extract/package_parts.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

using Tree = std::unique_ptr<pugi::xml_document>;

/// The parts of a file; a flat one is its own content.
struct Parts {
  Tree content, styles, meta;
};

Result<Parts> open_flat(std::string_view bytes) {
  Parts out;
  auto tree = parse_xml(bytes, "");
  if (!tree) return Failure(tree.error());
  out.content = std::move(*tree);
  return out;
}

Result<Parts> open_zipped(std::string_view bytes, std::vector<Finding>& findings) {
  auto package = ZipPackage::open(bytes);
  if (!package) return Failure(package.error());
  if (package->has("META-INF/manifest.xml"))
    if (auto manifest = package->read("META-INF/manifest.xml"))
      if (auto tree = parse_xml(*manifest, "META-INF/manifest.xml"))
        if (find_below(**tree, "encryption-data"))
          return fail(ErrorCode::encrypted, "the file needs a password; save it without one");
  auto content = package->read("content.xml");
  if (!content) return Failure(content.error());
  auto tree = parse_xml(*content, "content.xml");
  if (!tree) return Failure(tree.error());
  Parts out;
  out.content = std::move(*tree);
  out.styles = read_side_part(*package, "styles.xml", findings);
  std::vector<Finding> ignored;
  out.meta = read_side_part(*package, "meta.xml", ignored);
  return out;
}

std::vector<MetaEntry> read_metadata(const Parts& parts) {
  std::vector<MetaEntry> out;
  const Tree& tree = parts.meta ? parts.meta : parts.content;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kKeys{
      {{"title", "core:title"}, {"subject", "core:subject"}, {"initial-creator", "core:creator"},
       {"creator", "core:lastModifiedBy"}, {"creation-date", "core:created"}, {"date", "core:modified"}}};
  for (pugi::xml_node node : child_of(tree->document_element(), "meta").children())
    for (const auto& [name, key] : kKeys)
      if (is_named(node, name) && *node.child_value() != '\0')
        out.push_back({std::string(key), node.child_value(), "meta", {}});
  return out;
}

std::string_view media_type_of(bool sheets, bool flat) {
  if (sheets) return flat ? "application/vnd.oasis.opendocument.spreadsheet-flat-xml" : "application/vnd.oasis.opendocument.spreadsheet";
  return flat ? "application/vnd.oasis.opendocument.text-flat-xml" : "application/vnd.oasis.opendocument.text";
}

}  // namespace

Result<Document> read_odf(std::string_view bytes, const ReadOptions&) {
  Document out;
  const bool flat = !bytes.starts_with("PK");
  auto parts = flat ? open_flat(bytes) : open_zipped(bytes, out.findings);
  if (!parts) return Failure(parts.error());
  pugi::xml_node root = parts->content->document_element();
  pugi::xml_node body = child_of(root, "body");
  pugi::xml_node text = child_of(body, "text"), sheets = child_of(body, "spreadsheet");
  if (!text && !sheets) return fail(ErrorCode::damaged_file, "the file holds neither a text nor sheets");
  OdfStyles styles;
  styles.add(root);
  if (parts->styles) styles.add(parts->styles->document_element());
  OdfBody reader(styles);
  out.flow = text ? reader.read_text(text) : reader.read_sheets(sheets);
  if (reader.is_too_large()) return fail(ErrorCode::limit_exceeded, "the document has tables of more than half a million cells; no report does");
  if (out.flow.empty() && reader.has_pictures()) return fail(ErrorCode::needs_ocr, "the document holds pictures and no text");
  if (out.flow.empty()) return fail(ErrorCode::empty_file, "the document holds no text");
  std::vector<Finding> findings = reader.take_findings();
  out.findings.insert(out.findings.end(), std::make_move_iterator(findings.begin()), std::make_move_iterator(findings.end()));
  out.meta = read_metadata(*parts);
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.media_type = std::string(media_type_of(!text, flat));
  out.info.method = Method::odt;
  return out;
}

}  // namespace nianbao
