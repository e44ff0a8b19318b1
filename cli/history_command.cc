#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/history_text.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao history PATH --store STORE [options]";
  out.about =
      "Shows what a store knows of a file: every content that it has had, since when, and what each says.\n"
      "Units correct their reports after publication: this is where it shows. PATH is the file's path as a\n"
      "run was given it, its absolute path, or its end from a folder on (2024/huaian.pdf).\n";
  out.examples =
      "  nianbao history 2024/huaian.pdf --store reports.sqlite\n"
      "  nianbao history reports.sqlite 2024/huaian.pdf --json | jq '.versions[].since'\n";
  out.inputs = "PATH";
  out.max_inputs = 2;
  out.options.add_options()("store", po::value<std::string>()->value_name("STORE"), "the store; or name it before PATH")(
      "json", "as JSON, an object a line for each file");
  return out;
}

int nothing_done(const std::string& message) {
  std::cerr << "nianbao history: " << message << "\n";
  return kNothingDone;
}

}  // namespace

int run_history(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  const bool named = line.options.count("store") > 0;
  if (line.inputs.size() != (named ? 1 : 2))
    return complain("history", named ? "one PATH at a time, please" : "name the store too: nianbao history PATH --store STORE");
  const std::string& store = named ? line.options["store"].as<std::string>() : line.inputs.front();
  const std::string& path = line.inputs.back();
  const auto reader = StoreReader::open(store);
  if (!reader) return nothing_done(reader.error().message);
  const auto versions = (*reader)->history(path);
  if (!versions) return nothing_done(versions.error().message);
  if (versions->empty()) return nothing_done(store + " knows no file " + path);
  std::cout << (line.options.count("json") > 0 ? history_json(*versions) : history_text(*versions));
  return kAllRead;
}

}  // namespace nianbao
