#include "extract/scan/rule_ink.h"

#include <catch2/catch.hpp>

#include "drawn_page.h"

namespace nianbao {
namespace {

ScanRule level_rule(int from, int to, float at) { return {from, std::vector<float>(static_cast<std::size_t>(to - from + 1), at)}; }

}  // namespace

TEST_CASE("a ruling is inked where it is drawn") {
  DrawnPage page;
  page.level(100, 200, 400);
  const RuleInk ink(page.gray, level_rule(100, 600, 100.5), 0.8, 200);
  CHECK(ink.share(210, 390) == Approx(1));
  CHECK(ink.share(450, 600) == Approx(0));
  CHECK(ink.share(300, 500) == Approx(0.5).margin(0.05));
}

TEST_CASE("ink goes on from a line's ends as far as it has no wide gap") {
  DrawnPage page;
  page.level(100, 200, 400);
  page.level(100, 408, 450);
  page.level(100, 500, 560);
  const RuleInk::Extent extent = RuleInk(page.gray, level_rule(100, 700, 100.5), 0.8, 200).extent(250, 350);
  CHECK(extent.first == Approx(200).margin(4));
  CHECK(extent.last == Approx(450).margin(4));
}

TEST_CASE("a stroke that stands between two crossings and reaches neither is less than a ruling") {
  DrawnPage page;
  page.level(100, 215, 285);
  const ScanRule rule = level_rule(100, 700, 100.5);
  CHECK(RuleInk(page.gray, rule, 0.8, 200).ruled(200, 300) < 0.5);
  page.level(100, 200, 300);
  CHECK(RuleInk(page.gray, rule, 0.8, 200).ruled(200, 300) > 0.95);
}

TEST_CASE("the edge of a dark area is no ink") {
  DrawnPage page;
  page.fill(0, 100, 1000, 500, 120);
  CHECK(RuleInk(page.gray, level_rule(100, 700, 101), 0.8, 200).share(200, 600) == Approx(0));
}

}  // namespace nianbao
