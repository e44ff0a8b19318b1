// docs/record.md is the contract that users read: it names what the program writes.
#include <rapidjson/document.h>

#include <catch2/catch.hpp>

#include "dataset_reading.h"
#include "records/dataset_tables.h"
#include "records/schema.h"
#include "sample_records.h"

namespace nianbao {
namespace {

std::string page() { return file_text(NIANBAO_SOURCE_DIR "/docs/record.md"); }

/// The line, and those that go on with it, in which the page lists the table's columns.
std::string entry_of(const std::string& text, const std::string& table) {
  std::size_t begin = text.find("\n- `" + table + "`");
  REQUIRE(begin != std::string::npos);
  return text.substr(begin, text.find("\n- `", begin + 1) - begin);
}

bool names(const std::string& text, const std::string& name) { return text.find("`" + name + "`") != std::string::npos; }

void collect_names(const rapidjson::Value& schema, std::vector<std::string>& out) {
  if (schema.IsArray())
    for (const auto& element : schema.GetArray()) collect_names(element, out);
  if (!schema.IsObject()) return;
  for (const auto& member : schema.GetObject()) {
    if (std::string(member.name.GetString()) == "properties")
      for (const auto& property : member.value.GetObject()) out.emplace_back(property.name.GetString());
    if (std::string(member.name.GetString()) == "enum")
      for (const auto& name : member.value.GetArray())
        if (name.IsString()) out.emplace_back(name.GetString());
    collect_names(member.value, out);
  }
}

TEST_CASE("the page of the contract names every table with every column") {
  std::string text = page();
  Result<std::vector<Table>> tables = dataset_tables({}, true);
  REQUIRE(tables);
  const std::string place = "`page`, `x0`, `y0`, `x1`, `y1`, `path`, `line`, `span_first`, `span_last`";
  REQUIRE(text.find("The place is " + place) != std::string::npos);
  for (const Table& table : *tables) {
    std::string entry = entry_of(text, table.name);
    if (table.name == "status_wide") continue;  // "of the same shape"
    bool has_place = entry.find("the place") != std::string::npos;
    for (const Column& column : table.columns) {
      CAPTURE(table.name, column.name);
      CHECK((names(entry, column.name) || (has_place && names(place, column.name))));
    }
  }
}

TEST_CASE("the page of the contract names every key and every fixed word of the schema") {
  rapidjson::Document schema;
  schema.Parse(record_schema().data(), record_schema().size());
  REQUIRE_FALSE(schema.HasParseError());
  std::vector<std::string> all;
  collect_names(schema, all);
  REQUIRE(all.size() > 100);
  std::string text = page();
  for (const std::string& name : all) {
    CAPTURE(name);
    CHECK((names(text, name) || text.find("\"" + name + "\"") != std::string::npos));
  }
}

}  // namespace
}  // namespace nianbao
