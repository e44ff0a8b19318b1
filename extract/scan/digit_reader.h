#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nianbao {

/// Reads the number cells of one scanned page with two witnesses of different kinds.
///
/// The alphabet of a reading: `0`-`9`, `.`, `,`, `/`, `-` (any dash, of any length), `(`, `)`, all half width, and `?` for
/// ink that is none of these (a letter, a Chinese character, a scribble). A reading that holds `?` is not a number.
/// The readings are what the ink shows, not what the form admits: `1,2,3` or `0-` can come out.
///
/// Everything is computed in integers: same pixels, same readings and same confidences, on every machine, whatever the
/// instruction set. The models, where they come from and what they were measured to do: extract/scan/training/README.md.

/// Confidences and scores are shares in parts of a million.
inline constexpr int kFullConfidence = 1'000'000;

/// One number cell's pixels: 8-bit gray, row by row from the top, `width * height` bytes; paper is near 255, ink is darker.
/// Rulings and their residue are out (painted as paper); paper around the ink does no harm, and the ink may stand anywhere. One text
/// line, or several where a long number wraps. Any size: an empty crop is a crop without ink. A crop whose bytes are not
/// `width * height`, or of over 4,000,000 pixels, is read as `?`.
struct InkCrop {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> gray;
};

/// All number cells of one page, since glyphs are compared within the page: one page, one call. `dpi` is that of the crops'
/// pixels; it matters only where a page has nothing but dashes and dots, whose size says nothing.
struct DigitPage {
  int dpi = 200;
  std::vector<InkCrop> cells;
};

/// A reading with its share, 0 to kFullConfidence.
struct ScoredReading {
  std::string text;
  int score = 0;

  bool operator==(const ScoredReading&) const = default;
};

/// What one witness says of one cell.
struct WitnessReading {
  std::string text;    ///< Empty where the witness sees no ink.
  int confidence = 0;  ///< The share of this reading among all of the same ink, 0 to kFullConfidence.
  std::vector<ScoredReading> runners_up;  ///< Other readings of the same ink, best first, at most 8, none twice.

  bool operator==(const WitnessReading&) const = default;
};

/// What both witnesses say of one cell.
struct DigitReading {
  WitnessReading line;    ///< A net that reads the line as a whole and never cuts it.
  WitnessReading glyphs;  ///< Cuts the line into glyphs, names each, and compares it with its like on the page.
  /// The glyphs' reading with `?` for the one glyph that is unclear, the others being clear: a blot, a seal's stroke. Else empty.
  std::string gapped;
  /// How like the page's other glyphs of the same name the glyphs are, the least over the digits: half of kFullConfidence and less
  /// is nearer to glyphs of another name. -1 where the page has too few to compare.
  int likeness = -1;
  /// Both say the same number, surely enough that on held-out lines no such reading was wrong. The text is then `line.text`.
  bool sure = false;
  /// Not all ink was read: a piece of more than speck size lies outside the line (part of a seal, handwriting, a second value), a speck
  /// stands where a decimal point would, strokes lie over a dash, or two digits stand so far apart for this page that a
  /// character between them may be lost.
  bool stray_ink = false;

  bool operator==(const DigitReading&) const = default;
};

/// One reading a cell, in the order of the cells. Never fails; what cannot be read is `?` or of confidence 0.
std::vector<DigitReading> read_digits(const DigitPage& page);

}  // namespace nianbao
