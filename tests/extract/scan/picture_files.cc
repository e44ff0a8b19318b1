#include "tests/extract/scan/picture_files.h"

#include <zlib.h>

#include <algorithm>
#include <cstdlib>

#include "extract/scan/pix.h"
#include "tests/extract/scan/cell_drawing.h"
#include "tests/extract/scan/drawn_cells.h"

namespace nianbao::test {
namespace {

constexpr int kRows = 3, kColumns = 4, kWide = 150, kHigh = 60, kMargin = 40, kRuling = 3;

std::string number(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
}

void fill(GrayImage& image, int x0, int y0, int x1, int y1) {
  for (int y = y0; y < y1; ++y) std::fill(image.row(y) + x0, image.row(y) + x1, std::uint8_t{20});
}

void put(GrayImage& image, const InkCrop& crop, int x0, int y0) {
  for (int y = 0; y < crop.height; ++y)
    for (int x = 0; x < crop.width; ++x) image.row(y0 + y)[x0 + x] = crop.gray[static_cast<std::size_t>(y * crop.width + x)];
}

PixPtr with_dpi(const GrayImage& image, int dpi = 200) {
  PixPtr pix = to_pix(image);
  pixSetResolution(pix.get(), dpi, dpi);
  return pix;
}

std::string taken(l_uint8* data, std::size_t size) {
  std::string out(reinterpret_cast<const char*>(data), size);
  std::free(data);
  return out;
}

}  // namespace

GrayImage draw_table() {
  const int width = kColumns * kWide, height = kRows * kHigh;
  GrayImage out(width + 2 * kMargin, height + 2 * kMargin);
  for (int row = 0; row <= kRows; ++row) fill(out, kMargin, kMargin + row * kHigh, kMargin + width + kRuling, kMargin + row * kHigh + kRuling);
  for (int col = 0; col <= kColumns; ++col) fill(out, kMargin + col * kWide, kMargin, kMargin + col * kWide + kRuling, kMargin + height + kRuling);
  for (int row = 0; row < kRows; ++row)
    for (int col = 0; col < kColumns; ++col) {
      const bool large = (row == 0 && col == 1) || (row == 1 && (col == 0 || col == 3)) || (row == 2 && col == 2);
      put(out, draw_cell(large ? kFourDigits : kZero), kMargin + col * kWide + 50, kMargin + row * kHigh + 18);
    }
  return out;
}

std::string to_png(const GrayImage& image, int dpi) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixWriteMemPng(&data, &size, with_dpi(image, dpi).get(), 0);
  return taken(data, size);
}

std::string to_jpeg(const GrayImage& image) {
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixWriteMemJpeg(&data, &size, with_dpi(image).get(), 90, 0);
  return taken(data, size);
}

std::string to_tiff(const std::vector<GrayImage>& pages) {
  PIXA* all = pixaCreate(static_cast<int>(pages.size()));
  for (const GrayImage& page : pages) pixaAddPix(all, with_dpi(page).release(), L_INSERT);
  l_uint8* data = nullptr;
  std::size_t size = 0;
  pixaWriteMemMultipageTiff(&data, &size, all);
  pixaDestroy(&all);
  return taken(data, size);
}

std::string png_chunk(const std::string& name, const std::string& data) {
  const std::string body = name + data;
  return number(static_cast<std::uint32_t>(data.size())) + body +
         number(static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()))));
}

std::string raw_png(std::uint32_t width, std::uint32_t height, int depth, int colour_type, const std::string& rows, const std::string& chunks) {
  uLongf size = compressBound(static_cast<uLong>(rows.size()));
  std::string packed(size, '\0');
  compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(rows.data()), static_cast<uLong>(rows.size()));
  packed.resize(size);
  const std::string head = number(width) + number(height) + std::string{static_cast<char>(depth), static_cast<char>(colour_type), '\0', '\0', '\0'};
  return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", head) + chunks + png_chunk("IDAT", packed) + png_chunk("IEND", {});
}

std::string with_orientation(const std::string& jpeg, int orientation) {
  std::string exif("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
  exif += std::string{static_cast<char>(orientation), '\0', '\0', '\0', '\0', '\0', '\0'};
  const auto length = static_cast<char>(exif.size() + 2);
  return jpeg.substr(0, 2) + std::string{'\xFF', '\xE1', '\0', length} + exif + jpeg.substr(2);
}

}  // namespace nianbao::test
