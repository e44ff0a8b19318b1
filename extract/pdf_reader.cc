#include "extract/pdf_reader.h"

#include <ErrorCodes.h>
#include <PDFDoc.h>
#include <Stream.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>

#include "extract/pdf_library.h"
#include "extract/pdf_metadata.h"
#include "extract/pdf_page.h"
#include "extract/pdf_page_image.h"
#include "extract/pdf_salvage.h"
#include "extract/scan/scan_reader.h"
#include "model/finding.h"

namespace nianbao {
namespace {

constexpr int kStampGlyphs = 30;  // a page of a report has hundreds
constexpr int kPagesTried = 100;

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

Failure cannot_open(const PDFDoc& doc) {
  if (doc.getErrorCode() == errEncrypted)
    return fail(ErrorCode::encrypted, "the PDF asks for a password; save a copy without one, and read that");
  return fail(ErrorCode::damaged_file,
              "the PDF is damaged, and no text of it could be rebuilt; get the file again from its publisher");
}

/// What the pages of a document hold together.
struct Holdings {
  std::int64_t glyphs = 0, unknown = 0;  ///< glyphs, and those that no font maps to Unicode
  int pictured = 0;                      ///< pages that a picture covers
};

/// Whether pictures, often strips of one, cover most of the page.
bool is_pictured(const Page& page) {
  double covered = 0;
  for (const Picture& p : page.pictures) covered += p.box.width() * p.box.height();
  return covered > 0.5 * page.width_pt * page.height_pt;
}

Holdings holdings_of(std::span<const Page> pages) {
  Holdings out;
  for (const Page& page : pages) {
    for (const Span& span : page.spans) {
      out.glyphs += static_cast<std::int64_t>(span.text.size());
      out.unknown += std::count(span.text.begin(), span.text.end(), U'\xFFFD');
    }
    if (is_pictured(page)) ++out.pictured;
  }
  return out;
}

/// Scans that carry no more than a stamp or a page number of their own; fonts that don't say what their glyphs mean.
std::optional<Error> without_text(const Holdings& held, std::size_t pages) {
  auto count = static_cast<std::int64_t>(pages);
  std::string message;
  if (held.glyphs == 0) message = "none of the " + std::to_string(count) + " pages has a text layer";
  else if (held.pictured == count && held.glyphs < count * kStampGlyphs)
    message = "the " + std::to_string(count) + " pages are pictures with hardly any text of their own";
  else if (held.unknown * 2 > held.glyphs)
    message = "the fonts do not say which characters most of the text is made of (" + std::to_string(count) + " pages)";
  else return std::nullopt;
  if (held.glyphs == 0 && held.pictured > 0) message += "; " + std::to_string(held.pictured) + " are pictures (a scan?)";
  return Error{ErrorCode::needs_ocr, {}, message + "; they must be recognised from their pictures"};
}

/// Whether the page is to be recognised from its picture: it has hardly any text of its own, or text that has no Unicode.
/// Where no page of the document has text, its text may be drawn as outlines.
bool needs_recognition(const Page& page, OcrMode mode, bool none_has_text) {
  if (mode == OcrMode::never || page.width_pt <= 0) return false;
  if (mode == OcrMode::always) return true;
  Holdings held = holdings_of({&page, 1});
  if (held.unknown * 2 > held.glyphs) return true;
  if (held.glyphs == 0 && none_has_text) return !page.pictures.empty() || !page.rulings.empty();
  return is_pictured(page) && held.glyphs < kStampGlyphs;
}

/// Puts what is recognised in the place of the pages that need it, and tells the method of each page. Gives how many did.
Result<int> recognise_pages(PDFDoc& doc, const ReadOptions& options, bool none_has_text, Document& out) {
  ScanReader scans(options);
  int recognised = 0;
  for (Page& page : out.pages) {
    if (!needs_recognition(page, options.ocr, none_has_text)) continue;
    auto image = read_pdf_page_image(doc, page);
    if (!image) return Failure(image.error());
    auto read = scans.read(*image, page);
    if (!read) return Failure(read.error());
    page = std::move(*read);
    ++recognised;
  }
  if (recognised == 0) return 0;
  out.info.method = recognised == static_cast<int>(out.pages.size()) ? Method::ocr : Method::mixed;
  if (*out.info.method == Method::mixed)
    for (const Page& page : out.pages) out.info.page_methods.push_back(page.method);
  return recognised;
}

Finding damage_finding(const PdfComplaints& complaints, const std::vector<int>& lost_pages) {
  Finding out = make_finding("file_damaged");
  std::string lost, lost_zh;
  for (int page_no : lost_pages) {
    lost += (lost.empty() ? "" : ", ") + std::to_string(page_no);
    lost_zh += (lost_zh.empty() ? "" : "、") + std::to_string(page_no);
  }
  out.message = complaints.rebuilt ? "the PDF is cut or its table of objects is broken; the table was rebuilt"
                                   : "parts of the PDF's content are broken";
  out.message_zh = complaints.rebuilt ? "PDF不完整或对象索引已损坏，索引已重建" : "PDF的部分内容已损坏";
  if (!lost.empty()) {
    out.message += "; pages that could not be read: " + lost;
    out.message_zh += "；无法读取的页：" + lost_zh;
  }
  out.message += "; what could be read was read";
  out.message_zh += "；仅读出可恢复的部分";
  return out;
}

std::unique_ptr<PDFDoc> open(std::string_view bytes, PdfComplaints& complaints) {
  auto* stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));  // PDFDoc's own
  return std::make_unique<PDFDoc>(stream, GooString(), GooString(), nullptr, [&] { complaints.rebuilt = true; });
}

bool has_pages(PDFDoc& doc) {
  if (!doc.isOk()) return false;
  int count = doc.getNumPages();
  for (int page_no = 1; page_no <= std::min(count, kPagesTried); ++page_no)
    if (doc.getPage(page_no)) return true;
  return false;
}

/// Pages in order; those that cannot be loaded stay empty and are listed.
Result<std::vector<int>> read_pages(PDFDoc& doc, const ReadOptions& options, std::vector<Page>& pages) {
  int count = doc.getNumPages();
  if (count > options.max_pages)
    return fail(ErrorCode::limit_exceeded, "the PDF has " + std::to_string(count) + " pages, more than the allowed " +
                                               std::to_string(options.max_pages));
  PdfBudget budget;
  PdfPageReader reader(doc, budget);
  std::vector<int> lost;
  pages.resize(static_cast<std::size_t>(count));
  for (int page_no = 1; page_no <= count; ++page_no) {
    if (!reader.read(page_no, pages[static_cast<std::size_t>(page_no) - 1])) lost.push_back(page_no);
    if (budget.exhausted())
      return fail(ErrorCode::limit_exceeded, "page " + std::to_string(page_no) + " draws more than a report can; " +
                                                 "the file looks made to exhaust its reader");
  }
  return lost;
}

Result<Document> read_opened(PDFDoc& doc, const ReadOptions& options, const PdfComplaints& complaints) {
  Document out;
  Result<std::vector<int>> lost = read_pages(doc, options, out.pages);
  if (!lost) return Failure(lost.error());
  if (lost->size() == out.pages.size()) return cannot_open(doc);
  bool damaged = complaints.rebuilt || complaints.damages > 0 || !lost->empty();
  Holdings held = holdings_of(out.pages);
  if (damaged && held.glyphs == 0 && held.pictured == 0) return cannot_open(doc);
  out.info.pages = static_cast<int>(out.pages.size());
  out.info.method = Method::text_layer;
  auto recognised = recognise_pages(doc, options, held.glyphs == 0, out);
  if (!recognised) return Failure(recognised.error());
  if (*recognised == 0)
    if (std::optional<Error> error = without_text(held, out.pages.size())) return Failure(*error);
  out.meta = read_pdf_metadata(doc);
  if (damaged) out.findings.push_back(damage_finding(complaints, *lost));
  return out;
}

/// A cut file has lost its end: it is given a new one, first with what is left of its own tree of pages.
Result<Document> read_salvaged(std::string_view bytes, const ReadOptions& options, const PDFDoc& broken) {
  for (auto mend : {&with_new_trailer, &with_new_catalog}) {
    std::optional<std::string> mended = mend(bytes);
    if (!mended) continue;
    PdfComplaints complaints;
    PdfLibraryUse library(complaints);
    std::unique_ptr<PDFDoc> doc = open(*mended, complaints);
    complaints.rebuilt = true;
    if (has_pages(*doc)) return read_opened(*doc, options, complaints);
  }
  return cannot_open(broken);
}

Result<Document> read_bytes(std::string_view bytes, const ReadOptions& options) {
  PdfComplaints complaints;
  PdfLibraryUse library(complaints);
  std::unique_ptr<PDFDoc> doc = open(bytes, complaints);
  if (has_pages(*doc)) return read_opened(*doc, options, complaints);
  if (!doc->isOk() && doc->getErrorCode() == errEncrypted) return cannot_open(*doc);
  return read_salvaged(bytes, options, *doc);
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes, const ReadOptions& options) try {
  if (bytes.empty()) return fail(ErrorCode::empty_file, "the file is empty");
  if (static_cast<std::int64_t>(bytes.size()) > options.max_bytes)
    return fail(ErrorCode::limit_exceeded, "the file is larger than allowed");
  Result<Document> out = read_bytes(bytes, options);
  if (!out) return out;
  out->info.media_type = "application/pdf";
  out->info.bytes = static_cast<std::int64_t>(bytes.size());
  return out;
} catch (const std::bad_alloc&) {
  return fail(ErrorCode::out_of_memory, "reading the PDF needs more memory than there is");
} catch (const std::exception& e) {
  return fail(ErrorCode::damaged_file, std::string("the PDF could not be read: ") + e.what());
}

}  // namespace nianbao
