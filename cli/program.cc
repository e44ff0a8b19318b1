#include <exception>
#include <iostream>

#include "cli/commands.h"
#include "cli/stdout_guard.h"

namespace nianbao {
namespace {

void print_help(std::ostream& out) {
  out << "Usage: nianbao COMMAND ...\n\n"
         "Reads published yearly reports on government information disclosure\n"
         "(政府信息公开工作年度报告) into checked records. No wrong number leaves without a flag,\n"
         "and every number shows where it stands.\n\nCommands:\n";
  for (const Command& command : all_commands())
    out << "  " << command.name << std::string(10 - command.name.size(), ' ') << command.summary << "\n";
  out << "\nnianbao COMMAND --help tells more, with examples; nianbao --version tells the version.\n"
         "\nFirst steps:\n"
         "  nianbao show report.pdf                   look at one report\n"
         "  nianbao extract reports/ -o out.sqlite    make a dataset of a folder\n";
}

int unknown_command(const std::string& name) {
  std::cerr << "nianbao: there is no command " << name << "; the commands are";
  for (const Command& command : all_commands()) std::cerr << " " << command.name;
  std::cerr << "\n";
  return kBadArguments;
}

}  // namespace

const std::vector<Command>& all_commands() {
  static const std::vector<Command> commands{
      {"extract", "read files and folders, write records (JSONL, CSV, SQLite)", run_extract},
      {"show", "show one report as a person reads it, with what does not add up", run_show},
      {"text", "print a document's plain text in reading order", run_text},
      {"status", "tell what is in a store: counts, failures, runs, what is stale", run_status},
      {"history", "tell what a store knows of a file: every version, what changed", run_history},
      {"export", "write a store, or part of it, as JSONL, CSV or a workbook (XLSX)", run_export},
      {"diff", "compare two reports, JSONL files or stores, cell by cell", run_diff},
      {"merge", "join stores that several machines have read into one", run_merge},
      {"fields", "list the fields: the codebook of the data", run_fields},
      {"rules", "list the rules that findings cite, with their ground", run_rules},
      {"forms", "list the forms of reports, or check a form definition", run_forms},
      {"doctor", "check the installation: what is there, what a missing part would give", run_doctor},
  };
  return commands;
}

namespace {

int run_command(const std::vector<std::string>& words) {
  if (words.empty()) {
    print_help(std::cerr);
    return kBadArguments;
  }
  const std::string& name = words.front();
  std::vector<std::string> rest(words.begin() + 1, words.end());
  if (name == "--version") {
    std::cout << "nianbao " << NIANBAO_VERSION << " (" << NIANBAO_LIBRARY_VERSIONS << ")\n";
    return kAllRead;
  }
  if (name == "--help" || name == "-h" || (name == "help" && rest.empty())) {
    print_help(std::cout);
    return kAllRead;
  }
  if (name == "help") return run_command({rest.front(), "--help"});
  try {
    for (const Command& command : all_commands())
      if (command.name == name) return command.run(rest);
  } catch (const std::exception& bug) {
    std::cerr << "nianbao " << name << ": " << bug.what() << "\n";
    return kNothingDone;
  }
  return unknown_command(name);
}

}  // namespace

int run_program(const std::vector<std::string>& words) {
  ensure_standard_descriptors();
  const int exit_code = run_command(words);
  std::cout.flush();
  if (std::cout.good()) return exit_code;
  std::cerr << "nianbao: standard output cannot be written\n";
  return kNothingDone;
}

}  // namespace nianbao
