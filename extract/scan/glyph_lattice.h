#pragma once

#include <cstdint>
#include <vector>

#include "extract/scan/digit_ink.h"

namespace nianbao {

inline constexpr int kGlyphSize = 20;

/// The least part of a text line that is never cut: pieces of ink over one another, or a slice of a wide piece. From left to
/// right; `left` and `right` (exclusive) in the line's pixels.
struct InkAtom {
  int left = 0;
  int right = 0;
  int top = 0;     ///< Of its pieces' boxes.
  int bottom = 0;
  std::vector<int> labels;  ///< Of its pieces; of their pixels, those in its columns.
};

/// A candidate for a glyph: `count` atoms from `first` on.
struct GlyphArc {
  int first = 0;
  int count = 1;

  bool operator==(const GlyphArc&) const = default;
};

/// Cuts a line into atoms: pieces that share half of the narrower one's columns stand together; what is wider than a digit is
/// also cut where its columns hold the least ink; a dash stays whole. At most 64 atoms; more give none. `type_height` is that of
/// the page's digits in pixels.
std::vector<InkAtom> find_atoms(const InkLine& line, int type_height);

/// All runs of up to four atoms that could be one glyph, by first atom, then by count. Single atoms always.
std::vector<GlyphArc> find_arcs(const InkLine& line, const std::vector<InkAtom>& atoms, int type_height);

/// An arc's ink, kGlyphSize x kGlyphSize, 0 to 127: the line's height fills the window (for a flat line `type_height` does), so
/// that a point stays small and low; what is too wide is squeezed.
std::vector<std::uint8_t> draw_glyph(const InkLine& line, const std::vector<InkAtom>& atoms, const GlyphArc& arc, int type_height);

/// The same ink filling the window by its own box whatever its size, for comparing shapes, and its box in the line's pixels.
struct GlyphShape {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> ink;
};
GlyphShape draw_shape(const InkLine& line, const std::vector<InkAtom>& atoms, const GlyphArc& arc);

}  // namespace nianbao
