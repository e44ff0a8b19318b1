#include "records/data_package.h"

#include <rapidjson/document.h>

#include <catch2/catch.hpp>

#include "dataset_reading.h"
#include "records/record_sink.h"
#include "sample_records.h"

namespace nianbao {
namespace {

std::string text(const rapidjson::Value& value) { return value.GetString(); }

std::vector<std::string> texts(const rapidjson::Value& values) {
  std::vector<std::string> out;
  for (const auto& value : values.GetArray()) out.push_back(text(value));
  return out;
}

struct Dataset {
  TemporaryFolder temporary;
  rapidjson::Document package;

  Dataset() {
    auto sink = open_csv_folder(temporary / "out", {small_form()}, {});
    REQUIRE(sink);
    REQUIRE((*sink)->add(full_record()));
    REQUIRE((*sink)->finish());
    package.Parse(file_text(temporary / "out/datapackage.json").c_str());
    REQUIRE_FALSE(package.HasParseError());
  }
  const rapidjson::Value& resource(const std::string& name) const {
    for (const auto& resource : package["resources"].GetArray())
      if (text(resource["name"]) == name) return resource;
    throw std::runtime_error("no resource " + name);
  }
};

TEST_CASE("the descriptor names each file with the columns that stand in it") {
  Dataset dataset;
  CHECK(dataset.package["resources"].Size() == 13);
  for (const auto& resource : dataset.package["resources"].GetArray()) {
    std::vector<std::string> columns;
    for (const auto& field : resource["schema"]["fields"].GetArray()) {
      columns.push_back(text(field["name"]));
      CHECK(text(field["title"]) != "");
    }
    CHECK(csv_rows(dataset.temporary / ("out/" + text(resource["path"]))).at(0) == columns);
    CHECK(text(resource["schema"]["missingValues"][0]).empty());
  }
}

TEST_CASE("every key names columns that are there, and every foreign key a primary key") {
  Dataset dataset;
  for (const auto& resource : dataset.package["resources"].GetArray()) {
    const auto& schema = resource["schema"];
    auto has_column = [&](const std::string& name) {
      for (const auto& field : schema["fields"].GetArray())
        if (text(field["name"]) == name) return true;
      return false;
    };
    for (const std::string& name : texts(schema["primaryKey"])) CHECK(has_column(name));
    if (!schema.HasMember("foreignKeys")) continue;
    for (const auto& key : schema["foreignKeys"].GetArray()) {
      for (const std::string& name : texts(key["fields"])) CHECK(has_column(name));
      std::string target = text(key["reference"]["resource"]);
      const auto& referred = target.empty() ? resource : dataset.resource(target);
      CHECK(texts(key["reference"]["fields"]) == texts(referred["schema"]["primaryKey"]));
    }
  }
}

TEST_CASE("a wide column carries its field's label, unit and range") {
  Dataset dataset;
  const auto& fields = dataset.resource("values_wide")["schema"]["fields"];
  const auto& fees = fields[6];
  CHECK(text(fees["name"]) == "dis_fee_amount");
  CHECK(text(fees["type"]) == "number");
  CHECK(text(fees["title"]) == "二 行政事业性收费 / 本年收费金额");
  CHECK(text(fees["description"]) == "disclosure.fees.amount");
  CHECK(text(fees["unit"]) == "万元");
  CHECK(fees["constraints"]["minimum"].GetInt() == 0);
  CHECK_FALSE(fields[8].HasMember("constraints"));
}

}  // namespace
}  // namespace nianbao
