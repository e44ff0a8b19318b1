#include <iostream>

#include "cli/codebook.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/form_set.h"
#include "cli/input_files.h"
#include "normalize/form_loader.h"

namespace nianbao {
namespace {

namespace po = boost::program_options;

constexpr const char* kFormsOption = "more form definitions (*.toml)";

/// Both lists are tables with a heading, columns separated by tabs.
ParsedLine parse_list_line(const std::vector<std::string>& words, const std::string& name, const std::string& about,
                           const std::string& examples) {
  CommandGrammar grammar;
  grammar.usage = "nianbao " + name + (name == "fields" ? " [--forms DIR]" : "");
  grammar.about = about;
  grammar.examples = examples;
  if (name == "fields")
    grammar.options.add_options()("forms", po::value<std::string>()->value_name("DIR"), kFormsOption);
  return parse_line(words, std::move(grammar));
}

std::string forms_folder(const ParsedLine& line) {
  return line.options.count("forms") ? line.options["forms"].as<std::string>() : std::string();
}

int bad_form(const Error& error) {
  std::cerr << error.place << (error.place.empty() ? "" : ": ") << error.message << "\n";
  return kBadArguments;
}

std::string years_of(const Form& form) {
  const auto text = [](int year) { return year == 0 ? std::string() : std::to_string(year); };
  return form.first_year == form.last_year ? text(form.first_year) : text(form.first_year) + "-" + text(form.last_year);
}

int list_forms(const ParsedLine& line) {
  const auto set = load_forms(forms_folder(line));
  if (!set) return bad_form(set.error());
  std::cout << "form\tyears\tfields\trelations\tname\tground\n";
  for (const Form& form : set->forms)
    std::cout << form.id << "\t" << years_of(form) << "\t" << form.fields.size() << "\t" << form.relations.size() << "\t"
              << form.name_zh << "\t" << form.ground << "\n";
  return kAllRead;
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
  CommandGrammar out;
  out.usage = "nianbao forms list [--forms DIR] | check FORM.toml";
  out.about =
      "list   the forms that reports are read by (tab-separated)\n"
      "check  reads a form definition and says what is wrong with it, and where\n";
  out.examples =
      "  nianbao forms list\n"
      "  nianbao forms check ogi-2027.toml\n"
      "  nianbao extract reports/ --forms my-forms/ -o out.sqlite\n";
  out.inputs = "action, list or check";
  out.options.add_options()("forms", po::value<std::string>()->value_name("DIR"), kFormsOption);
  return out;
}

}  // namespace

int run_fields(const std::vector<std::string>& words) {
  const ParsedLine line = parse_list_line(
      words, "fields",
      "Lists every field of every form, tab-separated: its name, its short name (the column of the\n"
      "wide tables), the forms that have it, unit, range, Chinese label and definition.\n",
      "  nianbao fields > codebook.tsv\n"
      "  nianbao fields | grep -F 国家秘密 | cut -f1,2\n");
  if (line.exit_code) return *line.exit_code;
  const auto set = load_forms(forms_folder(line));
  if (!set) return bad_form(set.error());
  std::cout << field_list(set->forms);
  return kAllRead;
}

int run_rules(const std::vector<std::string>& words) {
  const ParsedLine line = parse_list_line(
      words, "rules",
      "Lists every rule that a finding can cite, tab-separated: id, Chinese name, where it applies,\n"
      "severity, whom it is held against, what it says, and its ground in the form or notice.\n",
      "  nianbao rules | cut -f1,2,7\n");
  if (line.exit_code) return *line.exit_code;
  std::cout << rule_list();
  return kAllRead;
}

int run_forms(const std::vector<std::string>& words) {
  const ParsedLine line = parse_line(words, forms_grammar());
  if (line.exit_code) return *line.exit_code;
  if (line.inputs.front() == "list" && line.inputs.size() == 1) return list_forms(line);
  if (line.inputs.front() == "check" && line.inputs.size() == 2) return check_form(line.inputs[1]);
  return complain("forms", "say list, or check and one file");
}

}  // namespace nianbao
