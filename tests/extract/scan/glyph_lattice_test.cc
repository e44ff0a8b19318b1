#include "extract/scan/glyph_lattice.h"

#include <catch2/catch.hpp>

#include "tests/extract/scan/cell_drawing.h"

namespace nianbao {
namespace {

InkLine only_line(std::string_view drawing) { return find_cell_ink(draw_cell(drawing), 100).lines.at(0); }

constexpr const char* kTwoPosts =
    "@@@   @@@\n"
    "@@@   @@@\n"
    "@@@   @@@\n"
    "@@@   @@@\n"
    "@@@   @@@\n"
    "@@@   @@@\n";

}  // namespace

TEST_CASE("pieces beside one another are atoms, and far ones make no common arc") {
  const InkLine line = only_line(kTwoPosts);
  const auto atoms = find_atoms(line, 6);
  REQUIRE(atoms.size() == 2);
  CHECK(atoms[0].right == 3);
  CHECK(atoms[1].left == 6);
  CHECK(find_arcs(line, atoms, 6) == std::vector<GlyphArc>{{0, 1}, {1, 1}});
}

TEST_CASE("a glyph broken in two, one part over the other, is one atom") {
  const InkLine line = only_line("@@@@\n@@@@\n@@@@\n@@@@\n@@@@\n@@@@\n    \n @@@\n @@@\n @@@\n");
  CHECK(find_atoms(line, 10).size() == 1);
}

TEST_CASE("digits that touch are cut where they touch") {
  const InkLine line = only_line("@@@@  @@@@\n@@@@  @@@@\n@@@@  @@@@\n@@@@@@@@@@\n@@@@  @@@@\n@@@@  @@@@\n@@@@  @@@@\n@@@@  @@@@\n");
  const auto atoms = find_atoms(line, 8);
  REQUIRE(atoms.size() == 2);
  CHECK(atoms[0].right == atoms[1].left);
  CHECK(atoms[0].right >= 4);
  CHECK(atoms[0].right <= 6);
}

TEST_CASE("a dash of any length is one atom") {
  CHECK(find_atoms(only_line("@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\n@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\n"), 20).size() == 1);
}

TEST_CASE("a point stays small and low in its window") {
  const InkLine line = only_line(
      "@@@@    \n@@@@    \n@@@@    \n@@@@    \n@@@@    \n@@@@    \n@@@@    \n@@@@    \n@@@@  @@\n@@@@  @@\n");
  const auto atoms = find_atoms(line, 10);
  REQUIRE(atoms.size() == 2);
  const auto window = draw_glyph(line, atoms, {1, 1}, 10);
  const auto row_inked = [&](int y) { return window[static_cast<std::size_t>(y * kGlyphSize + kGlyphSize / 2)] > 64; };
  CHECK_FALSE(row_inked(0));
  CHECK_FALSE(row_inked(10));
  CHECK(row_inked(17));
  CHECK(row_inked(19));
  const GlyphShape shape = draw_shape(line, atoms, {1, 1});
  CHECK(shape.width == 2);
  CHECK(shape.height == 2);
  CHECK(shape.ink == std::vector<std::uint8_t>(static_cast<std::size_t>(kGlyphSize * kGlyphSize), 127));
}

}  // namespace nianbao
