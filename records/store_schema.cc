#include "records/store_schema.h"

#include <algorithm>

#include "records/sqlite_schema.h"
#include "records/value_rows.h"

namespace nianbao {
namespace {

constexpr ColumnType kText = ColumnType::text;
constexpr ColumnType kInteger = ColumnType::integer;

Failure refused(const std::string& path, const std::string& message) {
  return Failure(Error{ErrorCode::output_failed, path, path + message});
}

Column column(std::string name, ColumnType type, std::string title, std::string description, bool required = false) {
  return {std::move(name), type, std::move(title), std::move(description), "", required, false};
}

Table& table_named(std::vector<Table>& tables, TableId id) { return tables[static_cast<std::size_t>(id)]; }

/// The version of the store; 0 for an empty file. Refuses files of other programs and stores of newer ones.
Result<int> store_version(SqliteDatabase& database, const std::string& path) {
  Result<std::int64_t> things = database.whole("SELECT count(*) FROM sqlite_master");
  if (!things) return Failure(things.error());
  if (*things == 0) return 0;
  Result<std::int64_t> application = database.whole("PRAGMA application_id");
  Result<std::int64_t> version = database.whole("PRAGMA user_version");
  if (!application || *application != kStoreApplicationId)
    return refused(path, " is a SQLite file of another program; name another file");
  if (!version || *version < 1 || *version > kStoreVersion)
    return refused(path, " is a store of version " + std::to_string(version.value_or(0)) + ", made by a newer nianbao; this one "
                         "knows versions up to " + std::to_string(kStoreVersion) + ": use the newer program, or name a new file");
  return static_cast<int>(*version);
}

std::string stamp_sql() {
  return "PRAGMA user_version=" + std::to_string(kStoreVersion) + ";PRAGMA application_id=" +
         std::to_string(kStoreApplicationId) + ";";
}

Result<void> create_tables(SqliteDatabase& database, const std::vector<Table>& tables) {
  std::string sql;
  for (const Table& table : tables)
    if (table.name != "values_long") sql += create_sql(table);
  return database.execute(sql + create_values_sql() + create_sql(document_versions_table()) + stamp_sql());
}

/// Columns that the file's table has not got: of new forms in the wide tables, of a newer version elsewhere.
Result<void> add_missing_columns(SqliteDatabase& database, const Table& table) {
  Result<std::vector<std::string>> present = database.texts("SELECT name FROM pragma_table_info('" + table.name + "')");
  if (!present) return Failure(present.error());
  for (const Column& wanted : table.columns) {
    if (std::find(present->begin(), present->end(), wanted.name) != present->end()) continue;
    if (Result<void> added = database.execute(add_column_sql(table, wanted)); !added) return added;
  }
  return {};
}

/// Version 1 knew a file by its path as given, so that is its location until it is met again (see ReportStore).
Result<void> migrate_from_1(SqliteDatabase& database, const std::vector<Table>& tables) {
  const Table& documents = table_of(tables, TableId::documents);
  const std::string sql =
      "ALTER TABLE documents RENAME TO documents_1; DROP INDEX IF EXISTS documents_record_id; DROP INDEX IF EXISTS documents_fate;" +
      create_sql(documents) +
      "INSERT INTO documents (location, path, record_id, sha256, bytes, modified, fate, error_code, error_message, first_seen, "
      "last_seen, gone_since, run_id) SELECT path, path, record_id, sha256, bytes, modified, fate, error_code, error_message, "
      "first_seen, last_seen, gone_since, run_id FROM documents_1; DROP TABLE documents_1;" +
      create_sql(document_versions_table()) +
      "INSERT INTO document_versions (location, version, sha256, record_id, since, run_id) SELECT location, 1, sha256, "
      "record_id, first_seen, run_id FROM documents WHERE sha256 IS NOT NULL;";
  return database.execute(sql);
}

/// Up to version 3 `values_long` was a table, and `candidates` referred to it.
Result<void> migrate_from_3(SqliteDatabase& database, const std::vector<Table>& tables) {
  const Table& candidates = table_of(tables, TableId::candidates);
  return database.execute(migrate_values_sql() + "ALTER TABLE candidates RENAME TO candidates_3;\n" + create_sql(candidates) +
                          "INSERT INTO candidates (record_id, field, instance, position, value, value_text) SELECT record_id, field, instance, "
                          "position, value, value_text FROM candidates_3;\nDROP TABLE candidates_3;\n");
}

}  // namespace

std::vector<Table> store_tables(std::vector<Table> dataset) {
  Table& documents = table_named(dataset, TableId::documents);
  documents.columns.insert(documents.columns.begin(),
                           column("location", kText, "位置", "where the file lies: its absolute path, !/ and the name of a member", true));
  documents.columns.push_back(column("stamp", kText, "文件标记", "size and times of the file on disk when it was last read"));
  documents.columns.push_back(column("manifest", kText, "清单摘要", "digest of what a manifest said of the file"));
  documents.columns.push_back(column("part", kInteger, "组成序号", "of a further file of a report in several: its number; else null"));
  documents.primary_key = {"location"};
  documents.indexes.push_back({"path"});
  documents.indexes.push_back({"sha256"});
  table_named(dataset, TableId::reports)
      .columns.push_back(column("attempts", kInteger, "尝试次数", "readings on this basis that failed by time, memory or a crash"));
  table_named(dataset, TableId::reports)
      .columns.push_back(column("manifest", kText, "清单摘要", "digest of what a manifest said when it was read"));
  table_named(dataset, TableId::reports)
      .columns.push_back(column("record_no", kInteger, "记录序号", "of the record in this store: what value_rows know it by"));
  table_named(dataset, TableId::fields)
      .columns.push_back(column("field_no", kInteger, "指标序号", "of the field in this store: what value_rows know it by"));
  table_named(dataset, TableId::candidates).foreign_keys = {{{"record_id"}, "reports", {"record_id"}}, {{"field"}, "fields", {"field"}}};
  table_named(dataset, TableId::runs)
      .columns.push_back(column("run_key", kText, "运行标识", "of the run, the same in every store that it was merged into"));
  return dataset;
}

Table document_versions_table() {
  return {"document_versions", "文件版本",
          {column("location", kText, "位置", "of the file", true), column("version", kInteger, "版本", "from 1", true),
           column("sha256", kText, "文件摘要", "of its bytes then", true),
           column("record_id", kText, "记录号", "of its first record then"),
           column("since", kText, "起始时间", "ISO 8601; when a run first saw it so"),
           column("run_id", kInteger, "运行号", "that saw it so first", true)},
          {"location", "version"},
          {{{"location"}, "documents", {"location"}}, {{"record_id"}, "reports", {"record_id"}}, {{"run_id"}, "runs", {"run_id"}}},
          {{"record_id"}}};
}

Result<void> make_store_schema(SqliteDatabase& database, const std::string& path, const std::vector<Table>& tables) {
  const Result<int> version = store_version(database, path);
  if (!version) return Failure(version.error());
  if (*version == 0) return create_tables(database, tables);
  if (*version == 1)
    if (Result<void> migrated = migrate_from_1(database, tables); !migrated) return migrated;
  for (const Table& table : tables)
    if (Result<void> added = add_missing_columns(database, table); !added) return added;
  if (*version == kStoreVersion) return {};
  if (Result<void> migrated = migrate_from_3(database, tables); !migrated) return migrated;
  return database.execute(stamp_sql());
}

Result<void> check_store_schema(SqliteDatabase& database, const std::string& path) {
  const Result<int> version = store_version(database, path);
  if (!version) return Failure(version.error());
  if (*version == 0) return refused(path, " is empty: there is no store in it");
  if (*version < kStoreVersion)
    return refused(path, " was made by an older nianbao; the next nianbao extract into it brings it up to date");
  return {};
}

}  // namespace nianbao
