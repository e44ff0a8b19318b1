#include "records/schema.h"

#include <catch2/catch.hpp>

#include "records/json_writer.h"
#include "sample_records.h"

namespace nianbao {
namespace {

std::string line_of(const Record& record) {
  std::string out;
  append_json_line(record, out);
  return out;
}

std::string verdict(const std::string& line) {
  Result<void> result = validate_json_record(line);
  return result ? "valid" : result.error().message;
}

std::string changed(const std::string& from, const std::string& to) {
  std::string line = line_of(full_record());
  std::size_t at = line.find(from);
  REQUIRE(at != std::string::npos);
  return line.replace(at, from.size(), to);
}

TEST_CASE("every record that is written keeps the schema") {
  CHECK(verdict(line_of(full_record())) == "valid");
  CHECK(verdict(line_of(failed_record())) == "valid");
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    REQUIRE(verdict(line_of(random_record(seed))) == "valid");
  }
}

TEST_CASE("the schema refuses what the contract does not allow") {
  struct Case {
    const char *from, *to, *place;
  };
  const Case cases[] = {
      {"\"schema_version\":1", "\"schema_version\":2", "/schema_version"},
      {"\"unit\":\"淮安市人民政府\",", "", "/report"},
      {"\"status\":\"partial\"", "\"status\":\"fine\"", "/status"},
      {"\"status\":\"partial\"", "\"status\":\"failed\"", ""},
      {"\"status\":\"partial\"", "\"status\":\"not_a_report\"", ""},
      {"\"value\":25.1", "\"value\":\"25.1\"", "/values/0/value"},
      {"\"value\":25.1", "\"value\":null", "/values/0"},
      {"\"status\":\"missing\"", "\"status\":\"missing\",\"raw\":\"\"", "/values/2"},
      {"\"status\":\"missing\"", "\"status\":\"blank\"", "/values/2"},
      {"\"candidates\":[27,270]", "\"candidates\":[1,2,3,4,5,6,7,8,9]", "/values/1/candidates"},
      {"\"instance\":2", "\"instance\":1", "/values/3/instance"},
      {"\"confidence\":0.87", "\"confidence\":1.87", "/values/1/confidence"},
      {"\"expected\":\"3153\"", "\"expected\":\"many\"", "/findings/0/expected"},
      {"\"bbox\":[72,130,170,146]", "\"bbox\":[72,130,170]", "/sections/0/bbox"},
      {"\"signed\":\"2025-01-20\"", "\"signed\":\"20 Jan\"", "/report/signed"},
      {"\"origin\":\"title\"", "\"origin\":\"guess\"", "/evidence/unit/origin"},
      {"\"method\":\"text-layer\"", "\"method\":\"text_layer\"", "/document/method"},
      {"\"instance\":2", "\"instnace\":2", "/values/3"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.from, c.to);
    Result<void> result = validate_json_record(changed(c.from, c.to));
    REQUIRE_FALSE(result);
    CHECK(result.error().place.rfind(c.place, 0) == 0);
  }
}

TEST_CASE("a digest is 64 lower-case digits, and further reports of a file are numbered") {
  Record record = full_record();
  record.record_id = digest_of('3') + "#12";
  CHECK(verdict(line_of(record)) == "valid");
  for (std::string id : {digest_of('3') + "#0", digest_of('G'), digest_of('3') + "3", std::string("3f9a")}) {
    record.record_id = id;
    CHECK(verdict(line_of(record)) != "valid");
  }
}

}  // namespace
}  // namespace nianbao
