#include "tests/accuracy/score.h"

#include <catch2/catch.hpp>

namespace nianbao::accuracy {

namespace {

Truth two_cells() {
  Truth truth;
  truth.unit = "青石县";
  truth.year = 2023;
  truth.form = "ogi-2021";
  truth.values = {{"review.upheld", Decimal(3)}, {"review.total", std::nullopt}};
  truth.broken = std::set<std::string>{};
  return truth;
}

Reading right_reading() {
  Reading reading;
  reading.records = 1;
  reading.unit = "青石县人民政府";
  reading.year = 2023;
  reading.form = "ogi-2021";
  reading.values["review.upheld"].value = Decimal(3);
  reading.values["review.upheld"].status = "read";
  reading.values["review.total"].status = "blank";
  return reading;
}

Score score(const Truth& truth, const Reading& reading) {
  std::vector<std::string> complaints;
  return score_report(truth, reading, complaints);
}

}  // namespace

TEST_CASE("a reading that is true in all its cells is exact and clean") {
  const Score s = score(two_cells(), right_reading());
  CHECK(s.exact == 2);
  CHECK(s.is_clean());
}

TEST_CASE("a number where the cell is blank, and a zero for another number, are silently wrong") {
  Reading reading = right_reading();
  reading.values["review.total"].status = "read";
  reading.values["review.total"].value = Decimal(0);
  reading.values["review.upheld"].value = Decimal(0);
  const Score s = score(two_cells(), reading);
  CHECK(s.wrong == 2);
  CHECK_FALSE(s.is_clean());
}

TEST_CASE("blank for a dash is silently wrong, the dash itself is exact") {
  Truth truth = two_cells();
  truth.statuses["review.total"] = "dash";
  Reading reading = right_reading();
  CHECK(score(truth, reading).wrong == 1);
  reading.values["review.total"].status = "dash";
  CHECK(score(truth, reading).exact == 2);
}

TEST_CASE("doubt is never silently wrong, and is not exact either") {
  Reading reading = right_reading();
  reading.values["review.upheld"].status = "doubtful";
  const Score s = score(two_cells(), reading);
  CHECK(s.flagged == 1);
  CHECK(s.exact == 1);
  CHECK(s.wrong == 0);
}

TEST_CASE("an undecidable cell that claims to be read is a guess, even a lucky one") {
  Truth truth = two_cells();
  truth.undecided.insert("review.upheld");
  CHECK(score(truth, right_reading()).wrong == 1);
}

TEST_CASE("a value that the report doesn't have is extra") {
  Reading reading = right_reading();
  reading.values["review.other"].status = "read";
  CHECK(score(two_cells(), reading).extra == 1);
}

TEST_CASE("a planted sum that isn't found and an alarm without cause both count") {
  Truth truth = two_cells();
  truth.broken->insert("review.total");
  Reading reading = right_reading();
  reading.sum_findings.insert("litigation_direct.total");
  const Score s = score(truth, reading);
  CHECK(s.sums_found == 0);
  CHECK(s.false_alarms == 1);
}

TEST_CASE("a box is right where it holds the middle of the number on its page") {
  Truth truth = two_cells();
  truth.places["review.upheld"] = {2, {100, 100, 110, 108}};
  Reading reading = right_reading();
  reading.values["review.upheld"].bbox = Box{90, 95, 120, 115};
  reading.values["review.upheld"].page = 1;
  CHECK(score(truth, reading).boxes_right == 0);
  reading.values["review.upheld"].page = 2;
  CHECK(score(truth, reading).boxes_right == 1);
}

TEST_CASE("a cell under an obstruction counts apart: doubt is right, a false claim silently wrong") {
  Truth truth = two_cells();
  truth.obstructed.insert("review.upheld");
  Reading reading = right_reading();
  reading.values["review.upheld"].status = "doubtful";
  CHECK(score(truth, reading).obstructed_flagged == 1);
  CHECK(score(truth, reading).cells == 1);
  reading.values["review.upheld"].status = "blank";
  reading.values["review.upheld"].value = std::nullopt;
  const Score s = score(truth, reading);
  CHECK(s.obstructed_wrong == 1);
  CHECK(s.silent() == 1);
  CHECK_FALSE(s.is_clean());
}

TEST_CASE("a cell with an erased digit is repaired rightly, doubted, or silently wrong") {
  Truth truth = two_cells();
  truth.erased = "review.upheld";
  Reading reading = right_reading();
  reading.values["review.upheld"].status = "repaired";
  CHECK(score(truth, reading).erased_repaired == 1);
  reading.values["review.upheld"].value = Decimal(8);
  CHECK(score(truth, reading).erased_wrong == 1);
}

TEST_CASE("a table is whole where no cell is lost and each number was read from its own place") {
  Truth truth = two_cells();
  truth.places["review.upheld"] = {1, {100, 100, 110, 108}};
  Reading reading = right_reading();
  reading.values["review.upheld"].bbox = Box{90, 95, 120, 115};
  reading.values["review.upheld"].page = 1;
  CHECK(score(truth, reading).tables_whole == 1);
  reading.values["review.upheld"].bbox = Box{90, 115, 120, 135};
  CHECK(score(truth, reading).tables_whole == 0);
  reading.values.erase("review.total");
  CHECK(score(truth, reading).tables_whole == 0);
}

TEST_CASE("an inked cell that is called blank is counted as such") {
  Reading reading = right_reading();
  reading.values["review.upheld"].status = "blank";
  reading.values["review.upheld"].value = std::nullopt;
  CHECK(score(two_cells(), reading).blank_for_ink == 1);
}

TEST_CASE("a record as the program prints it becomes a reading, its decimals exact") {
  std::map<std::string, Reading> readings;
  add_record(R"({"document":{"source":"a.pdf"},"report":{"form":"ogi-2021","year":2023,"unit":"x"},"status":"complete",
    "values":[{"field":"disclosure.fees.amount","value":25.10,"raw":"25.10","status":"read","page":1,"bbox":[1,2,3,4]},
              {"field":"review.total","value":null,"status":"missing"}],
    "findings":[{"id":"review.total","rule":"review.total"}]})",
             readings);
  const Reading& reading = readings.at("a.pdf");
  CHECK(reading.values.at("disclosure.fees.amount").value == Decimal::parse("25.1"));
  CHECK(reading.values.count("review.total") == 0);
  CHECK(reading.sum_findings.count("review.total") == 1);
}

}  // namespace nianbao::accuracy
