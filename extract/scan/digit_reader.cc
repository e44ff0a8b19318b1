#include "extract/scan/digit_reader.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extract/scan/digit_ink.h"
#include "extract/scan/glyph_clusters.h"
#include "extract/scan/glyph_pitch.h"
#include "extract/scan/glyph_witness.h"
#include "extract/scan/line_witness.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostRunnersUp = 8;
constexpr std::size_t kMostPiecesOfNumber = 30;  // twelve figures, most of them broken
constexpr std::size_t kFewPieces = 9;            // a number of which a part is unclear; three Chinese characters have more

// Measured on held-out lines, training/README.md: the least confidences at which no agreed reading was wrong.
constexpr int kLineSure = 900'000;
constexpr int kGlyphsSure = 100'000;
constexpr int kLikenessSure = 450'000;
constexpr int kDashSure = 950'000;          // a dash broken to pieces
constexpr std::int64_t kMostDoubt = 5'000;  // of both at once, as if they erred apart
constexpr int kClearGlyph = 600'000;        // a glyph of a lesser share may be any
constexpr int kMarkSure = 980'000;          // a point and a comma differ by two pixels
constexpr int kMostOtherMark = 2'000;

/// One text after the other: a long number that wraps in its cell. Each runner-up changes one line.
void append(WitnessReading& cell, const WitnessReading& line, bool first) {
  if (first) {
    cell = line;
    return;
  }
  std::vector<ScoredReading> runners_up;
  for (const ScoredReading& other : cell.runners_up) runners_up.push_back({other.text + line.text, other.score});
  for (const ScoredReading& other : line.runners_up) runners_up.push_back({cell.text + other.text, other.score});
  std::stable_sort(runners_up.begin(), runners_up.end(), [](const ScoredReading& a, const ScoredReading& b) { return a.score > b.score; });
  cell.text += line.text;
  cell.confidence = std::min(cell.confidence, line.confidence);
  cell.runners_up.clear();
  for (ScoredReading& other : runners_up) {
    const bool known = std::any_of(cell.runners_up.begin(), cell.runners_up.end(), [&](const ScoredReading& r) { return r.text == other.text; });
    if (!known && other.text != cell.text && cell.runners_up.size() < kMostRunnersUp) cell.runners_up.push_back(std::move(other));
  }
}


bool is_dash(const std::string& text) { return !text.empty() && text.find_first_not_of('-') == std::string::npos; }

/// A dash is a dash, whether one long stroke or several: their shares count together.
void join_dashes(WitnessReading& reading) {
  if (!is_dash(reading.text)) return;
  reading.text = "-";
  std::vector<ScoredReading> others;
  for (ScoredReading& other : reading.runners_up) {
    if (is_dash(other.text)) reading.confidence = std::min(kFullConfidence, reading.confidence + other.score);
    else others.push_back(std::move(other));
  }
  reading.runners_up = std::move(others);
}

/// Strokes over one another, which a dash has not: 二 and = are none.
bool has_stacked_pieces(const InkLine& line) {
  for (std::size_t i = 1; i < line.pieces.size(); ++i) {
    if (line.pieces[i].left < line.pieces[i - 1].right) return true;
  }
  return false;
}

/// No figure is as flat as a dash, nor as wide for its height: its shape needs no net.
GlyphReading dash_of(const InkLine& line) {
  int ink = 0;
  for (const InkPiece& piece : line.pieces) ink += piece.right - piece.left;
  const int share = std::min<int>(kFullConfidence, static_cast<int>(std::int64_t{kFullConfidence} * (line.width + ink) / (2 * line.width)));
  return {{"-", std::max(share, kDashSure), {}}, line.body_height, {}};
}

struct LineReadings {
  WitnessReading line;
  GlyphReading glyphs;
};

/// A line of text is in more pieces than a number: most lines of labels are told by that, the rest by the first witness, and cost no
/// more.
LineReadings read_ink_line(const InkLine& ink, int type_height) {
  const WitnessReading no_number{"?", 0, {}};
  const GlyphReading no_glyphs{no_number, ink.body_height, {}};
  if (ink.pieces.size() > kMostPiecesOfNumber) return {no_number, no_glyphs};
  if (ink.dash) {
    GlyphReading dash = dash_of(ink);
    return {dash.reading, dash};
  }
  WitnessReading line = read_line(ink, type_height);
  const bool label = ink.pieces.size() > kFewPieces && line.text.find('?') != std::string::npos;
  return {std::move(line), label ? no_glyphs : read_glyphs(ink, type_height)};
}

std::string gapped_text(const GlyphReading& line) {
  std::string out = line.reading.text;
  int unclear = 0;
  for (std::size_t i = 0; i < line.glyphs.size() && i < out.size(); ++i)
    if (line.glyphs[i].share < kClearGlyph) out[i] = '?', ++unclear;
  return unclear == 1 && line.glyphs.size() == out.size() ? out : std::string();
}

int likeness_of(const std::vector<GlyphLikeness>& glyphs) {
  int least = -1;
  for (const GlyphLikeness& glyph : glyphs) {
    if (glyph.own < 0 || glyph.other < 0) continue;
    const int share = static_cast<int>(static_cast<std::int64_t>(kFullConfidence) * glyph.other / std::max(1, glyph.own + glyph.other));
    least = least < 0 ? share : std::min(least, share);
  }
  return least;
}

bool has_mark(const std::string& text) { return text.find_first_of(".,") != std::string::npos; }

std::string without_marks(std::string text) {
  std::erase_if(text, [](char c) { return c == '.' || c == ','; });
  return text;
}

/// Whether the same figures with other marks, or with none, are out of the question.
bool are_marks_sure(const WitnessReading& line) {
  if (line.confidence >= kMarkSure) return true;
  const std::string figures = without_marks(line.text);
  return std::none_of(line.runners_up.begin(), line.runners_up.end(),
                      [&](const ScoredReading& other) { return other.score > kMostOtherMark && without_marks(other.text) == figures; });
}

std::int64_t doubt_of(const DigitReading& cell) {
  return std::int64_t{kFullConfidence - cell.line.confidence} * (kFullConfidence - cell.glyphs.confidence) / kFullConfidence;
}

bool is_sure(const DigitReading& cell) {
  return !cell.line.text.empty() && cell.line.text == cell.glyphs.text && cell.line.text.find('?') == std::string::npos && !cell.stray_ink &&
         cell.line.confidence >= kLineSure && (!has_mark(cell.line.text) || are_marks_sure(cell.line)) && doubt_of(cell) <= kMostDoubt && cell.glyphs.confidence >= kGlyphsSure &&
         (cell.likeness < 0 || cell.likeness >= kLikenessSure);
}

}  // namespace

std::vector<DigitReading> read_digits(const DigitPage& page) {
  std::vector<NumberInk> inks;
  for (const InkCrop& crop : page.cells) inks.push_back(find_cell_ink(crop, page.dpi));
  const int type_height = find_type_height(inks, page.dpi);
  std::vector<DigitReading> cells(inks.size());
  std::vector<GlyphReading> lines;
  std::vector<std::size_t> cell_of_line;
  for (std::size_t i = 0; i < inks.size(); ++i) {
    cells[i].stray_ink = inks[i].stray_ink;
    if (inks[i].unreadable) cells[i].line.text = cells[i].glyphs.text = "?";
    if (inks[i].lines.empty() && !inks[i].unreadable) cells[i].line.confidence = cells[i].glyphs.confidence = kFullConfidence;
    for (std::size_t k = 0; k < inks[i].lines.size(); ++k) {
      LineReadings read = read_ink_line(inks[i].lines[k], type_height);
      cell_of_line.push_back(i);
      append(cells[i].line, read.line, k == 0);
      append(cells[i].glyphs, read.glyphs.reading, k == 0);
      if (inks[i].lines.size() == 1) cells[i].gapped = gapped_text(read.glyphs);
      lines.push_back(std::move(read.glyphs));
      if (!inks[i].lines[k].dash && is_dash(lines.back().reading.text) && has_stacked_pieces(inks[i].lines[k])) cells[i].stray_ink = true;
    }
  }
  const std::vector<std::vector<GlyphLikeness>> likenesses = compare_glyphs(lines);
  const std::vector<bool> wide = find_wide_pitches(lines);
  for (std::size_t k = 0; k < lines.size(); ++k) {
    DigitReading& cell = cells[cell_of_line[k]];
    if (wide[k]) cell.stray_ink = true;
    const int likeness = likeness_of(likenesses[k]);
    if (likeness >= 0) cell.likeness = cell.likeness < 0 ? likeness : std::min(cell.likeness, likeness);
  }
  for (DigitReading& cell : cells) {
    join_dashes(cell.line);
    join_dashes(cell.glyphs);
    cell.sure = is_sure(cell);
  }
  return cells;
}

}  // namespace nianbao
