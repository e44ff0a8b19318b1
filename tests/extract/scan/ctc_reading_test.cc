#include "extract/scan/ctc_reading.h"

#include <catch2/catch.hpp>

namespace nianbao {
namespace {

/// Columns as shares in hundredths: blank, 1, 2.
std::vector<std::uint32_t> columns(const std::vector<std::vector<int>>& hundredths) {
  std::vector<std::uint32_t> shares;
  for (const auto& column : hundredths) {
    for (const int share : column) shares.push_back(static_cast<std::uint32_t>((std::int64_t{1} << 30) * share / 100));
  }
  return shares;
}

}  // namespace

TEST_CASE("a character over several columns is one character") {
  const auto readings = read_columns(columns({{0, 100, 0}, {0, 100, 0}, {100, 0, 0}}), "12", 3);
  REQUIRE(readings.size() == 1);
  CHECK(readings[0].text == "1");
  CHECK(readings[0].score >= 999'990);
}

TEST_CASE("a blank between like characters makes two of them") {
  CHECK(read_columns(columns({{0, 100, 0}, {100, 0, 0}, {0, 100, 0}}), "12", 3)[0].text == "11");
}

TEST_CASE("the ways to space a text count together") {
  // Each single way to read "1" has 0.24 at the most, and nothing at all 0.36; together they have more.
  const auto readings = read_columns(columns({{60, 40, 0}, {60, 40, 0}}), "12", 3);
  CHECK(readings[0].text == "1");
  CHECK(readings[0].score == Approx(640'000).margin(100));
  CHECK(readings[1].text.empty());
  CHECK(readings[1].score == Approx(360'000).margin(100));
}

TEST_CASE("runners-up come by their shares") {
  const auto readings = read_columns(columns({{1, 69, 30}}), "12", 8);
  REQUIRE(readings.size() == 3);
  CHECK(readings[0].text == "1");
  CHECK(readings[1].text == "2");
  CHECK(readings[2].text.empty());
}

TEST_CASE("no columns read as no text") {
  const auto readings = read_columns({}, "12", 3);
  REQUIRE(readings.size() == 1);
  CHECK(readings[0].text.empty());
}

}  // namespace nianbao
