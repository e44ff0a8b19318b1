#include "extract/scan/image_file.h"

#include <catch2/catch.hpp>

#include "extract/transfer_encoding.h"
#include "tests/extract/scan/picture_files.h"

namespace nianbao {
namespace {

using namespace test;

GrayImage pixels_of(const std::string& bytes, int index = 0) {
  auto image = read_image_page(bytes, index);
  REQUIRE(image.has_value());
  return image->gray;
}

ErrorCode error_of(const std::string& bytes) {
  auto image = read_image_page(bytes, 0);
  REQUIRE_FALSE(image.has_value());
  CHECK_FALSE(image.error().message.empty());
  return image.error().code;
}

std::vector<std::uint8_t> row_of(const GrayImage& image) { return image.pixels; }

using Bytes = std::vector<std::uint8_t>;

TEST_CASE("Pictures of a thousand million pixels, or one side of it, are refused by their headers") {
  CHECK(error_of(raw_png(31623, 31623, 8, 0, std::string(100, '\0'))) == ErrorCode::limit_exceeded);
  CHECK(error_of(raw_png(1'000'000'000, 1, 8, 0, std::string(100, '\0'))) == ErrorCode::limit_exceeded);
  std::string jpeg = to_jpeg(GrayImage(16, 16));
  const std::size_t frame = jpeg.find("\xFF\xC0");
  jpeg.replace(frame + 5, 4, "\xFD\xE8\xFD\xE8");  // 65,000 x 65,000
  CHECK(error_of(jpeg) == ErrorCode::limit_exceeded);
}

TEST_CASE("Pictures without pixels are refused") {
  CHECK(error_of(raw_png(0, 0, 8, 0, {})) == ErrorCode::damaged_file);
  CHECK(error_of(raw_png(10, 0, 8, 0, {})) == ErrorCode::damaged_file);
  CHECK(error_of("\x89PNG\r\n\x1A\n") == ErrorCode::damaged_file);
}

TEST_CASE("Strips of one pixel are pictures") {
  CHECK(pixels_of(raw_png(5000, 1, 8, 0, std::string(1, '\0') + std::string(5000, '\x40'))).width == 5000);
  std::string rows;
  for (int i = 0; i < 5000; ++i) rows += std::string("\0\x40", 2);
  CHECK(pixels_of(raw_png(1, 5000, 8, 0, rows)).height == 5000);
  CHECK(pixels_of(raw_png(1, 1, 8, 0, std::string("\0\x40", 2))).pixels == Bytes{0x40});
}

TEST_CASE("16 bits a sample, palettes, one bit and colours become 8 bits of gray; red ink is light") {
  CHECK(row_of(pixels_of(raw_png(2, 1, 16, 0, std::string("\0\x12\x34\xFE\xDC", 5)))) == Bytes{0x12, 0xFE});
  CHECK(row_of(pixels_of(raw_png(2, 1, 8, 3, std::string("\0\x01\0", 3), png_chunk("PLTE", std::string("\x10\x10\x10\xF0\xF0\xF0", 6))))) == Bytes{0xF0, 0x10});
  CHECK(row_of(pixels_of(raw_png(2, 1, 1, 0, std::string("\0\x40", 2)))) == Bytes{0, 255});
  CHECK(row_of(pixels_of(raw_png(2, 1, 8, 2, std::string("\0\xFF\x10\x10\x20\x20\x20", 7)))) == Bytes{0xFF, 0x20});
}

TEST_CASE("What is transparent is paper") {
  CHECK(row_of(pixels_of(raw_png(2, 1, 8, 6, std::string("\0\0\0\0\0\x10\x10\x10\xFF", 9)))) == Bytes{255, 0x10});
  // One gray named as transparent: the ink stays, whatever the library makes of it.
  CHECK(row_of(pixels_of(raw_png(2, 1, 8, 0, std::string("\0\xFF\x10", 3), png_chunk("tRNS", std::string("\0\xFF", 2))))) == Bytes{255, 0x10});
}

TEST_CASE("A CMYK picture is read in its colours") {
  // Left half black, right half white; made by ImageMagick.
  const GrayImage image = pixels_of(from_base64(
      "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU/9sAQwEDBAQF"
      "BAUJBQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU/8AAFAgACAAQBAERAAIRAQMRAQQRAP/EABYAAQEBAAAAAAAA"
      "AAAAAAAAAAkACv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAA4EAQACEQMRBAAAPwAqgFUg"
      "aqH/2Q=="));
  REQUIRE(image.width == 16);
  CHECK(image.row(4)[2] < 40);
  CHECK(image.row(4)[13] > 215);
}

TEST_CASE("A broken JPEG, PNG or TIFF, cut anywhere, is an error or a picture, never a crash") {
  const GrayImage table = draw_table();
  for (const std::string& whole : {to_jpeg(table), to_png(table), to_tiff({table})})
    for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 60) {
      const auto image = read_image_page(whole.substr(0, length), 0);
      if (!image) CHECK(image.error().code == ErrorCode::damaged_file);
      else CHECK((image->gray.width == table.width && image->damaged == whole.starts_with("\xFF\xD8")));
    }
}

TEST_CASE("EXIF's orientation is undone, all eight of them") {
  GrayImage wide(48, 16);
  for (int y = 0; y < 8; ++y) std::fill(wide.row(y), wide.row(y) + 16, std::uint8_t{0});  // dark at the top left
  const std::string jpeg = to_jpeg(wide);
  // Where the dark corner is once the picture is turned as stated: right, bottom.
  const bool expected[8][2] = {{false, false}, {true, false}, {true, true}, {false, true}, {false, false}, {true, false}, {true, true}, {false, true}};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    CAPTURE(orientation);
    const std::string turned = with_orientation(jpeg, orientation);
    CHECK(exif_orientation(turned) == orientation);
    const GrayImage image = pixels_of(turned);
    CHECK((image.width > image.height) == (orientation < 5));
    const bool right = expected[orientation - 1][0], bottom = expected[orientation - 1][1];
    CHECK(image.row(bottom ? image.height - 3 : 2)[right ? image.width - 3 : 2] < 60);
    CHECK(image.row(bottom ? 2 : image.height - 3)[right ? 2 : image.width - 3] > 200);
  }
}

TEST_CASE("A TIFF's pages are read one by one") {
  GrayImage first(20, 10, 50), second(30, 10, 200);
  const std::string tiff = to_tiff({first, second});
  CHECK(count_image_pages(tiff, 10) == 2);
  CHECK(count_image_pages(tiff, 0) == 1);
  CHECK(pixels_of(tiff, 0) == first);
  CHECK(pixels_of(tiff, 1) == second);
  CHECK_FALSE(read_image_page(tiff, 2).has_value());
}

}  // namespace
}  // namespace nianbao
