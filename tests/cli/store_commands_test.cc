// status, history and export, as a user starts them on a store.

#include <archive.h>
#include <archive_entry.h>

#include <catch2/catch.hpp>

#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"

using namespace nianbao;

namespace {

constexpr const char* kExtract = "nianbao extract in -q -o s.sqlite; ";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

std::string report_of(const std::string& unit, const std::string& year) {
  return replaced(replaced(sample_report(), "青石县水务局", unit), "2023", year);
}

/// A file in a ZIP file; empty where it has none of that name.
std::string member_of(const std::string& zip, const std::string& name) {
  archive* in = archive_read_new();
  archive_read_support_format_zip(in);
  std::string out;
  archive_entry* entry = nullptr;
  if (archive_read_open_filename(in, zip.c_str(), 1 << 16) == ARCHIVE_OK)
    while (archive_read_next_header(in, &entry) == ARCHIVE_OK) {
      if (archive_entry_pathname(entry) != name) continue;
      char buffer[4096];
      for (la_ssize_t got = 0; (got = archive_read_data(in, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(got));
    }
  archive_read_free(in);
  return out;
}

/// Three reports, one of them under two paths, and a file that holds nothing.
void write_inputs(const ScratchFolder& folder) {
  folder.write("in/a.txt", sample_report());
  folder.write("in/b.txt", report_of("柳河市教育局", "2022"));
  folder.write("in/c/again.txt", report_of("柳河市教育局", "2022"));
  folder.write("in/d.txt", report_of("柳河市教育局", "2023"));
  folder.write("in/bad.txt", "");
}

}  // namespace

TEST_CASE("status counts reports by status, form, year and method, names failures with the reason, and lists the runs") {
  ScratchFolder folder;
  write_inputs(folder);
  const Ended text = run(folder, std::string(kExtract) + "nianbao status s.sqlite");
  CHECK(text.code == 0);
  for (const char* part : {"files     5\n", "reports   4\n", "status    1 failed, 3 partial\n", "year      1 unknown, 1 2022, 2 2023\n",
                           "method    1 unknown, 3 text\n", "stale     0\n", "  1 empty_file\n    bad.txt: ", "done         5 files: "})
    CHECK(contains(text.out, part));
  const std::string json = run(folder, "nianbao status s.sqlite --json").out;
  CHECK(contains(json, "\"by_status\":{\"failed\":1,\"partial\":3}"));
  CHECK(contains(json, "\"failures\":[{\"code\":\"empty_file\",\"message\":"));
  CHECK(contains(json, "\"runs\":[{\"run_id\":1,\"started\":\"2"));
}

TEST_CASE("status says how many records are stale: made with other forms or options") {
  ScratchFolder folder;
  write_inputs(folder);
  const Ended ended = run(folder, std::string(kExtract) + "nianbao status s.sqlite --assume-form ogi-2019");
  CHECK(contains(ended.out, "stale     4: read by another version"));
  CHECK(contains(ended.out, "--refresh stale"));
}

TEST_CASE("history shows each version of a file and what has changed from one to the next") {
  ScratchFolder folder;
  folder.write("in/2024/a.txt", sample_report());
  run(folder, kExtract);
  folder.write("in/2024/a.txt", sample_report("7"));
  run(folder, kExtract);
  const Ended text = run(folder, "nianbao history a.txt --store s.sqlite");
  CHECK(text.code == 0);
  CHECK(contains(text.out, "/in/2024/a.txt\n   1  since "));
  CHECK(contains(text.out, "\n   2  since "));
  CHECK(contains(text.out, "requests.total_processed.natural_person: 1 -> 7\n"));
  CHECK(run(folder, "rm in/2024/a.txt; mkdir in/x; cp /dev/null in/x/y.txt; " + std::string(kExtract) + "nianbao history s.sqlite 2024/a.txt | grep -c 'gone since'").out == "1\n");
  CHECK(contains(run(folder, "nianbao history s.sqlite 2024/a.txt --json").out, "\"versions\":[{\"version\":1,"));
}

TEST_CASE("history of a file that the store does not know says so") {
  ScratchFolder folder;
  write_inputs(folder);
  const Ended ended = run(folder, std::string(kExtract) + "nianbao history nowhere.txt --store s.sqlite");
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "knows no file nowhere.txt"));
  CHECK(run(folder, "nianbao history a.txt").code == 1);
}

TEST_CASE("an export as JSON lines is what extract writes, a line a path") {
  ScratchFolder folder;
  write_inputs(folder);
  run(folder, std::string(kExtract) + "nianbao extract in -q -o direct.jsonl; nianbao export s.sqlite -o out.jsonl; nianbao export s.sqlite > std.jsonl");
  CHECK(folder.read("out.jsonl").size() > 1000);
  CHECK(folder.read("out.jsonl") == folder.read("direct.jsonl"));
  CHECK(folder.read("std.jsonl") == folder.read("direct.jsonl"));
}

TEST_CASE("an export holds the years, units, forms and runs that were asked for") {
  ScratchFolder folder;
  write_inputs(folder);
  run(folder, kExtract);
  folder.write("in/e.txt", report_of("松河区水务局", "2024"));
  run(folder, kExtract);
  const auto sources = [&](const std::string& options) {
    return run(folder, "nianbao export s.sqlite " + options + " | grep -o '\"source\":\"[^\"]*' | cut -d: -f2 | tr -d '\\n'").out;
  };
  CHECK(sources("") == "\"a.txt\"b.txt\"bad.txt\"c/again.txt\"d.txt\"e.txt");
  CHECK(sources("--year 2022") == "\"b.txt\"c/again.txt");
  CHECK(sources("--unit 水务局") == "\"a.txt\"e.txt");
  CHECK(sources("--unit 水务局 --year 2023") == "\"a.txt");
  CHECK(sources("--form ogi-2021") == "\"a.txt\"b.txt\"c/again.txt\"d.txt\"e.txt");
  CHECK(sources("--form ogi-2019") == "");
  CHECK(sources("--changed-since 1") == "\"e.txt");
}

TEST_CASE("an export as CSV is the dataset that extract writes, but for the books of runs") {
  ScratchFolder folder;
  write_inputs(folder);
  run(folder, std::string(kExtract) + "nianbao extract in -q -o direct/; nianbao export s.sqlite -o out/");
  for (const char* table : {"reports", "values_long", "values_wide", "status_wide", "findings", "evidence", "sections", "documents"})
    CHECK(folder.read(std::string("out/") + table + ".csv") == folder.read(std::string("direct/") + table + ".csv"));
}

TEST_CASE("a workbook is the same bytes every time, and what a spreadsheet would run is text in it") {
  ScratchFolder folder;
  folder.write("in/=1+1.txt", sample_report());
  const Ended ended = run(folder, std::string(kExtract) + "nianbao export s.sqlite -o a.xlsx; sleep 1.1; nianbao export s.sqlite -o b.xlsx");
  CHECK(contains(ended.err, "1 record written to a.xlsx"));
  const std::string reports = member_of(folder.path("a.xlsx"), "xl/worksheets/sheet1.xml");
  CHECK(contains(reports, "t=\"inlineStr\"><is><t>=1+1.txt</t>"));
  CHECK(contains(reports, "<c r=\"B2\"><v>2023</v>"));
  CHECK_FALSE(contains(reports, "<f>"));
  CHECK(contains(member_of(folder.path("a.xlsx"), "xl/workbook.xml"), "name=\"问题清单\""));
  CHECK(folder.read("a.xlsx") == folder.read("b.xlsx"));
}

TEST_CASE("an export that cannot be written leaves what stood there") {
  ScratchFolder folder;
  write_inputs(folder);
  folder.write("out.jsonl", "before");
  const Ended ended = run(folder, std::string(kExtract) + "ulimit -f 8; trap '' XFSZ; nianbao export s.sqlite -o out.jsonl");
  CHECK(ended.code == 2);
  CHECK(contains(ended.err, "out.jsonl"));
  CHECK(folder.read("out.jsonl") == "before");
  CHECK(run(folder, "ls | grep -c partial").out == "0\n");
  CHECK(run(folder, "nianbao export nowhere.sqlite").code == 2);
  CHECK(run(folder, "nianbao export s.sqlite -o x.pdf").code == 1);
}
