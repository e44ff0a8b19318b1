#include "records/data_package.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <string_view>

namespace nianbao {
namespace {

using Json = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void text(std::string_view value, Json& json) {
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void field(const char* key, std::string_view value, Json& json) {
  json.Key(key);
  text(value, json);
}

void texts(const char* key, const std::vector<std::string>& values, Json& json) {
  json.Key(key);
  json.StartArray();
  for (const std::string& value : values) text(value, json);
  json.EndArray();
}

std::string_view type_name(ColumnType type) {
  switch (type) {
    case ColumnType::text: return "string";
    case ColumnType::date: return "date";
    case ColumnType::integer: return "integer";
    case ColumnType::count:
    case ColumnType::number: return "number";
    case ColumnType::boolean: return "boolean";
    case ColumnType::json: return "array";
  }
  return "string";
}

/// A column that is never null can still hold an empty text, which the standard takes for a missing value.
bool is_never_empty(const Column& column, const Table& table) {
  bool is_key = std::count(table.primary_key.begin(), table.primary_key.end(), column.name) != 0;
  return column.required && (column.type != ColumnType::text || is_key);
}

void write_column(const Column& column, const Table& table, Json& json) {
  json.StartObject();
  field("name", column.name, json);
  field("type", type_name(column.type), json);
  field("title", column.title, json);
  field("description", column.description, json);
  if (!column.unit.empty()) field("unit", column.unit, json);
  bool required = is_never_empty(column, table);
  if (required || column.non_negative) {
    json.Key("constraints");
    json.StartObject();
    if (required) json.Key("required"), json.Bool(true);
    if (column.non_negative) json.Key("minimum"), json.Int(0);
    json.EndObject();
  }
  json.EndObject();
}

void write_keys(const Table& table, Json& json) {
  texts("primaryKey", table.primary_key, json);
  if (table.foreign_keys.empty()) return;
  json.Key("foreignKeys");
  json.StartArray();
  for (const ForeignKey& key : table.foreign_keys) {
    json.StartObject();
    texts("fields", key.columns, json);
    json.Key("reference");
    json.StartObject();
    field("resource", key.table == table.name ? "" : key.table, json);  // the standard's name for the table itself
    texts("fields", key.referenced, json);
    json.EndObject();
    json.EndObject();
  }
  json.EndArray();
}

void write_resource(const Table& table, Json& json) {
  json.StartObject();
  field("name", table.name, json);
  field("title", table.title, json);
  field("path", table.name + ".csv", json);
  field("profile", "tabular-data-resource", json);
  field("format", "csv", json);
  field("mediatype", "text/csv", json);
  field("encoding", "utf-8", json);
  json.Key("dialect");
  json.StartObject();
  field("delimiter", ",", json);
  field("lineTerminator", "\n", json);
  field("quoteChar", "\"", json);
  json.Key("doubleQuote"), json.Bool(true);
  json.Key("header"), json.Bool(true);
  json.EndObject();
  json.Key("schema");
  json.StartObject();
  json.Key("fields");
  json.StartArray();
  for (const Column& column : table.columns) write_column(column, table, json);
  json.EndArray();
  write_keys(table, json);
  texts("missingValues", {""}, json);
  json.EndObject();
  json.EndObject();
}

}  // namespace

std::string data_package(const std::vector<Table>& tables, const std::string& version) {
  rapidjson::StringBuffer buffer;
  Json json(buffer);
  json.SetIndent(' ', 1);
  json.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  json.StartObject();
  field("profile", "tabular-data-package", json);
  field("name", "nianbao", json);
  field("title", "政府信息公开工作年度报告", json);
  field("description", "Numbers of Chinese government information disclosure yearly reports, with their evidence and findings", json);
  if (!version.empty()) field("version", version, json);
  json.Key("resources");
  json.StartArray();
  for (const Table& table : tables) write_resource(table, json);
  json.EndArray();
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace nianbao
