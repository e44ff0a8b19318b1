#include "extract/scan/page_quality.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace nianbao {
namespace {

constexpr int kEveryRow = 5;         // rows that are looked at
constexpr int kClearContrast = 90, kFaintContrast = 40;  // of an edge of print, of 255 grays; blur takes the thin strokes' contrast
constexpr std::size_t kLeastEdges = 200;

/// The clear edges of a row, each from where the gray begins to fall or rise to where it ends: their widths in pixels.
void add_edges(const std::uint8_t* row, int width, int least_contrast, std::vector<double>& out) {
  int begin = 0, steepest = 0;
  for (int x = 1; x < width; ++x) {
    const int step = row[x] - row[x - 1], run = row[x - 1] - row[begin];
    const bool turns = step == 0 || (run != 0 && (step > 0) != (run > 0));
    if (!turns) {
      steepest = std::max(steepest, std::abs(step));
      continue;
    }
    if (std::abs(run) >= least_contrast && steepest > 0) out.push_back(static_cast<double>(std::abs(run)) / steepest);
    begin = x - 1;
    steepest = std::abs(step);
  }
}

}  // namespace

std::optional<double> find_edge_width(const GrayImage& gray, double dpi) {
  std::vector<double> widths;
  for (int contrast : {kClearContrast, kFaintContrast}) {
    widths.clear();
    for (int y = 0; y < gray.height; y += kEveryRow) add_edges(gray.row(y), gray.width, contrast, widths);
    if (widths.size() >= kLeastEdges) break;
  }
  if (widths.size() < kLeastEdges) return std::nullopt;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  return *middle * 72 / dpi;
}

PageFault find_page_fault(const PageImage& image) {
  if (image.dpi < kLeastTrustedDpi) return PageFault::coarse;
  const auto width = find_edge_width(image.gray, image.dpi);
  return width && *width > kWidestTrustedEdgePt ? PageFault::blurred : PageFault::none;
}

}  // namespace nianbao
