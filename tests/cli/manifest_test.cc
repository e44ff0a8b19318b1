// What a harvester knows of files, as a user hands it over: what is filled, what clashes, and reports in several files.

#include "cli/manifest.h"

#include <catch2/catch.hpp>

#include "cli/csv_rows.h"
#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"
#include "tests/extract/archive_writer.h"

using namespace nianbao;

namespace {

constexpr const char* kExtract = "nianbao extract in -q -o s.sqlite --manifest m.csv";

std::string with_title(const std::string& title) {
  const std::string text = sample_report();
  return title + text.substr(text.find('\n'));
}

/// What `jq` would give of the first record: the text behind the key, up to the next of these ends.
std::string behind(const std::string& json, const std::string& key) {
  const std::size_t at = json.find("\"" + key + "\":");
  if (at == std::string::npos) return "nothing";
  const std::size_t begin = at + key.size() + 3;
  return json.substr(begin, json.find_first_of(",}", begin) - begin);
}

std::string refusal(const std::string& csv) {
  ScratchFolder folder;
  folder.write("m.csv", csv);
  const auto read = Manifest::read(folder.path("m.csv"));
  return read ? "" : read.error().message;
}

}  // namespace

TEST_CASE("CSV is read with quotes, line ends in cells and of any kind, and without its byte order mark") {
  const auto rows = parse_csv("\xEF\xBB\xBFpath,unit\r\n\"a, \"\"b\"\"\n.txt\",\n\nc.txt,局\n", "m.csv");
  REQUIRE(rows);
  REQUIRE(rows->size() == 3);
  CHECK((*rows)[0].cells == std::vector<std::string>{"path", "unit"});
  CHECK((*rows)[1].cells == std::vector<std::string>{"a, \"b\"\n.txt", ""});
  CHECK((*rows)[2].line == 5);
  CHECK_FALSE(parse_csv("a,\"b", "m.csv"));
  CHECK_FALSE(parse_csv("a,\"b\"c\n", "m.csv"));
}

TEST_CASE("a manifest that is wrong says in which line") {
  CHECK(contains(refusal(""), "empty"));
  CHECK(contains(refusal("file,unit\n"), "line 1"));
  CHECK(contains(refusal("path,year\na.txt,2023\nb.txt,20x3\n"), "line 3: the year 20x3 is none"));
  CHECK(contains(refusal("path,published\na.txt,2024/1/5\n"), "line 2: published"));
  CHECK(contains(refusal("path\na.txt\na.txt\n"), "line 3: a.txt stands in two rows"));
  CHECK(contains(refusal("sha256\nabc\n"), "no sha256"));
  CHECK(contains(refusal("path,order\na,first\n"), "order is a number"));
  CHECK(refusal("path,year\na.txt,2023\n") == "");
}

TEST_CASE("url, time, unit's id and what the report does not say come from the manifest, with evidence") {
  ScratchFolder folder;
  folder.write("in/x.txt", with_title("政府信息公开工作年度报告"));
  folder.write("in/m.csv", "");
  folder.write("m.csv", "path,url,retrieved,unit,unit_id,year,published\n"
                        "in/x.txt,https://a.gov.cn/1.html,2024-03-01T08:00:00Z,松河区水务局,11320800,2023,2024-01-31\n");
  const std::string json = run(folder, "nianbao extract in/x.txt --manifest m.csv").out;
  CHECK(behind(json, "url") == "\"https://a.gov.cn/1.html\"");
  CHECK(behind(json, "retrieved") == "\"2024-03-01T08:00:00Z\"");
  CHECK(contains(json, "\"unit\":\"松河区水务局\""));
  CHECK(behind(json, "year") == "2023");
  CHECK(behind(json, "unit_id") == "\"11320800\"");
  CHECK(behind(json, "published") == "\"2024-01-31\"");
  CHECK(contains(json, "\"year\":{\"raw\":\"2023\",\"origin\":\"manifest\",\"value\":\"2023\"}"));
  CHECK_FALSE(contains(json, "unit_unknown"));
  CHECK_FALSE(contains(json, "manifest_conflict"));
}

TEST_CASE("the report's own words win, and a clash is a finding; another spelling of the unit is none") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report());
  folder.write("m.csv", "path,unit,year\na.txt,松河区教育局,2022\n");
  const std::string json = run(folder, "nianbao extract in --manifest m.csv").out;
  CHECK(contains(json, "\"unit\":\"青石县水务局\""));
  CHECK(contains(json, "\"id\":\"manifest_conflict:unit\""));
  CHECK(contains(json, "\"id\":\"manifest_conflict:year\""));
  CHECK(contains(json, "\"others\":[{\"raw\":\"2022\",\"origin\":\"manifest\",\"value\":\"2022\"}]"));
  folder.write("m.csv", "path,unit,year\na.txt,青石县水务局办公室,2023\n");
  CHECK_FALSE(contains(run(folder, "nianbao extract in --manifest m.csv").out, "manifest_conflict:year"));
}

TEST_CASE("a guess from the file's name gives way to the manifest") {
  ScratchFolder folder;
  folder.write("in/2021年松河区水务局政府信息公开工作年度报告.txt", with_title("政府信息公开工作年度报告"));
  folder.write("m.csv", "path,unit,year\n2021年松河区水务局政府信息公开工作年度报告.txt,柳河市教育局,2023\n");
  const std::string json = run(folder, "nianbao extract in --manifest m.csv").out;
  CHECK(behind(json, "year") == "2023");
  CHECK(contains(json, "\"unit\":\"柳河市教育局\""));
  CHECK(contains(json, "\"origin\":\"file_name\""));
}

TEST_CASE("a row can name its file by content, and rows that met no file are told") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report());
  const std::string digest = run(folder, "sha256sum in/a.txt | cut -c1-64").out.substr(0, 64);
  folder.write("m.csv", "sha256,url,note\n" + digest + ",https://a.gov.cn/\n" + std::string(64, 'a') + ",https://b.gov.cn/\n");
  const Ended ended = run(folder, "nianbao extract in --manifest m.csv");
  CHECK(behind(ended.out, "url") == "\"https://a.gov.cn/\"");
  CHECK(contains(ended.err, "columns that were not used: note"));
  CHECK(contains(ended.err, "1 row names a file that was not met: aaa"));
  CHECK(run(folder, "nianbao extract in --manifest nowhere.csv").code == 2);
}

TEST_CASE("what a manifest says anew is read anew, and nothing else") {
  ScratchFolder folder;
  folder.write("in/a.txt", sample_report("1"));
  folder.write("in/b.txt", sample_report("2"));
  folder.write("m.csv", "path,url\na.txt,https://a.gov.cn/1\n");
  const auto last = [&] { return asked(folder, "SELECT records || ' ' || unchanged FROM runs ORDER BY run_id DESC LIMIT 1"); };
  const auto url = [&] { return asked(folder, "SELECT coalesce(url, 'none') FROM reports WHERE source = 'a.txt'"); };
  run(folder, kExtract);
  CHECK(url() == "https://a.gov.cn/1");
  run(folder, kExtract);
  CHECK(last() == "0 2");
  folder.write("m.csv", "path,url\na.txt,https://a.gov.cn/2\n");
  run(folder, kExtract);
  CHECK(last() == "1 1");
  CHECK(url() == "https://a.gov.cn/2");
  run(folder, "nianbao extract in -q -o s.sqlite");
  CHECK(last() == "1 1");
  CHECK(url() == "none");
}

TEST_CASE("of two paths with the same bytes, the one of which the manifest speaks has the record, whatever the order") {
  ScratchFolder folder;
  for (const char* name : {"in/a.txt", "in/b.txt", "in/c.txt"}) folder.write(name, sample_report());
  folder.write("m.csv", "path,url\nb.txt,https://b.gov.cn/\nc.txt,https://c.gov.cn/\n");
  for (int i = 0; i < 3; ++i) {
    run(folder, std::string(kExtract) + (i == 2 ? " --refresh all" : ""));
    CHECK(asked(folder, "SELECT url FROM reports") == "https://b.gov.cn/");
  }
  CHECK(asked(folder, "SELECT count(*) FROM documents") == "3");
}

TEST_CASE("files of one report_id are one report, in order; a table goes on from file to file") {
  ScratchFolder folder;
  const std::string text = sample_report();
  const std::size_t first = text.find("三、收到"), second = text.find("（三）不予公开");
  folder.write("in/10.txt", text.substr(0, first));
  folder.write("in/9.txt", text.substr(first, second - first));
  folder.write("in/8.txt", text.substr(second));
  folder.write("in/other.txt", sample_report("5"));
  folder.write("m.csv", "path,report_id,order,url\n8.txt,r1,3\n9.txt,r1,2,https://a.gov.cn/\n10.txt,r1,1\nother.txt,r2,1\n");
  const Ended ended = run(folder, std::string(kExtract) + "; nianbao export s.sqlite -o s.jsonl; nianbao extract in --manifest m.csv -q -o d.jsonl");
  CHECK(ended.code == 0);
  CHECK(folder.read("s.jsonl") == folder.read("d.jsonl"));
  CHECK(asked(folder, "SELECT group_concat(source) FROM (SELECT source FROM reports ORDER BY source)") == "10.txt,other.txt");
  CHECK(asked(folder, "SELECT json_extract(files, '$[0].source') || json_extract(files, '$[1].source') || json_extract(files, '$[2].source') FROM reports WHERE source = '10.txt'") ==
        "10.txt9.txt8.txt");
  CHECK(asked(folder, "SELECT url FROM reports WHERE source = '10.txt'") == "https://a.gov.cn/");
  CHECK(asked(folder, "SELECT unit || year FROM reports WHERE source = '10.txt'") == "青石县水务局2023");
  CHECK(asked(folder, "SELECT req_recv_np || ' ' || req_processed_np FROM values_wide WHERE source = '10.txt'") == "1 1");
  CHECK(asked(folder, "SELECT path FROM values_long WHERE field = 'requests.received.total' AND record_id = (SELECT record_id FROM reports WHERE source = '10.txt')") ==
        "file[2]");
  CHECK(asked(folder, "SELECT count(*) || ' ' || count(part) FROM documents WHERE record_id = (SELECT record_id FROM reports WHERE source = '10.txt')") == "3 2");
}

TEST_CASE("a report in several files is read again when one of them changes, and is superseded then") {
  ScratchFolder folder;
  const std::string text = sample_report();
  const std::size_t cut = text.find("三、收到");
  folder.write("in/p1.txt", text.substr(0, cut));
  folder.write("in/p2.txt", text.substr(cut));
  folder.write("m.csv", "path,report_id\np1.txt,r\np2.txt,r\n");
  const auto last = [&] { return asked(folder, "SELECT records || ' ' || unchanged || ' ' || gone FROM runs ORDER BY run_id DESC LIMIT 1"); };
  run(folder, kExtract);
  CHECK(last() == "1 0 0");
  run(folder, kExtract);
  CHECK(last() == "0 1 0");
  const std::string again = sample_report("3");
  folder.write("in/p2.txt", again.substr(again.find("三、收到")));
  run(folder, kExtract);
  CHECK(last() == "1 0 0");
  CHECK(asked(folder, "SELECT count(*) || ' ' || count(superseded_by) FROM reports") == "2 1");
  CHECK(asked(folder, "SELECT count(*) FROM values_wide") == "1");
  run(folder, "nianbao extract in -q -o s.sqlite");
  CHECK(asked(folder, "SELECT group_concat(source) FROM (SELECT source FROM reports WHERE superseded_by IS NULL ORDER BY source)") == "p1.txt,p2.txt");
}

TEST_CASE("files of one report_id in an archive are read each by itself, which is told") {
  ScratchFolder folder;
  const std::string text = sample_report();
  const std::size_t cut = text.find("三、收到");
  folder.write("in/a.zip", zip_of({{"p1.txt", text.substr(0, cut)}, {"p2.txt", text.substr(cut)}}));
  folder.write("m.csv", "path,report_id\na.zip!/p1.txt,r\na.zip!/p2.txt,r\n");
  const Ended ended = run(folder, "nianbao extract in --manifest m.csv -o s.sqlite");
  CHECK(contains(ended.err, "m.csv: files with a report_id were read each by itself, as they lie in an archive (unpack it before): a.zip!/p1.txt, …"));
  CHECK(asked(folder, "SELECT count(*) FROM reports") == "2");
}

TEST_CASE("a file of a report that is not there, or cannot be read, is a finding; the others are read") {
  ScratchFolder folder;
  const std::string text = sample_report();
  const std::size_t cut = text.find("三、收到");
  folder.write("in/p1.txt", text.substr(0, cut));
  folder.write("in/p3.txt", text.substr(cut));
  folder.write("in/p4.txt", "");
  folder.write("m.csv", "path,report_id\np1.txt,r\np2.txt,r\np3.txt,r\np4.txt,r\n");
  const std::string json = run(folder, "nianbao extract in --manifest m.csv").out;
  CHECK(contains(json, "\"id\":\"part_not_read:file[2]\""));
  CHECK(contains(json, "\"id\":\"part_not_read:file[4]\""));
  CHECK(contains(json, "p4.txt, was not read (empty_file: "));
  CHECK(contains(json, "\"status\":\"partial\""));
  CHECK(contains(json, "\"field\":\"requests.received.total\",\"value\":1"));
}
