#include "records/record_diff.h"

#include <catch2/catch.hpp>

#include "sample_records.h"

namespace nianbao {
namespace {

Record record_of(char digit, const std::string& source, const std::string& unit = "甲局", int year = 2023) {
  Record out = full_record();
  out.record_id = out.document.sha256 = digest_of(digit);
  out.document.source = source;
  out.report.unit = unit;
  out.report.year = year;
  return out;
}

RecordDifferences diff(const std::vector<Record>& a, const std::vector<Record>& b, bool cells_only = false) {
  RecordComparison comparison;
  for (const Record& record : a) comparison.add(DiffSide::a, record);
  for (const Record& record : b) comparison.add(DiffSide::b, record);
  return comparison.compare(cells_only);
}

Value& value_at(Record& record, std::size_t at) { return record.values.at(at); }

}  // namespace

TEST_CASE("a record and itself agree in each cell") {
  const Record one = record_of('1', "a.pdf");
  const auto found = diff({one}, {one});
  CHECK(found.same());
  CHECK(found.same_reports == 1);
  CHECK(found.same_cells == static_cast<std::int64_t>(one.values.size()));
}

TEST_CASE("a number that differs is told with its field and both numbers") {
  Record a = record_of('1', "a.html"), b = record_of('2', "a.pdf");
  value_at(a, 0).status = value_at(b, 0).status = ValueStatus::read;
  value_at(a, 0).value = Decimal(7);
  value_at(b, 0).value = Decimal(70);
  const auto found = diff({a}, {b});
  REQUIRE(found.differing.size() == 1);
  REQUIRE(found.differing[0].cells.size() == 1);
  const CellDifference& cell = found.differing[0].cells[0];
  CHECK(cell.field == value_at(a, 0).field);
  CHECK(cell.a->value == Decimal(7));
  CHECK(cell.b->value == Decimal(70));
  CHECK(found.differing[0].facts.empty());
}

TEST_CASE("a repaired number and the same one read agree, a doubtful one and a blank do not") {
  Record a = record_of('1', "a.html"), b = a;
  value_at(a, 0).status = ValueStatus::read;
  value_at(a, 0).value = value_at(b, 0).value = Decimal(0);
  value_at(b, 0).status = ValueStatus::repaired;
  CHECK(diff({a}, {b}).same());
  value_at(b, 0).status = ValueStatus::doubtful;
  CHECK_FALSE(diff({a}, {b}).same());
  value_at(b, 0).status = ValueStatus::blank;
  value_at(b, 0).value.reset();
  CHECK_FALSE(diff({a}, {b}).same());
}

TEST_CASE("a cell that a record lacks is as good as missing, on either side") {
  Record a = record_of('1', "a.html"), b = a;
  value_at(a, 0).value.reset();
  value_at(a, 0).status = ValueStatus::missing;
  b.values.erase(b.values.begin());
  CHECK(diff({a}, {b}).same());
  CHECK(diff({b}, {a}).same());
  value_at(a, 0).status = ValueStatus::blank;
  CHECK(diff({b}, {a}).differing.at(0).cells.size() == 1);
}

TEST_CASE("facts that differ are told, unless only cells are asked for") {
  Record a = record_of('1', "a.html"), b = record_of('2', "b.pdf");
  b.report.year = 2024;
  a.report.published = "2024-01-20";
  const auto found = diff({a}, {b});
  REQUIRE(found.differing.size() == 1);
  REQUIRE(found.differing[0].facts.size() == 2);
  CHECK(found.differing[0].facts[0].fact == "year");
  CHECK(found.differing[0].facts[1].fact == "published");
  CHECK(found.differing[0].facts[1].b == b.report.published);
  CHECK(diff({a}, {b}, true).same());
}

TEST_CASE("records of two stores are matched by content, then by path, then by unit and year") {
  const Record moved = record_of('1', "old.pdf", "甲局"), moved_to = record_of('1', "new.pdf", "甲局");
  const Record rewritten = record_of('2', "b.pdf", "乙局"), rewritten_to = record_of('3', "b.pdf", "乙局", 2024);
  const Record page = record_of('4', "c.html", "丙局"), attachment = record_of('5', "c.pdf", "丙局");
  const Record gone = record_of('6', "d.pdf", "丁局"), fresh = record_of('7', "e.pdf", "戊局");
  const auto found = diff({moved, rewritten, page, gone}, {fresh, attachment, rewritten_to, moved_to});
  CHECK(found.same_reports == 2);
  REQUIRE(found.differing.size() == 1);
  CHECK(found.differing[0].facts.at(0).fact == "year");
  REQUIRE(found.only_a.size() == 1);
  CHECK(found.only_a[0].unit == "丁局");
  REQUIRE(found.only_b.size() == 1);
  CHECK(found.only_b[0].unit == "戊局");
}

TEST_CASE("further reports of a rewritten file are matched by their number in it") {
  Record a1 = record_of('1', "v.pdf", "甲局"), a2 = record_of('1', "v.pdf", "乙局");
  Record b1 = record_of('2', "v.pdf", "甲局"), b2 = record_of('2', "v.pdf", "乙局");
  a2.record_id += "#2";
  b2.record_id += "#2";
  CHECK(diff({a1, a2}, {b2, b1}).same());
}

TEST_CASE("the comparison as JSON has its numbers exactly and null for what is not there") {
  Record a = record_of('1', "a.html"), b = a;
  value_at(a, 0).status = ValueStatus::read;
  value_at(a, 0).value = Decimal::parse("25.1");
  b.values.erase(b.values.begin());
  const std::string json = differences_json(diff({a}, {b}));
  CHECK(json.find("\"same\":false") != std::string::npos);
  CHECK(json.find("{\"field\":\"" + value_at(a, 0).field + "\"") != std::string::npos);
  CHECK(json.find("\"a\":{\"value\":25.1,\"status\":\"read\"},\"b\":null") != std::string::npos);
  CHECK(json.back() == '\n');
}

}  // namespace nianbao
