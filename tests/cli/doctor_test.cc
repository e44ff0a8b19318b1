#include <catch2/catch.hpp>
#include <filesystem>

#include "extract/scan/language_data.h"
#include "tests/cli/program_run.h"

namespace nianbao {
namespace {

const std::string kReport = std::string(NIANBAO_SOURCE_DIR) + "/corpus/wrong_sums/input.pdf";

TEST_CASE("doctor tells each missing part, what it would give and how to get it, and ends with 3") {
  const ScratchFolder folder;
  // Neither language data nor LibreOffice: the environment names empty folders.
  const Ended ended = run(folder, "TESSDATA_PREFIX=. PATH=. nianbao doctor");
  CHECK(ended.code == 3);
  CHECK(contains(ended.out, "MISSING  Chinese language data: there is no chi_sim.traineddata in the folder ."));
  CHECK(contains(ended.out, "to get it: apt-get install tesseract-ocr-chi-sim"));
  CHECK(contains(ended.out, "MISSING  LibreOffice"));
  CHECK(contains(ended.out, "to get it: apt-get install libreoffice"));
  CHECK(contains(ended.out, "ok       Poppler's encoding data"));
  CHECK(contains(ended.out, "ok       models of digits: both witnesses read a drawn 1"));
  CHECK(ended.err.empty());
}

TEST_CASE("doctor takes no files") { CHECK(run(ScratchFolder(), "nianbao doctor report.pdf").code == 1); }

TEST_CASE("Missing language data is told once, before any file is read, and costs reports with text nothing") {
  const ScratchFolder folder;
  const std::string line = "TESSDATA_PREFIX=/nowhere nianbao extract '" + kReport + "'";
  const Ended ended = run(folder, line);
  CHECK(ended.code == 0);
  CHECK(ended.err.rfind("nianbao extract: there is no chi_sim.traineddata in the folder /nowhere", 0) == 0);
  CHECK(contains(ended.err, "the package tesseract-ocr-chi-sim"));
  CHECK(contains(ended.out, "\"complete\""));
  CHECK_FALSE(contains(run(folder, line + " --ocr never").err, "chi_sim"));
  CHECK(run(folder, line + " -q").err.empty());
}

TEST_CASE("Where language data was asked for and is not there, nothing is read") {
  const ScratchFolder folder;
  for (std::string asked : {"--ocr always", "--tessdata ."}) {
    const Ended ended = run(folder, "TESSDATA_PREFIX=/nowhere nianbao extract " + asked + " '" + kReport + "'");
    CHECK(ended.code == 1);
    CHECK(ended.out.empty());
    CHECK(contains(ended.err, "tesseract-ocr-chi-sim"));
  }
}

TEST_CASE("A folder of one's own with the language data is used, and where it lies changes no record") {
  const auto installed = find_language_data("");
  if (!installed) {
    WARN("skipped: tesseract-ocr-chi-sim is not installed");
    return;
  }
  const ScratchFolder folder;
  std::filesystem::create_directory(folder.path("own"));
  std::filesystem::create_symlink(language_file(*installed), folder.path("own/chi_sim.traineddata"));
  CHECK(contains(run(folder, "PATH=. nianbao doctor --tessdata own").out, "ok       Chinese language data: own/chi_sim.traineddata"));
  const Ended with_own = run(folder, "nianbao extract -q --tessdata own '" + kReport + "'");
  CHECK(with_own.code == 0);
  CHECK(with_own.out == run(folder, "nianbao extract -q '" + kReport + "'").out);
}

}  // namespace
}  // namespace nianbao
