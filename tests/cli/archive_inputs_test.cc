// Archives as a user meets them: the program run on them, and the streams behind it.

#include <poll.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "cli/listed_inputs.h"
#include "cli/run_processes.h"
#include "tests/cli/program_run.h"
#include "tests/cli/sample_report.h"
#include "tests/cli/scratch_folder.h"
#include "tests/extract/archive_writer.h"

using namespace nianbao;

namespace {

std::vector<std::string> sources_in(const std::string& lines) {
  std::vector<std::string> out;
  const std::string key = "\"source\":\"";
  for (std::size_t at = lines.find(key); at != std::string::npos; at = lines.find(key, at)) {
    at += key.size();
    out.push_back(lines.substr(at, lines.find('"', at) - at));
  }
  return out;
}
using Names = std::vector<std::string>;

std::vector<InputItem> all_of(const std::vector<InputFile>& files) {
  const ProcessOptions how;
  const auto processes = start_processes(how);
  ListedInputs inputs(files, {}, 60, *processes);
  std::vector<InputItem> out;
  while (true) {
    switch (inputs.look()) {
      case InputStream::State::ended: return out;
      case InputStream::State::ready: out.push_back(inputs.take()); break;
      case InputStream::State::waiting: {
        pollfd more{inputs.descriptor(), POLLIN, 0};
        ::poll(&more, 1, 100);
      }
    }
  }
}

}  // namespace

TEST_CASE("reports in archives are read where they lie, in the same order with any number of workers") {
  ScratchFolder folder;
  const std::string inner = zip_of({{"x.txt", sample_report("3")}});
  folder.write("in/b.zip", zip_of({{"2024/乡镇.txt", sample_report("1")}, {"a.txt", sample_report("2")}, {"in.zip", inner}}));
  folder.write("in/c.txt", sample_report("4"));
  folder.write("in/a.bin", pack("gnutar", "gzip", {{"z.txt", sample_report("5")}}));
  const Ended one = run(folder, "nianbao extract in -q --jobs 1");
  CHECK(one.code == 0);
  CHECK(sources_in(one.out) == Names{"a.bin!/z.txt", "b.zip!/2024/乡镇.txt", "b.zip!/a.txt", "b.zip!/in.zip!/x.txt", "c.txt"});
  CHECK(run(folder, "nianbao extract in -q --jobs 2").out == one.out);
  CHECK(run(folder, "nianbao extract in -q --in-process").out == one.out);
  CHECK(run(folder, "nianbao extract in -q -o out.sqlite").code == 0);
}

TEST_CASE("an archive that cannot be read to its end costs what is left of it, and is told") {
  ScratchFolder folder;
  std::string cut = pack("gnutar", "gzip", {{"a.txt", sample_report()}, {"b.txt", std::string(5'000'000, '1') + sample_report()}});
  cut.resize(cut.size() - 100);
  folder.write("in/a.tar.gz", cut);
  folder.write("in/b.zip", pack("zip", "none", {{"l.pdf", "%PDF-"}}, "zip:encryption=traditional", "secret"));
  folder.write("in/c.zip", zip_of({}));
  folder.write("in/d.zip", zip_of({{"zeros.txt", std::string(80'000'000, '0')}}));
  folder.write("in/e.txt", sample_report("2"));
  const Ended ended = run(folder, "nianbao extract in --jobs 2");
  CHECK(ended.code == 3);
  CHECK(sources_in(ended.out) == Names{"a.tar.gz!/a.txt", "a.tar.gz", "b.zip!/l.pdf", "c.zip", "d.zip", "e.txt"});
  CHECK(contains(ended.err, "in/a.tar.gz: damaged_file: the archive is damaged"));
  CHECK(contains(ended.err, "in/b.zip!/l.pdf: encrypted: "));
  CHECK(contains(ended.err, "in/c.zip: empty_file: the archive holds no file"));
  CHECK(contains(ended.err, "in/d.zip: limit_exceeded: more than 200 times"));
  CHECK(contains(ended.err, "6 files, 6 records: 2 partial, 4 failed"));
}

TEST_CASE("a file in an archive is named with !/, by every command that takes a file") {
  ScratchFolder folder;
  folder.write("a.zip", zip_of({{"2024/乡镇.txt", sample_report("1")}, {"b.txt", sample_report("2")}}));
  CHECK(contains(run(folder, "nianbao text 'a.zip!/2024/乡镇.txt'").out, "青石县水务局2023年"));
  CHECK(contains(run(folder, "nianbao show 'a.zip!/2024/乡镇.txt'").out, "青石县水务局"));
  const Ended one = run(folder, "nianbao extract -q 'a.zip!/b.txt'");
  CHECK(one.code == 0);
  CHECK(sources_in(one.out) == Names{"a.zip!/b.txt"});
  CHECK(run(folder, "nianbao extract -q 'a.zip!/c.txt'").code == 3);
  const Ended gone = run(folder, "nianbao text 'a.zip!/c.txt'");
  CHECK(gone.code == 2);
  CHECK(contains(gone.err, "the archive has no file c.txt"));
  const Ended whole = run(folder, "nianbao show a.zip");
  CHECK(whole.code == 2);
  CHECK(contains(whole.err, "In it: 2024/乡镇.txt, b.txt"));
}

TEST_CASE("a page in a web archive brings its address and date into the record") {
  ScratchFolder folder;
  folder.write("crawl.warc.gz", pack("raw", "gzip", {{"x", warc_response("http://a.gov.cn/t1.html", "Content-Type: text/plain\r\n", sample_report())}}));
  const Ended ended = run(folder, "nianbao extract -q crawl.warc.gz");
  CHECK(sources_in(ended.out) == Names{"crawl.warc.gz!/http://a.gov.cn/t1.html"});
  CHECK(contains(ended.out, "\"url\":\"http://a.gov.cn/t1.html\""));
  CHECK(contains(ended.out, "\"retrieved\":\"2024-03-05T08:12:11Z\""));
}

TEST_CASE("a list of files and archives is one stream of items") {
  ScratchFolder folder;
  folder.write("a.zip", zip_of({{"x", "1"}, {"y", "2"}}));
  folder.write("b.txt", "PK is how this text starts");
  const auto files = [&](const std::string& name) { return InputFile{folder.path(name), name}; };
  const auto items = all_of({files("a.zip"), files("b.txt"), files("gone.zip"), files("a.zip!/y")});
  REQUIRE(items.size() == 5);
  CHECK(items[0].file == InputFile{folder.path("a.zip!/x"), "a.zip!/x"});
  CHECK(items[0].bytes == "1");
  CHECK(items[2].file.source == "b.txt");
  CHECK_FALSE(items[2].bytes);
  CHECK_FALSE(items[3].bytes);
  CHECK(items[4].file.source == "a.zip!/y");
  CHECK(items[4].bytes == "2");
}

TEST_CASE("twenty thousand files in an archive are one stream, too") {
  ScratchFolder folder;
  std::vector<PackedFile> files;
  for (int i = 0; i < 20'000; ++i) files.push_back({std::to_string(i), "x" + std::to_string(i)});
  folder.write("a.zip", zip_of(files));
  const auto items = all_of({{folder.path("a.zip"), "a.zip"}});
  REQUIRE(items.size() == 20'000);
  CHECK(items.back().bytes == "x19999");
}
