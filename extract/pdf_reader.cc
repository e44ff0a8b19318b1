#include "extract/pdf_reader.h"

#include <ErrorCodes.h>
#include <PDFDoc.h>
#include <Stream.h>

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>

#include "extract/page_choice.h"
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

/// `1-3, 5`
std::string list_of(const std::vector<int>& pages) {
  std::string out;
  for (std::size_t i = 0; i < pages.size();) {
    std::size_t end = i;
    while (end + 1 < pages.size() && pages[end + 1] == pages[end] + 1) ++end;
    out += (out.empty() ? "" : ", ") + std::to_string(pages[i]);
    if (end > i) out += "-" + std::to_string(pages[end]);
    i = end + 1;
  }
  return out;
}

struct Ground {
  std::string_view english, chinese;
};

Ground ground_of(PageChoice choice) {
  switch (choice) {
    case PageChoice::scanner_text: return {"their text layer lies hidden with a picture of the page: a scanner's own recognition", "文本层隐藏在页面图像之下，是扫描设备自带的识别结果"};
    case PageChoice::garbage: return {"their text layer is no language: its fonts give no or wrong characters", "文本层为乱码，字体不能给出正确的文字"};
    case PageChoice::outlined: return {"the document has no text: what looks like it is drawn", "文档没有文本，文字是以图形绘制的"};
    case PageChoice::asked: return {"--ocr always", "按--ocr always的要求"};
    default: return {"they are pictures with no or hardly any text of their own", "页面是图像，本身几乎没有文本"};
  }
}

Finding choice_finding(PageChoice choice, const std::vector<int>& pages) {
  Finding out = make_finding("page_recognised", to_string(choice));
  const Ground ground = ground_of(choice);
  out.source.page = pages.front();
  out.message = "recognised from the picture: page " + list_of(pages) + "; " + std::string(ground.english);
  out.message_zh = "由图像识别：第" + list_of(pages) + "页；" + std::string(ground.chinese);
  return out;
}

Finding failure_finding(int page_no, const Error& error) {
  Finding out = make_finding("page_not_recognised", "page " + std::to_string(page_no));
  out.source.page = page_no;
  out.message = "page " + std::to_string(page_no) + " could not be recognised: " + error.message;
  out.message_zh = "第" + std::to_string(page_no) + "页未能识别";
  return out;
}

/// Puts what is recognised in the place of the pages that need it, and tells the method of each page. Gives how many did.
/// A page whose picture is broken stays as it is, unless all are.
Result<int> recognise_pages(PDFDoc& doc, const ReadOptions& options, Document& out) {
  ScanReader scans(options);
  const std::vector<PageChoice> choices = choose_pages(out.pages, options.ocr);
  std::map<PageChoice, std::vector<int>> chosen;
  std::optional<Error> broken;
  for (std::size_t i = 0; i < out.pages.size(); ++i) {
    if (choices[i] == PageChoice::text_layer) continue;
    auto image = read_pdf_page_image(doc, out.pages[i]);
    if (!image) {
      out.findings.push_back(failure_finding(out.pages[i].page_no, image.error()));
      broken = image.error();
      continue;
    }
    auto read = scans.read(*image, out.pages[i]);
    if (!read) return Failure(read.error());
    for (Finding& finding : scans.take_findings()) out.findings.push_back(std::move(finding));
    out.pages[i] = std::move(*read);
    chosen[choices[i]].push_back(out.pages[i].page_no);
  }
  if (chosen.empty() && broken) return Failure(*broken);
  for (const auto& [choice, pages] : chosen) out.findings.push_back(choice_finding(choice, pages));
  int recognised = 0;
  for (const auto& [choice, pages] : chosen) recognised += static_cast<int>(pages.size());
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
  auto recognised = recognise_pages(doc, options, out);
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
