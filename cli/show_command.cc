#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "cli/basis.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/form_set.h"
#include "cli/one_file.h"
#include "cli/pipeline.h"
#include "cli/show_record.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao show FILE [options]";
  out.about =
      "Shows one report as a person reads it: whose it is, its tables with their Chinese labels,\n"
      "and what does not add up, marked at its cells and told below with the page.\n"
      "Colours are used on a terminal, unless NO_COLOR is set.\n";
  out.examples =
      "  nianbao show report.pdf\n"
      "  nianbao show report.pdf | less\n"
      "  nianbao show archive.zip!/2024/report.pdf\n";
  out.inputs = "FILE";
  out.max_inputs = 1;
  out.options.add_options()("forms", po::value<std::string>()->value_name("DIR"), "more form definitions (*.toml)")(
      "assume-form", po::value<std::string>()->value_name("ID"), "the form to take where the report leaves it open");
  return out;
}

ShowOptions show_options() {
  const char* no_color = std::getenv("NO_COLOR");
  ShowOptions out;
  out.color = ::isatty(STDOUT_FILENO) == 1 && !(no_color && *no_color);
  return out;
}

}  // namespace

int run_show(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  const auto forms = load_forms(line.options.count("forms") ? line.options["forms"].as<std::string>() : "");
  if (!forms) {
    std::cerr << forms.error().place << ": " << forms.error().message << "\n";
    return kBadArguments;
  }
  PipelineOptions options;
  if (line.options.count("assume-form")) options.normalize.assume_form = line.options["assume-form"].as<std::string>();
  options.basis = result_basis(*forms, options);
  const auto records = records_of_file(line.inputs.front(), *forms, options);
  if (!records) {
    std::cerr << records.error().place << ": " << records.error().message << "\n";
    return kNothingDone;
  }
  const ShowOptions how = show_options();
  for (std::size_t i = 0; i < records->size(); ++i)
    std::cout << (i == 0 ? "" : "\n\n") << show_record((*records)[i], forms->forms, how);
  return records->front().status == RecordStatus::failed ? kNothingDone : kAllRead;
}

}  // namespace nianbao
