#include "extract/scan/glyph_lattice.h"

#include <algorithm>
#include <cstddef>

#include "extract/scan/digit_strip.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostAtoms = 64;
constexpr int kMostAtomsToArc = 4;

/// Pieces that stand over one another are one atom.
std::vector<InkAtom> join_pieces(const InkLine& line) {
  std::vector<InkAtom> atoms;
  for (const InkPiece& piece : line.pieces) {
    if (!atoms.empty()) {
      InkAtom& last = atoms.back();
      const int overlap = std::min(last.right, piece.right) - std::max(last.left, piece.left);
      if (overlap * 2 > std::min(last.right - last.left, piece.right - piece.left)) {
        last.left = std::min(last.left, piece.left);
        last.right = std::max(last.right, piece.right);
        last.top = std::min(last.top, piece.top);
        last.bottom = std::max(last.bottom, piece.bottom);
        last.labels.push_back(piece.label);
        continue;
      }
    }
    atoms.push_back({piece.left, piece.right, piece.top, piece.bottom, {piece.label}});
  }
  return atoms;
}

/// Ink in each of an atom's columns.
std::vector<int> column_ink(const InkLine& line, const InkAtom& atom) {
  std::vector<int> sums;
  for (int x = atom.left; x < atom.right; ++x) {
    int sum = 0;
    for (int y = 0; y < line.height; ++y) {
      const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(line.width) + static_cast<std::size_t>(x);
      if (std::find(atom.labels.begin(), atom.labels.end(), line.labels[at]) != atom.labels.end()) sum += line.ink[at];
    }
    sums.push_back(sum);
  }
  return sums;
}

/// Cuts a wide atom at the columns with less ink than any within a sixth of the digits' height; a flat dash is left whole.
void cut_atom(const InkLine& line, const InkAtom& atom, int digit_height, std::vector<InkAtom>& atoms) {
  const int width = atom.right - atom.left;
  const bool dash = (atom.bottom - atom.top) * 10 < digit_height * 4;
  if (dash || width * 100 < digit_height * 75) {
    atoms.push_back(atom);
    return;
  }
  const std::vector<int> ink = column_ink(line, atom);
  const int reach = std::max(2, digit_height / 6);
  const int most = *std::max_element(ink.begin(), ink.end());
  int from = 0;
  for (int x = reach; x + reach < width; ++x) {
    const int here = ink[static_cast<std::size_t>(x)];
    if (here * 10 > most * 6 || x - from < reach) continue;
    const auto begin = ink.begin() + (x - reach);
    if (*std::min_element(begin, begin + 2 * reach + 1) < here) continue;
    atoms.push_back({atom.left + from, atom.left + x, atom.top, atom.bottom, atom.labels});
    from = x;
  }
  atoms.push_back({atom.left + from, atom.right, atom.top, atom.bottom, atom.labels});
}

/// What a digit's height is in this line: a line of dashes has none of its own.
int digit_height_of(const InkLine& line, int type_height) { return is_flat(line, type_height) ? type_height : line.body_height; }

struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;
};

/// An arc's pixels in the line's own picture, with the gray at their edges, and their box.
std::vector<std::uint8_t> arc_ink(const InkLine& line, const std::vector<InkAtom>& atoms, const GlyphArc& arc, Box& box) {
  box = {line.width, line.height, 0, 0};
  std::vector<std::uint8_t> ink(line.ink.size(), 0);
  for (int i = arc.first; i < arc.first + arc.count; ++i) {
    const InkAtom& atom = atoms[static_cast<std::size_t>(i)];
    const int left = std::max(0, atom.left - 1), right = std::min(line.width, atom.right + 1);
    for (int y = 0; y < line.height; ++y) {
      for (int x = left; x < right; ++x) {
        const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(line.width) + static_cast<std::size_t>(x);
        if (line.ink[at] == 0) continue;
        const int label = line.labels[at];
        const bool mine = std::find(atom.labels.begin(), atom.labels.end(), label) != atom.labels.end();
        if (label != 0 && (!mine || x < atom.left || x >= atom.right)) continue;
        ink[at] = line.ink[at];
        if (label == 0) continue;
        box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x + 1), std::max(box.bottom, y + 1)};
      }
    }
  }
  return ink;
}

std::vector<std::uint8_t> cut_box(const std::vector<std::uint8_t>& ink, int width, const Box& box) {
  std::vector<std::uint8_t> cut;
  for (int y = box.top; y < box.bottom; ++y) {
    const auto row = ink.begin() + static_cast<std::ptrdiff_t>(y) * width;
    cut.insert(cut.end(), row + box.left, row + box.right);
  }
  return cut;
}

}  // namespace

std::vector<InkAtom> find_atoms(const InkLine& line, int type_height) {
  std::vector<InkAtom> atoms;
  for (const InkAtom& atom : join_pieces(line)) cut_atom(line, atom, digit_height_of(line, type_height), atoms);
  if (atoms.size() > kMostAtoms) atoms.clear();
  return atoms;
}

std::vector<GlyphArc> find_arcs(const InkLine& line, const std::vector<InkAtom>& atoms, int type_height) {
  const int digit_height = digit_height_of(line, type_height);
  std::vector<GlyphArc> arcs;
  const int count = static_cast<int>(atoms.size());
  for (int first = 0; first < count; ++first) {
    arcs.push_back({first, 1});
    const InkAtom& start = atoms[static_cast<std::size_t>(first)];
    int right = start.right;
    for (int next = first + 1; next < std::min(count, first + kMostAtomsToArc); ++next) {
      const InkAtom& atom = atoms[static_cast<std::size_t>(next)];
      const bool far = (atom.left - right) * 100 > digit_height * 12;
      right = std::max(right, atom.right);
      if (far || (right - start.left) * 100 > digit_height * 115) break;
      arcs.push_back({first, next - first + 1});
    }
  }
  return arcs;
}

std::vector<std::uint8_t> draw_glyph(const InkLine& line, const std::vector<InkAtom>& atoms, const GlyphArc& arc, int type_height) {
  std::vector<std::uint8_t> window(static_cast<std::size_t>(kGlyphSize * kGlyphSize), 0);
  Box box;
  const std::vector<std::uint8_t> ink = arc_ink(line, atoms, arc, box);
  if (box.right <= box.left) return window;
  const int unit = is_flat(line, type_height) ? type_height : line.height;
  const auto scaled = [&](int length) { return (length * kGlyphSize + unit / 2) / unit; };
  const int width = std::clamp(scaled(box.right - box.left), 1, kGlyphSize);
  const int height = std::clamp(scaled(line.height), 1, kGlyphSize);
  const Box full{box.left, 0, box.right, line.height};
  const std::vector<std::uint8_t> small = scale_ink(cut_box(ink, line.width, full), full.right - full.left, line.height, width, height);
  const int top = (kGlyphSize - height) / 2, left = (kGlyphSize - width) / 2;
  for (int y = 0; y < height; ++y) {
    std::copy_n(small.begin() + static_cast<std::ptrdiff_t>(y) * width, width, window.begin() + (top + y) * kGlyphSize + left);
  }
  return window;
}

GlyphShape draw_shape(const InkLine& line, const std::vector<InkAtom>& atoms, const GlyphArc& arc) {
  Box box;
  const std::vector<std::uint8_t> ink = arc_ink(line, atoms, arc, box);
  if (box.right <= box.left) return {};
  GlyphShape shape{box.right - box.left, box.bottom - box.top, {}};
  shape.ink = scale_ink(cut_box(ink, line.width, box), shape.width, shape.height, kGlyphSize, kGlyphSize);
  return shape;
}

}  // namespace nianbao
