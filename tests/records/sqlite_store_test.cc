#include <catch2/catch.hpp>

#include "dataset_reading.h"
#include "records/record_sink.h"
#include "sample_records.h"

namespace nianbao {
namespace {

Result<void> store(const std::string& path, const std::vector<Record>& records, const SinkOptions& options = {},
                   const std::vector<Form>& forms = {small_form()}) {
  auto sink = open_sqlite_store(path, forms, options);
  if (!sink) return Failure(sink.error());
  for (const Record& record : records)
    if (Result<void> added = (*sink)->add(record); !added) return added;
  return (*sink)->finish();
}

void check_sound(const std::string& path) {
  CHECK(query(path, "PRAGMA integrity_check") == "ok");
  CHECK(query(path, "PRAGMA foreign_key_check") == "");
}

TEST_CASE("a new store holds the record in all its tables, with sound keys") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store(path, {full_record(), failed_record()}));
  check_sound(path);
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
  CHECK(query(path, "SELECT unit, year, form, status, errors, doubtful FROM reports ORDER BY source") ==
        "淮安市人民政府|2024|ogi-2021|partial|1|1\n␀|␀|␀|failed|0|0");
  CHECK(query(path, "SELECT field, instance, value, value_text, raw, status, page, x0, y0 FROM values_long") ==
        "disclosure.fees.amount|1|25.1|25.1|251000元|read|2|276.1|530.0\n"
        "requests.granted.total|1|␀|␀|␀|missing|␀|␀|␀\n"
        "requests.granted.total|2|-5.0|-5|-5|read|4|1.0|2.0\n"
        "requests.received.total|1|␀|␀|270020130|doubtful|3|276.1|530.01");
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
  CHECK(query(path, "PRAGMA user_version") == "1");
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
  REQUIRE(store(path, {record}));
  CHECK(query(path, "SELECT value_text FROM values_long WHERE field = 'disclosure.fees.amount'") == "123456789.123456789");
  CHECK(query(path, "SELECT typeof(req_granted_tot), req_granted_tot FROM values_wide") == "integer|999999999999999999");
}

TEST_CASE("times come from outside; without a clock there are none") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store(path, {full_record()}));
  CHECK(query(path, "SELECT first_seen, last_seen FROM documents") == "␀|␀");
  SinkOptions options;
  options.now_iso = "2025-03-01T02:00:00Z";
  REQUIRE(store(path, {full_record()}, options));
  options.now_iso = "2025-03-02T02:00:00Z";
  REQUIRE(store(path, {full_record()}, options));
  CHECK(query(path, "SELECT first_seen, last_seen, run_id FROM documents") == "2025-03-01T02:00:00Z|2025-03-02T02:00:00Z|3");
  CHECK(query(path, "SELECT run_id, started, documents, records, failed FROM runs") ==
        "1|␀|1|1|0\n2|2025-03-01T02:00:00Z|1|1|0\n3|2025-03-02T02:00:00Z|1|1|0");
}

TEST_CASE("a record that the store holds is replaced, the others stay") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store(path, {full_record(), failed_record()}));
  Record changed = full_record();
  changed.values.resize(1);
  changed.findings.clear();
  changed.evidence.clear();
  changed.sections.clear();
  changed.report.unit = "另一单位";
  REQUIRE(store(path, {changed}));
  check_sound(path);
  CHECK(query(path, "SELECT count(*) FROM reports") == "2");
  CHECK(query(path, "SELECT count(*) FROM values_long") == "1");
  CHECK(query(path, "SELECT (SELECT count(*) FROM candidates) + (SELECT count(*) FROM findings) + (SELECT count(*) FROM "
                    "evidence) + (SELECT count(*) FROM sections)") == "0");
  CHECK(query(path, "SELECT unit FROM values_wide WHERE status = 'partial'") == "另一单位");
}

TEST_CASE("the same bytes under two paths are one report and two documents") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  Record copy = full_record();
  copy.document.source = "copy.pdf";
  Record second = full_record();
  second.record_id += "#2";
  Record unopened = failed_record();
  unopened.record_id.clear();
  unopened.document.sha256.clear();
  REQUIRE(store(path, {full_record(), second, copy, unopened}));
  check_sound(path);
  CHECK(query(path, "SELECT path, fate, record_id IS NULL FROM documents ORDER BY path") ==
        "2024/huaian.pdf|partial|0\ncopy.pdf|partial|0\nlocked.pdf|failed|1");
  CHECK(query(path, "SELECT count(*) FROM reports") == "2");
  CHECK(query(path, "SELECT documents, records, failed FROM runs") == "3|2|1");
}

TEST_CASE("a form that comes later gets its columns in an existing store") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store(path, {full_record()}));
  Form other = small_form();
  other.id = "own-2025";
  other.fields.resize(1);
  other.fields[0].id = "disclosure.new.amount";
  other.fields[0].short_name = "dis_new_amount";
  Record record = full_record();
  record.record_id = digest_of('4');
  record.document.source = "b.pdf";
  record.report.form = "own-2025";
  record.values.resize(1);
  record.values[0].field = "disclosure.new.amount";
  record.findings.clear();
  REQUIRE(store(path, {record}, {}, {other}));
  check_sound(path);
  CHECK(query(path, "SELECT dis_fee_amount, dis_new_amount FROM values_wide ORDER BY record_id") == "25.1|␀\n␀|25.1");
}

TEST_CASE("without finish a new store leaves nothing, an old one keeps what it had") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  {
    auto sink = open_sqlite_store(path, {small_form()}, {});
    REQUIRE(sink);
    REQUIRE((*sink)->add(full_record()));
  }
  CHECK(temporary.names().empty());
  REQUIRE(store(path, {full_record()}));
  {
    auto sink = open_sqlite_store(path, {small_form()}, {});
    REQUIRE(sink);
    REQUIRE((*sink)->add(failed_record()));
  }
  check_sound(path);
  CHECK(query(path, "SELECT count(*) FROM reports") == "1");
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
}

TEST_CASE("a full disk leaves an existing store as it was") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store(path, {full_record()}));
  {
    std::vector<Record> records(1000, full_record());
    for (std::size_t i = 0; i < records.size(); ++i) records[i].record_id += "#" + std::to_string(i + 2);
    SinkOptions options;
    options.batch_records = 2000;
    FullDisk full(400000);
    CHECK_FALSE(store(path, records, options));
  }
  check_sound(path);
  CHECK(query(path, "SELECT count(*) FROM reports") == "1");
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
}

TEST_CASE("batches that were committed stay when a run dies") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store(path, {full_record()}));
  SinkOptions options;
  options.batch_records = 2;
  {
    auto sink = open_sqlite_store(path, {small_form()}, options);
    REQUIRE(sink);
    for (int i = 2; i <= 4; ++i) {
      Record record = full_record();
      record.record_id += "#" + std::to_string(i);
      REQUIRE((*sink)->add(record));
    }
  }
  check_sound(path);
  CHECK(query(path, "SELECT count(*) FROM reports") == "3");
}

TEST_CASE("a file that is no store of this schema is refused and not touched") {
  TemporaryFolder temporary;
  write_file(temporary / "text.sqlite", std::string(5000, 'x'));
  Result<void> no_database = store(temporary / "text.sqlite", {full_record()});
  REQUIRE_FALSE(no_database);
  CHECK(no_database.error().code == ErrorCode::output_failed);
  CHECK(file_text(temporary / "text.sqlite") == std::string(5000, 'x'));
  REQUIRE(store(temporary / "a.sqlite", {full_record()}));
  std::string bytes = file_text(temporary / "a.sqlite");
  std::string other_schema = bytes;
  other_schema[63] = 9;  // user_version, by SQLite's file format 1.3
  write_file(temporary / "newer.sqlite", other_schema);
  Result<void> newer = store(temporary / "newer.sqlite", {full_record()});
  REQUIRE_FALSE(newer);
  CHECK(newer.error().message.find("schema 9") != std::string::npos);
  std::string foreign = bytes;
  foreign[71] = 0;  // application_id
  write_file(temporary / "foreign.sqlite", foreign);
  CHECK_FALSE(store(temporary / "foreign.sqlite", {full_record()}));
  CHECK_FALSE(store(temporary / "no/such/folder.sqlite", {full_record()}));
}

TEST_CASE("a store that another run is writing to is left at once") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store(path, {full_record()}));
  auto first = open_sqlite_store(path, {small_form()}, {});
  REQUIRE(first);
  auto second = open_sqlite_store(path, {small_form()}, {});
  REQUIRE_FALSE(second);
  CHECK(second.error().message.find("locked") != std::string::npos);
  REQUIRE((*first)->add(failed_record()));
  REQUIRE((*first)->finish());
  CHECK(query(path, "SELECT count(*) FROM reports") == "2");
}

TEST_CASE("two runs that make the same new store: the second to end does not overwrite the first") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  auto sink = open_sqlite_store(path, {small_form()}, {});
  REQUIRE(sink);
  REQUIRE((*sink)->add(full_record()));
  write_file(path, "of the other run");
  Result<void> finished = (*sink)->finish();
  REQUIRE_FALSE(finished);
  CHECK(finished.error().code == ErrorCode::output_failed);
  CHECK(file_text(path) == "of the other run");
}

TEST_CASE("the same records give the same bytes of the store") {
  TemporaryFolder temporary;
  REQUIRE(store(temporary / "a.sqlite", {full_record(), failed_record()}));
  REQUIRE(store(temporary / "b.sqlite", {full_record(), failed_record()}));
  CHECK(file_text(temporary / "a.sqlite") == file_text(temporary / "b.sqlite"));
}

TEST_CASE("any record, whatever its texts hold, keeps the store sound") {
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
  std::vector<Record> records;
  for (std::uint32_t seed = 0; seed < 200; ++seed) records.push_back(random_record(seed));
  REQUIRE(store(path, records, {}, {form, old}));
  check_sound(path);
  CHECK(query(path, "SELECT count(*) FROM reports WHERE error_code = 'internal' AND error_message LIKE 'field%'") == "0");
}

TEST_CASE("a full disk is an error of the store, and leaves nothing behind") {
  TemporaryFolder temporary;
  std::vector<Record> records(1000, full_record());
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i].record_id += "#" + std::to_string(i + 2);
    records[i].document.source += std::to_string(i);
  }
  {
    FullDisk full(200000);
    Result<void> written = store(temporary / "a.sqlite", records);
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::output_failed);
    CHECK(written.error().message.find(temporary.path()) != std::string::npos);
  }
  CHECK(temporary.names().empty());
}

}  // namespace
}  // namespace nianbao
