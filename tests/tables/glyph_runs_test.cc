#include "tables/glyph_runs.h"

#include <catch2/catch.hpp>

#include "tests/tables/made_pages.h"

using namespace nianbao;
using made::span_at;

namespace {

/// A span whose glyphs from `at` on stand `gap` points further right.
Span with_gap(std::string_view text, int at, double gap) {
  Span span = span_at(60, 100, text);
  for (std::size_t i = static_cast<std::size_t>(at); i < span.edges.size(); ++i) span.edges[i] += static_cast<float>(gap);
  span.box.x1 += gap;
  return span;
}

double gap_at(const Span& span, int at) {
  return cell_gap(span, at, ideograph_advance({&span, 0, static_cast<int>(span.text.size()), span.box}));
}

}  // namespace

TEST_CASE("a gap of 3 points that no other ideographs of the span have parts two cells") {
  Span span = with_gap("结果维持结果纠正", 4, 3);
  CHECK(gap_at(span, 3) == Approx(3));
  CHECK(gap_at(span, 2) == 0);
}

TEST_CASE("spread letters and gaps round digits part no cells") {
  Span spread = span_at(60, 100, "总计数量");
  for (std::size_t i = 0; i < spread.edges.size(); ++i) spread.edges[i] += 4.0F * static_cast<float>(i);
  CHECK(gap_at(spread, 1) == 0);
  CHECK(gap_at(with_gap("修订6件", 2, 2.5), 1) == 0);
}

TEST_CASE("the gap between two numbers is what the digits lack") {
  CHECK(gap_at(with_gap("1234", 2, 6), 1) == Approx(6));
  CHECK(gap_at(with_gap("1234", 2, 2), 1) == 0);
}
