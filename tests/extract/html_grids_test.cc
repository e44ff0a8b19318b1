#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/extract/html_grids.h"

namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("Misnested, unclosed, nested and oddly spanned tables have the grids that Chromium lays out") {
  int pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(NIANBAO_SOURCE_DIR "/tests/extract/grids")) {
    if (entry.path().extension() != ".html") continue;
    CAPTURE(entry.path().filename().string());
    std::filesystem::path answers = entry.path();
    CHECK(nianbao::test::describe_grids(bytes_of(entry.path())) == bytes_of(answers.replace_extension(".txt")));
    ++pages;
  }
  CHECK(pages >= 5);
}
