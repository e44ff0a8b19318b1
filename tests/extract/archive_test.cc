#include "extract/archive.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extract/archive_names.h"
#include "extract/http_message.h"
#include "tests/extract/archive_writer.h"

using namespace nianbao;
using namespace std::string_literals;

namespace {

struct Unpacked {
  std::vector<std::pair<std::string, std::string>> files;  ///< name, bytes; of a failed one its error's name
  std::vector<std::string> origins;                        ///< address and date, where there are any
  std::string error;                                       ///< of the archive
};
using Files = std::vector<std::pair<std::string, std::string>>;

Unpacked unpack(const std::string& bytes, const ArchiveLimits& limits = {}, const std::string& name = "a.zip") {
  Unpacked out;
  auto walked = each_member(bytes, name, limits, [&](const ArchiveMember& member) {
    out.files.emplace_back(member.name, member.error ? std::string(to_string(member.error->code)) : std::string(member.bytes));
    if (!member.url.empty()) out.origins.push_back(member.url + " " + member.retrieved);
    return true;
  });
  if (!walked) out.error = to_string(walked.error().code);
  return out;
}

const std::vector<PackedFile> kTwo{{"2024/", ""}, {"2024/b.html", "<html>b"}, {"a.pdf", "%PDF-a"}};
const Files kTwoOut{{"2024/b.html", "<html>b"}, {"a.pdf", "%PDF-a"}};

}  // namespace

TEST_CASE("an archive's files come out in its order, whatever its kind") {
  CHECK(unpack(zip_of(kTwo)).files == kTwoOut);
  CHECK(unpack(pack("zip", "none", kTwo, "zip:compression=store")).files == kTwoOut);
  for (const char* packing : {"none", "gzip", "xz", "bzip2"}) CHECK(unpack(pack("gnutar", packing, kTwo)).files == kTwoOut);
  CHECK(unpack(pack("pax", "gzip", kTwo)).files == kTwoOut);
  const Files seven = unpack(pack("7zip", "none", kTwo)).files;
  CHECK(Files(seven.rbegin(), seven.rend()).size() == 2);
  for (const auto& file : kTwoOut) CHECK(std::find(seven.begin(), seven.end(), file) != seven.end());
}

TEST_CASE("a packed file is named as it was before it was packed") {
  const auto packed = [](const char* packing) { return pack("raw", packing, {{"x", "text of it"}}); };
  CHECK(unpack(packed("gzip"), {}, "in/年报.html.gz").files == Files{{"年报.html", "text of it"}});
  CHECK(unpack(packed("xz"), {}, "b.TXT.XZ").files == Files{{"b.TXT", "text of it"}});
  CHECK(unpack(packed("bzip2"), {}, "c").files == Files{{"c", "text of it"}});
}

TEST_CASE("a document of zipped parts is no archive") {
  const std::string docx = zip_of({{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}});
  CHECK_FALSE(is_archive(sniff_kind(docx)));
  CHECK(unpack(docx).error == "unsupported_kind");
  CHECK(unpack(zip_of({{"a.docx", docx}})).files == Files{{"a.docx", docx}});
}

TEST_CASE("names without a mark of their encoding are taken as UTF-8, else as GB18030") {
  const std::string gbk = "\xB9\xAB\xBF\xAA/\xC4\xEA\xB1\xA8.txt";  // 公开/年报.txt
  CHECK(unpack(zip_of({{gbk, "x"}})).files == Files{{"公开/年报.txt", "x"}});
  CHECK(unpack(pack("gnutar", "gzip", {{gbk, "x"}})).files == Files{{"公开/年报.txt", "x"}});
  CHECK(unpack(zip_of({{"公开/年报.txt", "x"}})).files == Files{{"公开/年报.txt", "x"}});
}

TEST_CASE("no name leads out of the archive") {
  CHECK(clean_member_name("/etc/passwd") == "etc/passwd");
  CHECK(clean_member_name("../../x/./y//z.pdf") == "x/y/z.pdf");
  CHECK(clean_member_name("C:\\报告\\a.pdf") == "报告/a.pdf");
  CHECK(clean_member_name("a\nb\x1B[31m.pdf") == "ab[31m.pdf");
  CHECK(clean_member_name("../..").empty());
  CHECK(unpack(pack("gnutar", "none", {{"../../etc/a.txt", "1"}, {"/b.txt", "2"}})).files == Files{{"etc/a.txt", "1"}, {"b.txt", "2"}});
}

TEST_CASE("hidden files, folders and links are passed over, and an archive of nothing else says so") {
  const std::vector<PackedFile> odd{{"__MACOSX/._a.pdf", "x"}, {".DS_Store", "x"}, {"in/", ""}, {"link.pdf", "", "/etc/passwd"}};
  CHECK(unpack(pack("gnutar", "none", odd)).files.empty());
  CHECK(unpack(pack("gnutar", "none", odd)).error == "empty_file");
  CHECK(unpack(pack("zip", "none", {})).error == "empty_file");
  CHECK(unpack(pack("7zip", "none", {})).error == "empty_file");
  CHECK(unpack(pack("gnutar", "gzip", {})).error == "empty_file");
}

TEST_CASE("an archive in an archive is opened, one within that is not") {
  const std::string inner = zip_of({{"x.txt", "1"}});
  const std::string tar = pack("gnutar", "gzip", {{"in/inner.zip", inner}, {"y.txt", "2"}});
  CHECK(unpack(tar).files == Files{{"in/inner.zip!/x.txt", "1"}, {"y.txt", "2"}});
  CHECK(unpack(zip_of({{"t.tar.gz", tar}, {"z.txt", "3"}})).files ==
        Files{{"t.tar.gz!/in/inner.zip", "limit_exceeded"}, {"t.tar.gz!/y.txt", "2"}, {"z.txt", "3"}});
  CHECK(unpack(zip_of({{"empty.zip", zip_of({})}, {"z.txt", "3"}})).files == Files{{"empty.zip", "empty_file"}, {"z.txt", "3"}});
}

TEST_CASE("a locked file is told by its name, and the others are read") {
  const std::string locked = pack("zip", "none", {{"a.pdf", "%PDF-"}, {"b.pdf", "%PDF-"}}, "zip:encryption=traditional", "secret");
  CHECK(unpack(locked).files == Files{{"a.pdf", "encrypted"}, {"b.pdf", "encrypted"}});
  CHECK(unpack(zip_of({{"l.zip", locked}, {"c.txt", "3"}})).files ==
        Files{{"l.zip!/a.pdf", "encrypted"}, {"l.zip!/b.pdf", "encrypted"}, {"c.txt", "3"}});
}

TEST_CASE("of a damaged archive, the files before the damage come out") {
  std::string noise;
  unsigned state = 1;
  for (int i = 0; i < 200'000; ++i) noise.push_back(static_cast<char>((state = state * 1664525 + 1013904223) >> 24));
  const std::vector<PackedFile> files{{"a.txt", "first"}, {"b.bin", noise}};
  std::string cut = pack("gnutar", "gzip", files);
  cut.resize(cut.size() / 2);
  CHECK(unpack(cut).files == Files{{"a.txt", "first"}});
  CHECK(unpack(cut).error == "damaged_file");
  cut = zip_of(files);
  cut.resize(cut.size() / 2);
  CHECK(unpack(cut).files == Files{{"a.txt", "first"}});
  CHECK(unpack(cut).error == "damaged_file");
  std::string flipped = zip_of(files);
  flipped[flipped.size() / 2] ^= 0x55;
  CHECK(unpack(flipped).files.front().second == "first");
  CHECK(unpack(flipped).files.back().second == "damaged_file");
  CHECK(unpack("PK\x03\x04 and nothing of a zip file").error == "damaged_file");
  CHECK(unpack("\x1F\x8B\x08 not gzip at all").error == "damaged_file");
}

TEST_CASE("a bomb ends its archive with an error, not the memory") {
  ArchiveLimits limits;
  limits.free_bytes = 1 << 20;
  const std::string zeros(4 << 20, '0');
  const std::string bomb = zip_of({{"first.txt", "1"}, {"zeros", zeros}, {"last.txt", "2"}});
  CHECK(unpack(bomb, limits).files == Files{{"first.txt", "1"}});
  CHECK(unpack(bomb, limits).error == "limit_exceeded");
  CHECK(unpack(zip_of({{"b.zip", bomb}, {"after.txt", "3"}}), limits).files ==
        Files{{"b.zip!/first.txt", "1"}, {"b.zip", "limit_exceeded"}, {"after.txt", "3"}});
  CHECK(unpack(zip_of({{"b.zip", bomb}, {"c.zip", bomb}, {"after.txt", "3"}}), limits).error == "limit_exceeded");
  CHECK(unpack(pack("raw", "gzip", {{"x", zeros}}), limits).error == "limit_exceeded");

  limits = {};
  limits.max_members = 2;
  CHECK(unpack(zip_of({{"a", "1"}, {"b", "2"}, {"c", "3"}}), limits).files.size() == 2);
  CHECK(unpack(zip_of({{"a", "1"}, {"b", "2"}, {"c", "3"}}), limits).error == "limit_exceeded");
  limits = {};
  limits.max_member_bytes = 3;
  CHECK(unpack(zip_of({{"a", "1234"}, {"b", "12"}}), limits).files == Files{{"a", "limit_exceeded"}, {"b", "12"}});
  limits = {};
  limits.max_total_bytes = 3;
  CHECK(unpack(zip_of({{"a", "12"}, {"b", "34"}}), limits).error == "limit_exceeded");
}

TEST_CASE("twenty thousand small files come out") {
  std::vector<PackedFile> files;
  for (int i = 0; i < 20'000; ++i) files.push_back({std::to_string(i) + ".txt", std::to_string(i)});
  const Unpacked out = unpack(pack("zip", "none", files, "zip:compression=store"));
  REQUIRE(out.files.size() == 20'000);
  CHECK(out.files[12'345] == Files::value_type{"12345.txt", "12345"});
  CHECK(out.error.empty());
}

TEST_CASE("a web archive gives its documents with address and date") {
  const std::string warc = warc_record("WARC-Type: warcinfo\r\n", "software: test\r\n") +
                           warc_record("WARC-Type: request\r\nWARC-Target-URI: http://a.cn/1\r\nContent-Type: application/http\r\n", "GET / HTTP/1.1\r\n\r\n") +
                           warc_response("http://a.cn/1?id=2", "Content-Type: text/html; charset=GBK\r\n", "<html>one") +
                           warc_response("http://a.cn/x.css", "Content-Type: text/css\r\n", "p {}") +
                           warc_response("<https://a.cn/2.pdf>", "Content-Type: application/pdf\r\nTransfer-Encoding: chunked\r\n",
                                         "5\r\n%PDF-\r\n3;x=y\r\ntwo\r\n0\r\n\r\n") +
                           warc_record("WARC-Type: resource\r\nWARC-Target-URI: http://a.cn/3\r\nWARC-Date: 2025-01-01T00:00:00Z\r\nContent-Type: text/plain\r\n", "three");
  const Files wanted{{"http://a.cn/1?id=2", "<html>one"}, {"https://a.cn/2.pdf", "%PDF-two"}, {"http://a.cn/3", "three"}};
  const Unpacked plain = unpack(warc);
  CHECK(plain.files == wanted);
  CHECK(plain.origins == std::vector<std::string>{"http://a.cn/1?id=2 2024-03-05T08:12:11Z", "https://a.cn/2.pdf 2024-03-05T08:12:11Z",
                                                  "http://a.cn/3 2025-01-01T00:00:00Z"});
  CHECK(plain.error.empty());
  CHECK(unpack(pack("raw", "gzip", {{"x", warc}})).files == wanted);
  const std::string half = pack("raw", "gzip", {{"x", warc.substr(0, warc.find("HTTP/1.1 200 OK\r\nContent-Type: text/css"))}});
  CHECK(unpack(half + pack("raw", "gzip", {{"x", warc.substr(warc.find("HTTP/1.1 200 OK\r\nContent-Type: text/css"))}})).files == wanted);
}

TEST_CASE("a packed page of a web archive is unpacked, an odd or damaged one is told") {
  const std::string page(5000, 'x');
  const std::string packed = pack("raw", "gzip", {{"x", page}});
  const std::string encoded = "Content-Encoding: gzip\r\n";
  CHECK(unpack(warc_response("http://a.cn/1", encoded, packed)).files == Files{{"http://a.cn/1", page}});
  CHECK(unpack(warc_response("http://a.cn/1", encoded, "<html>plain")).files == Files{{"http://a.cn/1", "<html>plain"}});
  CHECK(unpack(warc_response("http://a.cn/1", "Content-Encoding: br\r\n", "?")).files == Files{{"http://a.cn/1", "unsupported_kind"}});
  const std::string two = warc_response("http://a.cn/1", "", "one") + warc_response("http://a.cn/2", "", "two");
  const Unpacked cut = unpack(two.substr(0, two.size() - 6));
  CHECK(cut.files == Files{{"http://a.cn/1", "one"}});
  CHECK(cut.error == "damaged_file");
  CHECK(unpack("WARC/1.0\r\nContent-Length: x\r\n\r\n").error == "damaged_file");
  CHECK(unpack("WARC/1.0\r\n" + std::string(100'000, 'x')).error == "damaged_file");
}

TEST_CASE("an HTTP response falls into header and body") {
  const auto response = parse_http_response("HTTP/1.0 404 Not Found\nContent-TYPE: Text/HTML; charset=x\n\nbody");
  REQUIRE(response);
  CHECK(response->status == 404);
  CHECK(response->content_type == "text/html");
  CHECK(response->body == "body");
  CHECK(parse_http_response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot in chunks")->body == "not in chunks");
  CHECK_FALSE(parse_http_response("<html>"));
}
