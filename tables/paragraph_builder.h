#pragma once

#include <optional>
#include <vector>

#include "tables/glyph_lines.h"
#include "tables/page_frame.h"

namespace nianbao {

/// Where the running text of a page stands, in its reading frame.
struct TextBlock {
  int page_no = 0;
  Frame frame;
  double left = 0, right = 0;  ///< the body's margins
  double em = 0;               ///< the body's letters
  double pitch = 0;            ///< from line to line; 0 where unknown

  bool operator==(const TextBlock&) const = default;
};

/// The margins, letter size and line pitch of a page's lines; `fallback` where the page has no full line.
TextBlock measure_text(const std::vector<GlyphLine>& lines, int page_no, const Frame& frame, const TextBlock* fallback);

/// Joins lines to paragraphs as a person reads them, over page breaks too.
///
/// A new paragraph begins with an indented line, behind a line that ends so short that the next word would have gone on
/// it, behind a wider gap, and where the letters change size. Centred lines of one size are one paragraph (a title).
class ParagraphBuilder {
 public:
  void add(const GlyphLine& line, const TextBlock& block);
  /// The paragraph so far, if any; call where something else stands between lines, and at the end.
  std::optional<Paragraph> finish();
  /// Whether the line goes on with the paragraph so far.
  bool continues(const GlyphLine& line, const TextBlock& block) const;

 private:
  struct LastLine {
    Box box;
    double mid_y = 0, em = 0;
    bool centered = false;
    TextBlock block;
    char32_t end = 0;
  };

  void append(const GlyphLine& line, const TextBlock& block);

  std::optional<Paragraph> open_;
  std::optional<LastLine> last_;
  int length_ = 0;  ///< code points so far
};

}  // namespace nianbao
