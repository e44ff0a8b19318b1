#pragma once

#include <optional>

#include "extract/scan/gray_image.h"

namespace nianbao {

/// Under this resolution a digit is too few pixels to be trusted.
inline constexpr double kLeastTrustedDpi = 120;
/// Edges of ink wider than this are blurred so far that strokes of a digit run together. Scans of the corpus have 0.4 to 0.9,
/// a 300-dpi scan blurred by 3 pixels (standard deviation) 1.3.
inline constexpr double kWidestTrustedEdgePt = 1.25;

/// How wide the edges of ink are, in points: from paper to ink at the pace of the edge's steepest step, the middle one of all clear edges.
/// None where the picture has hardly any.
std::optional<double> find_edge_width(const GrayImage& gray, double dpi);

/// Why the numbers of a page are not to be trusted whatever they seem to be: its resolution, or its blur; nothing where they are.
enum class PageFault { none, coarse, blurred };
PageFault find_page_fault(const PageImage& image);

}  // namespace nianbao
