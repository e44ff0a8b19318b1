#include "extract/scan/page_quality.h"

namespace nianbao {

PageFault find_page_fault(const PageImage& image) {
  return image.dpi_known && image.dpi < kLeastTrustedDpi ? PageFault::coarse : PageFault::none;
}

}  // namespace nianbao
