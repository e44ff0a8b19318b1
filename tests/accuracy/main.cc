// nianbao-accuracy: runs the program on reports with known values and says how right it is, kind by kind.
#include <boost/program_options.hpp>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>

#include "tests/accuracy/score.h"

namespace {

namespace options = boost::program_options;
using namespace nianbao::accuracy;

struct Settings {
  std::vector<std::string> folders, extract_options;
  std::string program, only;
  double least_share = 1;
  int complaints = 5;
};

void print_heading() {
  std::printf("%-20s %7s %8s %8s %6s %7s %7s %6s %11s %11s %9s %7s %9s %6s %5s %13s\n", "kind", "reports", "cells",
              "exact", "wrong", "missing", "flagged", "extra", "undecidable", "labels", "sums", "alarms", "findings", "form",
              "meta", "boxes");
}

void print_score(const std::string& name, const Score& s) {
  const auto of = [](int part, int whole) { return std::to_string(part) + "/" + std::to_string(whole); };
  std::printf("%-20s %7d %8d %8d %6d %7d %7d %6d %11s %11s %9s %7d %9s %6d %5d %13s\n", name.c_str(), s.reports, s.cells,
              s.exact, s.wrong, s.missing, s.flagged, s.extra, of(s.undecided_flagged, s.undecided).c_str(),
              of(s.labels_mapped, s.labels).c_str(), of(s.sums_found, s.sums).c_str(), s.false_alarms,
              of(s.findings_found, s.findings).c_str(), s.form_wrong + s.without_record, s.year_wrong + s.unit_wrong,
              of(s.boxes_right, s.boxes).c_str());
}

void print_complaints(const Truth& truth, const std::vector<std::string>& complaints, int most) {
  if (complaints.empty() || most == 0) return;
  std::printf("%s\n", truth.path.c_str());
  for (std::size_t i = 0; i < complaints.size(); ++i) {
    if (static_cast<int>(i) == most) {
      std::printf("   and %zu more\n", complaints.size() - i);
      break;
    }
    std::printf("   %s\n", complaints[i].c_str());
  }
}

std::vector<Truth> all_truths(const Settings& settings) {
  std::vector<Truth> out;
  for (const std::string& folder : settings.folders) {
    for (Truth& truth : load_truths(folder)) {
      if (settings.only.empty() || truth.kind == settings.only) out.push_back(std::move(truth));
    }
  }
  if (out.empty()) throw std::runtime_error("no reports with truths there");
  return out;
}

int run(const Settings& settings) {
  const std::vector<Truth> truths = all_truths(settings);
  std::vector<std::string> files;
  for (const Truth& truth : truths)
    if (truth.record == 1) files.push_back(truth.path);
  std::map<std::string, Reading> readings = run_program(settings.program, settings.extract_options, files);
  std::map<std::string, Score> by_kind;
  Score all;
  for (const Truth& truth : truths) {
    std::vector<std::string> complaints;
    const Score score = score_report(truth, readings[truth.path].record(truth.record), complaints);
    print_complaints(truth, complaints, settings.complaints);
    by_kind[truth.kind].add(score);
    all.add(score);
  }
  print_heading();
  for (const auto& [kind, score] : by_kind) print_score(kind, score);
  print_score("all", all);
  std::printf("cells exact: %.4f %%; silently wrong: %d\n", 100 * all.share_exact(), all.wrong);
  return all.is_clean() && all.share_exact() >= settings.least_share ? 0 : 1;
}

int start(int argc, char** argv) {
  Settings settings;
  settings.program = (std::filesystem::canonical("/proc/self/exe").parent_path() / "nianbao").string();
  options::options_description all("nianbao-accuracy FOLDER...\nEach folder holds reports/ and truth/, or cases "
                                   "(CASE/input.*, CASE/expected*.json).\nExit 0: nothing silently wrong, extra or "
                                   "falsely alarmed, everything planted found, enough cells exact.\nOptions");
  all.add_options()("help", "show this")(
      "folder", options::value(&settings.folders), "a folder (positional)")(
      "program", options::value(&settings.program), "the program to run; by default the nianbao beside this one")(
      "option", options::value(&settings.extract_options)->composing(), "handed to `extract`, for example --option=--jobs=2")(
      "kind", options::value(&settings.only), "only reports of this kind")(
      "min", options::value(&settings.least_share)->default_value(1), "least share of cells that are exact")(
      "complaints", options::value(&settings.complaints)->default_value(5), "lines a report that are shown of its faults");
  options::positional_options_description positional;
  positional.add("folder", -1);
  options::variables_map given;
  options::store(options::command_line_parser(argc, argv).options(all).positional(positional).run(), given);
  options::notify(given);
  if (given.count("help") > 0 || settings.folders.empty()) {
    std::cout << all;
    return given.count("help") > 0 ? 0 : 2;
  }
  return run(settings);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return start(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "nianbao-accuracy: " << error.what() << "\n";
    return 2;
  }
}
