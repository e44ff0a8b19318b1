#pragma once

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <vector>

namespace nianbao {

/// A command line's grammar and its help.
struct CommandGrammar {
  std::string usage;     ///< `nianbao show FILE [options]`
  std::string about;     ///< what it does, a paragraph
  std::string examples;  ///< lines, indented by two
  std::string inputs;    ///< the name of the positional words in messages (FILE), empty: takes none
  int max_inputs = -1;   ///< -1: any number
  bool inputs_needed = true;
  boost::program_options::options_description options;
};

/// A command line as it was understood: either options to go on with, or the exit code to end with (after `--help`,
/// whose text went to standard output, or after a mistake, told on standard error).
struct ParsedLine {
  boost::program_options::variables_map options;
  std::vector<std::string> inputs;
  std::optional<int> exit_code;
};

/// Adds `--help` to the options and parses. Options are taken by their full names only: an abbreviation that works today
/// would be a promise.
ParsedLine parse_line(const std::vector<std::string>& words, CommandGrammar grammar);

/// Says what is wrong on standard error, and where help is; returns kBadArguments.
int complain(const std::string& command, const std::string& message);

}  // namespace nianbao
