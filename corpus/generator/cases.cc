#include "corpus/generator/cases.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "corpus/generator/plan.h"

namespace nianbao::corpus {

namespace {

namespace fs = std::filesystem;

struct Case {
  std::string name, kind;
  std::uint64_t seed;
};

std::string case_toml(const Case& item, const Kind& kind) {
  const std::string seed = std::to_string(item.seed);
  return "about = \"" + kind.about + "\"\nproducer = \"nianbao-generate\"\nkind = \"" + item.kind + "\"\nseed = " + seed +
         "\ncommand = \"nianbao-generate --case " + item.name + " --kind " + item.kind + " --seed " + seed +
         " --out corpus\"\n";
}

/// The case's files by name.
std::map<std::string, std::string> files_of(const Case& item) {
  const Kind* kind = find_kind(item.kind);
  if (kind == nullptr) throw std::runtime_error("no kind " + item.kind + "; --list shows all");
  const Generated report = generate(*kind, item.seed, "input", Size::small);
  std::map<std::string, std::string> files = {
      {"case.toml", case_toml(item, *kind)}, {report.file, report.bytes}, {"expected.json", report.truth}};
  for (std::size_t i = 0; i < report.more_truths.size(); ++i)
    files["expected-" + std::to_string(i + 2) + ".json"] = report.more_truths[i];
  if (!report.places.empty()) files["places.json"] = report.places;
  return files;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write(const fs::path& folder, const Case& item) {
  fs::create_directories(folder / item.name);
  for (const auto& [name, bytes] : files_of(item)) {
    std::ofstream out(folder / item.name / name, std::ios::binary);
    out << bytes;
    if (!out.flush()) throw std::runtime_error("cannot write " + (folder / item.name / name).string());
  }
}

std::vector<Case> own_cases(const fs::path& folder) {
  std::vector<Case> out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!fs::exists(entry.path() / "case.toml")) continue;
    const toml::table about = toml::parse_file((entry.path() / "case.toml").string());
    if (about["producer"].value_or(std::string()) != "nianbao-generate") continue;
    out.push_back({entry.path().filename().string(), about["kind"].value_or(std::string()),
                   static_cast<std::uint64_t>(about["seed"].value_or(std::int64_t{0}))});
  }
  std::sort(out.begin(), out.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
  return out;
}

bool depends_on_libraries(const std::string& name, const std::string& bytes) {
  return name == "places.json" || bytes.find("/FlateDecode") != std::string::npos;
}

}  // namespace

void write_case(const std::string& folder, const std::string& name, const std::string& kind, std::uint64_t seed) {
  write(folder, {name, kind, seed});
}

void rewrite_cases(const std::string& folder) {
  for (const Case& item : own_cases(folder)) write(folder, item);
}

int check_cases(const std::string& folder) {
  int changed = 0;
  for (const Case& item : own_cases(folder)) {
    for (const auto& [name, bytes] : files_of(item)) {
      if (depends_on_libraries(name, bytes) || bytes_of(fs::path(folder) / item.name / name) == bytes) continue;
      std::printf("%s/%s would be written otherwise\n", item.name.c_str(), name.c_str());
      ++changed;
    }
  }
  return changed;
}

}  // namespace nianbao::corpus
