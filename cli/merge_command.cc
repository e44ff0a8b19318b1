#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/form_set.h"
#include "records/store_merge.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao merge PART... -o STORE [options]";
  out.about =
      "Joins stores into one: the parts that several machines have read, each its share (extract --shard).\n"
      "The same part again changes nothing, so that a task that ran twice does no harm, and a part that has\n"
      "grown brings what is new. The parts are left as they are.\n";
  out.examples =
      "  nianbao merge parts/*.sqlite -o archive.sqlite\n"
      "  parallel nianbao extract archive/ --shard {}/8 --jobs 1 -q -o part-{}.sqlite ::: $(seq 8)\n"
      "  nianbao merge part-*.sqlite -o archive.sqlite\n";
  out.inputs = "PART";
  out.options.add_options()("output,o", po::value<std::string>()->value_name("STORE"), "the store that takes them in; made where it is not there")(
      "wait", po::value<int>()->value_name("SECONDS")->default_value(0), "wait so long for a run on STORE (default: leave at once)")(
      "forms", po::value<std::string>()->value_name("DIR"), "more form definitions (*.toml), as they were given to extract")(
      "quiet,q", "no summary");
  return out;
}

int nothing_done(const Error& error) {
  std::cerr << "nianbao merge: " << error.message << "\n";
  return kNothingDone;
}

}  // namespace

int run_merge(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  if (!line.options.count("output")) return complain("merge", "which store takes them in? -o STORE");
  const auto forms = load_forms(line.options.count("forms") ? line.options["forms"].as<std::string>() : "");
  if (!forms) return nothing_done(forms.error()), kBadArguments;
  const std::string output = line.options["output"].as<std::string>();
  const auto merged = merge_stores(line.inputs, output, forms->forms, line.options["wait"].as<int>());
  if (!merged) return nothing_done(merged.error());
  if (line.options.count("quiet") == 0)
    std::cerr << line.inputs.size() << (line.inputs.size() == 1 ? " part: " : " parts: ") << merged->records
              << " records and " << merged->files << " files taken into " << output << "\n";
  return kAllRead;
}

}  // namespace nianbao
