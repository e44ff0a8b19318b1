#include "extract/scan/digit_strip.h"

#include <catch2/catch.hpp>

#include "tests/extract/scan/cell_drawing.h"

namespace nianbao {
namespace {

InkLine only_line(std::string_view drawing) { return find_cell_ink(draw_cell(drawing), 100).lines.at(0); }

int inked_rows(const DigitStrip& strip) {
  int rows = 0;
  for (int y = 0; y < kStripHeight; ++y) {
    bool ink = false;
    for (int x = 0; x < strip.width; ++x) ink = ink || strip.ink[static_cast<std::size_t>(y * strip.width + x)] > 32;
    rows += ink ? 1 : 0;
  }
  return rows;
}

}  // namespace

TEST_CASE("an even picture stays even at any size") {
  for (const int size : {1, 3, 10, 37}) {
    const auto scaled = scale_ink(std::vector<std::uint8_t>(70, 100), 10, 7, size, size);
    CHECK(scaled == std::vector<std::uint8_t>(static_cast<std::size_t>(size * size), 100));
  }
}

TEST_CASE("the same size gives the same picture") {
  const std::vector<std::uint8_t> picture{0, 127, 5, 64, 33, 99};
  CHECK(scale_ink(picture, 3, 2, 3, 2) == picture);
}

TEST_CASE("ink becomes twenty rows high, with four columns of paper before it") {
  const DigitStrip strip = make_strip(only_line("@@@\n@@@\n@@@\n@@@\n@@@\n"), 5);
  CHECK(strip.width == 20);
  CHECK(strip.ink.size() == 24 * 20);
  CHECK(inked_rows(strip) == 20);
  CHECK(strip.ink[12 * 20 + 3] == 0);
  CHECK(strip.ink[12 * 20 + 4] == 127);
  CHECK(strip.ink[12 * 20 + 15] == 127);
  CHECK(strip.ink[12 * 20 + 16] == 0);
}

TEST_CASE("a dash beside tall digits stays a dash") {
  CHECK(inked_rows(make_strip(only_line("@@@@@@\n@@@@@@\n"), 20)) == 2);
}

TEST_CASE("a line too long to read has no strip") {
  const std::string row(600, '@');
  CHECK(make_strip(only_line(row + "\n" + row + "\n" + row + "\n"), 3).width == 0);
}

}  // namespace nianbao
