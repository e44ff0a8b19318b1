#include "corpus/generator/measure.h"

namespace nianbao::corpus {

namespace {

class HalfEmMeasure : public TextMeasure {
 public:
  double width(const std::string&, bool, double size, const std::string& text) override {
    double ems = 0;
    for (const std::string& c : characters(text)) ems += c.size() == 1 ? 0.5 : 1.0;
    return ems * size;
  }
};

bool is_full_width_digit(const std::string& c) {
  return c.size() == 3 && c[0] == '\xEF' && c[1] == '\xBC' && c[2] >= '\x8D' && c[2] <= '\x99';
}

/// Characters that hold together: ASCII ones but blanks, and digits of full width.
bool is_tied(const std::string& c) { return (c.size() == 1 && c != " ") || is_full_width_digit(c); }

/// The pieces that no line break may cut.
std::vector<std::string> unbreakable(const std::string& text) {
  std::vector<std::string> out;
  bool tied = false;
  for (const std::string& c : characters(text)) {
    const bool now_tied = is_tied(c) && c != "\n";
    if (now_tied && tied) out.back() += c;
    else out.push_back(c);
    tied = now_tied;
  }
  return out;
}

}  // namespace

std::unique_ptr<TextMeasure> make_half_em_measure() { return std::make_unique<HalfEmMeasure>(); }

std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> out;
  for (const char c : text) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
    if (continues && !out.empty()) out.back() += c;
    else out.emplace_back(1, c);
  }
  return out;
}

std::vector<std::string> wrapped(TextMeasure& measure, const std::string& family, bool bold, double size,
                                 double letter_spacing, const std::string& text, double width, double first_indent) {
  std::vector<std::string> lines(1);
  double used = first_indent;
  for (const std::string& piece : unbreakable(text)) {
    if (piece == "\n") {
      lines.emplace_back();
      used = 0;
      continue;
    }
    const double wide = measure.width(family, bold, size, piece) +
                        letter_spacing * static_cast<double>(characters(piece).size());
    if (used + wide > width + 0.01 && !lines.back().empty()) {
      lines.emplace_back();
      used = 0;
      if (piece == " ") continue;
    }
    lines.back() += piece;
    used += wide;
  }
  return lines;
}

}  // namespace nianbao::corpus
