#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"
#include "model/result.h"

namespace nianbao {

/// A field as the codebook shows it: once, with all forms that have it. Label, unit and definition are the first form's.
struct CodebookField {
  std::string field, short_name;
  std::vector<std::string> forms;
  std::string unit;
  bool negative = false;  ///< the range is any, not only >= 0
  bool decimals = false;
  std::string label, definition;

  std::string range() const { return negative ? "any" : ">=0"; }
  bool operator==(const CodebookField&) const = default;
};

/// All fields of the forms, in their order. Error: bad_form, where two fields share a short name (it is a column), or one
/// field has two.
Result<std::vector<CodebookField>> field_codebook(const std::vector<Form>& forms);

/// A rule as a table row; the rules of relations that only a form defines are listed after the program's own.
struct CodebookRule {
  std::string rule, name_zh, where, severity, attribution, says, says_zh, ground;

  bool operator==(const CodebookRule&) const = default;
};
std::vector<CodebookRule> rule_codebook(const std::vector<Form>& forms);

/// How a list is printed: with tabs for programs, lined up for a terminal (CJK is two columns wide), or JSON.
enum class ListStyle { tsv, text, json };

/// What `nianbao fields`, `nianbao rules` and `nianbao forms list` print. TSV has a header line; JSON is an array of objects,
/// one a line.
std::string list_fields(const std::vector<CodebookField>& fields, ListStyle style);
std::string list_rules(const std::vector<CodebookRule>& rules, ListStyle style);
std::string list_forms(const std::vector<Form>& forms, ListStyle style);

}  // namespace nianbao
