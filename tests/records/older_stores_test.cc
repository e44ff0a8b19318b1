// Stores of older versions and of fewer forms.

#include <catch2/catch.hpp>

#include "records/store_reader.h"
#include "store_files.h"
#include "stored_records.h"

namespace nianbao {
namespace {

/// Undoes what version 4 changed: `values_long` was a table, with the names in each row.
constexpr const char* kAsInVersion3 =
    "CREATE TABLE old_values (record_id TEXT NOT NULL, field TEXT NOT NULL, instance INTEGER NOT NULL, position INTEGER, value REAL, value_text TEXT, "
    "raw TEXT, raw_unit TEXT, status TEXT NOT NULL, method TEXT, confidence REAL, page INTEGER, x0 REAL, y0 REAL, x1 REAL, y1 REAL, path TEXT, "
    "line INTEGER, span_first INTEGER, span_last INTEGER, PRIMARY KEY (record_id, field, instance)) WITHOUT ROWID;"
    "INSERT INTO old_values SELECT * FROM values_long; DROP VIEW values_long; DROP TABLE value_rows; ALTER TABLE old_values RENAME TO values_long;"
    "DROP TABLE candidates; CREATE TABLE candidates (record_id TEXT NOT NULL, field TEXT NOT NULL, instance INTEGER NOT NULL, position INTEGER NOT NULL, "
    "value REAL NOT NULL, value_text TEXT NOT NULL, PRIMARY KEY (record_id, field, instance, position), "
    "FOREIGN KEY (record_id, field, instance) REFERENCES values_long (record_id, field, instance)) WITHOUT ROWID;"
    "INSERT INTO candidates SELECT record_id, field, instance, 1, 27, '27' FROM values_long WHERE status = 'doubtful';"
    "INSERT INTO candidates SELECT record_id, field, instance, 2, 270, '270' FROM values_long WHERE status = 'doubtful';"
    "DROP INDEX reports_record_no; DROP INDEX fields_field_no; ALTER TABLE reports DROP COLUMN record_no; ALTER TABLE fields DROP COLUMN field_no;"
    "PRAGMA user_version=3;";

constexpr const char* kAsInVersion2 =
    "ALTER TABLE documents DROP COLUMN manifest; ALTER TABLE documents DROP COLUMN part; ALTER TABLE reports DROP COLUMN manifest; "
    "ALTER TABLE reports DROP COLUMN unit_id; ALTER TABLE runs DROP COLUMN run_key; PRAGMA user_version=2";

/// Record of many digits: what is kept as a number and what as text is told apart again.
Record record_of_long_numbers() {
  Record out = copy_of(full_record(), '6', "long.pdf");
  out.values[0].value = Decimal::parse("123456789.123456789");
  out.values[1].value = Decimal(999999999999999999);
  out.values[1].status = ValueStatus::read;
  out.values[1].candidates.clear();
  return out;
}

TEST_CASE("a form that comes later gets its columns in an existing store") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  Form other = small_form();
  other.id = "own-2025";
  other.fields.resize(1);
  other.fields[0].id = "disclosure.new.amount";
  other.fields[0].short_name = "dis_new_amount";
  Record record = copy_of(full_record(), '4', "b.pdf");
  record.report.form = "own-2025";
  record.values.resize(1);
  record.values[0].field = "disclosure.new.amount";
  record.findings.clear();
  REQUIRE(store_files(path, {{record}}, {}, {other}));
  check_sound(path);
  CHECK(query(path, "SELECT dis_fee_amount, dis_new_amount FROM values_wide ORDER BY record_id") == "25.1|␀\n␀|25.1");
}

TEST_CASE("a store of version 1 is brought up to date with all it holds") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  change(path, file_text(NIANBAO_SOURCE_DIR "/tests/records/store_version_1.sql"));
  {
    auto store = opened(path, at("2025-04-01"));
    const auto known = store->find_file({"/archive/2024/huaian.pdf", "2024/huaian.pdf", "s", 0});
    REQUIRE(known);
    CHECK(known->sha256 == digest_of('3'));
    CHECK(known->stamp.empty());
    REQUIRE(store->keep({"/archive/2024/huaian.pdf", "2024/huaian.pdf", "s", 0}, digest_of('3')));
    REQUIRE(store->finish(RunOutcome::done, "2025-04-01"));
  }
  check_sound(path);
  CHECK(query(path, "PRAGMA user_version") == "4");
  CHECK(query(path, "SELECT location, first_seen, last_seen FROM documents ORDER BY path") ==
        "/archive/2024/huaian.pdf|2025-03-01T02:00:00Z|2025-04-01\ncopy.pdf|2025-03-01T02:00:00Z|2025-03-01T02:00:00Z\n"
        "locked.pdf|2025-03-01T02:00:00Z|2025-03-01T02:00:00Z");
  CHECK(query(path, "SELECT count(*) FROM document_versions") == "3");
  CHECK(stored_lines(path, digest_of('3')) == line_of(full_record()));
}

TEST_CASE("a reader says what to do with a store of an older version, and a run brings it up to date with all it holds") {
  const auto [older, version] = GENERATE(table<std::string, int>({{kAsInVersion3, 3}, {std::string(kAsInVersion3) + kAsInVersion2, 2}}));
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}, {record_of_long_numbers()}}));
  CAPTURE(version);
  change(path, older);
  const auto refused = StoreReader::open(path);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("the next nianbao extract into it brings it up to date") != std::string::npos);
  {
    auto store = opened(path);
    REQUIRE(store->keep(seen(full_record().document.source), full_record().document.sha256));
    REQUIRE(store->finish(RunOutcome::done, ""));
  }
  check_sound(path);
  CHECK(query(path, "PRAGMA user_version") == "4");
  CHECK(query(path, "SELECT count(*) FROM sqlite_master WHERE sql LIKE '%values_long_3%' OR sql LIKE '%candidates_3%'") == "0");
  CHECK(StoreReader::open(path));
  for (const Record& record : {full_record(), record_of_long_numbers()})
    CHECK(stored_lines(path, record.document.sha256) == line_of(record));
  REQUIRE(store_files(path, {{copy_of(full_record(), '7', "new.pdf")}}));
  CHECK(query(path, "SELECT count(DISTINCT record_no) FROM reports") == "3");
}

TEST_CASE("values are whole after VACUUM, and none is left of a record that is gone") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}, {record_of_long_numbers()}, {copy_of(full_record(), '7', "new.pdf")}}));
  Record shorter = full_record();
  shorter.values.resize(2);
  REQUIRE(store_files(path, {{shorter}}));
  change(path, "VACUUM");
  CHECK(stored_lines(path, shorter.document.sha256) == line_of(shorter));
  CHECK(stored_lines(path, digest_of('6')) == line_of(record_of_long_numbers()));
  CHECK(query(path, "SELECT count(*) FROM value_rows") == query(path, "SELECT count(*) FROM values_long"));
  CHECK(query(path, "SELECT count(*) FROM values_long") == "10");
}

}  // namespace
}  // namespace nianbao
