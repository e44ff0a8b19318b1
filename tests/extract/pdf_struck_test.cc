#include "extract/pdf_struck.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "model/unicode.h"

using namespace nianbao;

namespace {

/// Digits 6 wide from `x` on, 10 high from y 100 on.
Span digits_at(double x, std::u32string text) {
  Span span;
  span.text = std::move(text);
  for (std::size_t i = 0; i <= span.text.size(); ++i) span.edges.push_back(static_cast<float>(x + 6.0 * static_cast<double>(i)));
  span.box = {x, 100, span.edges.back(), 110};
  span.font_size_pt = 10;
  return span;
}

Ruling stroke(double y, double from, double to) { return {true, y, from, to, 0.5}; }

std::vector<std::string> left_of(std::vector<Span> spans, std::vector<Ruling> rulings) {
  Page page;
  page.spans = std::move(spans);
  page.rulings = std::move(rulings);
  drop_struck_text(page);
  std::vector<std::string> out;
  for (const Span& span : page.spans) out.push_back(to_utf8(span.text));
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("what a stroke runs through is left out, the rest of its run stays where it is") {
  CHECK(left_of({digits_at(50, U"90")}, {stroke(105, 50, 56)}) == Texts{"0"});
  CHECK(left_of({digits_at(50, U"1902")}, {stroke(106, 56, 62)}) == Texts{"1", "02"});
  CHECK(left_of({digits_at(50, U"9"), digits_at(56, U"0")}, {stroke(105, 50, 56)}) == Texts{"0"});
  Page page;
  page.spans = {digits_at(50, U"90")};
  page.rulings = {stroke(105, 50, 56)};
  drop_struck_text(page);
  REQUIRE(page.spans.size() == 1);
  CHECK(page.spans[0].box == Box{56, 100, 62, 110});
}

TEST_CASE("underlines and the rulings of a table strike nothing out") {
  CHECK(left_of({digits_at(50, U"90")}, {stroke(109, 50, 62)}) == Texts{"90"});
  CHECK(left_of({digits_at(50, U"90")}, {stroke(105, 40, 90)}) == Texts{"90"});
  CHECK(left_of({digits_at(50, U"90")}, {stroke(105, 50, 62), Ruling{false, 50, 80, 140, 0.5}}) == Texts{"90"});
  CHECK(left_of({digits_at(50, U"90")}, {stroke(105, 52, 54), stroke(105, 57, 59)}) == Texts{"90"});
}
