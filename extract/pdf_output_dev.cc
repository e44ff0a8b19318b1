#include "extract/pdf_output_dev.h"

#include <GfxFont.h>
#include <GfxState.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

namespace nianbao {
namespace {

constexpr char32_t kNoUnicode = 0xFFFD;
constexpr int kMaxLength = 64;         // code points of one glyph
constexpr double kMaxSlant = 0.26;     // sine of 15 degrees: a skewed scan's text is read, a slanted watermark is not
constexpr double kMaxSizePt = 5000;
constexpr double kPageShare = 0.5;     // pictures over so much of a page cover it
constexpr double kMaxStencilLine = 1.5;

Box clip_of(GfxState* state) {
  Box clip;
  state->getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
  return clip;
}

bool is_bold(const GfxFont& font) {
  if (font.isBold() || font.getWeight() >= GfxFont::W600) return true;
  if (!font.getName()) return false;
  std::string name = *font.getName();
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const char* mark : {"bold", "heavy", "black", "-bd"})
    if (name.find(mark) != std::string::npos) return true;
  return false;
}

/// Font size in units of the text space. A Type 3 font's own units are free: its box tells how tall its glyphs are.
double em_of(const GfxFont& font, double font_size) {
  if (font.getType() != fontType3) return font_size;
  const double* matrix = font.getFontMatrix();
  const double* box = font.getFontBBox();
  double tall = std::abs(matrix[3] * (box[3] - box[1]));
  if (tall > 0.1 && tall < 10) return font_size * tall;
  double unit = std::abs(matrix[3]) * 1000;
  return unit > 0.1 && unit < 10 ? font_size * unit : font_size;
}

void set_heights(const GfxFont& font, GlyphStyle& style) {
  double ascent = font.getAscent(), descent = font.getDescent();
  if (ascent > 0.4 && ascent <= 1.3) style.ascent = ascent;
  if (descent < 0 && descent >= -0.6) style.descent = descent;
}

int turn_of(double x, double y) {
  if (std::abs(x) >= std::abs(y)) return x >= 0 ? 0 : 180;
  return y > 0 ? 90 : 270;
}

/// Without ToUnicode, Poppler hands out bare glyph numbers as if they were Unicode: of an Identity font always, of a
/// subset TrueType font where no encoding says what its codes mean. They would be digits that stand nowhere.
bool means_its_codes(const GfxFont& font) {
  if (font.hasToUnicodeCMap()) return true;
  if (font.isCIDFont()) {
    const GooString* collection = static_cast<const GfxCIDFont&>(font).getCollection();
    return collection && collection->toStr() != "Adobe-Identity";
  }
  bool named = static_cast<const Gfx8BitFont&>(font).getHasEncoding();
  return named || font.getType() != fontTrueType || !font.isSymbolic() || !font.isSubset();
}

char32_t code_point_of(Unicode c) {
  bool valid = c != 0 && c <= 0x10FFFF && !(c >= 0xD800 && c < 0xE000);
  return valid ? static_cast<char32_t>(c) : kNoUnicode;
}

}  // namespace

void PdfOutputDev::begin(Page& page) {
  page_ = &page;
  spans_.emplace(page.spans);
  rulings_.emplace(page.rulings);
  style_known_ = false;
  seen_glyphs_ = under_ = 0;
  covered_pt_ = 0;
}

/// What holds for all text of one font; kept with the font, as text states change far more often than fonts.
void PdfOutputDev::learn_font(const std::shared_ptr<GfxFont>& font) {
  if (font == font_) return;
  font_ = font;
  bold_font_ = is_bold(*font);
  has_unicode_ = means_its_codes(*font);
}

void PdfOutputDev::learn_style(GfxState* state) {
  style_known_ = true;
  style_drawn_ = false;
  if (!state->getFont()) return;
  learn_font(state->getFont());
  const GfxFont& font = *font_;
  const double* m = state->getCTM();
  const double* t = state->getTextMat();
  double scale = state->getHorizScaling() < 0 ? -1 : 1;
  double ax = scale * (t[0] * m[0] + t[1] * m[2]), ay = scale * (t[0] * m[1] + t[1] * m[3]);
  double ux = t[2] * m[0] + t[3] * m[2], uy = t[2] * m[1] + t[3] * m[3];
  double along = std::hypot(ax, ay);
  GlyphStyle style;
  double size = state->getFontSize();
  if (size < 0) ax = -ax, ay = -ay;
  style.size_pt = std::abs(em_of(font, size)) * std::hypot(ux, uy);
  if (!(along > 0) || !(style.size_pt > 0.01 && style.size_pt < kMaxSizePt)) return;
  along_x_ = ax / along, along_y_ = ay / along;
  if (!(std::min(std::abs(along_x_), std::abs(along_y_)) <= kMaxSlant)) return;
  style.turn = turn_of(along_x_, along_y_);
  style.bold = bold_font_ || state->getRender() == 2 || state->getRender() == 6;
  style.vertical = font.getWMode() != 0;
  set_heights(font, style);
  bool mirrored = ux * along_y_ - uy * along_x_ < 0;  // the glyphs' tops point below their line
  if ((size < 0) != mirrored) {
    double ascent = style.ascent;
    style.ascent = -style.descent;
    style.descent = -ascent;
  }
  style_ = style;
  spans_->set_style(style_);
  style_drawn_ = true;
}

Glyph PdfOutputDev::place(GfxState* state, double x, double y, double dx, double dy, bool is_space) const {
  Glyph glyph;
  state->transform(x, y, &glyph.x, &glyph.y);
  double step_x, step_y, gap_x = 0, gap_y = 0;
  state->transformDelta(dx, dy, &step_x, &step_y);
  double spacing = state->getCharSpace() + (is_space ? state->getWordSpace() : 0);
  if (spacing != 0) {
    double tx, ty;
    if (style_.vertical) state->textTransformDelta(0, spacing, &tx, &ty);
    else state->textTransformDelta(spacing * state->getHorizScaling(), 0, &tx, &ty);
    state->transformDelta(tx, ty, &gap_x, &gap_y);
  }
  if (style_.vertical) {
    glyph.advance = glyph.step = std::hypot(step_x - gap_x, step_y - gap_y);
  } else {
    glyph.step = step_x * along_x_ + step_y * along_y_;
    glyph.advance = glyph.step - (gap_x * along_x_ + gap_y * along_y_);
  }
  return glyph;
}

/// A glyph of which less than a sliver is inside the clip is not there for a reader; one that is cut is.
bool PdfOutputDev::is_seen(GfxState* state, const Glyph& glyph) const {
  double em = style_.size_pt;
  double end_x = glyph.x + along_x_ * glyph.advance, end_y = glyph.y + along_y_ * glyph.advance;
  double top_x = along_y_ * 0.7 * em, top_y = -along_x_ * 0.7 * em;
  Box ink{std::min({glyph.x, end_x, glyph.x + top_x}), std::min({glyph.y, end_y, glyph.y + top_y}),
          std::max({glyph.x, end_x, glyph.x + top_x}), std::max({glyph.y, end_y, glyph.y + top_y})};
  if (style_.vertical)  // stacked to the right of the direction that an upright glyph is read in
    ink = {std::min(glyph.x - em / 2, glyph.x - along_y_ * glyph.advance),
           std::min(glyph.y - em / 2, glyph.y + along_x_ * glyph.advance),
           std::max(glyph.x + em / 2, glyph.x - along_y_ * glyph.advance),
           std::max(glyph.y + em / 2, glyph.y + along_x_ * glyph.advance)};
  Box clip = clip_of(state);
  double seen_x = std::min(ink.x1, clip.x1) - std::max(ink.x0, clip.x0);
  double seen_y = std::min(ink.y1, clip.y1) - std::max(ink.y0, clip.y0);
  return seen_x >= std::min(0.1 * em, 0.3 * ink.width()) && seen_y >= std::min(0.1 * em, 0.3 * ink.height());
}

void PdfOutputDev::drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode code,
                            int byte_count, const Unicode* text, int length) {
  if (--budget_.page_operations < 0 || mask_depth_ > 0) return;
  if (!style_known_) learn_style(state);
  if (!style_drawn_) return;
  Glyph glyph = place(state, x, y, dx, dy, byte_count == 1 && code == 0x20);
  if (!is_seen(state, glyph)) return;

  char32_t points[kMaxLength];
  glyph.length = std::clamp(length, 1, kMaxLength);
  if (!has_unicode_) glyph.length = 1;
  points[0] = kNoUnicode;
  for (int i = 0; has_unicode_ && i < std::min(glyph.length, length); ++i) points[i] = code_point_of(text[i]);
  glyph.text = points;
  if ((budget_.glyphs -= glyph.length) < 0) return;
  if ((state->getRender() & 3) == 3) page_->hidden_glyphs += glyph.length;
  else seen_glyphs_ += glyph.length;
  spans_->add(glyph);
}

void PdfOutputDev::set_path(GfxState* state) {
  path_.clear();
  const GfxPath* path = state->getPath();
  for (int s = 0; s < path->getNumSubpaths(); ++s) {
    const GfxSubpath* subpath = path->getSubpath(s);
    budget_.path_points -= subpath->getNumPoints();
    if (budget_.path_points < 0) return;
    path_.starts.push_back(path_.points.size());
    for (int i = 0; i < subpath->getNumPoints(); ++i) {
      PathPoint& point = path_.points.emplace_back();
      state->transform(subpath->getX(i), subpath->getY(i), &point.x, &point.y);
      point.curve = subpath->getCurve(i);
    }
  }
}

void PdfOutputDev::stroke(GfxState* state) {
  if (mask_depth_ > 0 || state->getStrokeOpacity() == 0) return;
  set_path(state);
  rulings_->stroke(path_, state->getTransformedLineWidth(), clip_of(state));
}

void PdfOutputDev::fill(GfxState* state) {
  if (mask_depth_ > 0 || state->getFillOpacity() == 0) return;
  set_path(state);
  rulings_->fill(path_, clip_of(state));
}

/// Poppler has made the area that a pattern or shading paints the state's clip.
bool PdfOutputDev::paint_clip(GfxState* state) {
  if (mask_depth_ == 0 && --budget_.path_points >= 0) rulings_->box(clip_of(state), clip_of(state));
  return true;
}

bool PdfOutputDev::tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int,
                                     int, double, double) {
  return paint_clip(state);
}

/// Every picture fills the unit square of its own space.
Box PdfOutputDev::picture_box(GfxState* state) const {
  double x[4], y[4];
  for (int i = 0; i < 4; ++i) state->transform(i % 2, i / 2, &x[i], &y[i]);
  Box clip = clip_of(state);
  return {std::max(*std::min_element(x, x + 4), clip.x0), std::max(*std::min_element(y, y + 4), clip.y0),
          std::min(*std::max_element(x, x + 4), clip.x1), std::min(*std::max_element(y, y + 4), clip.y1)};
}

void PdfOutputDev::add_picture(GfxState* state, int width, int height, bool opaque) {
  if (mask_depth_ > 0 || --budget_.pictures < 0) return;
  Box seen = picture_box(state);
  if (!(seen.x1 > seen.x0 && seen.y1 > seen.y0)) return;
  page_->pictures.push_back({seen, width, height});
  if (opaque && state->getFillOpacity() == 1 && state->getBlendMode() == gfxBlendNormal) hide_glyphs(seen);
}

/// Some scanners draw the text that they recognised, and then the scan over it, whole or in strips.
void PdfOutputDev::hide_glyphs(const Box& picture) {
  if (covered_pt_ == 0) under_ = seen_glyphs_;
  covered_pt_ += picture.width() * picture.height();
  if (covered_pt_ <= kPageShare * page_->width_pt * page_->height_pt) return;
  page_->hidden_glyphs += under_;
  seen_glyphs_ -= under_;
  under_ = 0;
  covered_pt_ = 0;
}

// An inline image's data stands in the page's own content: the base class reads past it.
void PdfOutputDev::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert,
                                 bool interpolate, bool inline_image) {
  // Old drivers stencil dotted borders as masks of a point's height.
  Box seen = picture_box(state);
  if (std::min(seen.width(), seen.height()) <= kMaxStencilLine && mask_depth_ == 0) rulings_->box(seen, seen);
  else add_picture(state, width, height);
  if (inline_image) OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, true);
}

void PdfOutputDev::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                             GfxImageColorMap* color_map, bool interpolate, const int* mask_colors,
                             bool inline_image) {
  add_picture(state, width, height, mask_colors == nullptr);
  if (inline_image)
    OutputDev::drawImage(state, ref, stream, width, height, color_map, interpolate, mask_colors, true);
}

void PdfOutputDev::drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height, GfxImageColorMap*, bool,
                                   Stream*, int, int, bool, bool) {
  add_picture(state, width, height);
}

void PdfOutputDev::drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height, GfxImageColorMap*,
                                       bool, Stream*, int, int, GfxImageColorMap*, bool) {
  add_picture(state, width, height);
}

void PdfOutputDev::beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool, bool for_soft_mask) {
  groups_.push_back(for_soft_mask);
  if (for_soft_mask) ++mask_depth_;
}

void PdfOutputDev::endTransparencyGroup(GfxState*) {
  if (groups_.empty()) return;
  if (groups_.back()) --mask_depth_;
  groups_.pop_back();
}

}  // namespace nianbao
