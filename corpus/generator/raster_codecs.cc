#include <leptonica/allheaders.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "corpus/generator/raster.h"

namespace nianbao::corpus {

namespace {

struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

PixPtr to_pix(const Raster& picture, int dpi) {
  PixPtr pix(pixCreateNoInit(picture.width, picture.height, picture.channels == 1 ? 8 : 32));
  l_uint32* words = pixGetData(pix.get());
  const int per_line = pixGetWpl(pix.get());
  for (int y = 0; y < picture.height; ++y) {
    l_uint32* line = words + static_cast<std::ptrdiff_t>(y) * per_line;
    const std::uint8_t* row = picture.row(y);
    for (int x = 0; x < picture.width; ++x) {
      if (picture.channels == 1) SET_DATA_BYTE(line, x, row[x]);
      else composeRGBPixel(row[3 * x], row[3 * x + 1], row[3 * x + 2], line + x);
    }
  }
  if (dpi > 0) pixSetResolution(pix.get(), dpi, dpi);
  return pix;
}

PixPtr to_bits(const Raster& picture, int dpi) {
  PixPtr bits(pixThresholdToBinary(to_pix(picture, dpi).get(), 128));
  if (dpi > 0) pixSetResolution(bits.get(), dpi, dpi);
  return bits;
}

template <class Write>
std::string coded(const char* format, Write write) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  if (write(&data, &size) != 0 || data == nullptr) throw std::runtime_error(std::string("Leptonica writes no ") + format);
  std::string out(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return out;
}

std::uint32_t little_endian(const std::string& bytes, std::size_t at, int count) {
  std::uint32_t out = 0;
  for (int i = count - 1; i >= 0; --i) out = out << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
  return out;
}

/// The value of a tag in the first directory of a little-endian TIFF (TIFF 6.0, section 2).
std::uint32_t tiff_value(const std::string& tiff, std::uint32_t tag) {
  const std::uint32_t directory = little_endian(tiff, 4, 4);
  for (std::uint32_t i = 0; i < little_endian(tiff, directory, 2); ++i) {
    const std::size_t entry = directory + 2 + 12 * i;
    if (little_endian(tiff, entry, 2) == tag) return little_endian(tiff, entry + 8, little_endian(tiff, entry + 2, 2) == 3 ? 2 : 4);
  }
  throw std::runtime_error("a TIFF without the tag " + std::to_string(tag));
}

}  // namespace

std::string to_jpeg(const Raster& picture, int quality, int dpi) {
  const PixPtr pix = to_pix(picture, dpi);
  return coded("JPEG", [&](l_uint8** data, std::size_t* size) { return pixWriteMemJpeg(data, size, pix.get(), quality, 0); });
}

std::string to_jpeg2000(const Raster& picture) {
  const PixPtr pix = to_pix(picture, 0);
  return coded("JPEG 2000", [&](l_uint8** data, std::size_t* size) { return pixWriteMemJp2k(data, size, pix.get(), 40, 5, 0, 0); });
}

std::string to_png(const Raster& picture, int dpi) {
  const PixPtr pix = to_pix(picture, dpi);
  return coded("PNG", [&](l_uint8** data, std::size_t* size) { return pixWriteMemPng(data, size, pix.get(), 0); });
}

std::string to_tiff(const std::vector<Raster>& pages, int dpi, bool one_bit) {
  PIXA* all = pixaCreate(static_cast<l_int32>(pages.size()));
  for (const Raster& page : pages) pixaAddPix(all, (one_bit ? to_bits(page, dpi) : to_pix(page, dpi)).release(), L_INSERT);
  std::string out = coded("TIFF", [&](l_uint8** data, std::size_t* size) { return pixaWriteMemMultipageTiff(data, size, all); });
  pixaDestroy(&all);
  return out;
}

std::string to_g4(const Raster& picture) {
  constexpr std::uint32_t kStripOffsets = 273, kStripByteCounts = 279;
  const PixPtr bits = to_bits(picture, 0);
  const std::string tiff =
      coded("G4", [&](l_uint8** data, std::size_t* size) { return pixWriteMemTiff(data, size, bits.get(), IFF_TIFF_G4); });
  return tiff.substr(tiff_value(tiff, kStripOffsets), tiff_value(tiff, kStripByteCounts));
}

}  // namespace nianbao::corpus
