#include "extract/pdf_reader.h"

#include <ErrorCodes.h>
#include <PDFDoc.h>
#include <Stream.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <string>

#include "extract/pdf_library.h"
#include "extract/pdf_metadata.h"
#include "extract/pdf_page.h"
#include "model/finding.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

Failure cannot_open(const PDFDoc& doc) {
  if (doc.getErrorCode() == errEncrypted)
    return fail(ErrorCode::encrypted, "the PDF asks for a password; save a copy without one, and read that");
  return fail(ErrorCode::damaged_file,
              "the PDF is damaged, and no page of it could be rebuilt; get the file again from its publisher");
}

bool has_text(const Page& page) { return !page.spans.empty(); }

Failure without_text(const std::vector<Page>& pages) {
  auto with_pictures = std::count_if(pages.begin(), pages.end(), [](const Page& p) { return !p.pictures.empty(); });
  std::string message = "none of the " + std::to_string(pages.size()) + " pages has a text layer";
  if (with_pictures > 0) message += "; " + std::to_string(with_pictures) + " hold pictures (a scan?)";
  return fail(ErrorCode::needs_ocr, message);
}

Finding damage_finding(const PdfComplaints& complaints, const std::vector<int>& lost_pages) {
  Finding out = make_finding("file_damaged");
  std::string lost, lost_zh;
  for (int page_no : lost_pages) {
    lost += (lost.empty() ? "" : ", ") + std::to_string(page_no);
    lost_zh += (lost_zh.empty() ? "" : "、") + std::to_string(page_no);
  }
  out.message = complaints.rebuilt ? "the PDF's table of objects is broken and was rebuilt"
                                   : "parts of the PDF's content are broken";
  out.message_zh = complaints.rebuilt ? "PDF的对象索引已损坏，由程序重建" : "PDF的部分内容已损坏";
  if (!lost.empty()) {
    out.message += "; pages that could not be read: " + lost;
    out.message_zh += "；无法读取的页：" + lost_zh;
  }
  out.message += "; what could be read was read";
  out.message_zh += "；仅读出可恢复的部分";
  return out;
}

Result<Document> read_pages(PDFDoc& doc, std::size_t size, const ReadOptions& options, PdfComplaints& complaints) {
  Document out;
  int count = doc.getNumPages();
  if (count > options.max_pages)
    return fail(ErrorCode::limit_exceeded, "the PDF has " + std::to_string(count) + " pages, more than the allowed " +
                                               std::to_string(options.max_pages));
  if (count <= 0) return cannot_open(doc);
  PdfBudget budget;
  std::vector<int> lost_pages;
  out.pages.resize(static_cast<std::size_t>(count));
  for (int page_no = 1; page_no <= count; ++page_no) {
    if (!read_pdf_page(doc, page_no, budget, out.pages[page_no - 1])) lost_pages.push_back(page_no);
    if (budget.exhausted())
      return fail(ErrorCode::limit_exceeded, "page " + std::to_string(page_no) +
                                                 " draws more than any report does; the file looks made to exhaust its reader");
  }
  if (std::none_of(out.pages.begin(), out.pages.end(), has_text)) return without_text(out.pages);
  out.info.media_type = "application/pdf";
  out.info.bytes = static_cast<std::int64_t>(size);
  out.info.pages = count;
  out.info.method = Method::text_layer;
  out.meta = read_pdf_metadata(doc);
  if (complaints.rebuilt || complaints.damaged || !lost_pages.empty())
    out.findings.push_back(damage_finding(complaints, lost_pages));
  return out;
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes, const ReadOptions& options) try {
  if (bytes.empty()) return fail(ErrorCode::empty_file, "the file is empty");
  if (static_cast<std::int64_t>(bytes.size()) > options.max_bytes)
    return fail(ErrorCode::limit_exceeded, "the file is larger than allowed");
  PdfComplaints complaints;
  PdfLibraryUse library(complaints);
  auto* stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));  // PDFDoc owns it
  PDFDoc doc(stream, GooString(), GooString(), nullptr, [&] { complaints.rebuilt = true; });
  if (!doc.isOk()) return cannot_open(doc);
  return read_pages(doc, bytes.size(), options, complaints);
} catch (const std::bad_alloc&) {
  return fail(ErrorCode::out_of_memory, "reading the PDF needs more memory than there is");
} catch (const std::exception& e) {
  return fail(ErrorCode::damaged_file, std::string("the PDF could not be read: ") + e.what());
}

}  // namespace nianbao
