// nianbao-accuracy: runs the program on reports with known values and says how right it is, kind by kind.
#include <boost/program_options.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "tests/accuracy/score.h"

namespace {

namespace options = boost::program_options;
using namespace nianbao::accuracy;

struct Settings {
  std::vector<std::string> folders, extract_options;
  std::string program, only, cells_file;
  bool doubt_allowed = false;
  double least_share = 1, most_silent = 0;
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

void print_scan_heading() {
  std::printf("%-20s %7s %6s %9s %7s %9s %8s %6s %8s %8s %7s %9s %13s %9s %7s %7s\n", "scans", "reports", "pages", "tables", "cells",
              "exact %", "flagged", "lost", "SILENT", "for ink", "repaired", "labels", "covered", "erased", "sums", "ms/page");
}

/// `covered`: cells under something, how many of them doubted / silently wrong; `erased`: repaired rightly / planted / wrongly.
void print_scan_score(const std::string& name, const Score& s, double cpu_seconds) {
  const auto of = [](int part, int whole) { return std::to_string(part) + "/" + std::to_string(whole); };
  const std::string covered = of(s.obstructed_flagged, s.obstructed) + "/" + std::to_string(s.obstructed_wrong);
  const std::string erased = of(s.erased_repaired, s.erased) + "/" + std::to_string(s.erased_wrong);
  std::printf("%-20s %7d %6d %9s %7d %9.3f %8d %6d %8d %8d %8d %9s %13s %9s %7s %7.0f\n", name.c_str(), s.reports, s.pages,
              of(s.tables_whole, s.tables).c_str(), s.cells, 100 * s.share_exact(), s.flagged, s.missing, s.silent(), s.blank_for_ink,
              s.repaired, of(s.labels_mapped, s.labels).c_str(), covered.c_str(), erased.c_str(), of(s.sums_found, s.sums).c_str(),
              s.pages == 0 ? 0.0 : 1000 * cpu_seconds / s.pages);
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

/// A line a cell, for whoever wants to count otherwise.
class CellFile {
 public:
  explicit CellFile(const std::string& path) {
    if (path.empty()) return;
    out_.open(path);
    out_ << "kind\treport\tdpi\tnumber_font\tfield\tverdict\ttrue\tvalue\tstatus\traw\tconfidence\n";
  }

  void add(const Truth& truth, const std::vector<CellVerdict>& cells) {
    if (!out_.is_open()) return;
    for (const CellVerdict& cell : cells) {
      const auto value = truth.values.find(cell.field);
      out_ << truth.kind << '\t' << std::filesystem::path(truth.path).filename().string() << '\t' << truth.dpi << '\t' << truth.number_font
           << '\t' << cell.field << '\t' << cell.verdict << '\t' << (value == truth.values.end() ? "" : shown(value->second));
      if (cell.read == nullptr) out_ << "\t\tmissing\t\t\n";
      else out_ << '\t' << shown(cell.read->value) << '\t' << cell.read->status << '\t' << on_one_line(cell.read->raw) << '\t' << cell.read->confidence << '\n';
    }
  }

 private:
  static std::string shown(const std::optional<nianbao::Decimal>& value) { return value ? value->to_string() : ""; }
  static std::string on_one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n'; }, ' ');
    return text;
  }

  std::ofstream out_;
};

struct KindScore {
  Score score;
  Cost cost;
};

using KindScores = std::map<std::string, KindScore>;

bool is_scan(const std::string& kind) { return kind.rfind("scan", 0) == 0; }

/// Reads the reports in one go, so that the time of their kind can be told, and scores them.
void score_together(const Settings& settings, const std::vector<const Truth*>& truths, CellFile& cell_file, KindScores& by_kind) {
  std::vector<std::string> files;
  for (const Truth* truth : truths)
    if (truth->record == 1) files.push_back(truth->path);
  Cost cost;
  std::map<std::string, Reading> readings = run_program(settings.program, settings.extract_options, files, &cost);
  for (const Truth* truth : truths) {
    std::vector<std::string> complaints;
    std::vector<CellVerdict> cells;
    by_kind[truth->kind].score.add(score_report(*truth, readings[truth->path].record(truth->record), complaints, &cells));
    print_complaints(*truth, complaints, settings.complaints);
    cell_file.add(*truth, cells);
  }
  by_kind[truths.front()->kind].cost.cpu_seconds += cost.cpu_seconds;
}

void print_scores(const KindScores& by_kind, const Score& all) {
  print_heading();
  for (const auto& [kind, entry] : by_kind) print_score(kind, entry.score);
  print_score("all", all);
  KindScore scans;
  for (const auto& [kind, entry] : by_kind) {
    if (!is_scan(kind)) continue;
    if (scans.score.reports == 0) print_scan_heading();
    print_scan_score(kind, entry.score, entry.cost.cpu_seconds);
    scans.score.add(entry.score);
    scans.cost.cpu_seconds += entry.cost.cpu_seconds;
  }
  if (scans.score.reports > 0) print_scan_score("all scans", scans.score, scans.cost.cpu_seconds);
}

int run(const Settings& settings) {
  const std::vector<Truth> truths = all_truths(settings);
  std::map<std::string, std::vector<const Truth*>> groups;
  for (const Truth& truth : truths) groups[is_scan(truth.kind) ? truth.kind : ""].push_back(&truth);
  CellFile cell_file(settings.cells_file);
  KindScores by_kind;
  for (const auto& [name, group] : groups) score_together(settings, group, cell_file, by_kind);
  Score all;
  for (const auto& [kind, entry] : by_kind) all.add(entry.score);
  print_scores(by_kind, all);
  std::printf("cells exact: %.4f %%; silently wrong: %d\n", 100 * all.share_exact(), all.silent());
  const bool good = settings.doubt_allowed ? all.silent() <= settings.most_silent * all.cells : all.is_clean();
  return good && all.share_exact() >= settings.least_share ? 0 : 1;
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
      "cells", options::value(&settings.cells_file), "a TSV file to write, a line a cell")(
      "doubt-allowed", options::bool_switch(&settings.doubt_allowed),
      "exit 0 where nothing is silently wrong and enough cells are exact, whatever else was not found")(
      "most-silent", options::value(&settings.most_silent)->default_value(0), "with --doubt-allowed: share of the cells that may be silently wrong")(
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
