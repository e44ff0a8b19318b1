#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "cli/basis.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/diff_text.h"
#include "cli/form_set.h"
#include "cli/record_source.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

enum DiffExit { kSame = 0, kDiffer = 1, kTrouble = 2 };

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao diff A B [options]";
  out.about =
      "Compares two reports, JSONL files or stores: what agrees and what differs, cell by cell.\n"
      "A page and its PDF attachment are two files of one report: this says whether they agree.\n"
      "In JSONL files and stores, records are matched by content and path, else by unit and year.\n"
      "Texts, findings and places are not compared.\n"
      "Exit codes: 0 the same, 1 something differs, 2 trouble.\n";
  out.examples =
      "  nianbao diff report.html report.pdf\n"
      "  nianbao diff old.sqlite new.sqlite\n"
      "  nianbao diff --json a.jsonl b.jsonl | jq '.differing[].cells'\n";
  out.inputs = "A B";
  out.options.add_options()("json", "as one JSON object")("cells-only", "compare the tables' cells, not unit, year, dates and the like")(
      "forms", po::value<std::string>()->value_name("DIR"), "more form definitions (*.toml)");
  return out;
}

int trouble(const Error& error, const std::string& path) {
  std::cerr << "nianbao diff: " << (error.place.empty() ? path : error.place) << ": " << to_string(error.code) << ": " << error.message << "\n";
  return kTrouble;
}

int compare(const ParsedLine& line, const FormSet& forms) {
  PipelineOptions options;
  options.basis = result_basis(forms, options);
  RecordComparison comparison;
  for (const DiffSide side : {DiffSide::a, DiffSide::b}) {
    const std::string& path = line.inputs[side == DiffSide::a ? 0 : 1];
    const auto done = each_record_of(path, forms, options, [&](const Record& record) { comparison.add(side, record); });
    if (!done) return trouble(done.error(), path);
  }
  const RecordDifferences differences = comparison.compare(line.options.count("cells-only") > 0);
  DiffTextOptions how{line.inputs[0], line.inputs[1]};
  const char* no_color = std::getenv("NO_COLOR");
  how.color = ::isatty(STDOUT_FILENO) == 1 && !(no_color && *no_color);
  std::cout << (line.options.count("json") > 0 ? differences_json(differences) : diff_text(differences, forms.forms, how));
  return differences.same() ? kSame : kDiffer;
}

}  // namespace

int run_diff(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code == kAllRead ? kSame : kTrouble;
  if (line.inputs.size() != 2) {
    complain("diff", "two files, JSONLs or stores are compared; " + std::to_string(line.inputs.size()) + " are named");
    return kTrouble;
  }
  const auto forms = load_forms(line.options.count("forms") > 0 ? line.options["forms"].as<std::string>() : "");
  if (!forms) return trouble(forms.error(), "");
  return compare(line, *forms);
}

}  // namespace nianbao
