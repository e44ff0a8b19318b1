// Office files among others: LibreOffice is stood in for by a script, so that what comes back is known.

#include <poll.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "cli/converted_inputs.h"
#include "cli/listed_inputs.h"
#include "cli/run_processes.h"
#include "tests/cli/scratch_folder.h"
#include "tests/extract/archive_writer.h"

using namespace nianbao;

namespace {

/// Each RTF file comes back as `made of` its first line and the end of a ZIP file; one that says `kill` kills who started this.
constexpr const char* kProgram = R"(#!/bin/sh
here=$(dirname "$0")
for word; do
  case $word in */out) out=$word;; */*.rtf) files="$files $word";; esac
done
mkdir -p "$out"
echo start >> "$here/starts"
for file in $files; do
  read -r said < "$file"
  case $said in *kill*) kill -9 $PPID; exit;; esac
  name=${file##*/}
  { printf 'made of %s' "$said"; printf 'PK\005\006'; } > "$out/${name%.*}.docx"
done
)";

class Batch {
 public:
  Batch() {
    folder.write("soffice", kProgram);
    ::chmod(folder.path("soffice").c_str(), 0755);
  }

  void add(const std::string& name, const std::string& bytes) {
    folder.write(name, bytes);
    files_.push_back({folder.path(name), name});
  }

  /// `name` of items as they are, `name=…` of what was made, `name!code` of errors.
  std::vector<std::string> read() {
    ProcessOptions how;
    how.office.convert.program = folder.path("soffice");
    const auto processes = start_processes(how);
    ListedInputs listed(files_, {}, 60, *processes);
    ConvertedInputs inputs(listed, how.office, *processes);
    std::vector<std::string> out;
    while (true) {
      const auto state = inputs.look();
      if (state == InputStream::State::ended) return out;
      if (state == InputStream::State::ready) out.push_back(told(inputs.take()));
      if (state != InputStream::State::waiting) continue;
      pollfd more{inputs.descriptor(), POLLIN, 0};
      ::poll(&more, 1, 100);
    }
  }

  std::size_t starts() const { return folder.read("starts").size() / std::string("start\n").size(); }

  ScratchFolder folder;

 private:
  static std::string told(const InputItem& item) {
    std::string out = item.file.source;
    if (item.converted) out += "=" + item.converted->substr(0, item.converted->find("PK")) + " (" + item.bytes.value_or("") + ")";
    if (item.error) out += "!" + std::string(to_string(item.error->code));
    return out;
  }

  std::vector<InputFile> files_;
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("office files come converted, each in its place among the others, also out of archives") {
  Batch batch;
  batch.add("a.txt", "text");
  batch.add("b.pdf", "{\\rtf b");
  batch.add("c.zip", zip_of({{"x.rtf", "{\\rtf x"}, {"y.txt", "y"}}));
  batch.add("d.doc", "no office file");
  batch.add("e.rtf", "{\\rtf e");
  CHECK(batch.read() == Texts{"a.txt", "b.pdf=made of {\\rtf b ({\\rtf b)", "c.zip!/x.rtf=made of {\\rtf x ({\\rtf x)", "c.zip!/y.txt",
                              "d.doc", "e.rtf=made of {\\rtf e ({\\rtf e)"});
  CHECK(batch.starts() == 1);
}

TEST_CASE("office files that lie far apart share a start") {
  Batch batch;
  for (int i = 0; i < 300; ++i) batch.add(std::to_string(i), i % 30 == 7 ? "{\\rtf x" : "text");
  const auto items = batch.read();
  REQUIRE(items.size() == 300);
  for (std::size_t i = 0; i < items.size(); ++i) CHECK(items[i].starts_with(std::to_string(i) + (i % 30 == 7 ? "=" : "")));
  CHECK(batch.starts() == 1);
}

TEST_CASE("a file that crashes the process that converts costs itself only") {
  Batch batch;
  batch.add("a.rtf", "{\\rtf a");
  batch.add("b.rtf", "{\\rtf kill");
  batch.add("c.rtf", "{\\rtf c");
  CHECK(batch.read() == Texts{"a.rtf=made of {\\rtf a ({\\rtf a)", "b.rtf!crashed", "c.rtf=made of {\\rtf c ({\\rtf c)"});
}

TEST_CASE("a compound file that is no document goes on as it is") {
  Batch batch;
  batch.add("a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, ' '));
  CHECK(batch.read() == Texts{"a.doc"});
  CHECK(batch.starts() == 0);
}
