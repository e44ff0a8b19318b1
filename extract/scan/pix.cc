#include "extract/scan/pix.h"

namespace nianbao {

// Leptonica keeps four pixels in a word, the leftmost in its highest byte.
PixPtr to_pix(const GrayImage& image) {
  PixPtr pix(pixCreateNoInit(image.width, image.height, 8));
  if (!pix) return pix;
  const int words = pixGetWpl(pix.get());
  l_uint32* data = pixGetData(pix.get());
  for (int y = 0; y < image.height; ++y) {
    l_uint32* line = data + static_cast<std::ptrdiff_t>(y) * words;
    const std::uint8_t* row = image.row(y);
    if (words > 0) line[words - 1] = 0;
    for (int x = 0; x < image.width; ++x) SET_DATA_BYTE(line, x, row[x]);
  }
  return pix;
}

GrayImage from_pix(PIX* pix) {
  GrayImage out(pixGetWidth(pix), pixGetHeight(pix));
  const int words = pixGetWpl(pix);
  const l_uint32* data = pixGetData(pix);
  for (int y = 0; y < out.height; ++y) {
    const l_uint32* line = data + static_cast<std::ptrdiff_t>(y) * words;
    std::uint8_t* row = out.row(y);
    for (int x = 0; x < out.width; ++x) row[x] = static_cast<std::uint8_t>(GET_DATA_BYTE(line, x));
  }
  return out;
}

}  // namespace nianbao
