#include "bench/floor.h"

#include <GlobalParams.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Stream.h>

namespace nianbao {
namespace {

class CountingDev : public OutputDev {
 public:
  explicit CountingDev(FloorCount& count) : count_(count) {}

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int, int, double,
                         double) override {
    return true;
  }
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }
  void setSoftMaskFromImageMask(GfxState*, Object*, Stream*, int, int, bool, bool, double*) override {}

  void drawChar(GfxState*, double, double, double, double, double, double, CharCode, int, const Unicode*,
                int) override {
    ++count_.glyphs;
  }
  void stroke(GfxState*) override { ++count_.paths; }
  void fill(GfxState*) override { ++count_.paths; }
  void eoFill(GfxState*) override { ++count_.paths; }

 private:
  FloorCount& count_;
};

void ignore_message(ErrorCategory, Goffset, const char*) {}

}  // namespace

FloorCount run_floor(std::string_view pdf) {
  static const GlobalParamsIniter poppler(&ignore_message);
  FloorCount count;
  PDFDoc doc(new MemStream(pdf.data(), 0, static_cast<Goffset>(pdf.size()), Object(objNull)));
  if (!doc.isOk()) return count;
  count.pages = doc.getNumPages();
  for (int page_no = 1; page_no <= count.pages; ++page_no) {
    CountingDev device(count);
    doc.displayPage(&device, page_no, 72, 72, 0, false, true, false);
  }
  return count;
}

}  // namespace nianbao
