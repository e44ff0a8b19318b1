#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nianbao {

/// A column of a form's block. `labels` are all its spellings, the form's own first; `group_labels` those of the
/// header cell above it (法人或其他组织), empty where there is none.
struct FormColumn {
  std::string id;
  std::string table;  ///< set where the column's group decides the field's table (review, litigation_direct, …)
  std::string short_name;
  std::string unit;
  std::string definition;
  bool negative = false;  ///< the range is any, not only >= 0
  bool decimals = false;  ///< may have a fraction
  std::vector<std::string> labels, group_labels;

  bool operator==(const FormColumn&) const = default;
};

/// A row of a form's block. `ordinal` is its printed number within its group (1 for `1.属于国家秘密`), or 0.
/// Rows of one `variant_set` exclude each other by `variant` (（六）其他处理 as one row or as three).
struct FormRow {
  std::string id;          ///< may hold a group: denied.state_secret; empty where the block has one nameless row
  std::string short_name;
  std::string definition;
  int ordinal = 0;
  std::string variant_set, variant;
  std::vector<std::string> labels, group_labels;

  bool operator==(const FormRow&) const = default;
};

/// Rows that share their columns; `headings` are the cells that announce them (第二十条第（一）项).
struct FormBlock {
  std::vector<std::string> headings;
  std::vector<FormColumn> columns;
  std::vector<FormRow> rows;
  std::vector<int> fields;  ///< index into Form::fields of (row, column): row * columns + column

  bool operator==(const FormBlock&) const = default;
};

/// A table as it is printed, in its section.
struct FormTable {
  std::string id, section;
  std::vector<FormBlock> blocks;

  bool operator==(const FormTable&) const = default;
};

struct FormSection {
  std::string id;
  int number = 0;
  std::vector<std::string> titles;

  bool operator==(const FormSection&) const = default;
};

/// One number that a report of the form states.
struct Field {
  std::string id;          ///< table.row.column
  std::string short_name;  ///< unique, at most 32 of a-z0-9_
  std::string table, row, column;
  std::string unit;
  std::string label;  ///< Chinese: section numeral, row, column
  std::string definition;
  bool negative = false, decimals = false;
  std::string variant_set, variant;

  bool operator==(const Field&) const = default;
};

/// One equation between fields: sum(left) = sum(right). A field of a variant that does not occur counts for nothing.
struct RelationInstance {
  std::string rule;         ///< requests.balance
  std::string where;        ///< business; empty for a single equation
  std::string where_zh;     ///< 商业企业
  std::vector<int> left, right;  ///< indexes into Form::fields
  std::string left_name, right_name, left_zh, right_zh;
  bool along_row = false;   ///< its fields stand in one row (else in one column)

  std::string id() const { return where.empty() ? rule : rule + ":" + where; }
  bool operator==(const RelationInstance&) const = default;
};

/// A form of the yearly report: everything that is particular to it, from its TOML file.
struct Form {
  std::string id, name_zh, ground;
  int first_year = 0, last_year = 0;  ///< reports on these years use it by rule; 0 is open
  std::vector<FormSection> sections;
  std::vector<FormTable> tables;
  std::vector<Field> fields;
  std::vector<RelationInstance> relations;

  bool operator==(const Form&) const = default;
};

/// The field's index in the form, or none.
std::optional<int> find_field(const Form& form, std::string_view field_id);

/// The form of that id, or null.
const Form* find_form(const std::vector<Form>& forms, std::string_view form_id);

}  // namespace nianbao
