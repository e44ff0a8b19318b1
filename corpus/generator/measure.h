#pragma once

#include <memory>
#include <string>
#include <vector>

namespace nianbao::corpus {

/// How wide text is in a font; the typesetter's only view of fonts.
class TextMeasure {
 public:
  virtual ~TextMeasure() = default;
  virtual double width(const std::string& family, bool bold, double size, const std::string& text) = 0;
};

/// Widths of the fonts that Pango finds.
std::unique_ptr<TextMeasure> make_pango_measure();

/// Widths of a font that is not embedded: an em for each character, half an em for ASCII.
std::unique_ptr<TextMeasure> make_half_em_measure();

/// Characters of UTF-8 text, one string each.
std::vector<std::string> characters(const std::string& text);

/// Breaks text into lines no wider than `width`, between any two Chinese characters, never inside a number or a word.
/// A '\n' breaks always.
std::vector<std::string> wrapped(TextMeasure& measure, const std::string& family, bool bold, double size,
                                 double letter_spacing, const std::string& text, double width, double first_indent);

}  // namespace nianbao::corpus
