#include "cli/extract_options.h"

#include <catch2/catch.hpp>

using namespace nianbao;

namespace {

ExtractOptions parsed(const std::vector<std::string>& words) {
  const auto out = parse_extract_options(words);
  REQUIRE(std::holds_alternative<ExtractOptions>(out));
  return std::get<ExtractOptions>(out);
}

bool refused(const std::vector<std::string>& words) {
  const auto out = parse_extract_options(words);
  const int* exit_code = std::get_if<int>(&out);
  return exit_code && *exit_code == 1;
}

}  // namespace

TEST_CASE("inputs and options stand in any order") {
  const ExtractOptions out = parsed({"a", "-o", "x.sqlite", "b", "--jobs", "3", "--doubtful", "keep", "--with-text"});
  CHECK(out.inputs == std::vector<std::string>{"a", "b"});
  CHECK(out.output == "x.sqlite");
  CHECK(out.format == OutputFormat::sqlite);
  CHECK(out.pool.jobs == 3);
  CHECK(out.sink.keep_doubtful);
  CHECK(out.sink.with_text);
}

TEST_CASE("without options, JSON lines go to standard output from a worker a core") {
  const ExtractOptions out = parsed({"a"});
  CHECK(out.output.empty());
  CHECK(out.format == OutputFormat::jsonl);
  CHECK(out.pool.jobs >= 1);
  CHECK(out.pool.limits.seconds == 300);
  CHECK_FALSE(out.pool.in_process);
}

TEST_CASE("a format that is named wins over the name's ending") {
  CHECK(parsed({"a", "-o", "x.data", "--format", "jsonl"}).format == OutputFormat::jsonl);
  CHECK(parsed({"a", "-o", "x.jsonl", "--format", "csv"}).format == OutputFormat::csv);
}

TEST_CASE("command lines that cannot be meant are refused") {
  CHECK(refused({}));
  CHECK(refused({"a", "-o", "x.xlsx"}));
  CHECK(refused({"a", "--format", "sqlite"}));
  CHECK(refused({"a", "--format", "xml"}));
  CHECK(refused({"a", "--jobs", "0"}));
  CHECK(refused({"a", "--jobs", "many"}));
  CHECK(refused({"a", "--job", "2"}));
  CHECK(refused({"a", "--doubtful", "drop"}));
  CHECK(refused({"a", "--timeout", "-1"}));
  CHECK(refused({"a", "--nonsense"}));
}
