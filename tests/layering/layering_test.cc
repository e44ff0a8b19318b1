// The `#include` lines of every folder against the table of folders in ARCHITECTURE.md: a rule made a test.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

/// Which of our folders a folder may include, besides itself. Folders that are not named here may include all.
const std::map<std::string, Names>& allowed_folders() {
  static const std::map<std::string, Names> table{
      {"model", {}},
      {"extract", {"model"}},
      {"tables", {"model"}},
      {"normalize", {"model"}},
      {"records", {"model"}},
      {"audit", {"model", "records"}},
      {"cli", {"model", "extract", "tables", "normalize", "records", "audit"}},
  };
  return table;
}

/// Where a library may be named: each pattern of include names with the pattern of the files that may have it. A library
/// that is not listed may be included nowhere.
struct LibraryRule {
  std::regex name, files;
};
const std::vector<LibraryRule>& library_rules() {
  static const std::vector<LibraryRule> rules{
      {std::regex("[a-z_]+"), std::regex(".*")},  // the standard library
      {std::regex("tl/expected\\.hpp"), std::regex("model/result\\.h")},
      {std::regex("(unistd|fcntl|poll|sched|signal|stdio|stdlib|sys/[a-z]+)\\.h"),
       std::regex("(cli|records)/.*|extract/(foreign_program|office_convert)\\.cc")},
      {std::regex("seccomp\\.h|errno\\.h|linux/[a-z]+\\.h"), std::regex("cli/confinement\\.cc")},
      {std::regex("unicode/.*"), std::regex("(extract|tables|normalize)/.*")},
      {std::regex("toml\\+\\+/.*"), std::regex("normalize/.*")},
      {std::regex("rapidjson/.*"), std::regex("records/.*")},
      {std::regex("sqlite3\\.h"), std::regex("records/.*")},
      {std::regex("xlsxwriter\\.h"), std::regex("records/xlsx_workbook\\.cc")},
      {std::regex("boost/program_options\\.hpp"), std::regex("cli/.*")},
      {std::regex("openssl/.*"), std::regex("cli/.*\\.cc")},
      // One adaptor, one library: zipped parts, XML parts.
      {std::regex("zip\\.h"), std::regex("extract/zip_package\\.cc")},
      {std::regex("leptonica/.*"), std::regex("extract/scan/pix\\.h")},
      {std::regex("tesseract/.*"), std::regex("extract/scan/text_recogniser\\.cc")},
      {std::regex("pugixml\\.hpp"), std::regex("extract/xml_tree\\.h")},
      {std::regex("archive(_entry)?\\.h|locale\\.h"), std::regex("extract/archive_stream\\.cc")},
      {std::regex("gumbo\\.h"), std::regex("extract/html_.*")},
      {std::regex("uchardet/.*"), std::regex("extract/encoding_.*")},
      // Poppler: the PDF reader's files alone know it.
      {std::regex("(goo/|splash/|fofi/|poppler-)?[A-Z][A-Za-z]+\\.h|goo/[a-z]+\\.h"), std::regex("extract/pdf_.*")},
  };
  return rules;
}

bool library_is_allowed(const std::string& name, const std::string& file) {
  return std::any_of(library_rules().begin(), library_rules().end(), [&](const LibraryRule& rule) {
    return std::regex_match(name, rule.name) && std::regex_match(file, rule.files);
  });
}

std::string folder_of(const std::string& path) { return path.substr(0, path.find('/')); }

/// What is wrong with the includes of one file. `path` from the project's root.
std::vector<std::string> wrong_includes(const std::string& path, const std::string& text, bool is_public) {
  static const std::regex include("\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
  static const std::regex for_public("[a-z_]+|tl/expected\\.hpp|sys/types\\.h");
  std::vector<std::string> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (!std::regex_match(line, found, include)) continue;
    const std::string name = found[2];
    if (found[1] == "<") {
      if (!library_is_allowed(name, path)) out.push_back(path + " may not include <" + name + ">");
      else if (is_public && !std::regex_match(name, for_public))
        out.push_back(path + " is a public header and shows <" + name + ">");
      continue;
    }
    const Names& allowed = allowed_folders().at(folder_of(path));
    if (folder_of(name) != folder_of(path) && !allowed.count(folder_of(name)))
      out.push_back(path + " may not include \"" + name + "\"");
  }
  return out;
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The headers that a folder's CMakeLists.txt names as public.
Names public_headers(const fs::path& folder) {
  const std::string text = text_of(folder / "CMakeLists.txt");
  const auto begin = text.find("HEADERS"), end = text.find_first_of(")", begin);
  Names out;
  if (begin == std::string::npos) return out;
  std::istringstream words(text.substr(begin, end - begin));
  for (std::string word; words >> word && word != "LINKS";)
    if (word.ends_with(".h")) out.insert(word);
  return out;
}

std::vector<std::string> wrong_includes_of_folder(const std::string& folder) {
  const fs::path root(NIANBAO_SOURCE_DIR);
  const Names headers = public_headers(root / folder);
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string ending = entry.path().extension().string();
    if (ending != ".cc" && ending != ".h") continue;
    const std::string path = fs::relative(entry.path(), root).generic_string();
    const bool is_public = headers.count(path.substr(folder.size() + 1)) > 0;
    for (const std::string& wrong : wrong_includes(path, text_of(entry.path()), is_public)) out.push_back(wrong);
  }
  return out;
}

}  // namespace

TEST_CASE("every folder includes only what the layering allows") {
  for (const auto& [folder, allowed] : allowed_folders()) {
    CAPTURE(folder);
    CHECK(wrong_includes_of_folder(folder) == std::vector<std::string>{});
  }
}

TEST_CASE("the table names every folder of the program that has sources") {
  const Names free{"bench", "build", "corpus", "docs", "packaging", "scripts", "tests"};
  for (const auto& entry : fs::directory_iterator(NIANBAO_SOURCE_DIR)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory() || name.front() == '.' || name == "cmake" || free.count(name)) continue;
    CAPTURE(name);
    CHECK(allowed_folders().count(name) == 1);
  }
}

TEST_CASE("stages that include each other are found") {
  CHECK(wrong_includes("audit/a.cc", "#include \"normalize/b.h\"\n", false).size() == 1);
  CHECK(wrong_includes("audit/a.cc", "#include \"records/b.h\"\n#include \"model/c.h\"\n", false).empty());
  CHECK(wrong_includes("model/a.h", " # include \"tables/b.h\" // why\n", false).size() == 1);
  CHECK(wrong_includes("tables/a.cc", "#include \"tables/b.h\"\n#include <vector>\n", false).empty());
}

TEST_CASE("libraries outside their adaptor are found") {
  CHECK(wrong_includes("tables/a.cc", "#include <PDFDoc.h>\n", false).size() == 1);
  CHECK(wrong_includes("extract/text_reader.cc", "#include <OutputDev.h>\n", false).size() == 1);
  CHECK(wrong_includes("extract/pdf_reader.cc", "#include <goo/GooString.h>\n", false).empty());
  CHECK(wrong_includes("extract/pdf_reader.h", "#include <PDFDoc.h>\n", true).size() == 1);
  CHECK(wrong_includes("extract/pdf_reader.cc", "#include <boost/any.hpp>\n", false).size() == 1);
  CHECK(wrong_includes("normalize/a.h", "#include <toml++/toml.h>\n", true).size() == 1);
}
