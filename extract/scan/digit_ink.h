#pragma once

#include <cstdint>
#include <vector>

#include "extract/scan/digit_reader.h"

namespace nianbao {

/// A connected piece of ink (8 neighbours), in pixels of its crop; `right` and `bottom` are exclusive.
struct InkPiece {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  int area = 0;
  int label = 0;  ///< From 1, unique in the crop: that of its pixels in `InkLine::labels`.

  bool operator==(const InkPiece&) const = default;
};

/// One text line of a cell, cut to the box of its ink. `ink` is darkness, 0 paper to 127 the crop's full ink, and 0 wherever
/// no piece of this line is near; `labels` names the piece a pixel belongs to, 0 none. Both row by row, `width * height`.
struct InkLine {
  int width = 0;
  int height = 0;
  int body_height = 0;  ///< Height of the tallest piece, in pixels: a digit's, where there is one.
  std::vector<std::uint8_t> ink;
  std::vector<int> labels;
  bool dash = false;  ///< Nothing but one flat stroke, whole or broken to pieces.
  std::vector<InkPiece> pieces;  ///< From left to right, in the line's own pixels.
};

/// The ink of one cell: its text lines from top to bottom. No lines: no ink above the paper's noise.
struct NumberInk {
  std::vector<InkLine> lines;
  bool stray_ink = false;
  bool unreadable = false;  ///< The crop's size is not that of its bytes, or it is too large or too full of pieces.
};

/// Finds the ink of a crop. The threshold lies at 0.38 of the contrast under the paper: at half, the thin strokes of 3, 6
/// and 9 break. Specks under `dpi`'s size of a point are left out, as is a ruling's hair at the edge and what stands far above, below or
/// beside the line, and a decimal point's like far from any digit; `stray_ink` where that was more than a speck, or a speck where a decimal point would stand.
NumberInk find_cell_ink(const InkCrop& crop, int dpi);

/// The height of the page's digits in pixels: the middle one of its lines' bodies, those left out whose tallest piece is wider
/// than high. A page without others: that of 10-point type at `dpi`.
int find_type_height(const std::vector<NumberInk>& cells, int dpi);

/// Whether a line is nothing but dashes and dots, whose height says nothing of the size of the type.
bool is_flat(const InkLine& line, int type_height);

}  // namespace nianbao
