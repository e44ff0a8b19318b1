#include "extract/scan/page_turning.h"

#include <algorithm>

namespace nianbao {
namespace {

constexpr int kLegible = 600'000;  // of a million

/// From a place on something of that size to its place when it is turned back.
Affine turning(int turn, double width, double height) {
  if (turn == 90) return {0, 1, 0, -1, 0, width};
  if (turn == 180) return {-1, 0, width, 0, -1, height};
  return {0, -1, height, 1, 0, 0};
}

GrayImage turned_pixels(const GrayImage& gray, int turn) {
  GrayImage out = turn == 180 ? gray : transposed(gray);
  if (turn != 270) flip_top_bottom(out);
  if (turn != 90) flip_left_right(out);
  return out;
}

bool is_text(const Cell& cell) {
  return std::any_of(cell.text.begin(), cell.text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

PageImage turned_back(const PageImage& image, int turn, const Page& page) {
  PageImage out = image;
  out.gray = turned_pixels(image.gray, turn);
  const bool upside_down = turn == 180;
  // The way back of a quarter's turn is three quarters' turn of what was turned.
  const Affine pixels_back = turning(360 - turn, upside_down ? image.gray.width : image.gray.height, upside_down ? image.gray.height : image.gray.width);
  out.to_page = turning(turn, page.width_pt, page.height_pt).after(image.to_page.after(pixels_back));
  return out;
}

double legibility(const std::vector<Grid>& grids) {
  int texts = 0, legible = 0;
  for (const Grid& grid : grids)
    for (const Cell& cell : grid.cells) {
      if (!cell.recognition || !is_text(cell)) continue;
      ++texts;
      legible += cell.recognition->confidence >= kLegible;
    }
  return texts == 0 ? 1 : static_cast<double>(legible) / texts;
}

}  // namespace nianbao
