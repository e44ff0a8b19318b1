#pragma once

// Private to extract/: the one header of ours that includes Poppler's. No header of the library's file set includes it.

#include <OutputDev.h>

#include <memory>
#include <optional>
#include <vector>

#include "extract/pdf_page.h"
#include "extract/pdf_rulings.h"
#include "extract/pdf_spans.h"

namespace nianbao {

/// Receives what Poppler draws and turns it into spans, rulings and pictures, page by page. Its device space is the
/// page's own (points, origin top left, y down), so that the current matrix is all the conversion there is.
class PdfOutputDev : public OutputDev {
 public:
  explicit PdfOutputDev(PdfBudget& budget) : budget_(budget) {}

  /// What is drawn from here on is on this page. To be called before anything is drawn.
  void begin(Page& page);
  /// Ends the page.
  void finish() { spans_->finish(), rulings_->finish(); }
  /// Whether the page has ended what it began.
  bool is_clean() const { return groups_.empty() && mask_depth_ == 0; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  // Patterns and shadings are painted areas to us: nothing is drawn tile by tile.
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState* state, Gfx* gfx, Catalog* catalog, GfxTilingPattern* pattern, const double* matrix,
                         int x0, int y0, int x1, int y1, double x_step, double y_step) override;
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override { return paint_clip(state); }
  bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override { return paint_clip(state); }
  bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override { return paint_clip(state); }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override { return paint_clip(state); }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override { return paint_clip(state); }

  void restoreState(GfxState*) override { style_known_ = false; }
  void updateAll(GfxState*) override { style_known_ = false; }
  void updateCTM(GfxState*, double, double, double, double, double, double) override { style_known_ = false; }
  void updateFont(GfxState*) override { style_known_ = false; }
  void updateTextMat(GfxState*) override { style_known_ = false; }
  void updateRender(GfxState*) override { style_known_ = false; }
  void updateHorizScaling(GfxState*) override { style_known_ = false; }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int byte_count, const Unicode* text, int length) override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override { fill(state); }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert,
                     bool interpolate, bool inline_image) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* color_map,
                 bool interpolate, const int* mask_colors, bool inline_image) override;
  void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                       GfxImageColorMap* color_map, bool interpolate, Stream* mask, int mask_width, int mask_height,
                       bool mask_invert, bool mask_interpolate) override;
  void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                           GfxImageColorMap* color_map, bool interpolate, Stream* mask, int mask_width,
                           int mask_height, GfxImageColorMap* mask_color_map, bool mask_interpolate) override;
  void setSoftMaskFromImageMask(GfxState*, Object*, Stream*, int, int, bool, bool, double*) override {}
  void unsetSoftMaskFromImageMask(GfxState*, double*) override {}

  // What a soft mask's group draws is a mask, not the page.
  void beginTransparencyGroup(GfxState* state, const double* bbox, GfxColorSpace* color_space, bool isolated,
                              bool knockout, bool for_soft_mask) override;
  void endTransparencyGroup(GfxState* state) override;

 private:
  void learn_font(const std::shared_ptr<GfxFont>& font);
  void learn_style(GfxState* state);
  Glyph place(GfxState* state, double x, double y, double dx, double dy, bool is_space) const;
  bool is_seen(GfxState* state, const Glyph& glyph) const;
  bool paint_clip(GfxState* state);
  Box picture_box(GfxState* state) const;
  void set_path(GfxState* state);
  void add_picture(GfxState* state, int width, int height, bool opaque = false);
  void hide_glyphs(const Box& picture);

  PdfBudget& budget_;
  Page* page_ = nullptr;
  std::optional<SpanBuilder> spans_;
  std::optional<RulingFinder> rulings_;
  DrawnPath path_;

  std::shared_ptr<GfxFont> font_;  ///< held, so that no other font gets its address
  bool bold_font_ = false;
  bool style_known_ = false;
  bool style_drawn_ = false;    ///< false: text on a slant, of no size, or of no font
  bool has_unicode_ = true;     ///< of the font: what Poppler says of its glyphs can be trusted
  GlyphStyle style_;
  double along_x_ = 1, along_y_ = 0;  ///< direction of reading in the page
  std::vector<bool> groups_;          ///< of the open transparency groups: is it a soft mask's?
  int mask_depth_ = 0;
  std::int64_t seen_glyphs_ = 0;  ///< drawn visibly since a picture covered all of the page
  std::int64_t under_ = 0;        ///< of these, drawn before the pictures that cover `covered_pt_`
  double covered_pt_ = 0;         ///< square points
};

}  // namespace nianbao
