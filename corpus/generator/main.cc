// nianbao-generate: writes made-up reports with known values.
#include <boost/program_options.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "corpus/generator/cases.h"
#include "corpus/generator/plan.h"

namespace {

namespace options = boost::program_options;
namespace fs = std::filesystem;
using namespace nianbao::corpus;

void write_file(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + path.string());
}

void write_folder(const fs::path& folder, const Generated& report) {
  const std::string name = fs::path(report.file).stem().string();
  write_file(folder / "reports" / report.file, report.bytes);
  write_file(folder / "truth" / (name + ".json"), report.truth);
  for (std::size_t i = 0; i < report.more_truths.size(); ++i)
    write_file(folder / "truth" / (name + "-" + std::to_string(i + 2) + ".json"), report.more_truths[i]);
  if (!report.places.empty()) write_file(folder / "places" / (name + ".json"), report.places);
}

bool is_scan(const Kind& kind) { return kind.name.rfind("scan_", 0) == 0; }

void list_kinds() {
  for (const Kind& kind : all_kinds()) std::printf("%-20s %s\n", kind.name.c_str(), kind.about.c_str());
}

/// Reports of the kinds in turn, `count` in all, of the seeds from the given one on: a report is made again by its own kind
/// and seed.
void generate_folder(const options::variables_map& given) {
  std::vector<Kind> kinds;
  if (given.count("kind") == 0) {
    std::copy_if(all_kinds().begin(), all_kinds().end(), std::back_inserter(kinds), [](const Kind& kind) { return !is_scan(kind); });
  } else {
    for (const std::string& name : given["kind"].as<std::vector<std::string>>()) {
      if (name == "scans") {
        kinds.insert(kinds.end(), scan_kinds().begin(), scan_kinds().end());
        continue;
      }
      const Kind* kind = find_kind(name);
      if (kind == nullptr) throw std::runtime_error("no kind " + name + "; --list shows all");
      kinds.push_back(*kind);
    }
  }
  const auto seed = given["seed"].as<std::uint64_t>();
  const Size size = given.count("small") > 0 ? Size::small : Size::any;
  for (int i = 0; i < given["count"].as<int>(); ++i) {
    const Kind& kind = kinds[static_cast<std::size_t>(i) % kinds.size()];
    const std::uint64_t own_seed = seed + static_cast<std::uint64_t>(i);
    write_folder(given["out"].as<std::string>(), generate(kind, own_seed, kind.name + "-" + std::to_string(own_seed), size));
  }
}

/// One report a seed, as a file of every kind.
void generate_every_file_folder(const options::variables_map& given) {
  const auto seed = given["seed"].as<std::uint64_t>();
  for (int i = 0; i < given["count"].as<int>(); ++i) {
    const std::uint64_t own_seed = seed + static_cast<std::uint64_t>(i);
    for (const Generated& report : generate_every_file(own_seed, std::to_string(own_seed)))
      write_folder(given["out"].as<std::string>(), report);
  }
}

int run(int argc, char** argv) {
  options::options_description all(
      "nianbao-generate --seed S --count N --out DIR [--kind KIND]...\n"
      "nianbao-generate --case NAME --kind KIND --seed S --out DIR\nOptions");
  all.add_options()("help", "show this")("list", "list the kinds of reports")(
      "seed", options::value<std::uint64_t>()->default_value(1), "of the first report, the next one has the next; same seed, same bytes")(
      "count", options::value<int>()->default_value(50), "how many reports")(
      "kind", options::value<std::vector<std::string>>()->composing(), "a kind, `scans` for all kinds of scans; all but scans in turn if not given")(
      "every-file", "each report as a file of every kind: pages, documents, texts")(
      "small", "one font and little prose")("out", options::value<std::string>(), "folder for reports/, truth/ and places/, or for the case")(
      "case", options::value<std::string>(), "write a case of that name, of the one kind and the seed")(
      "rewrite", options::value<std::string>(), "write this folder's cases again")(
      "check", options::value<std::string>(), "tell which of this folder's cases would change; exit 1 if any");
  options::variables_map given;
  options::store(options::parse_command_line(argc, argv, all), given);
  options::notify(given);
  if (given.count("list") > 0) list_kinds();
  else if (given.count("rewrite") > 0) rewrite_cases(given["rewrite"].as<std::string>());
  else if (given.count("check") > 0) return check_cases(given["check"].as<std::string>()) == 0 ? 0 : 1;
  else if (given.count("case") > 0) {
    write_case(given["out"].as<std::string>(), given["case"].as<std::string>(),
               given["kind"].as<std::vector<std::string>>().front(), given["seed"].as<std::uint64_t>());
  }
  else if (given.count("every-file") > 0) generate_every_file_folder(given);
  else if (given.count("out") > 0) generate_folder(given);
  else std::cout << all;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "nianbao-generate: " << error.what() << "\n";
    return 1;
  }
}
