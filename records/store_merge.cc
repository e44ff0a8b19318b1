#include "records/store_merge.h"

#include <algorithm>
#include <filesystem>

#include "records/codebook.h"
#include "records/dataset_tables.h"
#include "records/sqlite_database.h"
#include "records/sqlite_schema.h"
#include "records/store_lock.h"
#include "records/store_schema.h"
#include "records/value_rows.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRecordTables[] = {"candidates", "sections", "findings", "evidence", "values_wide", "status_wide"};

/// What a run is known by in every store that has it; stores of before had no key.
constexpr const char* kFallbackKey = "'run ' || coalesce(started, '?') || ' ' || coalesce(basis, '?') || ' ' || documents || ' ' || records";

Failure refused(const std::string& place, const std::string& message) {
  return Failure(Error{ErrorCode::output_failed, place, place + message});
}

std::string quoted(const std::string& name) { return '"' + name + '"'; }

/// A store that takes in others, which are attached one at a time as `part`.
class StoreMerge {
 public:
  explicit StoreMerge(std::string path) : path_(std::move(path)) {}

  Result<void> open(const std::vector<Table>& tables) {
    Result<SqliteDatabase> opened = SqliteDatabase::open(path_, SqliteMode::create);
    if (!opened) return Failure(opened.error());
    database_ = std::move(*opened);
    run("PRAGMA foreign_keys=OFF; PRAGMA cache_size=-16384; PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "BEGIN IMMEDIATE");
    if (error_) return Failure(*error_);
    if (Result<void> ready = make_store_schema(database_, path_, tables); !ready) return ready;
    return database_.execute("COMMIT");
  }

  Result<void> take(const std::string& part, MergeCount& count) {
    attach(part);
    run("BEGIN IMMEDIATE");
    take_references();
    take_runs();
    count.records += take_records();
    count.files += take_documents();
    settle_superseded();
    take_versions();
    run("COMMIT");
    if (!error_) run("DETACH part");
    if (error_) return Failure(*error_);
    return {};
  }

  /// The write-ahead log goes into the file, which is then one plain file.
  void close() { (void)database_.execute("PRAGMA journal_mode=DELETE"); }

 private:
  void run(const std::string& sql) {
    if (error_) return;
    if (Result<void> done = database_.execute(sql); !done) error_ = done.error();
  }

  void attach(const std::string& part) {
    if (error_) return;
    Result<SqliteStatement> statement = database_.prepare("ATTACH ? AS part");
    const TableCell path[] = {std::string_view(part)};
    if (!statement || !statement->run(path)) error_ = database_.failure().value();
  }

  std::int64_t number(const std::string& sql) {
    if (error_) return 0;
    const Result<std::int64_t> out = database_.whole(sql);
    if (!out) error_ = out.error();
    return out.value_or(0);
  }

  std::vector<std::string> columns_of(const std::string& schema, const std::string& table) {
    const Result<std::vector<std::string>> out =
        database_.texts("SELECT name FROM pragma_table_info('" + table + "', '" + schema + "')");
    if (!out && !error_) error_ = out.error();
    return out.value_or(std::vector<std::string>{});
  }

  /// The columns that both have, but for those in `except`.
  std::vector<std::string> shared_columns(const std::string& table, const std::vector<std::string>& except = {}) {
    const std::vector<std::string> own = columns_of("main", table), theirs = columns_of("part", table);
    std::vector<std::string> out;
    for (const std::string& name : theirs)
      if (std::count(own.begin(), own.end(), name) > 0 && std::count(except.begin(), except.end(), name) == 0) out.push_back(name);
    return out;
  }

  static std::string list(const std::vector<std::string>& names, const std::string& table = {}) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : ", ") + (table.empty() ? "" : table + ".") + quoted(name);
    return out;
  }

  std::string copy_sql(const std::string& how, const std::string& table, const std::string& where, const std::vector<std::string>& except = {}) {
    const std::string names = list(shared_columns(table, except));
    return how + " INTO main." + table + " (" + names + ") SELECT " + names + " FROM part." + table + where + ";";
  }

  /// Forms, fields and rules that only the part knows, and the columns of its fields.
  void take_references() {
    for (const char* table : {"forms", "fields", "rules"}) run(copy_sql("INSERT OR IGNORE", table, "", {"field_no"}));
    run(number_fields_sql());
    for (const char* table : {"values_wide", "status_wide"}) {
      const std::vector<std::string> own = columns_of("main", table);
      const Result<std::vector<std::string>> theirs = database_.texts(
          std::string("SELECT name || char(10) || type FROM pragma_table_info('") + table + "', 'part')");
      for (const std::string& column : theirs.value_or(std::vector<std::string>{})) {
        const std::string name = column.substr(0, column.find('\n')), type = column.substr(column.find('\n') + 1);
        if (std::count(own.begin(), own.end(), name) == 0) run(std::string("ALTER TABLE main.") + table + " ADD COLUMN " + quoted(name) + " " + type);
      }
    }
  }

  /// `temp.taken_run`: the part's numbers of runs and ours.
  void take_runs() {
    const std::vector<std::string> theirs = columns_of("part", "runs");
    const bool has_key = std::count(theirs.begin(), theirs.end(), "run_key") > 0;
    const std::string key = has_key ? std::string("coalesce(run_key, ") + kFallbackKey + ")" : kFallbackKey;
    const std::vector<std::string> facts = shared_columns("runs", {"run_id", "run_key"});
    run("DROP TABLE IF EXISTS temp.part_run; DROP TABLE IF EXISTS temp.taken_run;"
        "CREATE TEMP TABLE part_run AS SELECT *, " + key + " AS known_by FROM part.runs;"
        "INSERT INTO main.runs (run_id, run_key, " + list(facts) + ") SELECT (SELECT coalesce(max(run_id), 0) FROM main.runs) + "
        "row_number() OVER (ORDER BY run_id), known_by, " + list(facts) + " FROM temp.part_run "
        "WHERE known_by NOT IN (SELECT run_key FROM main.runs WHERE run_key IS NOT NULL);"
        "UPDATE main.runs SET (" + list(facts) + ") = (SELECT " + list(facts, "p") + " FROM temp.part_run p WHERE p.known_by = runs.run_key) "
        "WHERE run_key IN (SELECT known_by FROM temp.part_run);"
        "CREATE TEMP TABLE taken_run AS SELECT p.run_id AS theirs, r.run_id AS ours, r.started FROM temp.part_run p "
        "JOIN main.runs r ON r.run_key = p.known_by; CREATE INDEX temp.taken_run_theirs ON taken_run (theirs)");
  }

  /// The contents that we have not got, or whose reading there is the later one. Returns how many records they have.
  std::int64_t take_records() {
    run("DROP TABLE IF EXISTS temp.taken; DROP TABLE IF EXISTS temp.dropped;"
        "CREATE TEMP TABLE taken AS SELECT p.record_id FROM part.reports p WHERE p.sha256 IN ("
        "SELECT t.sha256 FROM part.reports t JOIN temp.taken_run n ON n.theirs = t.run_id LEFT JOIN main.reports m ON m.record_id = t.record_id "
        "LEFT JOIN main.runs r ON r.run_id = m.run_id WHERE t.record_id = t.sha256 AND (m.record_id IS NULL "
        "OR (coalesce(n.started, ''), n.ours) > (coalesce(r.started, ''), m.run_id)));"
        "CREATE UNIQUE INDEX temp.taken_id ON taken (record_id);"
        "CREATE TEMP TABLE dropped AS SELECT record_id FROM main.reports WHERE sha256 IN "
        "(SELECT sha256 FROM part.reports WHERE record_id IN temp.taken)");
    run("DELETE FROM main.value_rows WHERE value_id IN (SELECT v.value_id FROM temp.dropped d JOIN main.reports r ON r.record_id = d.record_id "
        "JOIN main.value_rows v ON " + values_of_record_sql("r.record_no") + ")");
    for (const char* table : kRecordTables) {
      run(std::string("DELETE FROM main.") + table + " WHERE record_id IN temp.dropped");
      run(copy_sql("INSERT", table, " WHERE record_id IN temp.taken"));
    }
    const std::vector<std::string> facts = shared_columns("reports", {"run_id", "record_no"});
    run("DELETE FROM main.reports WHERE record_id IN temp.dropped;"
        "INSERT INTO main.reports (run_id, record_no, " + list(facts) + ") SELECT n.ours, (SELECT coalesce(max(record_no), 0) FROM main.reports) + "
        "row_number() OVER (ORDER BY p.record_no), " + list(facts, "p") +
        " FROM part.reports p JOIN temp.taken_run n ON n.theirs = p.run_id WHERE p.record_id IN temp.taken;" + merge_values_sql());
    return number("SELECT count(*) FROM temp.taken");
  }

  /// The files that we have not met, or that a later run has met there. Returns how many.
  std::int64_t take_documents() {
    const std::vector<std::string> facts = shared_columns("documents", {"run_id", "first_seen"});
    run("DROP TABLE IF EXISTS temp.met; DROP TABLE IF EXISTS temp.replaced;"
        "CREATE TEMP TABLE met AS SELECT p.location, n.ours, CASE WHEN m.first_seen <= p.first_seen THEN m.first_seen ELSE p.first_seen END AS first_seen "
        "FROM part.documents p JOIN temp.taken_run n ON n.theirs = p.run_id LEFT JOIN main.documents m ON m.location = p.location "
        "WHERE m.location IS NULL OR (coalesce(p.last_seen, ''), n.ours, coalesce(p.gone_since, '')) > "
        "(coalesce(m.last_seen, ''), m.run_id, coalesce(m.gone_since, ''));"
        "CREATE TEMP TABLE replaced (sha256 TEXT PRIMARY KEY, successor TEXT);"
        "INSERT OR IGNORE INTO temp.replaced SELECT m.sha256, p.record_id FROM temp.met JOIN main.documents m USING (location) "
        "JOIN part.documents p USING (location) WHERE m.sha256 <> p.sha256;"
        "INSERT OR IGNORE INTO temp.replaced SELECT sha256, superseded_by FROM part.reports WHERE superseded_by IS NOT NULL;"
        "INSERT OR REPLACE INTO main.documents (run_id, first_seen, " + list(facts) + ") SELECT t.ours, t.first_seen, " + list(facts, "p") +
        " FROM temp.met t JOIN part.documents p USING (location)");
    return number("SELECT count(*) FROM temp.met");
  }

  /// A record is superseded where its file has another content and no file that is there has its own.
  void settle_superseded() {
    constexpr const char* kIsThere = "EXISTS (SELECT 1 FROM main.documents d WHERE d.sha256 = reports.sha256 AND d.gone_since IS NULL)";
    run(std::string("UPDATE main.reports SET superseded_by = (SELECT successor FROM temp.replaced r WHERE r.sha256 = reports.sha256) "
                    "WHERE sha256 IN (SELECT sha256 FROM temp.replaced) AND NOT ") + kIsThere + ";"
        "UPDATE main.reports SET superseded_by = NULL WHERE superseded_by IS NOT NULL AND " + kIsThere);
    for (const char* table : {"values_wide", "status_wide"}) {
      run(std::string("DELETE FROM main.") + table + " WHERE record_id IN (SELECT record_id FROM main.reports WHERE superseded_by IS NOT NULL)");
      run(copy_sql("INSERT OR IGNORE", table,
                   " WHERE record_id IN (SELECT m.record_id FROM main.reports m JOIN part.reports p ON p.record_id = m.record_id "
                   "AND p.basis = m.basis WHERE m.superseded_by IS NULL)"));
    }
  }

  /// Every content that a file has had in either store, in the order of time.
  void take_versions() {
    run("DROP TABLE IF EXISTS temp.version;"
        "CREATE TEMP TABLE version AS SELECT v.location, v.version, v.sha256, v.record_id, v.since, n.ours AS run_id FROM part.document_versions v "
        "JOIN temp.taken_run n ON n.theirs = v.run_id WHERE NOT EXISTS (SELECT 1 FROM main.document_versions o "
        "WHERE o.location = v.location AND o.sha256 = v.sha256 AND o.since IS v.since);"
        "INSERT INTO temp.version SELECT location, version, sha256, record_id, since, run_id FROM main.document_versions "
        "WHERE location IN (SELECT location FROM temp.version);"
        "DELETE FROM main.document_versions WHERE location IN (SELECT location FROM temp.version);"
        "INSERT INTO main.document_versions (location, version, sha256, record_id, since, run_id) "
        "SELECT location, row_number() OVER (PARTITION BY location ORDER BY since, version, run_id), sha256, record_id, since, run_id FROM ("
        "SELECT *, lag(sha256) OVER (PARTITION BY location ORDER BY since, version, run_id) AS former FROM temp.version) "
        "WHERE former IS NULL OR former <> sha256");
  }

  std::string path_;
  SqliteDatabase database_;
  std::optional<Error> error_;
};

/// Before anything is done: every part is a store of this version, and none is the output.
Result<void> check_parts(const std::vector<std::string>& parts, const std::string& output) {
  for (const std::string& part : parts) {
    std::error_code ignored;
    if (!fs::exists(part, ignored)) return refused(part, ": there is no such store");
    if (fs::equivalent(part, output, ignored)) return refused(part, " is the output itself; name it as -o only");
    Result<SqliteDatabase> opened = SqliteDatabase::open(part, SqliteMode::read_only);
    if (!opened) return Failure(opened.error());
    if (Result<void> checked = check_store_schema(*opened, part); !checked) return checked;
  }
  return {};
}

}  // namespace

Result<MergeCount> merge_stores(const std::vector<std::string>& parts, const std::string& output, const std::vector<Form>& forms,
                                int wait_seconds) {
  Result<std::vector<CodebookField>> fields = field_codebook(forms);
  if (!fields) return Failure(fields.error());
  Result<std::vector<Table>> tables = dataset_tables(*fields, true);
  if (!tables) return Failure(tables.error());
  if (Result<void> checked = check_parts(parts, output); !checked) return Failure(checked.error());
  Result<StoreLock> lock = StoreLock::take(output, wait_seconds);
  if (!lock) return Failure(lock.error());
  StoreMerge merge(output);
  if (Result<void> opened = merge.open(store_tables(std::move(*tables))); !opened) return Failure(opened.error());
  MergeCount out;
  for (const std::string& part : parts)
    if (Result<void> taken = merge.take(part, out); !taken) return Failure(taken.error());
  merge.close();
  return out;
}

}  // namespace nianbao
