#include "tables/label_rows.h"

#include <catch2/catch.hpp>

using namespace nianbao;

namespace {

using Rows = std::vector<int>;

}  // namespace

TEST_CASE("a label on one line belongs to the row beside it") {
  CHECK(match_labels({{100, true}, {120, true}}, {100, 120}, {}).row_of_line == Rows{0, 1});
}

TEST_CASE("values stand at the middle of a label of three lines") {
  CHECK(match_labels({{100, true}, {113, false}, {126, false}, {150, true}}, {113, 150}, {}).row_of_line == Rows{0, 0, 0, 1});
}

TEST_CASE("values stand between the lines of a label of two") {
  CHECK(match_labels({{100, true}, {113, false}, {130, true}}, {106.5, 130}, {}).row_of_line == Rows{0, 0, 1});
}

TEST_CASE("values stand at the first line of each label") {
  CHECK(match_labels({{100, true}, {113, false}, {126, true}, {139, false}, {152, false}, {165, true}}, {100, 126, 165}, {}).row_of_line ==
        Rows{0, 0, 1, 1, 1, 2});
}

TEST_CASE("values stand at the last line of each label") {
  CHECK(match_labels({{100, true}, {113, false}, {126, true}, {139, false}, {152, false}}, {113, 152}, {}).row_of_line == Rows{0, 0, 1, 1, 1});
}

TEST_CASE("a label without values has no row, a row may have no label") {
  CHECK(match_labels({{100, true}, {160, true}}, {160}, {}).row_of_line == Rows{-1, 0});
  CHECK(match_labels({{160, true}}, {100, 160}, {}).row_of_line == Rows{1});
}

TEST_CASE("no label crosses a ruling") {
  LabelSpacing spacing;
  spacing.bounds.cuts = {106};
  CHECK(match_labels({{100, false}, {112, false}}, {100, 112}, spacing).row_of_line == Rows{0, 1});
  CHECK(match_labels({{100, false}, {112, false}}, {112}, spacing).row_of_line == Rows{-1, 0});
}

TEST_CASE("labels stand off their values by their font, the same way in all rows") {
  CHECK(usual_offset({{98, true}, {118, true}, {150, true}}, {100, 120, 130}, 10) == -2);
  CHECK(usual_offset({{90, true}}, {100}, 10) == 0);
  CHECK(match_labels({{103, true}, {123, true}}, {100, 120}, {}).row_of_line == Rows{0, 1});
}

TEST_CASE("a label beside no row is a blank row's, however near the next row stands") {
  CHECK(match_labels({{100, true}, {118, true}, {131, false}, {150, true}}, {100, 150}, {}).row_of_line == Rows{0, -1, -1, 1});
  CHECK(match_labels({{118, true}, {131, false}}, {100}, {}).row_of_line == Rows{-1, -1});
}

TEST_CASE("beside a label at a page break the values stand anywhere") {
  LabelSpacing spacing;
  CHECK(match_labels({{100, true}, {113, false}, {126, false}}, {121}, spacing).row_of_line == Rows{-1, -1, -1});
  spacing.bounds.breaks = {106};
  CHECK(match_labels({{100, true}, {113, false}, {126, false}}, {121}, spacing).row_of_line == Rows{0, 0, 0});
  CHECK(match_labels({{74, true}, {87, false}, {113, true}}, {73, 113}, spacing).row_of_line == Rows{0, 0, 1});
}

TEST_CASE("lines further apart than those of one label are two labels without ordinals too") {
  CHECK(match_labels({{100, true}, {112, false}, {130, false}}, {106}, {}).block_of_line == Rows{0, 0, 1});
  CHECK(match_labels({{100, false}, {117, false}}, {117, 134, 151}, {}).row_of_line == Rows{-1, 0});
}

TEST_CASE("a row whose label depends on where the values stand has none") {
  // The line between may be the second one of the label above it, or the first one of that below.
  CHECK(match_labels({{100, false}, {112, false}, {124, false}}, {100, 124}, {}).row_of_line == Rows{-1, -1, -1});
  CHECK(match_labels({{100, true}, {112, false}, {124, true}}, {100, 124}, {}).row_of_line == Rows{0, 0, 1});
}

TEST_CASE("ten thousand rows are matched in a moment") {
  std::vector<LabelLine> lines;
  std::vector<double> rows;
  for (int i = 0; i < 10000; ++i) {
    lines.push_back({20.0 * i, true});
    rows.push_back(20.0 * i);
  }
  LabelMatch match = match_labels(lines, rows, {});
  CHECK(match.row_of_line.front() == 0);
  CHECK(match.row_of_line.back() == 9999);
}
