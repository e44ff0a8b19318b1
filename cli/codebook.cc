#include "cli/codebook.h"

#include <initializer_list>
#include <map>
#include <string_view>

#include "model/finding.h"

namespace nianbao {
namespace {

void append_row(std::string& out, std::initializer_list<std::string_view> cells) {
  std::string_view gap;
  for (std::string_view cell : cells) {
    out.append(gap).append(cell);
    gap = "\t";
  }
  out += '\n';
}

}  // namespace

std::string field_list(const std::vector<Form>& forms) {
  std::map<std::string_view, std::string> forms_of;
  for (const Form& form : forms)
    for (const Field& field : form.fields) {
      std::string& names = forms_of[field.id];
      names += (names.empty() ? "" : " ") + form.id;
    }
  std::string out;
  append_row(out, {"field", "short", "forms", "unit", "range", "label", "definition"});
  for (const Form& form : forms)
    for (const Field& field : form.fields) {
      const auto at = forms_of.find(field.id);
      if (at == forms_of.end()) continue;  // told by an earlier form
      append_row(out, {field.id, field.short_name, at->second, field.unit, field.negative ? "any" : ">=0", field.label,
                       field.definition});
      forms_of.erase(at);
    }
  return out;
}

std::string rule_list() {
  std::string out;
  append_row(out, {"rule", "name", "where", "severity", "attribution", "says", "says_zh", "ground"});
  for (const Rule& rule : all_rules())
    append_row(out, {rule.id, rule.name_zh, rule.where, to_string(rule.severity), to_string(rule.attribution), rule.says,
                     rule.says_zh, rule.ground});
  return out;
}

}  // namespace nianbao
