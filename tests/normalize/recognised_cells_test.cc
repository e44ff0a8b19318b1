#include <catch2/catch.hpp>

#include "normalize/normalize.h"
#include "table_texts.h"

using namespace nianbao;
using namespace nianbao::test;

namespace {

const std::vector<std::string> kTen{"0", "0", "1", "8", "5", "18", "26", "41", "2", "103.50"};
const std::vector<std::string> kFifteen{"1", "0", "0", "0", "1", "2", "1", "0", "0", "3", "0", "0", "0", "0", "0"};

/// A report out of a scan whose cells are all sure but the ones that read `unsure`.
Record scanned(const std::vector<std::pair<std::string, std::string>>& rows, const std::string& unsure, Recognition recognition) {
  std::vector<Block> blocks{paragraph_of("某市人民政府2023年政府信息公开工作年度报告"), paragraph_of("二、主动公开政府信息情况", 4, 1),
                            disclosure_2021(kTen), paragraph_of("三、收到和处理政府信息公开申请情况", 5, 1), requests_2021(rows),
                            paragraph_of("四、政府信息公开行政复议、行政诉讼情况", 6, 1), reviews(kFifteen)};
  for (Block& block : blocks) {
    Grid* grid = std::get_if<Grid>(&block);
    if (!grid) continue;
    for (Cell& cell : grid->cells) {
      cell.recognition = Recognition{999'000, true, {}};
      if (cell.text == unsure) cell.recognition = recognition;
    }
  }
  return record_of(blocks);
}

constexpr const char* kReceived = "requests.received.business";

}  // namespace

TEST_CASE("Sums clear an unsure reading that they agree with") {
  const std::vector<std::pair<std::string, std::string>> rows{{"本年新收", "3 | 71 | 0 | 0 | 0 | 0 | 74"}, {"予以公开 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"},
                                                               {"总计 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"}};
  Record r = scanned(rows, "71", {600'000, false, {"77", "11"}});
  CHECK(value_of(r, kReceived).status == ValueStatus::read);
  CHECK(value_of(r, kReceived).value == Decimal(71));
  CHECK(value_of(r, kReceived).candidates.empty());
}

TEST_CASE("Nothing that a page too poor to trust shows is certain, whatever the sums say") {
  const std::vector<std::pair<std::string, std::string>> rows{{"本年新收", "3 | 71 | 0 | 0 | 0 | 0 | 74"}, {"予以公开 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"},
                                                               {"总计 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"}};
  Recognition poor{600'000, false, {"77"}};
  poor.poor_page = true;
  Record r = scanned(rows, "71", poor);
  CHECK(value_of(r, kReceived).status == ValueStatus::doubtful);
  CHECK(value_of(r, "requests.received.total").status == ValueStatus::doubtful);
  CHECK(value_of(r, "disclosure.fees.amount").status == ValueStatus::read);  // of another page
}

TEST_CASE("An unsure reading whose sums fail, and of which no other reading makes them hold, stays in doubt") {
  Record r = scanned({{"本年新收", "3 | 71 | 0 | 0 | 0 | 0 | 99"}}, "71", {600'000, false, {"77", "11"}});
  CHECK(value_of(r, kReceived).status == ValueStatus::doubtful);
  CHECK(value_of(r, kReceived).candidates.size() == 3);
}

TEST_CASE("A sure reading keeps what is printed, whatever its sums say") {
  Record r = scanned({{"本年新收", "3 | 71 | 0 | 0 | 0 | 0 | 80"}}, "none such", {});
  CHECK(value_of(r, kReceived).status == ValueStatus::read);
  CHECK(value_of(r, kReceived).value == Decimal(71));
}

TEST_CASE("One sum alone repairs nothing: it may be the publisher's mistake") {
  Record r = scanned({{"本年新收", "3 | 71 | 0 | 0 | 0 | 0 | 80"}, {"予以公开 | <", "3 | 99 | 0 | 0 | 0 | 0 | 102"}}, "71", {600'000, false, {"77", "11"}});
  CHECK(value_of(r, kReceived).status == ValueStatus::doubtful);
}

TEST_CASE("A figure that no reader knows is told as what it may be, at most eight readings of it") {
  Recognition blotted{0, false, {}};
  for (char c = '0'; c <= '9'; ++c) blotted.runners_up.push_back(std::string("7") + c);
  Record r = scanned({{"本年新收", "3 | 7? | 0 | 0 | 0 | 0 | 99"}}, "7?", blotted);
  CHECK(value_of(r, kReceived).status == ValueStatus::doubtful);
  CHECK(value_of(r, kReceived).candidates.size() == 8);
  CHECK_FALSE(value_of(r, kReceived).value.has_value());
}

TEST_CASE("A reading that both sums of its cell call for is repaired, and a surer one is not") {
  const std::vector<std::pair<std::string, std::string>> rows{{"本年新收", "3 | 7? | 0 | 0 | 0 | 0 | 74"}, {"予以公开 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"},
                                                               {"总计 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"}};
  Recognition blotted{0, false, {}};
  for (char c = '0'; c <= '9'; ++c) blotted.runners_up.push_back(std::string("7") + c);
  Record r = scanned(rows, "7?", blotted);
  CHECK(value_of(r, kReceived).status == ValueStatus::repaired);
  CHECK(value_of(r, kReceived).value == Decimal(71));
  blotted.confidence = 990'000;
  CHECK(value_of(scanned(rows, "7?", blotted), kReceived).status == ValueStatus::doubtful);
}

namespace {

/// Rows in which every sum holds, two thirds of the cells being 0.
const std::vector<std::pair<std::string, std::string>> kHolding{{"本年新收", "3 | 71 | 0 | 0 | 0 | 0 | 74"}, {"予以公开 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"},
                                                                 {"总计 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"}};

}  // namespace

TEST_CASE("Mild doubts that all sums agree with are cleared together, strong ones are not") {
  const Record mild = scanned(kHolding, "0", {850'000, false, {"8"}});
  CHECK(value_of(mild, "requests.received.research").status == ValueStatus::read);
  CHECK(value_of(mild, "requests.granted.research").status == ValueStatus::read);
  const Record strong = scanned(kHolding, "0", {600'000, false, {"8"}});
  CHECK(value_of(strong, "requests.received.research").status == ValueStatus::doubtful);
}

TEST_CASE("A figure that is in doubt on both sides of a sum may be misread twice: the sum clears neither") {
  const std::vector<std::pair<std::string, std::string>> rows{{"本年新收", "0 | 71 | 0 | 0 | 0 | 0 | 71"}, {"予以公开 | <", "0 | 71 | 0 | 0 | 0 | 0 | 71"},
                                                               {"总计 | <", "0 | 71 | 0 | 0 | 0 | 0 | 71"}};
  const Record r = scanned(rows, "71", {850'000, false, {"77"}});
  CHECK(value_of(r, "requests.received.business").status == ValueStatus::doubtful);
  CHECK(value_of(r, "requests.received.total").status == ValueStatus::doubtful);
}

TEST_CASE("No sum clears a number that no witness sees, and none repairs to 0: a blank would do as well") {
  CHECK(value_of(scanned(kHolding, "71", {400'000, false, {}}), kReceived).status == ValueStatus::doubtful);
  const std::vector<std::pair<std::string, std::string>> rows{{"本年新收", "74 | 6? | 0 | 0 | 0 | 0 | 74"}, {"予以公开 | <", "74 | 0 | 0 | 0 | 0 | 0 | 74"},
                                                               {"总计 | <", "74 | 0 | 0 | 0 | 0 | 0 | 74"}};
  CHECK(value_of(scanned(rows, "6?", {0, false, {"60", "0"}}), kReceived).status == ValueStatus::doubtful);
}

TEST_CASE("A blot that leaves no figure to be mistaken is repaired by one sum") {
  Recognition blotted{0, false, {}};
  for (char c = '0'; c <= '9'; ++c) blotted.runners_up.push_back(std::string("7") + c);
  const std::vector<std::pair<std::string, std::string>> rows{{"本年新收", "3 | 7? | 0 | 0 | 0 | 0 | 74"}, {"予以公开 | <", "3 | 71 | 0 | 0 | 0 | 0 | 74"},
                                                               {"总计 | <", "3 | / | 0 | 0 | 0 | 0 | 74"}};
  const Record r = scanned(rows, "7?", blotted);
  CHECK(value_of(r, kReceived).status == ValueStatus::repaired);
  CHECK(value_of(r, kReceived).value == Decimal(71));
}

TEST_CASE("Cells of a scan that something lies over are told") {
  Recognition covered{999'000, true, {}};
  covered.covered = true;
  const Record r = scanned(kHolding, "71", covered);
  const auto told = std::find_if(r.findings.begin(), r.findings.end(), [](const Finding& f) { return f.rule == "cell_note"; });
  REQUIRE(told != r.findings.end());
  CHECK(std::find(told->fields.begin(), told->fields.end(), kReceived) != told->fields.end());
}
