// The conversion's way of batches, time limits and second tries, by a program that stands in for LibreOffice.

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "extract/office_convert.h"
#include "tests/cli/scratch_folder.h"

using namespace nianbao;

namespace {

/// Tells in `log`, a line a start, the names of the files it got, and writes for each what it holds, made a ZIP file by its
/// end. A file that says `crash` ends it, one that says `hang` keeps it, one that says `refuse` is left out.
constexpr const char* kProgram = R"(#!/bin/sh
here=$(dirname "$0")
line=
for word; do
  case $word in
    docx|xlsx) to=$word;;
    */out) out=$word;;
    */*.doc|*/*.rtf|*/*.xls) files="$files $word"; line="$line ${word##*.}";;
  esac
done
mkdir -p "$out"
echo "$to:$line" >> "$here/log"
for file in $files; do
  read -r said < "$file"
  case $said in crash) exit 77;; hang) sleep 60 & echo $! > "$here/left"; wait;; refuse) continue;; esac
  name=${file##*/}
  { printf '%s as %s' "$said" "${name##*.}"; printf 'PK\005\006'; } > "$out/${name%.*}.$to"
done
)";

class FakeOffice {
 public:
  FakeOffice() {
    folder_.write("soffice", kProgram);
    ::chmod(folder_.path("soffice").c_str(), 0755);
    options.program = folder_.path("soffice");
  }

  /// What came out, or the error's code, a file each.
  std::vector<std::string> convert(const std::vector<std::pair<std::string, Kind>>& files) {
    std::vector<OfficeInput> inputs;
    for (const auto& [text, kind] : files) inputs.push_back({text, kind});
    std::vector<std::string> out;
    for (auto& result : convert_office(inputs, options))
      out.push_back(result ? result->substr(0, result->find("PK")) : std::string(to_string(result.error().code)));
    return out;
  }

  std::string log() const { return folder_.read("log"); }
  std::string left_behind() const { return folder_.read("left"); }

  ConvertOptions options;

 private:
  ScratchFolder folder_;
};

/// Whether the process runs no more; it may still be in the list, and has just been killed.
bool is_gone(int process) {
  for (int i = 0; i < 200; ++i) {
    std::string words;
    if (!std::getline(std::ifstream("/proc/" + std::to_string(process) + "/cmdline"), words)) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("documents and workbooks are converted in batches, and come back in their order") {
  FakeOffice office;
  office.options.batch = 2;
  const auto out = office.convert({{"a\n", Kind::doc}, {"b\n", Kind::xls}, {"c\n", Kind::wps}, {"d\n", Kind::rtf}, {"e\n", Kind::et}});
  CHECK(out == Texts{"a as doc", "b as xls", "c as doc", "d as rtf", "e as xls"});
  CHECK(office.log() == "docx: doc doc\ndocx: rtf\nxlsx: xls xls\n");
}

TEST_CASE("a batch has twenty files at most") {
  FakeOffice office;
  office.convert(std::vector<std::pair<std::string, Kind>>(45, {"x\n", Kind::rtf}));
  std::vector<std::size_t> sizes;
  std::string log = office.log();
  for (std::size_t at = 0, end; (end = log.find('\n', at)) != std::string::npos; at = end + 1)
    sizes.push_back((end - at - std::string("docx:").size()) / std::string(" rtf").size());
  CHECK(sizes == std::vector<std::size_t>{20, 20, 5});
}

TEST_CASE("what a broken batch leaves over is tried one by one") {
  FakeOffice office;
  const auto out = office.convert({{"a\n", Kind::doc}, {"crash\n", Kind::doc}, {"c\n", Kind::doc}, {"refuse\n", Kind::doc}});
  CHECK(out == Texts{"a as doc", "damaged_file", "c as doc", "damaged_file"});
  CHECK(office.log() == "docx: doc doc doc doc\ndocx: doc\ndocx: doc\ndocx: doc\n");
}

TEST_CASE("a file that LibreOffice hangs on costs itself, and leaves no process behind") {
  FakeOffice office;
  office.options.seconds_to_start = 1;
  office.options.seconds_per_file = 1;
  const auto out = office.convert({{"hang\n", Kind::doc}, {"b\n", Kind::doc}});
  CHECK(out == Texts{"timeout", "b as doc"});
  CHECK(is_gone(std::stoi(office.left_behind())));
}

TEST_CASE("a run that ends ends LibreOffice") {
  FakeOffice office;
  const auto start = std::chrono::steady_clock::now();
  office.options.stop = [&] { return std::chrono::steady_clock::now() - start > std::chrono::milliseconds(300); };
  CHECK(office.convert({{"hang\n", Kind::doc}, {"b\n", Kind::doc}}) == Texts{"timeout", "timeout"});
  CHECK(office.log() == "docx: doc doc\n");
}

TEST_CASE("without LibreOffice the error says what to install") {
  ConvertOptions options;
  options.program = "/nowhere/soffice";
  const OfficeInput input{"{\\rtf1 x}", Kind::rtf};
  const auto out = convert_office({&input, 1}, options);
  REQUIRE(!out.front());
  CHECK(out.front().error().code == ErrorCode::unsupported_kind);
  CHECK(out.front().error().message.find("apt-get install libreoffice-writer-nogui") != std::string::npos);
}

TEST_CASE("a document under a password is not given to LibreOffice") {
  FakeOffice office;
  using namespace std::string_literals;
  const std::string head(512, '\0');
  const std::string word = head + "\xEC\xA5\xC1\0\x12\0\x09\x04\0\0\0\x01"s + std::string(500, '\0');
  const std::string open = head + "\xEC\xA5\xC1\0\x12\0\x09\x04\0\0\0\0"s + std::string(500, '\0');
  const std::string sheet = head + "\x09\x08\x10\0\0\x06\x05\0"s + std::string(12, '\0') + "\x2F\0"s + std::string(490, '\0');
  const auto out = office.convert({{word, Kind::doc}, {open, Kind::doc}, {sheet, Kind::xls}});
  CHECK(out[0] == "encrypted");
  CHECK(out[1] != "encrypted");
  CHECK(out[2] == "encrypted");
  CHECK(office.log() == "docx: doc\n");
}
