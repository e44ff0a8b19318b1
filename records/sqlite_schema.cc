#include "records/sqlite_schema.h"

#include <algorithm>

namespace nianbao {
namespace {

std::string quoted(const std::string& name) { return '"' + name + '"'; }

std::string quoted_list(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + quoted(name);
  return out;
}

std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> out;
  for (const Column& column : table.columns) out.push_back(column.name);
  return out;
}

std::string_view type_name(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
    case ColumnType::count:  // an affinity: a count that is not whole stays what it is
    case ColumnType::boolean: return "INTEGER";
    case ColumnType::number: return "REAL";
    case ColumnType::text:
    case ColumnType::date:
    case ColumnType::json: return "TEXT";
  }
  return "TEXT";
}

std::string column_sql(const Column& column) {
  return quoted(column.name) + ' ' + std::string(type_name(column.type)) + (column.required ? " NOT NULL" : "");
}

/// Short rows under a long key: without a rowid the key is stored once, not twice.
bool is_clustered(const Table& table) { return table.name == "candidates"; }

}  // namespace

std::string create_sql(const Table& table) {
  std::string out = "CREATE TABLE " + quoted(table.name) + " (\n";
  for (const Column& column : table.columns) out += "  " + column_sql(column) + ",\n";
  out += "  PRIMARY KEY (" + quoted_list(table.primary_key) + ")";
  for (const ForeignKey& key : table.foreign_keys)
    out += ",\n  FOREIGN KEY (" + quoted_list(key.columns) + ") REFERENCES " + quoted(key.table) + " (" +
           quoted_list(key.referenced) + ")";
  out += is_clustered(table) ? "\n) WITHOUT ROWID;\n" : "\n);\n";
  for (const std::vector<std::string>& columns : table.indexes) {
    std::string name = table.name;
    for (const std::string& column : columns) name += "_" + column;
    out += "CREATE INDEX " + quoted(name) + " ON " + quoted(table.name) + " (" + quoted_list(columns) + ");\n";
  }
  return out;
}

std::string insert_sql(const Table& table) {
  std::string parameters;
  for (std::size_t i = 0; i < table.columns.size(); ++i) parameters += i == 0 ? "?" : ", ?";
  return "INSERT INTO " + quoted(table.name) + " (" + quoted_list(names_of(table)) + ") VALUES (" + parameters + ")";
}

std::string upsert_sql(const Table& table, const std::vector<std::string>& kept) {
  std::string changes;
  for (const std::string& name : names_of(table)) {
    if (std::count(table.primary_key.begin(), table.primary_key.end(), name) != 0) continue;
    bool keeps = std::count(kept.begin(), kept.end(), name) != 0;
    std::string value = keeps ? "coalesce(" + quoted(table.name) + "." + quoted(name) + ", excluded." + quoted(name) + ")"
                              : "excluded." + quoted(name);
    changes += (changes.empty() ? "" : ", ") + quoted(name) + " = " + value;
  }
  return insert_sql(table) + " ON CONFLICT (" + quoted_list(table.primary_key) + ") DO UPDATE SET " + changes;
}

std::string add_column_sql(const Table& table, const Column& column) {
  return "ALTER TABLE " + quoted(table.name) + " ADD COLUMN " + column_sql(column);
}

std::string delete_content_sql(const Table& table) {
  return "DELETE FROM " + quoted(table.name) + " WHERE record_id >= ?1 AND record_id < ?1 || '$'";
}

}  // namespace nianbao
