#include "records/json_reader.h"

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

/// The line of the full record with `from` replaced.
std::string changed(const std::string& from, const std::string& to) {
  std::string line = line_of(full_record());
  std::size_t at = line.find(from);
  REQUIRE(at != std::string::npos);
  return line.replace(at, from.size(), to);
}

TEST_CASE("what was written is read back whole") {
  Record record = full_record();
  record.values[1].source.bbox = Box{276.1, 530.01, 310.2, 548.5};
  Result<Record> back = parse_json_line(line_of(record));
  REQUIRE(back);
  std::swap(record.evidence[1], record.evidence[2]);  // evidence is written by key: unit, then year
  std::swap(record.evidence[0], record.evidence[1]);
  CHECK(*back == record);
  CHECK(parse_json_line(line_of(failed_record())).value() == failed_record());
}

TEST_CASE("writing, reading and writing again gives the same bytes, whatever the record holds") {
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    std::string line = line_of(random_record(seed));
    Result<Record> back = parse_json_line(line);
    REQUIRE(back);
    REQUIRE(line_of(*back) == line);
  }
}

TEST_CASE("numbers are read exactly") {
  for (const char* digits : {"0.00000000000000001", "999999999999999999", "-7380.28959", "0.1"}) {
    Result<Record> record = parse_json_line(changed("\"value\":25.1", std::string("\"value\":") + digits));
    REQUIRE(record);
    CHECK(record->values[0].value->to_string() == digits);
  }
}

TEST_CASE("a number that is not a plain decimal is refused, not rounded") {
  for (const char* digits : {"1e3", "1234567890123456789", "0.1234567890123456789"}) {
    Result<Record> record = parse_json_line(changed("\"value\":25.1", std::string("\"value\":") + digits));
    REQUIRE_FALSE(record);
    CHECK(record.error().message == "a number is not a plain decimal of at most 18 digits");
  }
}

TEST_CASE("keys that are not known are passed over") {
  CHECK(parse_json_line(changed("\"schema_version\":1", "\"later\":{\"a\":[1,2]},\"schema_version\":1")).has_value());
}

TEST_CASE("what is wrong is said with its place") {
  struct Case {
    const char *from, *to, *message;
  };
  const Case cases[] = {
      {"\"value\":25.1", "\"value\":\"25.1\"", "/values/0/value should be a number"},
      {"\"raw\":\"251000元\"", "\"raw\":251000", "/values/0/raw should be text"},
      {"\"status\":\"doubtful\"", "\"status\":\"sure\"", "/values/1/status has an unknown name: sure"},
      {"\"source\":\"2024/huaian.pdf\",", "", "/document/source is not there"},
      {"\"schema_version\":1", "\"schema_version\":2", "/schema_version is of another schema version than 1"},
      {"\"bbox\":[72,130,170,146]", "\"bbox\":[72,130]", "/sections/0/bbox should be four numbers"},
      {"\"year\":2024", "\"year\":2024.5", "/report/year should be a whole number"},
      {"\"year\":2024", "\"year\":99999999999", "/report/year is out of range"},
      {"\"sections\":[", "\"sections\":{},\"x\":[", "/sections should be an array"},
  };
  for (const Case& c : cases) {
    Result<Record> record = parse_json_line(changed(c.from, c.to));
    REQUIRE_FALSE(record);
    CHECK(record.error().code == ErrorCode::damaged_file);
    CHECK(record.error().message == c.message);
  }
}

TEST_CASE("a line that is cut off, or nested beyond sense, is an error and no crash") {
  std::string line = line_of(full_record());
  for (std::size_t length = 0; length + 2 < line.size(); ++length) REQUIRE_FALSE(parse_json_line(line.substr(0, length)));
  CHECK_FALSE(parse_json_line(std::string(1000000, '[')));
  CHECK_FALSE(parse_json_line("[]"));
  CHECK_FALSE(parse_json_line("{}\n{}"));
  CHECK_FALSE(parse_json_line(changed("251000元", "\xff")));
}

}  // namespace
}  // namespace nianbao
