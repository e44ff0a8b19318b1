#include <algorithm>
#include <iostream>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/installation.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

CommandGrammar grammar() {
  CommandGrammar out;
  out.usage = "nianbao doctor [options]";
  out.about =
      "Checks the installation: tries each thing that the program works with, and says what a\n"
      "missing one would give and how to get it. Exit code 0: all is there; 3: something is missing\n"
      "(the rest works without).\n";
  out.examples =
      "  nianbao doctor\n"
      "  nianbao doctor --tessdata /opt/tessdata\n";
  out.options.add_options()("tessdata", po::value<std::string>()->value_name("DIR"), "the folder of chi_sim.traineddata (default: the system's)");
  return out;
}

void print(const InstallationPart& part, std::ostream& out) {
  out << (part.works ? "ok       " : "MISSING  ") << part.name << ": " << part.detail << "\n";
  out << "         " << part.gives << "\n";
  if (!part.works) out << "         to get it: " << part.advice << "\n";
}

}  // namespace

int run_doctor(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, grammar());
  if (line.exit_code) return *line.exit_code;
  const auto parts = check_installation(line.options.count("tessdata") ? line.options["tessdata"].as<std::string>() : "");
  for (const InstallationPart& part : parts) print(part, std::cout);
  return std::all_of(parts.begin(), parts.end(), [](const InstallationPart& part) { return part.works; }) ? kAllRead : kSomeFailed;
}

}  // namespace nianbao
