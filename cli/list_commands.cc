#include <unistd.h>

#include <iostream>
#include <variant>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/form_set.h"
#include "cli/input_files.h"
#include "normalize/form_loader.h"
#include "records/codebook.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

void add_list_options(po::options_description& options) {
  options.add_options()("forms", po::value<std::string>()->value_name("DIR"), "more form definitions (*.toml)")(
      "format", po::value<std::string>()->value_name("tsv|text|json"),
      "how the list is printed (default: text on a terminal, else tsv)");
}

int bad_form(const Error& error) {
  std::cerr << error.place << (error.place.empty() ? "" : ": ") << error.message << "\n";
  return kBadArguments;
}

/// What a list command needs, or the exit code to end with.
struct ListRequest {
  FormSet forms;
  ListStyle style = ListStyle::tsv;
};

std::variant<ListRequest, int> list_request(const po::variables_map& options, const std::string& command) {
  ListRequest out;
  const std::string format = options.count("format") ? options["format"].as<std::string>() : "";
  if (format == "json") out.style = ListStyle::json;
  else if (format == "text" || (format.empty() && ::isatty(STDOUT_FILENO) == 1)) out.style = ListStyle::text;
  else if (!format.empty() && format != "tsv")
    return complain(command, "--format is tsv, text or json, not " + format);
  auto forms = load_forms(options.count("forms") ? options["forms"].as<std::string>() : "");
  if (!forms) return bad_form(forms.error());
  out.forms = std::move(*forms);
  return out;
}

CommandGrammar list_grammar(const std::string& command, const std::string& about, const std::string& examples) {
  CommandGrammar out;
  out.usage = "nianbao " + command + " [options]";
  out.about = about;
  out.examples = examples;
  add_list_options(out.options);
  return out;
}

int check_form(const std::string& path) {
  const auto toml = read_file_bytes(path);
  if (!toml) return bad_form(toml.error());
  const auto form = load_form(*toml, path);
  if (!form) return bad_form(form.error());
  std::cout << path << ": the form " << form->id << " is sound: " << form->tables.size() << " tables, "
            << form->fields.size() << " fields, " << form->relations.size() << " relations\n";
  return kAllRead;
}

CommandGrammar forms_grammar() {
  CommandGrammar out = list_grammar("forms",
                                    "list   the forms that reports are read by\n"
                                    "check  reads a form definition and says what is wrong with it, and where\n",
                                    "  nianbao forms list\n"
                                    "  nianbao forms check ogi-2027.toml\n"
                                    "  nianbao extract reports/ --forms my-forms/ -o out.sqlite\n");
  out.usage = "nianbao forms list [options] | check FORM.toml";
  out.inputs = "action (list or check)";
  return out;
}

}  // namespace

int run_fields(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(
      words, list_grammar("fields",
                          "The codebook: every field of every form, with its short name (the column of the wide\n"
                          "tables), the forms that have it, unit, range, Chinese label and definition.\n",
                          "  nianbao fields > codebook.tsv\n"
                          "  nianbao fields | grep -F 国家秘密 | cut -f1,2\n"));
  if (line.exit_code) return *line.exit_code;
  const auto request = list_request(line.options, "fields");
  if (const int* exit_code = std::get_if<int>(&request)) return *exit_code;
  const auto& [forms, style] = std::get<ListRequest>(request);
  const auto fields = field_codebook(forms.forms);
  if (!fields) return bad_form(fields.error());
  std::cout << list_fields(*fields, style);
  return kAllRead;
}

int run_rules(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(
      words, list_grammar("rules",
                          "Every rule that a finding can cite: its Chinese name, where it applies, severity, whom it\n"
                          "is held against, what it says, and its ground in the form or notice.\n",
                          "  nianbao rules --format text\n"
                          "  nianbao rules --format tsv | cut -f1,2,7\n"));
  if (line.exit_code) return *line.exit_code;
  const auto request = list_request(line.options, "rules");
  if (const int* exit_code = std::get_if<int>(&request)) return *exit_code;
  const auto& [forms, style] = std::get<ListRequest>(request);
  std::cout << list_rules(rule_codebook(forms.forms), style);
  return kAllRead;
}

int run_forms(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, forms_grammar());
  if (line.exit_code) return *line.exit_code;
  if (line.inputs.front() == "check" && line.inputs.size() == 2) return check_form(line.inputs[1]);
  if (line.inputs.front() != "list" || line.inputs.size() != 1)
    return complain("forms", "say list, or check and the name of one file");
  const auto request = list_request(line.options, "forms");
  if (const int* exit_code = std::get_if<int>(&request)) return *exit_code;
  const auto& [forms, style] = std::get<ListRequest>(request);
  std::cout << list_forms(forms.forms, style);
  return kAllRead;
}

}  // namespace nianbao
