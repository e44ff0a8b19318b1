#include "extract/pdf_spans.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

constexpr double kGapEm = 0.15;       // a gap the pen was moved over: two columns can be 3 pt apart in 12 pt print
constexpr double kWideGapEm = 0.4;    // between ideographs: justified and spread print
constexpr double kSpacingEm = 0.6;    // a gap by character spacing: letter-spaced labels stay together
constexpr double kBackEm = 0.2;       // kerning and overlapping punctuation stay below this
constexpr double kBaselineEm = 0.1;
constexpr double kBlankEm = 1.05;     // one ideographic space
constexpr double kBandPt = 8;
constexpr int kMaxBand = 4000;        // bands; what lies further down shares the last one
constexpr std::size_t kLookBack = 256;

/// The direction of reading is one of four, so that a point has a place along it and one across it.
double along_of(int turn, double x, double y) {
  switch (turn) {
    case 90: return y;
    case 180: return -x;
    case 270: return -y;
    default: return x;
  }
}

double across_of(int turn, double x, double y) { return turn == 0 || turn == 180 ? y : x; }

bool is_blank(char32_t c) {
  return c == 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x09 && c <= 0x0D) || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x1680;
}

bool is_wide(char32_t c) { return c >= 0x2E80 && c < 0xFB00; }

Box box_of(const GlyphStyle& style, double from, double to, double across) {
  double up = style.ascent * style.size_pt, down = -style.descent * style.size_pt;
  switch (style.turn) {
    case 90: return {across - down, from, across + up, to};
    case 180: return {-to, across - down, -from, across + up};
    case 270: return {across - up, -to, across + down, -from};
    default: return {from, across - up, to, across + down};
  }
}

int band_of(double across) { return static_cast<int>(std::clamp(across / kBandPt, 0.0, kMaxBand - 1.0)); }

/// Vertical writing: from the middle of the glyph's top to the left end of a baseline.
Glyph as_upright(const Glyph& glyph, const GlyphStyle& style) {
  Glyph out = glyph;
  double left = -style.size_pt / 2, below = style.ascent * glyph.advance / (style.ascent - style.descent);
  if (style.turn == 0) out.x += left, out.y += below;
  else if (style.turn == 90) out.y += left, out.x -= below;
  else if (style.turn == 180) out.x -= left, out.y -= below;
  else out.y -= left, out.x += below;
  out.advance = out.step = style.size_pt;
  return out;
}

}  // namespace

void SpanBuilder::set_style(const GlyphStyle& style) {
  if (style == style_) return;
  finish();
  style_ = style;
}

bool SpanBuilder::continues(double along, double across, bool wide) const {
  if (!open_ || style_.vertical) return false;
  double em = style_.size_pt;
  if (std::abs(across - across_) > kBaselineEm * em) return false;
  if (along < pen_ - kBackEm * em) return false;
  double gap_em = wide && !text_.empty() && is_wide(text_.back()) ? kWideGapEm : kGapEm;
  if (along > ink_end_ + kSpacingEm * em || along > std::max(pen_, ink_end_) + gap_em * em) return false;
  bool ends_blank = !text_.empty() && text_.back() == U' ';
  return !ends_blank || along - blank_from_ <= kBlankEm * em;
}

void SpanBuilder::start(double along, double across) {
  finish();
  open_ = true;
  run_bold_ = false;
  across_ = across;
  pen_ = ink_end_ = along;
}

void SpanBuilder::append(const Glyph& glyph, double along) {
  double from = edges_.empty() ? along : std::max<double>(along, edges_.back());
  double to = std::max(from, along + glyph.advance);
  for (int i = 0; i < glyph.length; ++i) {
    bool blank = is_blank(glyph.text[i]);
    double edge = from + (to - from) * i / glyph.length;
    if (blank && (text_.empty() || text_.back() != U' ')) blank_from_ = edge;
    text_.push_back(blank ? U' ' : glyph.text[i]);
    edges_.push_back(static_cast<float>(edge));
  }
  pen_ = along + glyph.step;
  ink_end_ = to;
}

void SpanBuilder::add(const Glyph& glyph) {
  if (glyph.length <= 0) return;
  Glyph drawn = style_.vertical ? as_upright(glyph, style_) : glyph;
  double along = along_of(style_.turn, drawn.x, drawn.y), across = across_of(style_.turn, drawn.x, drawn.y);
  if (!continues(along, across, is_wide(drawn.text[0]))) {
    after_overprint_ = is_overprint(drawn, along, across);
    if (after_overprint_) return;
    start(along, across);
  }
  append(drawn, along);
}

/// Looks only where a run starts anew: glyphs drawn one after another never lie on each other.
bool SpanBuilder::is_overprint(const Glyph& glyph, double along, double across) {
  if (is_blank(glyph.text[0])) return after_overprint_;
  double reach = std::min(0.3 * style_.size_pt, 0.6 * glyph.advance);
  return lies_on_run(glyph, along, across, reach) || lies_on_earlier(glyph, along, across, reach);
}

bool SpanBuilder::lies_on_run(const Glyph& glyph, double along, double across, double reach) {
  if (!open_ || std::abs(across - across_) > 0.3 * style_.size_pt) return false;
  for (std::size_t i = text_.size(); i-- > 0;) {
    if (text_[i] != glyph.text[0] || std::abs(edges_[i] - along) > reach) continue;
    run_bold_ = true;
    return true;
  }
  return false;
}

bool SpanBuilder::lies_on_earlier(const Glyph& glyph, double along, double across, double reach) {
  double em = style_.size_pt;
  int band = band_of(across);
  for (int b = std::max(0, band - 1); b <= band + 1 && b < static_cast<int>(bands_.size()); ++b) {
    const std::vector<int>& spans = bands_[b];
    std::size_t oldest = spans.size() > kLookBack ? spans.size() - kLookBack : 0;
    for (std::size_t n = spans.size(); n-- > oldest;) {
      Span& span = out_[spans[n]];
      if (span.turn != style_.turn || std::abs(baselines_[spans[n]] - across) > 0.3 * em) continue;
      if (std::abs(span.font_size_pt - em) > 0.1 * em) continue;
      double sign = span.turn == 180 || span.turn == 270 ? -1 : 1;
      if (along < sign * span.edges.front() - reach || along > sign * span.edges.back() + reach) continue;
      for (std::size_t i = 0; i < span.text.size(); ++i) {
        if (span.text[i] != glyph.text[0] || std::abs(sign * span.edges[i] - along) > reach) continue;
        span.bold = true;
        return true;
      }
    }
  }
  return false;
}

void SpanBuilder::trim(std::size_t& first, std::size_t& last) const {
  while (first < last && text_[first] == U' ') ++first;
  while (last > first && text_[last - 1] == U' ') --last;
}

void SpanBuilder::index_span(std::size_t span_no) {
  std::size_t band = static_cast<std::size_t>(band_of(across_));
  if (bands_.size() <= band) bands_.resize(band + 1);
  bands_[band].push_back(static_cast<int>(span_no));
  baselines_.resize(span_no + 1);
  baselines_[span_no] = across_;
}

void SpanBuilder::finish() {
  if (!open_) return;
  open_ = false;
  std::size_t first = 0, last = text_.size();
  edges_.push_back(static_cast<float>(ink_end_));
  trim(first, last);
  if (first < last) {
    Span& span = out_.emplace_back();
    span.text.assign(text_, first, last - first);
    span.edges.assign(edges_.begin() + first, edges_.begin() + last + 1);
    span.box = box_of(style_, span.edges.front(), span.edges.back(), across_);
    span.font_size_pt = style_.size_pt;
    span.turn = style_.turn;
    span.bold = style_.bold || run_bold_;
    if (style_.turn == 180 || style_.turn == 270)
      for (float& edge : span.edges) edge = -edge;
    index_span(out_.size() - 1);
  }
  text_.clear();
  edges_.clear();
}

}  // namespace nianbao
