#include "extract/pdf_page.h"

#include <Page.h>
#include <PDFDoc.h>

#include <cmath>

#include "extract/pdf_output_dev.h"

namespace nianbao {
namespace {

constexpr double kMaxPagePt = 1'000'000;  // PDF allows 14,400 units times UserUnit

bool is_page_size(double width, double height) {
  return width > 0 && height > 0 && width <= kMaxPagePt && height <= kMaxPagePt;
}

}  // namespace

double user_unit_of_page(PDFDoc& doc, ::Page& page) {
  Object dict = doc.getXRef()->fetch(page.getRef());
  if (!dict.isDict()) return 1;
  Object unit = dict.dictLookup("UserUnit");
  double value = unit.isNum() ? unit.getNum() : 1;
  return value > 0 && value <= 75'000 ? value : 1;
}

bool read_pdf_page(PDFDoc& doc, int page_no, PdfBudget& budget, Page& out) {
  out.page_no = page_no;
  ::Page* page = doc.getPage(page_no);
  if (!page || !page->isOk()) return false;
  double unit = user_unit_of_page(doc, *page);
  double width = page->getCropWidth() * unit, height = page->getCropHeight() * unit;
  if (!is_page_size(width, height)) return false;
  bool sideways = page->getRotate() % 180 != 0;
  out.width_pt = sideways ? height : width;
  out.height_pt = sideways ? width : height;
  PdfOutputDev device(out, budget);
  budget.page_operations = PdfBudget::kPageOperations;
  auto abort_check = [](void* data) {
    auto* left = static_cast<PdfBudget*>(data);
    left->page_operations -= 10;  // Poppler asks about every ten operators
    return left->exhausted();
  };
  page->display(&device, 72 * unit, 72 * unit, 0, false, true, false, abort_check, &budget);
  device.finish();
  return true;
}

}  // namespace nianbao
