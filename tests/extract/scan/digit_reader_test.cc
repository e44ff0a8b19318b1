#include "extract/scan/digit_reader.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/extract/scan/cell_drawing.h"
#include "tests/extract/scan/drawn_cells.h"

namespace nianbao {
namespace {

const std::vector<InkCrop>& drawn_cells() {
  static const std::vector<InkCrop> cells{draw_cell(kZero), draw_cell(kFourDigits), draw_cell(kThousands), draw_cell(kDecimal),
                                          draw_cell(kHyphen), draw_cell(kForeign), {}};
  return cells;
}

/// A crop of pixels by a linear congruence, darker in `density` of 256.
InkCrop noise_crop(int width, int height, std::uint32_t seed, unsigned density) {
  InkCrop crop{width, height, {}};
  for (int i = 0; i < width * height; ++i) {
    seed = seed * 1664525u + 1013904223u;
    crop.gray.push_back((seed >> 24) < density ? static_cast<std::uint8_t>(seed >> 16 & 0x7F) : std::uint8_t{250});
  }
  return crop;
}

}  // namespace

TEST_CASE("both witnesses read clean cells") {
  const auto readings = read_digits({200, drawn_cells()});
  REQUIRE(readings.size() == 7);
  const std::vector<std::string> expected{"0", "1370", "24,586", "0.97", "-"};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(expected[i]);
    CHECK(readings[i].line.text == expected[i]);
    CHECK(readings[i].glyphs.text == expected[i]);
    CHECK(readings[i].sure);
  }
}

TEST_CASE("a Chinese character is no number") {
  const DigitReading reading = read_digits({200, drawn_cells()})[5];
  CHECK(reading.line.text.find('?') != std::string::npos);
  CHECK_FALSE(reading.sure);
}

TEST_CASE("a cell without ink reads as nothing, with full confidence, and is no sure number") {
  const DigitReading reading = read_digits({200, drawn_cells()})[6];
  CHECK(reading.line == WitnessReading{"", kFullConfidence, {}});
  CHECK(reading.glyphs == WitnessReading{"", kFullConfidence, {}});
  CHECK_FALSE(reading.sure);
}

TEST_CASE("runners-up are other texts, best first") {
  for (const DigitReading& reading : read_digits({200, drawn_cells()})) {
    for (const WitnessReading* witness : {&reading.line, &reading.glyphs}) {
      CHECK(witness->runners_up.size() <= 8);
      int last = kFullConfidence;
      for (const ScoredReading& other : witness->runners_up) {
        CHECK(other.text != witness->text);
        CHECK(other.score <= last);
        last = other.score;
      }
    }
  }
}

TEST_CASE("a reading depends neither on the order of the cells nor on how often they are read") {
  std::vector<InkCrop> turned = drawn_cells();
  std::reverse(turned.begin(), turned.end());
  auto readings = read_digits({200, turned});
  std::reverse(readings.begin(), readings.end());
  CHECK(readings == read_digits({200, drawn_cells()}));
}

TEST_CASE("a number over two lines is read as one") {
  std::string two(kFourDigits);
  two += "\n\n\n\n";
  two += kFourDigits;
  const DigitReading reading = read_digits({200, {draw_cell(two)}})[0];
  CHECK(reading.line.text == "13701370");
  CHECK(reading.glyphs.text == "13701370");
}

TEST_CASE("noise, rubbish and crops past all bounds are never sure numbers") {
  std::vector<InkCrop> cells{{5000, 5000, std::vector<std::uint8_t>(25'000'000, 0)},
                             {10, 10, std::vector<std::uint8_t>(3, 0)},
                             {1, 1, {0}},
                             {1, 4000, std::vector<std::uint8_t>(4000, 0)},
                             {4000, 1, std::vector<std::uint8_t>(4000, 0)}};
  for (std::uint32_t seed = 1; seed <= 40; ++seed) cells.push_back(noise_crop(90, 30, seed, 2 + seed * 6));
  for (const DigitReading& reading : read_digits({200, cells})) CHECK_FALSE((reading.sure && reading.line.text.find_first_of("0123456789") != std::string::npos));
}

}  // namespace nianbao
