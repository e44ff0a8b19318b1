#include "cli/command_line.h"

#include <iostream>
#include <sstream>

#include "cli/commands.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

std::string help_text(const CommandGrammar& grammar) {
  std::ostringstream out;
  out << "Usage: " << grammar.usage << "\n\n" << grammar.about << "\nOptions:\n" << grammar.options;
  if (!grammar.examples.empty()) out << "\nExamples:\n" << grammar.examples;
  return out.str();
}

std::string command_of(const CommandGrammar& grammar) {
  const std::string words = grammar.usage.substr(grammar.usage.find(' ') + 1);
  return words.substr(0, words.find(' '));
}

ParsedLine ended(int exit_code) {
  ParsedLine out;
  out.exit_code = exit_code;
  return out;
}

}  // namespace

ParsedLine parse_line(const std::vector<std::string>& words, CommandGrammar grammar) {
  grammar.options.add_options()("help,h", "this help");
  po::options_description all;
  all.add(grammar.options).add_options()("input", po::value<std::vector<std::string>>());
  po::positional_options_description positions;
  if (!grammar.inputs.empty()) positions.add("input", -1);
  ParsedLine out;
  try {
    const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    po::store(po::command_line_parser(words).options(all).positional(positions).style(style).run(), out.options);
    po::notify(out.options);
  } catch (const po::error& mistake) {
    return ended(complain(command_of(grammar), mistake.what()));
  }
  if (out.options.count("help")) {
    std::cout << help_text(grammar);
    return ended(kAllRead);
  }
  if (out.options.count("input")) out.inputs = out.options["input"].as<std::vector<std::string>>();
  if (!grammar.inputs.empty() && grammar.inputs_needed && out.inputs.empty())
    return ended(complain(command_of(grammar), "which " + grammar.inputs + "? None is named"));
  if (grammar.max_inputs >= 0 && out.inputs.size() > static_cast<std::size_t>(grammar.max_inputs))
    return ended(complain(command_of(grammar), "one " + grammar.inputs + " at a time, please"));
  return out;
}

int complain(const std::string& command, const std::string& message) {
  std::cerr << "nianbao " << command << ": " << message << "\nTry: nianbao " << command << " --help\n";
  return kBadArguments;
}

}  // namespace nianbao
