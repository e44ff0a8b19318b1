// `nianbao diff` as a user runs it.

#include <catch2/catch.hpp>

#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"
#include "tests/cli/scratch_folder.h"

namespace nianbao {

TEST_CASE("two files with the same cells are the same, and diff ends with 0") {
  ScratchFolder folder;
  folder.write("a.txt", sample_report());
  folder.write("b.txt", sample_report() + "\n");
  const Ended ended = run(folder, "nianbao diff a.txt b.txt");
  CHECK(ended.code == 0);
  CHECK(contains(ended.out, "相同"));
}

TEST_CASE("a cell that differs is shown by its Chinese label, and diff ends with 1") {
  ScratchFolder folder;
  folder.write("a.txt", sample_report("1"));
  folder.write("b.txt", sample_report("3"));
  const Ended ended = run(folder, "nianbao diff a.txt b.txt");
  CHECK(ended.code == 1);
  CHECK(contains(ended.out, "2格不同"));
  CHECK(contains(ended.out, "（七）总计 / 自然人"));
  CHECK(contains(run(folder, "nianbao diff --json a.txt b.txt").out, "\"field\":\"requests.total_processed.natural_person\",\"a\":{\"value\":1,"));
}

TEST_CASE("a store and the JSON lines of the same files are the same; what one has more is told") {
  ScratchFolder folder;
  folder.write("in/1.txt", sample_report("1"));
  folder.write("in/2.txt", sample_report("2"));
  REQUIRE(run(folder, "nianbao extract -q in -o s.sqlite").code == 0);
  REQUIRE(run(folder, "nianbao extract -q in -o s.jsonl").code == 0);
  CHECK(run(folder, "nianbao diff s.sqlite s.jsonl").code == 0);
  REQUIRE(run(folder, "nianbao extract -q in/1.txt -o one.jsonl").code == 0);
  const Ended ended = run(folder, "nianbao diff one.jsonl s.sqlite");
  CHECK(ended.code == 1);
  CHECK(contains(ended.out, "只在B中：1份"));
}

TEST_CASE("what cannot be compared is trouble: diff says why and ends with 2") {
  ScratchFolder folder;
  folder.write("a.txt", sample_report());
  folder.write("broken.jsonl", "{\"schema_version\":1,\n");
  folder.write("in/a.txt", sample_report());
  folder.write("empty.pdf", "%PDF-1.4\n");
  for (const std::string words : {"diff a.txt", "diff a.txt nothing.txt", "diff a.txt broken.jsonl", "diff a.txt in", "diff a.txt empty.pdf",
                                  "diff --wrong a.txt a.txt"}) {
    INFO(words);
    const Ended ended = run(folder, "nianbao " + std::string(words));
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK_FALSE(ended.err.empty());
  }
  CHECK(contains(run(folder, "nianbao diff a.txt broken.jsonl").err, "line 1 is no record"));
}

}  // namespace nianbao
