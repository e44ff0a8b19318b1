#include "cli/input_files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/cli/scratch_folder.h"

using namespace nianbao;

namespace {

std::vector<std::string> sources(const std::vector<std::string>& inputs, const std::string& output = {}) {
  std::vector<std::string> out;
  for (const InputFile& file : list_input_files(inputs, output)) out.push_back(file.source);
  return out;
}
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a folder's files come in byte order of their paths within it, hidden ones left out") {
  ScratchFolder folder;
  for (const char* name : {"b.pdf", "a/z.txt", "a.txt", "B.pdf", "县.txt", ".hidden", ".git/x.txt"}) folder.write(name, "x");
  CHECK(sources({folder.path()}) == Names{"B.pdf", "a.txt", "a/z.txt", "b.pdf", "县.txt"});
  CHECK(list_input_files({folder.path()}, {})[0].path == folder.path("B.pdf"));
}

TEST_CASE("a file is listed as it was given, whether it is there or not") {
  CHECK(list_input_files({"no/such.pdf"}, {}) == std::vector<InputFile>{{"no/such.pdf", "no/such.pdf"}});
}

TEST_CASE("a path that is named twice is listed once, under its first name") {
  ScratchFolder folder;
  folder.write("a.txt", "x");
  folder.write("b.txt", "x");
  CHECK(sources({folder.path("b.txt"), folder.path(), folder.path() + "/./b.txt"}) ==
        Names{folder.path("b.txt"), "a.txt"});
}

TEST_CASE("links: a loop ends, a folder is listed once, a broken one is listed") {
  ScratchFolder folder;
  folder.write("in/a.txt", "x");
  std::filesystem::create_directory_symlink("..", folder.path("in/loop"));
  std::filesystem::create_directory_symlink("in", folder.path("again"));
  std::filesystem::create_symlink("nowhere", folder.path("broken.pdf"));
  std::filesystem::create_symlink("in/a.txt", folder.path("file.txt"));
  CHECK(sources({folder.path()}) == Names{"again/a.txt", "broken.pdf", "file.txt"});
}

TEST_CASE("what the run writes is not read") {
  ScratchFolder folder;
  folder.write("a.txt", "x");
  folder.write("out.jsonl", "{}");
  folder.write("data/values_long.csv", "x");
  CHECK(sources({folder.path()}, folder.path("out.jsonl")) == Names{"a.txt", "data/values_long.csv"});
  CHECK(sources({folder.path()}, folder.path("data/")) == Names{"a.txt", "out.jsonl"});
}

TEST_CASE("an empty folder has no files") {
  ScratchFolder folder;
  CHECK(sources({folder.path()}).empty());
}

TEST_CASE("bytes are read whole, and what is no file says so") {
  ScratchFolder folder;
  const std::string bytes("a\0b\r\n\xff", 6);
  folder.write("x", bytes);
  folder.write("empty", "");
  CHECK(read_file_bytes(folder.path("x")).value() == bytes);
  CHECK(read_file_bytes(folder.path("empty")).value().empty());
  CHECK(read_file_bytes(folder.path("none")).error().code == ErrorCode::unreadable_file);
  CHECK(read_file_bytes(folder.path()).error().message == "the file cannot be read: it is a folder");
  CHECK(read_file_bytes(folder.path("x"), 5).error().code == ErrorCode::limit_exceeded);
  CHECK(read_file_bytes(folder.path("x"), 6).has_value());
  REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
  CHECK(read_file_bytes(folder.path("pipe")).error().code == ErrorCode::unreadable_file);
}
