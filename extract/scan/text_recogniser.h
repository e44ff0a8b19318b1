#pragma once

#include <chrono>
#include <memory>
#include <optional>
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

/// Tesseract with its Chinese model (Debian's tesseract-ocr-chi-sim). It reads prose, and labels that the label net cannot; numbers
/// are read by digit_reader. The model is loaded when something is to be read first. One at a time; what it has read before does
/// not change what it reads.
class TextRecogniser {
 public:
  using Clock = std::chrono::steady_clock;

  /// `data` is the folder with chi_sim.traineddata; empty: where Debian puts it, or TESSDATA_PREFIX.
  explicit TextRecogniser(std::string data);
  TextRecogniser(TextRecogniser&&) noexcept;
  TextRecogniser& operator=(TextRecogniser&&) noexcept;
  ~TextRecogniser();

  /// Loads the model, if that is not done; false where error() tells why it can't.
  bool load();
  /// Nothing is read after `deadline`, and what is not done by then is given up.
  void set_deadline(Clock::time_point deadline);
  /// Whether that has happened since the deadline was set.
  bool ran_over() const { return ran_over_; }
  /// needs_ocr, with the name of the missing package, where the model was wanted and is not there; nothing is read then.
  const std::optional<Error>& error() const { return error_; }

  /// The text of a picture of one line.
  RecognisedLine read_line(const GrayImage& image, double dpi);
  /// The lines of a page, from top to bottom. What is not done after `milliseconds` is given up: none then, and `timed_out`.
  std::vector<RecognisedLine> read_page(const GrayImage& image, double dpi, int milliseconds, bool& timed_out);

 private:
  struct Engine;
  int milliseconds_left(int at_most) const;

  std::string data_;
  std::unique_ptr<Engine> engine_;
  std::optional<Error> error_;
  std::optional<Clock::time_point> deadline_;
  bool ran_over_ = false;
};

/// The line's text.
std::string text_of(const RecognisedLine& line);

}  // namespace nianbao
