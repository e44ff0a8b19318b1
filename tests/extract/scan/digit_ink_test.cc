#include "extract/scan/digit_ink.h"

#include <catch2/catch.hpp>

#include "tests/extract/scan/cell_drawing.h"

namespace nianbao {

TEST_CASE("paper has no ink, nor has an empty crop") {
  CHECK(find_cell_ink({}, 200).lines.empty());
  CHECK(find_cell_ink({8, 4, std::vector<std::uint8_t>(32, 250)}, 200).lines.empty());
  CHECK_FALSE(find_cell_ink({}, 200).unreadable);
}

TEST_CASE("bytes that are not the crop's size are unreadable, and so is a crop past all bounds") {
  CHECK(find_cell_ink({8, 4, std::vector<std::uint8_t>(31, 0)}, 200).unreadable);
  CHECK(find_cell_ink({-8, -4, std::vector<std::uint8_t>(32, 0)}, 200).unreadable);
  CHECK(find_cell_ink({2001, 2000, std::vector<std::uint8_t>(2001 * 2000, 0)}, 200).unreadable);
}

TEST_CASE("a line is cut to its ink, without specks") {
  const NumberInk cell = find_cell_ink(draw_cell("            .\n"
                                               "   @@@      \n"
                                               "   @ @   @  \n"
                                               "   @ @      \n"
                                               "   @@@      \n"
                                               "            \n"), 100);
  REQUIRE(cell.lines.size() == 1);
  CHECK(cell.lines[0].width == 3);
  CHECK(cell.lines[0].height == 4);
  CHECK(cell.lines[0].pieces.size() == 1);
  CHECK(cell.lines[0].ink[0] == 127);
  CHECK(cell.lines[0].ink[4] == 0);
  CHECK_FALSE(cell.stray_ink);
}

TEST_CASE("a number that wraps is two lines, from the top") {
  const NumberInk cell = find_cell_ink(draw_cell("@@@ @@@\n@ @ @ @\n@@@ @@@\n       \n       \n@@@    \n@@@    \n@@@    \n"), 100);
  REQUIRE(cell.lines.size() == 2);
  CHECK(cell.lines[0].pieces.size() == 2);
  CHECK(cell.lines[1].pieces.size() == 1);
}

TEST_CASE("ink far above the line is stray") {
  const NumberInk cell = find_cell_ink(draw_cell("           \n@@@@       \n"
                                               "           \n           \n           \n"
                                               "     @@@   \n     @ @   \n     @ @   \n     @ @   \n     @ @   \n     @@@   \n"), 100);
  REQUIRE(cell.lines.size() == 1);
  CHECK(cell.lines[0].width == 3);
  CHECK(cell.stray_ink);
}

TEST_CASE("the page's type is as high as its middle digit, and ten points where it has none") {
  const auto tall = find_cell_ink(draw_cell("@@\n@@\n@@\n@@\n@@\n@@\n"), 100);
  const auto dash = find_cell_ink(draw_cell("        \n @@@@@@ \n @@@@@@ \n        \n"), 100);
  CHECK(find_type_height({tall, dash, tall, dash}, 100) == 6);
  CHECK(find_type_height({dash, dash}, 150) == 15);
  CHECK(is_flat(dash.lines.at(0), 15));
  CHECK_FALSE(is_flat(tall.lines.at(0), 6));
}

TEST_CASE("a speck far from the digits, or over them, is no point; one at a digit's foot stays") {
  const std::string digit = "@@@@@@      \n@@  @@      \n@@  @@      \n";
  const auto pieces = [&](const std::string& last, const std::string& first) {
    std::string drawing = first;
    for (int i = 0; i < 4; ++i) drawing += digit;
    const NumberInk cell = find_cell_ink(draw_cell(drawing + last + last), 100);
    REQUIRE(cell.lines.size() == 1);
    CHECK_FALSE(cell.stray_ink);
    return cell.lines[0].pieces.size();
  };
  const std::string none = "            \n";
  CHECK(pieces("@@@@@@  @@  \n", none) == 2);
  CHECK(pieces("@@@@@@            @@\n", none) == 1);
  CHECK(pieces("@@@@@@      \n", "        @@  \n        @@  \n            \n") == 1);
}

TEST_CASE("a dash broken to pieces is one dash, specks beside it or not; two strokes are none") {
  const NumberInk broken = find_cell_ink(draw_cell("                    \n  @@@ @@@@ @@ @@@@@ \n                    \n       @@           \n       @@           \n"), 100);
  REQUIRE(broken.lines.size() == 1);
  CHECK(broken.lines[0].dash);
  CHECK_FALSE(broken.stray_ink);
  const NumberInk two = find_cell_ink(draw_cell("  @@@@@@@@@@@  \n               \n               \n               \n               \n  @@@@@@@@@@@  \n"), 100);
  CHECK((two.stray_ink || two.lines.size() != 1 || !two.lines[0].dash));
}

}  // namespace nianbao
