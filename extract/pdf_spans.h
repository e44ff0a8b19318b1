#pragma once

#include <cstddef>
#include <vector>

#include "model/document.h"

namespace nianbao {

/// How the glyphs of one text state are drawn; computed once for many glyphs.
struct GlyphStyle {
  double size_pt = 0;     ///< as drawn
  double ascent = 0.88;   ///< over the baseline, in em
  double descent = -0.12; ///< below the baseline, in em, negative
  int turn = 0;           ///< as Span::turn
  bool bold = false;
  bool vertical = false;  ///< upright glyphs stacked downward: one span each

  bool operator==(const GlyphStyle&) const = default;
};

/// One drawn glyph, in page points. (x, y) is where its advance begins on the baseline; for vertical writing the
/// middle of its top. `advance` is its own width along the direction of reading, `step` the way to the next glyph
/// (with character spacing).
struct Glyph {
  const char32_t* text = nullptr;
  int length = 0;
  double x = 0, y = 0;
  double advance = 0, step = 0;
};

/// Gathers glyphs in the order of drawing into spans.
///
/// A span ends where the style or the baseline changes, the pen jumps back or leaves a gap, or white space is wider
/// than one em. A glyph drawn again over the same glyph (bold by overprinting) is dropped and makes the span below
/// bold. White space is U+0020, trimmed from both ends of a span.
class SpanBuilder {
 public:
  explicit SpanBuilder(std::vector<Span>& out) : out_(out) {}

  void set_style(const GlyphStyle& style);
  void add(const Glyph& glyph);
  /// Ends the span that is being built; call at the end of a page.
  void finish();

 private:
  bool continues(double along, double across, bool wide) const;
  void start(double along, double across);
  void append(const Glyph& glyph, double along);
  bool is_overprint(const Glyph& glyph, double along, double across);
  bool lies_on_run(const Glyph& glyph, double along, double across, double reach);
  bool lies_on_earlier(const Glyph& glyph, double along, double across, double reach);
  void trim(std::size_t& first, std::size_t& last) const;
  void index_span(std::size_t span_no);

  std::vector<Span>& out_;
  GlyphStyle style_;
  bool open_ = false;
  bool after_overprint_ = false;
  bool run_bold_ = false; ///< made so by overprinting
  double across_ = 0;     ///< of the baseline
  double pen_ = 0;        ///< where the next glyph of the run would start
  double ink_end_ = 0;    ///< where the last glyph ends
  double blank_from_ = 0; ///< where the white space at the end of the run starts
  std::u32string text_;
  std::vector<float> edges_;             ///< along the direction of reading, ascending; starts of glyphs
  std::vector<std::vector<int>> bands_;  ///< finished spans by where their baselines lie
  std::vector<double> baselines_;        ///< of the finished spans
};

}  // namespace nianbao
