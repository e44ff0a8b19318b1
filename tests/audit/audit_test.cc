#include "audit/audit.h"

#include <catch2/catch.hpp>

#include "tests/audit/small_form.h"

using namespace nianbao;

namespace {

std::vector<Finding> audit(std::string_view lines) { return audit_record(record_of(lines), {small_form()}); }

std::vector<std::string> ids(const std::vector<Finding>& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings) out.push_back(finding.id);
  return out;
}
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a broken balance is told as the contract shows it") {
  const auto findings = audit("received 3000\n carried_in 153\n total 3119\n carried_out 0");
  REQUIRE(findings.size() == 1);
  const Finding& found = findings[0];
  CHECK(found.id == "requests.balance:business");
  CHECK(found.rule == "requests.balance");
  CHECK(found.severity == Severity::error);
  CHECK(found.attribution == Attribution::publisher);
  CHECK(found.fields == std::vector<std::string>{"received", "carried_in", "total", "carried_out"});
  CHECK(found.expected == "3153");
  CHECK(found.actual == "3119");
  CHECK(found.source.line == 1);
  CHECK(found.message == "received + carried_in is 3153, total_processed + carried_out is 3119 (business)");
  CHECK(found.message_zh == "商业企业：本年新收与上年结转之和为3153，办理结果总计与结转下年度之和为3119");
}

TEST_CASE("a total that differs from its parts is found at the cell of the total") {
  const auto findings = audit("granted 3\n other 2\n total 0");
  REQUIRE(ids(findings) == Ids{"review.total"});
  CHECK(findings[0].expected == "5");
  CHECK(findings[0].actual == "0");
  CHECK(findings[0].source.line == 3);
  CHECK(findings[0].message == "the sum of the parts is 5, total is 0");
  CHECK(findings[0].message_zh == "各项之和为5，总计为0");
}

TEST_CASE("what breaks whatever the blank cells hold is said so") {
  const auto findings = audit("granted 3\n other _\n total 2");
  REQUIRE(ids(findings) == Ids{"review.total"});
  CHECK(findings[0].message == "the sum of the parts is at least 3 (1 cell without a number), total is 2");
  CHECK(findings[0].message_zh == "各项之和至少为3（1格无数字），总计为2");
}

TEST_CASE("a failing sum of doubtful or repaired values accuses nobody") {
  CHECK(audit("granted 3|4\n other 2\n total 9")[0].attribution == Attribution::undecided);
  CHECK(audit("granted ~3\n other 2\n total 9")[0].attribution == Attribution::undecided);
  CHECK(audit("granted 3|4\n other 2\n total 9")[0].expected.empty());
  CHECK(audit("granted 3|4\n other 2\n total 9")[0].message == "the sum of the parts is 5 or 6, total is 9");
}

TEST_CASE("an open relation is a note that names rule and column") {
  const auto findings = audit("received 3\n carried_in _\n total 5\n carried_out 0\n granted 5\n other 0");
  REQUIRE(ids(findings) == Ids{"relation_open:requests.balance/business"});
  CHECK(findings[0].severity == Severity::note);
  CHECK(findings[0].expected.empty());
  CHECK(findings[0].message_zh ==
        "商业企业：本年新收与上年结转之和至少为3（1格无数字），办理结果总计与结转下年度之和为5，无法核对");
}

TEST_CASE("a blank table and a row that is not there give no notes") {
  CHECK(audit("received _\n carried_in _\n total _\n carried_out _\n granted _\n other _").empty());
  CHECK(audit("granted 3\n other 2\n total .").empty());
}

TEST_CASE("findings of a repeated table carry its instance") {
  CHECK(ids(audit("granted 1\n other 1\n total 2\n granted@2 1\n other@2 1\n total@2 3")) == Ids{"review.total:@2"});
  CHECK(ids(audit("received@2 1\n carried_in@2 1\n total@2 3\n carried_out@2 0\n granted@2 3\n other@2 0")) ==
        Ids{"requests.balance:business@2"});
}

TEST_CASE("a table of another form is checked by that form's own relations, and no relation twice") {
  Form other = small_form();
  other.id = "other";
  other.fields[6].id = "sum";
  other.relations[1].rule = "litigation_direct.total";
  const Record record = record_of("granted 1\n other 1\n total 2\n sum 3");
  CHECK(ids(audit_record(record, {other, small_form()})) == Ids{"litigation_direct.total"});
}

TEST_CASE("a record without values has nothing to check") { CHECK(audit("").empty()); }

TEST_CASE("a negative or broken number where the form counts things is flagged") {
  CHECK(ids(audit("carried_out -1")) == Ids{"value_range:carried_out"});
  CHECK(ids(audit("carried_out 1.5")) == Ids{"value_range:carried_out"});
  CHECK(audit("carried_out 1").empty());
  Form form = small_form();
  form.fields[7].negative = form.fields[7].decimals = true;
  CHECK(audit_record(record_of("carried_out -1.5"), {form}).empty());
}

TEST_CASE("a form may bring a relation that the program does not list") {
  Form form = small_form();
  form.relations[1].rule = "fees.total";
  const auto findings = audit_record(record_of("granted 3\n other 2\n total 9"), {form});
  REQUIRE(ids(findings) == Ids{"fees.total"});
  CHECK(findings[0].severity == Severity::error);
}
