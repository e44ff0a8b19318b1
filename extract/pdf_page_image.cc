#include "extract/pdf_page_image.h"

#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <string>

#include "extract/pdf_image_dev.h"
#include "extract/pdf_page.h"
#include "extract/scan/image_file.h"

namespace nianbao {
namespace {

constexpr double kLeastDpi = 150, kMostDpi = 300, kDrawnDpi = 200;

Failure fail(ErrorCode code, std::string message) { return Failure(Error{code, {}, std::move(message)}); }

/// Fine enough for the finest picture of some size; 200 dpi where there is none.
double drawing_dpi(const Page& page) {
  double finest = 0;
  for (const Picture& picture : page.pictures) {
    if (picture.box.width() < 72 || picture.box.height() < 36) continue;
    finest = std::max(finest, 72 * picture.width_px / picture.box.width());
  }
  return finest > 0 ? std::clamp(finest, kLeastDpi, kMostDpi) : kDrawnDpi;
}

Result<PageImage> draw_page(PDFDoc& doc, ::Page& source, const Page& page, double unit) {
  double dpi = drawing_dpi(page);
  if (page.width_pt * dpi / 72 * page.height_pt * dpi / 72 > static_cast<double>(kMostPixels))
    return fail(ErrorCode::limit_exceeded, "page " + std::to_string(page.page_no) + " is too large to be drawn and recognised");
  unsigned char paper[3] = {255, 255, 255};
  SplashOutputDev device(splashModeRGB8, 1, false, paper);
  device.startDoc(&doc);
  source.display(&device, dpi * unit, dpi * unit, 0, false, true, false);
  SplashBitmap* bitmap = device.getBitmap();
  if (!bitmap || bitmap->getWidth() < 1) return fail(ErrorCode::damaged_file, "page " + std::to_string(page.page_no) + " cannot be drawn");
  PageImage out;
  out.gray = GrayImage(bitmap->getWidth(), bitmap->getHeight());
  for (int y = 0; y < out.gray.height; ++y) {
    const unsigned char* line = bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(y) * bitmap->getRowSize();
    for (int x = 0; x < out.gray.width; ++x) out.gray.row(y)[x] = line[3 * x];
  }
  out.dpi = dpi;
  out.to_page = {72 / dpi, 0, 0, 0, 72 / dpi, 0};
  return out;
}

}  // namespace

Result<PageImage> read_pdf_page_image(PDFDoc& doc, const Page& page) {
  ::Page* source = doc.getPage(page.page_no);
  if (!source || !source->isOk()) return fail(ErrorCode::damaged_file, "page " + std::to_string(page.page_no) + " cannot be read");
  double unit = user_unit_of_page(doc, *source);
  PdfImageDev device(page);
  source->display(&device, 72 * unit, 72 * unit, 0, false, true, false);
  if (std::optional<PageImage> image = device.take(); image && !image->gray.empty()) return std::move(*image);
  return draw_page(doc, *source, page, unit);
}

}  // namespace nianbao
