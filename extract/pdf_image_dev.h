#pragma once

// Private to extract/: includes Poppler's headers. No header of the library's file set includes it.

#include <OutputDev.h>

#include <optional>

#include "extract/scan/gray_image.h"
#include "model/document.h"

namespace nianbao {

/// Takes the one picture that covers a page as Poppler hands it over. Its device space is the page's own (points, origin top
/// left, y down).
class PdfImageDev : public OutputDev {
 public:
  explicit PdfImageDev(const Page& page) : page_(page) {}

  /// The page's picture; none where there is no large one, or several.
  std::optional<PageImage> take();

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert, bool interpolate,
                     bool inline_image) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* color_map, bool interpolate,
                 const int* mask_colors, bool inline_image) override;
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int, bool, bool) override;
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int, GfxImageColorMap*,
                           bool) override;
  void setSoftMaskFromImageMask(GfxState*, Object*, Stream*, int, int, bool, bool, double*) override {}
  void unsetSoftMaskFromImageMask(GfxState*, double*) override {}

 private:
  bool begins_page_picture(GfxState* state, int width, int height);
  void keep(GfxState* state, GrayImage image);

  const Page& page_;
  std::optional<PageImage> found_;
  int pictures_ = 0;  ///< that are no specks of the page
};

}  // namespace nianbao
