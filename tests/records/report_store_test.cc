#include "records/report_store.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "store_files.h"
#include "stored_records.h"

namespace nianbao {
namespace {

TEST_CASE("a new store holds the record in all its tables, with sound keys, and is one plain file") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}, {failed_record()}}));
  check_sound(path);
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
  CHECK(query(path, "PRAGMA journal_mode") == "delete");
  CHECK(query(path, "SELECT unit, year, form, status, errors, doubtful FROM reports ORDER BY source") ==
        "淮安市人民政府|2024|ogi-2021|partial|1|1\n␀|␀|␀|failed|0|0");
  CHECK(query(path, "SELECT field, instance, position, value, value_text, raw, status, page, x0, y0 FROM values_long ORDER BY field, instance") ==
        "disclosure.fees.amount|1|1|25.1|25.1|251000元|read|2|276.1|530.0\n"
        "requests.granted.total|1|3|␀|␀|␀|missing|␀|␀|␀\n"
        "requests.granted.total|2|4|-5.0|-5|-5|read|4|1.0|2.0\n"
        "requests.received.total|1|2|␀|␀|270020130|doubtful|3|276.1|530.01");
  CHECK(query(path, "SELECT position, value_text FROM candidates ORDER BY position") == "1|27\n2|270");
  CHECK(query(path, "SELECT id, heading, last_page, text FROM sections") == "overview|一、总体情况|3|第一段。\n第二段。");
  CHECK(query(path, "SELECT key, value, chosen FROM evidence ORDER BY key, position") ==
        "unit|淮安市人民政府|1\nyear|2024|1\nyear|2023|0");
  CHECK(query(path, "SELECT f.id, e.value FROM findings f, json_each(f.fields) e ORDER BY e.key") ==
        "requests.balance:business|requests.received.total\nrequests.balance:business|requests.granted.total");
  CHECK(query(path, "SELECT dis_fee_amount, req_recv_tot, req_granted_tot FROM values_wide WHERE unit = '淮安市人民政府'") ==
        "25.1|␀|␀");
  CHECK(query(path, "SELECT dis_fee_amount, req_recv_tot, req_granted_tot FROM status_wide WHERE year = 2024") ==
        "read|doubtful|missing");
  CHECK(query(path, "SELECT short, unit, forms FROM fields WHERE field = 'disclosure.fees.amount'") ==
        "dis_fee_amount|万元|ogi-2021");
  CHECK(query(path, "SELECT count(*) > 20 FROM rules") == "1");
  CHECK(query(path, "PRAGMA user_version") == "4");
}

TEST_CASE("counts are whole numbers in the wide table, and a decimal keeps all its digits as text") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  Record record = full_record();
  record.values[0].value = Decimal::parse("123456789.123456789");
  record.values[2] = record.values[1];
  record.values[2].field = "requests.granted.total";
  record.values[2].status = ValueStatus::read;
  record.values[2].value = Decimal(999999999999999999);
  REQUIRE(store_files(path, {{record}}));
  CHECK(query(path, "SELECT value_text FROM values_long WHERE field = 'disclosure.fees.amount'") == "123456789.123456789");
  CHECK(query(path, "SELECT typeof(req_granted_tot), req_granted_tot FROM values_wide") == "integer|999999999999999999");
}

TEST_CASE("what was put in comes out as the same line") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  Form form = small_form();
  for (int i = 0; i < 20; ++i) {
    Field field = form.fields[1];
    field.id = "requests.row_" + std::to_string(i) + ".total";
    field.short_name = "req_row_" + std::to_string(i);
    form.fields.push_back(field);
  }
  Form old = form;
  old.id = "ogi-2019";
  Record parts = copy_of(full_record(), '7', "parts");
  parts.document.files = {{digest_of('8'), "p1.jpg"}, {digest_of('9'), "p2.jpg"}};
  Files files{{full_record()}, {failed_record()}, {parts}};
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Record record = random_record(seed);
    record.document.sha256 = digest_of('a').replace(0, 4, std::to_string(1000 + seed));
    record.record_id = record.document.sha256;
    for (std::size_t i = 0; i < record.findings.size(); ++i) record.findings[i].id += "~" + std::to_string(i);
    files.push_back({record});
  }
  REQUIRE(store_files(path, files, {}, {form, old}));
  check_sound(path);
  CHECK(query(path, "SELECT count(*) FROM reports WHERE error_code = 'internal' AND error_message LIKE 'field%'") == "0");
  for (const auto& records : files) {
    const auto stored = without_nul(stored_lines(path, records.front().document.sha256));
    const std::string put = without_nul(line_of(records.front()));
    const auto differs = std::mismatch(stored.begin(), stored.end(), put.begin(), put.end());
    CAPTURE(std::string(differs.first, stored.end()).substr(0, 80), std::string(differs.second, put.end()).substr(0, 80));
    CHECK((stored == put));
  }
}

TEST_CASE("further reports of a file are its records too, in their order") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  std::vector<Record> volume;
  std::string lines;
  for (int i = 1; i <= 11; ++i) {
    Record record = full_record();
    if (i > 1) record.record_id += "#" + std::to_string(i);
    record.report.unit = "第" + std::to_string(i) + "单位";
    lines += line_of(record);
    volume.push_back(record);
  }
  REQUIRE(store_files(path, {volume}));
  CHECK(stored_lines(path, digest_of('3')) == lines);
  volume.resize(2);
  REQUIRE(store_files(path, {volume}));
  CHECK(query(path, "SELECT count(*) FROM reports") == "2");
  CHECK(query(path, "SELECT count(*) FROM documents") == "1");
  check_sound(path);
}

TEST_CASE("a record that the store holds is replaced, the others stay") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}, {failed_record()}}));
  Record changed = full_record();
  changed.values.resize(1);
  changed.findings.clear();
  changed.evidence.clear();
  changed.sections.clear();
  changed.report.unit = "另一单位";
  REQUIRE(store_files(path, {{changed}}));
  check_sound(path);
  CHECK(query(path, "SELECT count(*) FROM reports") == "2");
  CHECK(query(path, "SELECT count(*) FROM values_long") == "1");
  CHECK(query(path, "SELECT (SELECT count(*) FROM candidates) + (SELECT count(*) FROM findings) + (SELECT count(*) FROM "
                    "evidence) + (SELECT count(*) FROM sections)") == "0");
  CHECK(query(path, "SELECT unit FROM values_wide WHERE status = 'partial'") == "另一单位");
}

}  // namespace
}  // namespace nianbao
