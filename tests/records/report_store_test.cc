#include "records/report_store.h"

#include <sqlite3.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "dataset_reading.h"
#include "records/json_writer.h"
#include "records/store_reader.h"
#include "sample_records.h"
#include "stored_records.h"

namespace nianbao {
namespace {

using Files = std::vector<std::vector<Record>>;

SeenFile seen(const std::string& path, const std::string& stamp = "s1") { return {"/in/" + path, path, stamp, 17}; }

/// The record under another content and path.
Record copy_of(const Record& record, char digit, const std::string& path) {
  Record out = record;
  out.record_id = out.document.sha256 = digest_of(digit);
  out.document.source = path;
  return out;
}

std::unique_ptr<ReportStore> opened(const std::string& path, const StoreOptions& options = {},
                                    const std::vector<Form>& forms = {small_form()}) {
  auto store = ReportStore::open(path, forms, options);
  INFO((store ? std::string() : store.error().message));
  REQUIRE(store);
  return std::move(*store);
}

Result<void> store_files(const std::string& path, const Files& files, const StoreOptions& options = {},
                         const std::vector<Form>& forms = {small_form()}) {
  auto store = ReportStore::open(path, forms, options);
  if (!store) return Failure(store.error());
  for (const auto& records : files)
    if (auto added = (*store)->add(seen(records.front().document.source), records); !added) return added;
  return (*store)->finish(RunOutcome::done, options.now_iso);
}

StoreOptions at(const std::string& now) {
  StoreOptions out;
  out.now_iso = now;
  return out;
}

void check_sound(const std::string& path) {
  CHECK(query(path, "PRAGMA integrity_check") == "ok");
  CHECK(query(path, "PRAGMA foreign_key_check") == "");
}

std::string line_of(const Record& record) {
  std::string out;
  append_json_line(record, out);
  return out;
}

void change(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  char* message = nullptr;
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
  CAPTURE((message ? message : ""));
  CHECK(message == nullptr);
  sqlite3_close(database);
}

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

TEST_CASE("times come from outside and stand in the books only") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  CHECK(query(path, "SELECT first_seen, last_seen FROM documents") == "␀|␀");
  REQUIRE(store_files(path, {{full_record()}}, at("2025-03-01T02:00:00Z")));
  REQUIRE(store_files(path, {{full_record()}}, at("2025-03-02T02:00:00Z")));
  CHECK(query(path, "SELECT first_seen, last_seen, run_id FROM documents") == "␀|2025-03-02T02:00:00Z|3");
  CHECK(query(path, "SELECT run_id, started, finished, documents, records, failed, outcome FROM runs") ==
        "1|␀|␀|1|1|0|done\n2|2025-03-01T02:00:00Z|2025-03-01T02:00:00Z|1|1|0|done\n"
        "3|2025-03-02T02:00:00Z|2025-03-02T02:00:00Z|1|1|0|done");
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

TEST_CASE("a file that changed gets a new record; the old one stays, marked, and leaves the wide tables") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  const Record first = copy_of(full_record(), '1', "a.pdf"), second = copy_of(full_record(), '2', "a.pdf");
  REQUIRE(store_files(path, {{first}}, at("2025-03-01")));
  REQUIRE(store_files(path, {{second}}, at("2025-03-02")));
  check_sound(path);
  CHECK(query(path, "SELECT substr(record_id, 1, 1), substr(superseded_by, 1, 1) FROM reports ORDER BY 1") == "1|2\n2|␀");
  CHECK(query(path, "SELECT substr(record_id, 1, 1) FROM values_wide") == "2");
  CHECK(query(path, "SELECT count(*) FROM values_long") == "8");
  CHECK(query(path, "SELECT version, substr(sha256, 1, 1), since FROM document_versions") == "1|1|2025-03-01\n2|2|2025-03-02");
  CHECK(query(path, "SELECT substr(sha256, 1, 1), first_seen FROM documents") == "2|2025-03-01");

  {  // and back again: known, so it need not be read
    auto store = opened(path, at("2025-03-03"));
    REQUIRE(store->find_content(digest_of('1')));
    REQUIRE(store->keep(seen("a.pdf"), digest_of('1')));
    REQUIRE(store->finish(RunOutcome::done, "2025-03-03"));
  }
  check_sound(path);
  CHECK(query(path, "SELECT substr(record_id, 1, 1), substr(superseded_by, 1, 1) FROM reports ORDER BY 1") == "1|␀\n2|1");
  CHECK(query(path, "SELECT substr(record_id, 1, 1), dis_fee_amount FROM values_wide") == "1|25.1");
  CHECK(query(path, "SELECT count(*) FROM document_versions") == "3");
}

TEST_CASE("the record of a content that another file still has is not superseded") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  const Record first = copy_of(full_record(), '1', "a.pdf"), copy = copy_of(full_record(), '1', "b.pdf");
  REQUIRE(store_files(path, {{first}, {copy}}));
  CHECK(query(path, "SELECT path, fate FROM documents ORDER BY path") == "a.pdf|partial\nb.pdf|partial");
  CHECK(query(path, "SELECT count(*) FROM reports") == "1");
  REQUIRE(store_files(path, {{copy_of(full_record(), '2', "a.pdf")}}));
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL") == "0");
  REQUIRE(store_files(path, {{copy_of(full_record(), '2', "b.pdf")}}));
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL") == "1");
  check_sound(path);
}

TEST_CASE("files of the same relative path in two folders are two documents") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  auto store = opened(path);
  REQUIRE(store->add({"/2022/a.pdf", "a.pdf", "", 0}, {copy_of(full_record(), '1', "a.pdf")}));
  REQUIRE(store->add({"/2023/a.pdf", "a.pdf", "", 0}, {copy_of(full_record(), '2', "a.pdf")}));
  REQUIRE(store->finish(RunOutcome::done, ""));
  CHECK(query(path, "SELECT location FROM documents ORDER BY 1") == "/2022/a.pdf\n/2023/a.pdf");
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NULL") == "2");
}

TEST_CASE("what the store knows of a file and of a content is found again") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}, {failed_record()}}));
  auto store = opened(path);
  CHECK_FALSE(store->find_file(seen("new.pdf")));
  CHECK_FALSE(store->find_content(digest_of('0')));
  const auto known = store->find_file(seen("2024/huaian.pdf"));
  REQUIRE(known);
  CHECK(known->stamp == "s1");
  CHECK(known->sha256 == digest_of('3'));
  CHECK(known->fate == RecordStatus::partial);
  REQUIRE(known->content);
  CHECK(known->content->basis == full_record().extractor.basis);
  const auto failed = store->find_file(seen("locked.pdf"));
  REQUIRE(failed);
  CHECK(failed->error_code == "encrypted");
  CHECK(failed->content->status == RecordStatus::failed);
  CHECK_FALSE(is_new_failure(failed, failed_record()));
  CHECK(is_new_failure(known, failed_record()));
  CHECK(is_new_failure({}, failed_record()));
}

TEST_CASE("attempts are counted for failures by time, memory or a crash, on one basis") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  Record slow = failed_record();
  slow.error->code = ErrorCode::timeout;
  for (int i = 0; i < 2; ++i) REQUIRE(store_files(path, {{slow}}));
  CHECK(query(path, "SELECT attempts FROM reports") == "2");
  slow.extractor.basis = "other";
  REQUIRE(store_files(path, {{slow}}));
  CHECK(query(path, "SELECT attempts FROM reports") == "1");
  REQUIRE(store_files(path, {{failed_record()}}));
  CHECK(query(path, "SELECT attempts FROM reports") == "␀");
}

TEST_CASE("a file that cannot be opened tonight keeps its record and is told") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  Record unopened = failed_record();
  unopened.record_id.clear();
  unopened.document.sha256.clear();
  unopened.document.source = full_record().document.source;
  unopened.error->code = ErrorCode::unreadable_file;
  REQUIRE(store_files(path, {{unopened}}));
  check_sound(path);
  CHECK(query(path, "SELECT fate, error_code, substr(sha256, 1, 1), stamp FROM documents") == "failed|unreadable_file|3|␀");
  CHECK(query(path, "SELECT count(*) FROM values_wide") == "1");
  CHECK(query(path, "SELECT new_failures FROM runs") == "0\n1");
  REQUIRE(store_files(path, {{unopened}}));
  CHECK(query(path, "SELECT new_failures FROM runs WHERE run_id = 3") == "0");
  auto store = opened(path);
  REQUIRE(store->keep(seen("2024/huaian.pdf"), digest_of('3')));
  REQUIRE(store->finish(RunOutcome::done, ""));
  store.reset();
  CHECK(query(path, "SELECT fate, error_code, stamp FROM documents") == "partial|␀|s1");
}

TEST_CASE("files that are no longer there are marked, not deleted; folders that could not be looked into are left alone") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  Files files;
  const char digits[] = "12345";
  const char* paths[] = {"a/1.pdf", "a/2.pdf", "a/shut/3.pdf", "ab/4.pdf", "a/5.pdf"};
  for (int i = 0; i < 5; ++i) files.push_back({copy_of(full_record(), digits[i], paths[i])});
  REQUIRE(store_files(path, files, at("2025-03-01")));
  {
    auto store = opened(path, at("2025-03-02"));
    REQUIRE(store->keep(seen("a/1.pdf"), digest_of('1')));
    const auto gone = store->mark_gone({"/in/a"}, {"/in/a/shut"});
    REQUIRE(gone);
    CHECK(*gone == 2);
    CHECK(store->mark_gone(seen("ab/4.pdf")).value());
    CHECK_FALSE(store->mark_gone(seen("never.pdf")).value());
    REQUIRE(store->finish(RunOutcome::done, "2025-03-02"));
  }
  CHECK(query(path, "SELECT path, gone_since FROM documents ORDER BY path") ==
        "a/1.pdf|␀\na/2.pdf|2025-03-02\na/5.pdf|2025-03-02\na/shut/3.pdf|␀\nab/4.pdf|2025-03-02");
  CHECK(query(path, "SELECT count(*) FROM reports WHERE superseded_by IS NULL") == "5");
  CHECK(query(path, "SELECT gone, unchanged FROM runs WHERE run_id = 2") == "3|1");
  REQUIRE(store_files(path, {files[1]}, at("2025-03-03")));
  CHECK(query(path, "SELECT gone_since FROM documents WHERE path = 'a/2.pdf'") == "␀");
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

TEST_CASE("a run that dies leaves what was committed, file by file whole") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  StoreOptions options;
  options.batch_files = 2;
  {
    auto store = opened(path, options);
    for (char digit : {'1', '2', '4'})
      REQUIRE(store->add(seen(std::string(1, digit)), {copy_of(full_record(), digit, std::string(1, digit))}));
  }
  check_sound(path);
  CHECK(query(path, "SELECT path FROM documents ORDER BY path") == "1\n2");
  CHECK(query(path, "SELECT documents, outcome FROM runs") == "2|␀");
  REQUIRE(store_files(path, {{copy_of(full_record(), '4', "4")}}));
  CHECK(query(path, "SELECT count(*) FROM reports") == "3");
}

TEST_CASE("a full disk ends the run with an error, and the store keeps what it had") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  Files files;
  for (int i = 0; i < 1000; ++i) {
    Record record = copy_of(full_record(), '4', std::to_string(i));
    record.document.sha256.replace(0, 4, std::to_string(1000 + i));
    record.record_id = record.document.sha256;
    files.push_back({record});
  }
  StoreOptions options;
  options.batch_files = 100;
  Result<void> written;
  {
    FullDisk full(600000);
    written = store_files(path, files, options);
  }
  REQUIRE_FALSE(written);
  CHECK(written.error().code == ErrorCode::output_failed);
  CHECK(written.error().message.find(path) != std::string::npos);
  check_sound(path);
  const int kept = std::stoi(query(path, "SELECT count(*) FROM reports"));
  CHECK(kept % 100 == 1);
  REQUIRE(store_files(path, files, options));
  CHECK(query(path, "SELECT count(*) FROM reports") == "1001");
}

TEST_CASE("where a new store cannot be made, nothing is left") {
  TemporaryFolder temporary;
  {
    FullDisk full(4000);
    CHECK_FALSE(store_files(temporary / "a.sqlite", {{full_record()}}));
  }
  CHECK(temporary.names().empty());
  CHECK_FALSE(store_files(temporary / "no/such/folder.sqlite", {{full_record()}}));
}

TEST_CASE("a file that is no store, or a newer one, is refused and not touched") {
  TemporaryFolder temporary;
  write_file(temporary / "text.sqlite", std::string(5000, 'x'));
  Result<void> no_database = store_files(temporary / "text.sqlite", {{full_record()}});
  REQUIRE_FALSE(no_database);
  CHECK(no_database.error().code == ErrorCode::output_failed);
  CHECK(file_text(temporary / "text.sqlite") == std::string(5000, 'x'));
  REQUIRE(store_files(temporary / "a.sqlite", {{full_record()}}));
  std::string bytes = file_text(temporary / "a.sqlite");
  std::string other_version = bytes;
  other_version[63] = 9;  // user_version, by SQLite's file format 1.3
  write_file(temporary / "newer.sqlite", other_version);
  Result<void> newer = store_files(temporary / "newer.sqlite", {{full_record()}});
  REQUIRE_FALSE(newer);
  CHECK(newer.error().message.find("version 9") != std::string::npos);
  std::string foreign = bytes;
  foreign[71] = 0;  // application_id
  write_file(temporary / "foreign.sqlite", foreign);
  CHECK_FALSE(store_files(temporary / "foreign.sqlite", {{full_record()}}));
}

TEST_CASE("a store that another run is writing to is left at once, by any of its names, and is free again after it") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  auto first = opened(path);
  const auto second = ReportStore::open(temporary.path() + "/./a.sqlite", {small_form()}, {});
  REQUIRE_FALSE(second);
  CHECK(second.error().message.find("another run (process ") != std::string::npos);
  REQUIRE(first->add(seen("a"), {failed_record()}));
  REQUIRE(first->finish(RunOutcome::done, ""));
  first.reset();
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
  REQUIRE(store_files(path, {{full_record()}}));
  CHECK(query(path, "SELECT count(*) FROM reports") == "2");
}

TEST_CASE("a lock file that a killed run left behind stands in nobody's way") {
  TemporaryFolder temporary;
  write_file(temporary / "a.sqlite.lock", "1\n");
  REQUIRE(store_files(temporary / "a.sqlite", {{full_record()}}));
  CHECK(temporary.names() == std::vector<std::string>{"a.sqlite"});
}

TEST_CASE("people can read the store while a run writes to it, and the run ends well meanwhile") {
  TemporaryFolder temporary;
  std::string path = temporary / "a.sqlite";
  REQUIRE(store_files(path, {{full_record()}}));
  sqlite3* reader = nullptr;
  REQUIRE(sqlite3_open_v2(path.c_str(), &reader, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  {
    auto store = opened(path);
    REQUIRE(store->add(seen("locked.pdf"), {failed_record()}));
    REQUIRE(store->commit());
    CHECK(query(path, "SELECT count(*) FROM reports") == "2");
    REQUIRE(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM reports", nullptr, nullptr, nullptr) == SQLITE_OK);
    REQUIRE(store->finish(RunOutcome::done, ""));
  }
  sqlite3_close(reader);
  check_sound(path);
  CHECK(query(path, "SELECT outcome FROM runs WHERE run_id = 2") == "done");
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
