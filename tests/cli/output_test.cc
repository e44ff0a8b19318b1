#include "cli/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "tests/cli/scratch_folder.h"

using namespace nianbao;

namespace {

FileResult lines(const std::string& text) {
  FileResult out;
  out.lines = text;
  return out;
}

}  // namespace

TEST_CASE("the format follows the name") {
  ScratchFolder folder;
  CHECK(format_of_path("a.jsonl") == OutputFormat::jsonl);
  CHECK(format_of_path("a/b.sqlite") == OutputFormat::sqlite);
  CHECK(format_of_path("dataset") == OutputFormat::csv);
  CHECK(format_of_path("data.set/") == OutputFormat::csv);
  CHECK(format_of_path(folder.path()) == OutputFormat::csv);
  CHECK_FALSE(format_of_path("a.csv"));
  CHECK_FALSE(format_of_path("a.json"));
  CHECK(parse_output_format("csv") == OutputFormat::csv);
  CHECK_FALSE(parse_output_format("xlsx"));
}

TEST_CASE("a file of lines has its name only when it is finished") {
  ScratchFolder folder;
  folder.write("a.jsonl", "former\n");
  {
    auto output = open_output(folder.path("a.jsonl"), OutputFormat::jsonl, -1, {}, {});
    REQUIRE(output);
    CHECK((*output)->add(lines("one\n")));
    CHECK(folder.read("a.jsonl") == "former\n");
    CHECK((*output)->add(lines("two\n")));
    CHECK((*output)->finish(RunOutcome::done));
  }
  CHECK(folder.read("a.jsonl") == "one\ntwo\n");
}

TEST_CASE("a file of lines that is not finished leaves nothing behind") {
  ScratchFolder folder;
  { CHECK((*open_output(folder.path("a.jsonl"), OutputFormat::jsonl, -1, {}, {}))->add(lines("one\n"))); }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a place that cannot be written is told with its name") {
  const auto output = open_output("/nowhere/at/all.jsonl", OutputFormat::jsonl, -1, {}, {});
  REQUIRE_FALSE(output);
  CHECK(output.error().code == ErrorCode::output_failed);
  CHECK(output.error().place == "/nowhere/at/all.jsonl");
}

TEST_CASE("standard output that takes no more is an error") {
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  REQUIRE(full >= 0);
  CHECK((*open_output("", OutputFormat::jsonl, full, {}, {}))->add(lines("one\n")).error().code == ErrorCode::output_failed);
  ::close(full);
}

TEST_CASE("a line that is no record does not reach a store") {
  ScratchFolder folder;
  auto store = ReportStore::open(folder.path("a.sqlite"), {}, {});
  REQUIRE(store);
  CHECK_FALSE(output_to_store(**store)->add(lines("{}\n")));
}
