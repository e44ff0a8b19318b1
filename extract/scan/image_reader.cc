#include "extract/scan/image_reader.h"

#include <exception>
#include <new>
#include <string>

#include "extract/kind.h"
#include "extract/scan/image_file.h"
#include "extract/scan/scan_reader.h"

namespace nianbao {
namespace {

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

Finding damage_finding(int page_no) {
  Finding out = make_finding("file_damaged");
  out.source.page = page_no;
  out.message = "the picture's file is cut or broken; a part of the picture is missing, what is there was read";
  out.message_zh = "图像文件不完整或已损坏，缺失部分图像，仅读出其余部分";
  return out;
}

Result<Document> read_pages(std::string_view bytes, const ReadOptions& options) {
  const KindInfo& kind = info_of(sniff_kind(bytes));
  if (options.ocr == OcrMode::never)
    return fail(ErrorCode::needs_ocr, "this is a " + std::string(kind.name) + ", which has no text to read; it must be recognised from its pixels (--ocr auto)");
  Document out;
  out.info.media_type = kind.media_type;
  out.info.bytes = static_cast<std::int64_t>(bytes.size());
  out.info.method = Method::ocr;
  const int count = count_image_pages(bytes, options.max_pages);
  if (count > options.max_pages) return fail(ErrorCode::limit_exceeded, "the file has more pages than the allowed " + std::to_string(options.max_pages));
  ScanReader scans(options);
  for (int index = 0; index < count; ++index) {
    auto image = read_image_page(bytes, index);
    if (!image) return Failure(image.error());
    if (image->damaged) out.findings.push_back(damage_finding(index + 1));
    Page page;
    page.page_no = index + 1;
    PixelPoint corner = image->to_page(image->gray.width, image->gray.height);
    page.width_pt = corner.x, page.height_pt = corner.y;
    auto read = scans.read(*image, page);
    if (!read) return Failure(read.error());
    for (Finding& finding : scans.take_findings()) out.findings.push_back(std::move(finding));
    out.pages.push_back(std::move(*read));
  }
  out.info.pages = count;
  return out;
}

}  // namespace

Result<Document> read_image(std::string_view bytes, const ReadOptions& options) try {
  return read_pages(bytes, options);
} catch (const std::bad_alloc&) {
  return fail(ErrorCode::out_of_memory, "reading the picture needs more memory than there is");
} catch (const std::exception& e) {
  return fail(ErrorCode::damaged_file, std::string("the picture could not be read: ") + e.what());
}

}  // namespace nianbao
