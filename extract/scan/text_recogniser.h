#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extract/scan/gray_image.h"
#include "model/result.h"

namespace nianbao {

/// A character as it was recognised; its box in pixels of the picture given.
struct RecognisedCharacter {
  char32_t text = 0;
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  bool operator==(const RecognisedCharacter&) const = default;
};

/// A line of text, left to right.
struct RecognisedLine {
  std::vector<RecognisedCharacter> characters;
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  int confidence = 0;  ///< 0 to 100, as Tesseract has it

  bool operator==(const RecognisedLine&) const = default;
};

/// Tesseract with its Chinese model (Debian's tesseract-ocr-chi-sim). It reads labels and prose; numbers are read by
/// digit_reader. One at a time; what it has read before does not change what it reads.
class TextRecogniser {
 public:
  /// `data` is the folder with chi_sim.traineddata; empty: where Debian puts it, or TESSDATA_PREFIX. Error: needs_ocr, with
  /// the name of the missing package.
  static Result<TextRecogniser> open(const std::string& data);
  TextRecogniser(TextRecogniser&&) noexcept;
  TextRecogniser& operator=(TextRecogniser&&) noexcept;
  ~TextRecogniser();

  /// The text of a picture of one line.
  RecognisedLine read_line(const GrayImage& image, double dpi);
  /// The lines of a page, from top to bottom. What is not done after `milliseconds` is given up: none then, and `timed_out`.
  std::vector<RecognisedLine> read_page(const GrayImage& image, double dpi, int milliseconds, bool& timed_out);

 private:
  struct Engine;
  explicit TextRecogniser(std::unique_ptr<Engine> engine);
  std::unique_ptr<Engine> engine_;
};

/// The line's text.
std::string text_of(const RecognisedLine& line);

}  // namespace nianbao
