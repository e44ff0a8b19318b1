#pragma once

#include "extract/scan/gray_image.h"

namespace nianbao {

/// Under this resolution a digit is too few pixels to be trusted.
inline constexpr double kLeastTrustedDpi = 120;

/// Why the numbers of a page are not to be trusted whatever they seem to be: its resolution; nothing where they are, or where nobody
/// knows how large the picture is on paper (a screenshot's figures are sharp, and few pixels high).
enum class PageFault { none, coarse };
PageFault find_page_fault(const PageImage& image);

}  // namespace nianbao
