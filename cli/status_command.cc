#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/reading_grammar.h"
#include "cli/status_text.h"

namespace nianbao {
namespace {

constexpr int kLastRuns = 10;

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao status STORE [options]";
  out.about =
      "Shows what is in a store: files and reports, counted by status, form, year and method, which\n"
      "files failed and why, the last runs, and how many records are stale: made by another version of\n"
      "the program, or with other forms or options than those named here.\n";
  out.examples =
      "  nianbao status reports.sqlite\n"
      "  nianbao status reports.sqlite --json | jq '.failures[] | [.code, .path] | @tsv' -r\n";
  out.inputs = "STORE";
  out.max_inputs = 1;
  out.options.add_options()("json", "as one JSON object, with every failure");
  add_reading_options(out.options);
  return out;
}

int failed(const Error& error, ExitCode code) {
  std::cerr << "nianbao status: " << error.message << "\n";
  return code;
}

}  // namespace

int run_status(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  ReadingOptions options;
  if (const std::string mistake = choose_reading(line.options, options); !mistake.empty()) return complain("status", mistake);
  const auto reading = prepare_reading(options);
  if (!reading) return failed(reading.error(), kBadArguments);
  const std::string& store = line.inputs.front();
  const auto reader = StoreReader::open(store);
  if (!reader) return failed(reader.error(), kNothingDone);
  const auto status = (*reader)->status(reading->pipeline.basis, kLastRuns);
  if (!status) return failed(status.error(), kNothingDone);
  std::cout << (line.options.count("json") > 0 ? status_json(*status) : status_text(*status, store));
  return kAllRead;
}

}  // namespace nianbao
