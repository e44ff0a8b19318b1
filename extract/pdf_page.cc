#include "extract/pdf_page.h"

#include <Annot.h>
#include <Gfx.h>
#include <PDFDoc.h>
#include <Page.h>

#include <cmath>

#include "extract/pdf_output_dev.h"
#include "extract/pdf_resources.h"
#include "extract/pdf_struck.h"

namespace nianbao {
namespace {

constexpr double kMaxPagePt = 1'000'000;  // PDF allows 14,400 units times UserUnit

bool is_page_size(double width, double height) {
  return width > 0 && height > 0 && width <= kMaxPagePt && height <= kMaxPagePt;
}

bool set_size(::Page& page, double unit, Page& out) {
  const double width = page.getCropWidth() * unit, height = page.getCropHeight() * unit;
  if (!is_page_size(width, height)) return false;
  const bool sideways = page.getRotate() % 180 != 0;
  out.width_pt = sideways ? height : width;
  out.height_pt = sideways ? width : height;
  return true;
}

bool is_over_budget(void* data) {
  auto* left = static_cast<PdfBudget*>(data);
  left->page_operations -= 10;  // Poppler asks about every ten operators
  return left->exhausted();
}

/// As Poppler makes it for a page (Page::createGfx), but with resources of our own.
std::unique_ptr<Gfx> make_gfx(PDFDoc& doc, ::Page& page, double unit, Dict* resources, PdfOutputDev& device, PdfBudget& budget) {
  const int rotate = ((page.getRotate() % 360) + 360) % 360;
  PDFRectangle box;
  bool crop = true;
  page.makeBox(72 * unit, 72 * unit, rotate, false, device.upsideDown(), -1, -1, -1, -1, &box, &crop);
  return std::make_unique<Gfx>(&doc, &device, page.getNum(), resources, 72 * unit, 72 * unit, &box, crop ? page.getCropBox() : nullptr,
                               rotate, is_over_budget, &budget);
}

}  // namespace

double user_unit_of_page(PDFDoc& doc, ::Page& page) {
  Object dict = doc.getXRef()->fetch(page.getRef());
  if (!dict.isDict()) return 1;
  Object unit = dict.dictLookup("UserUnit");
  double value = unit.isNum() ? unit.getNum() : 1;
  return value > 0 && value <= 75'000 ? value : 1;
}

/// A run of pages that one resource dictionary serves, and what draws them.
struct PdfPageReader::Interpreter {
  JoinedResources resources;
  int first_page = 0;
  PdfOutputDev device;
  std::unique_ptr<Gfx> gfx;

  explicit Interpreter(PdfBudget& budget) : device(budget) {}
  bool serves(int page_no) const { return gfx && page_no >= first_page && page_no <= resources.last_page; }
  /// What a page leaves open would be drawn on the next.
  bool is_clean() const { return !gfx->getState()->isPath() && device.is_clean(); }
};

PdfPageReader::PdfPageReader(PDFDoc& doc, PdfBudget& budget) : doc_(doc), budget_(budget) {}
PdfPageReader::~PdfPageReader() = default;

PdfPageReader::Interpreter& PdfPageReader::interpreter_for(::Page& page) {
  if (interpreter_ && interpreter_->serves(page.getNum())) return *interpreter_;
  interpreter_ = std::make_unique<Interpreter>(budget_);
  interpreter_->first_page = page.getNum();
  interpreter_->resources = join_resources(doc_, page.getNum());
  return *interpreter_;
}

bool PdfPageReader::read(int page_no, Page& out) {
  out.page_no = page_no;
  ::Page* page = doc_.getPage(page_no);
  if (!page || !page->isOk()) return false;
  const double unit = user_unit_of_page(doc_, *page);
  if (!set_size(*page, unit, out)) return false;
  Interpreter& interpreter = interpreter_for(*page);
  budget_.page_operations = PdfBudget::kPageOperations;
  interpreter.device.begin(out);
  if (!interpreter.gfx) interpreter.gfx = make_gfx(doc_, *page, unit, interpreter.resources.dict.getDict(), interpreter.device, budget_);
  page->display(interpreter.gfx.get());
  for (Annot* annotation : page->getAnnots()->getAnnots()) annotation->draw(interpreter.gfx.get(), false);
  interpreter.device.finish();
  drop_struck_text(out);
  if (!interpreter.is_clean()) interpreter_.reset();
  return true;
}

}  // namespace nianbao
