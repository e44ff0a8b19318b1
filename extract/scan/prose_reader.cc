#include "extract/scan/prose_reader.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

/// Paints the tables as paper. A table's edge is painted over with some of what surrounds it.
void erase_tables(GrayImage& image, const std::vector<ScanTable>& tables, int step, double dpi) {
  const int margin = static_cast<int>(std::lround(dpi / 40));
  for (const ScanTable& table : tables)
    for (const ScanCell& cell : table.cells) {
      double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9;
      for (const PixelPoint& p : cell.corners) x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
      int left = std::clamp(static_cast<int>(x0) * step - margin, 0, image.width), right = std::clamp(static_cast<int>(x1) * step + margin, 0, image.width);
      for (int y = std::max(0, static_cast<int>(y0) * step - margin); y < std::min(image.height, static_cast<int>(y1) * step + margin); ++y)
        std::fill(image.row(y) + left, image.row(y) + std::max(left, right), std::uint8_t{255});
    }
}

Span span_of(const RecognisedLine& line, const StraightPage& page) {
  Span out;
  PixelPoint top_left = page.to_page(line.x0, line.y0), bottom_right = page.to_page(line.x1, line.y1);
  out.box = {top_left.x, top_left.y, bottom_right.x, bottom_right.y};
  out.font_size_pt = bottom_right.y - top_left.y;
  double edge = top_left.x;
  for (const RecognisedCharacter& c : line.characters) {
    edge = std::max(edge, page.to_page(c.x0, c.y0).x);
    out.text.push_back(c.text);
    out.edges.push_back(static_cast<float>(edge));
  }
  out.edges.push_back(static_cast<float>(std::max(edge, page.to_page(line.characters.back().x1, 0).x)));
  return out;
}

}  // namespace

std::vector<Span> read_prose(const StraightPage& page, const std::vector<ScanTable>& tables, TextRecogniser& text) {
  GrayImage image = page.straight;
  erase_tables(image, tables, page.step, page.dpi);
  bool timed_out = false;
  std::vector<Span> out;
  for (const RecognisedLine& line : text.read_page(image, page.dpi, kProseMilliseconds, timed_out)) out.push_back(span_of(line, page));
  return out;
}

}  // namespace nianbao
