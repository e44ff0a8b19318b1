#include "audit/relation.h"

#include <catch2/catch.hpp>

#include "tests/audit/small_form.h"

using namespace nianbao;

namespace {

RelationOutcome outcome(int relation, std::string_view lines, int instance = 1) {
  const Form form = small_form();
  const Record record = record_of(lines);
  return check_relation(form.relations[static_cast<std::size_t>(relation)], view_values(record, form, instance))
      .outcome;
}
RelationOutcome balance(std::string_view lines) { return outcome(0, lines); }
RelationOutcome sum(std::string_view lines) { return outcome(1, lines); }

}  // namespace

using enum RelationOutcome;

TEST_CASE("a relation between certain numbers holds or fails") {
  CHECK(balance("received 3\n carried_in 1\n total 2\n carried_out 2") == holds);
  CHECK(balance("received 3\n carried_in 1\n total 2\n carried_out 1") == fails);
  CHECK(balance("received 0.1\n carried_in 0.2\n total 0.3\n carried_out 0") == holds);
}

TEST_CASE("unknown cells on one side leave it open unless what is known exceeds the other side") {
  for (const char* unknown : {"_", "-", "x", ".", "?"}) {
    CAPTURE(unknown);
    const std::string cell = std::string("carried_in ") + unknown;
    CHECK(balance("received 3\n total 5\n carried_out 0\n" + cell) == open);
    CHECK(balance("received 5\n total 5\n carried_out 0\n" + cell) == open);
    CHECK(balance("received 6\n total 5\n carried_out 0\n" + cell) == fails);
  }
  CHECK(balance("received 3\n carried_in 1\n total 5\n carried_out _") == fails);
  CHECK(balance("received 3\n carried_in 1\n total 4\n carried_out _") == open);
}

TEST_CASE("unknown cells on both sides never fail") {
  CHECK(balance("received 300\n carried_in _\n total 1\n carried_out _") == open);
  CHECK(balance("received _\n carried_in _\n total _\n carried_out _") == open);
}

TEST_CASE("a field that is not listed is unknown like a missing one") {
  CHECK(balance("received 3\n total 5\n carried_out 0") == open);
}

TEST_CASE("a relation of missing values only is not shown") {
  CHECK(balance("received .\n carried_in .\n total .\n carried_out .") == not_shown);
  CHECK(balance("granted 3") == not_shown);
}

TEST_CASE("an unknown cell that may be negative leaves the relation open") {
  Form form = small_form();
  form.fields[1].negative = true;
  const Record record = record_of("received 9\n carried_in _\n total 5\n carried_out 0");
  CHECK(check_relation(form.relations[0], view_values(record, form, 1)).outcome == open);
}

TEST_CASE("only the row variant that the report shows counts") {
  CHECK(sum("granted 3\n other 2\n total 5") == holds);
  CHECK(sum("granted 3\n other.a 1\n other.b 1\n total 5") == holds);
  CHECK(sum("granted 3\n other.a 1\n other.b _\n total 5") == open);
  CHECK(sum("granted 3\n other.a 1\n other.b .\n total 5") == open);
  CHECK(sum("granted 3\n other.a 1\n other.b 2\n total 5") == fails);
}

TEST_CASE("a variant that is listed as missing does not occur where the other one is shown") {
  CHECK(sum("granted 3\n other 2\n other.a .\n other.b .\n total 5") == holds);
  CHECK(sum("granted 3\n other 2\n other.a .\n other.b .\n total 6") == fails);
}

TEST_CASE("a row of which no variant is shown is unknown where it is missing") {
  CHECK(sum("granted 3\n other .\n total 5") == open);
  CHECK(sum("granted 3\n other.a .\n other.b .\n total 2") == fails);
}

TEST_CASE("where a row stands as heading and as parts, it fails only with both readings") {
  CHECK(sum("granted 3\n other 2\n other.a 1\n other.b 1\n total 5") == holds);
  CHECK(sum("granted 3\n other _\n other.a 1\n other.b 1\n total 5") == holds);
  CHECK(sum("granted 3\n other 0\n other.a 1\n other.b 1\n total 5") == holds);
  CHECK(sum("granted 3\n other 1\n other.a 1\n other.b 0\n total 5") == fails);
}

TEST_CASE("a doubtful value decides only where all its candidates agree") {
  CHECK(sum("granted 3|4\n other 2\n total 9") == fails);
  CHECK(sum("granted 3|4\n other 2\n total 6") == open);
  CHECK(sum("granted 3|4\n other 2\n total _") == open);
  CHECK(sum("granted 6|7\n other _\n total 5") == fails);
  CHECK(sum("granted 5|7\n other _\n total 5") == open);
}

TEST_CASE("a full list of candidates may be cut and decides nothing") {
  CHECK(sum("granted 1|2|3|4|5|6|7\n other 2\n total 0") == fails);
  CHECK(sum("granted 1|2|3|4|5|6|7|8\n other 2\n total 3") == open);
}

TEST_CASE("every instance of a table is looked at by itself") {
  const char* lines = "granted 1\n other 1\n total 2\n granted@2 1\n other@2 1\n total@2 3";
  CHECK(outcome(1, lines, 1) == holds);
  CHECK(outcome(1, lines, 2) == fails);
  CHECK(outcome(1, lines, 3) == not_shown);
}
