#include "extract/docx_reader.h"

#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "extract/docx_body.h"
#include "extract/html_reader.h"
#include "extract/kind.h"
#include "extract/mhtml_reader.h"
#include "extract/package_parts.h"
#include "extract/zip_package.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

pugi::xml_node root_of(const std::unique_ptr<pugi::xml_document>& tree) {
  return tree ? tree->document_element() : pugi::xml_node();
}

void prefix_path(std::string_view prefix, std::string& path) { path = std::string(prefix) + "/" + path; }

void prefix_paths(std::string_view prefix, Block& block) {
  if (auto* paragraph = std::get_if<Paragraph>(&block)) {
    for (TextPiece& piece : paragraph->pieces) prefix_path(prefix, piece.source.path);
    return;
  }
  Grid& grid = std::get<Grid>(block);
  prefix_path(prefix, grid.source.path);
  for (Cell& cell : grid.cells) prefix_path(prefix, cell.source.path);
}

/// Reads the web pages that programs put into a package for Word to convert (altChunk).
class Chunks {
 public:
  Chunks(ZipPackage& package, const Relationships& own, const ReadOptions& options, Document& out)
      : package_(package), own_(own), options_(options), out_(out) {}

  std::vector<Block> read(std::string_view id) {
    const std::string name = own_.by_id(id), path = "altChunk[" + std::to_string(++count_) + "]";
    auto bytes = package_.read(name);
    auto page = bytes ? read_page(*bytes) : Result<Document>(Failure(bytes.error()));
    if (!page) {
      Finding finding = make_finding("file_damaged");
      finding.source.path = path;
      finding.message = "a part of another kind (" + name + ") was not read: " + page.error().message;
      finding.message_zh = "文档中嵌入的部件" + name + "未能读取";
      out_.findings.push_back(std::move(finding));
      return {};
    }
    for (Block& block : page->flow) prefix_paths(path, block);
    for (Finding& finding : page->findings) prefix_path(path, finding.source.path);
    out_.findings.insert(out_.findings.end(), page->findings.begin(), page->findings.end());
    out_.meta.insert(out_.meta.end(), page->meta.begin(), page->meta.end());
    out_.info.encoding = page->info.encoding;
    return std::move(page->flow);
  }

 private:
  Result<Document> read_page(std::string_view bytes) const {
    const Kind kind = sniff_kind(bytes);
    if (kind == Kind::html) return read_html(bytes, options_);
    if (kind == Kind::mhtml) return read_mhtml(bytes, options_);
    return fail(ErrorCode::unsupported_kind, "it is a " + std::string(info_of(kind).name));
  }

  ZipPackage& package_;
  const Relationships& own_;
  const ReadOptions& options_;
  Document& out_;
  int count_ = 0;
};

/// Where the parts are that a body points at, by the relationship's id.
struct PointedParts {
  DocxBody::ChunkReader chunks;
  DocxBody::PictureReader pictures;
};

Result<void> read_body(const pugi::xml_node& body, const DocxStyles& styles, DocxNumbering& numbering, PointedParts parts, const ReadOptions& options, Document& out) {
  out.info.method = Method::docx;
  DocxBody reader(styles, numbering, std::move(parts.chunks), std::move(parts.pictures));
  out.flow = reader.read(body);
  std::vector<Finding> findings = reader.take_findings();
  out.findings.insert(out.findings.end(), std::make_move_iterator(findings.begin()), std::make_move_iterator(findings.end()));
  read_embedded_pictures(reader.pictures(), options, out);
  if (out.flow.empty() && reader.has_pictures())
    return fail(ErrorCode::needs_ocr, "the document holds pictures and no text");
  if (out.flow.empty()) return fail(ErrorCode::empty_file, "the document holds no text");
  return {};
}

/// The root of a part of a flat package; of WordprocessingML of 2003, which has no parts, what stands for it.
pugi::xml_node flat_part(const pugi::xml_node& root, std::string_view name) {
  if (is_named(root, "wordDocument")) return name == "document" ? root : name == "styles" ? child_of(root, "styles") : pugi::xml_node();
  for (pugi::xml_node part : root.children())
    if (attribute_of(part, "name").ends_with("/" + std::string(name) + ".xml")) return child_of(part, "xmlData").first_child();
  return {};
}

}  // namespace

Result<Document> read_docx(std::string_view bytes, const ReadOptions& options) {
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
  Chunks chunks(*package, own, options, out);
  const auto picture_bytes = [&](std::string_view id) {
    auto bytes = package->read(own.by_id(id));
    return bytes ? std::move(*bytes) : std::string();
  };
  auto read = read_body(body, styles, numbering, {[&](std::string_view id) { return chunks.read(id); }, picture_bytes}, options, out);
  if (!read) return Failure(read.error());
  std::vector<MetaEntry> properties = read_core_properties(*package, top);
  out.meta.insert(out.meta.end(), std::make_move_iterator(properties.begin()), std::make_move_iterator(properties.end()));
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  return out;
}

Result<Document> read_word_xml(std::string_view bytes, const ReadOptions& options) {
  auto tree = parse_xml(bytes, "the document");
  if (!tree) return Failure(tree.error());
  const pugi::xml_node root = (*tree)->document_element(), body = child_of(flat_part(root, "document"), "body");
  if (!body) return fail(ErrorCode::damaged_file, "the file holds no Word document");
  Document out;
  const DocxStyles styles(flat_part(root, "styles"));
  DocxNumbering numbering(flat_part(root, "numbering"));
  const PointedParts none{[](std::string_view) { return std::vector<Block>(); }, [](std::string_view) { return std::string(); }};
  auto read = read_body(body, styles, numbering, none, options, out);
  if (!read) return Failure(read.error());
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.media_type = "application/xml";
  return out;
}

}  // namespace nianbao
