#pragma once

#include <string>
#include <vector>

namespace nianbao {

/// Exit codes (docs/record.md).
enum ExitCode { kAllRead = 0, kBadArguments = 1, kNothingDone = 2, kSomeFailed = 3, kInterrupted = 130 };

/// A command of the program. `run` gets the words after its name and returns the exit code.
struct Command {
  std::string name, summary;
  int (*run)(const std::vector<std::string>& words);
};

/// In the order in which `nianbao --help` lists them.
const std::vector<Command>& all_commands();

int run_extract(const std::vector<std::string>& words);
int run_show(const std::vector<std::string>& words);
int run_diff(const std::vector<std::string>& words);
int run_text(const std::vector<std::string>& words);
int run_status(const std::vector<std::string>& words);
int run_history(const std::vector<std::string>& words);
int run_merge(const std::vector<std::string>& words);
int run_export(const std::vector<std::string>& words);
int run_fields(const std::vector<std::string>& words);
int run_rules(const std::vector<std::string>& words);
int run_forms(const std::vector<std::string>& words);
int run_doctor(const std::vector<std::string>& words);

/// The whole program: words of the command line without its own name -> exit code.
int run_program(const std::vector<std::string>& words);

}  // namespace nianbao
