#include "normalize/form_loader.h"

#include <algorithm>
#include <cassert>
#include <set>

#include <toml++/toml.h>

#include "normalize/embedded.h"
#include "normalize/label_text.h"

namespace nianbao {
namespace {

/// Reads the tables of one form file; the first thing that is wrong is kept in `error`.
class FormReader {
 public:
  explicit FormReader(std::string_view name) : name_(name) {}

  Result<Form> read(const toml::table& root);

 private:
  void fail(const toml::node& node, std::string message) {
    if (!error_.empty()) return;
    place_ = name_ + ":" + std::to_string(node.source().begin.line);
    error_ = std::move(message);
  }

  std::string text(const toml::table& table, std::string_view key, bool required = false);
  int number(const toml::table& table, std::string_view key);
  bool flag(const toml::table& table, std::string_view key);
  std::vector<std::string> texts(const toml::table& table, std::string_view key);
  template <class F>
  void each(const toml::table& table, std::string_view key, F f);

  FormColumn read_column(const toml::table& table, std::string& print_group);
  FormRow read_row(const toml::table& table, std::string& print);
  void read_block(const toml::table& table, FormTable& owner, const std::string& numeral);
  void check_labels(const toml::table& at, const FormBlock& block);
  void add_field(const toml::table& at, FormBlock& block, const FormTable& owner, std::size_t row, std::size_t column,
                 const std::string& label);
  void read_relation(const toml::table& table);
  void add_relation(const toml::table& at, RelationInstance instance, const std::vector<std::string>& left,
                    const std::vector<std::string>& right);
  std::vector<int> field_indexes(const toml::table& at, const std::vector<std::string>& ids);

  std::string name_, place_, error_;
  Form form_;
  std::set<std::string> short_names_, field_ids_;
};

std::string FormReader::text(const toml::table& table, std::string_view key, bool required) {
  const toml::node* node = table.get(key);
  if (!node) {
    if (required) fail(table, "'" + std::string(key) + "' is missing here; add it");
    return {};
  }
  if (!node->is_string()) {
    fail(*node, "'" + std::string(key) + "' must be text in quotes");
    return {};
  }
  return node->as_string()->get();
}

int FormReader::number(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (!node) return 0;
  if (!node->is_integer()) fail(*node, "'" + std::string(key) + "' must be a whole number");
  return static_cast<int>(node->value_or<std::int64_t>(0));
}

bool FormReader::flag(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node && !node->is_boolean()) fail(*node, "'" + std::string(key) + "' must be true or false");
  return node && node->value_or(false);
}

std::vector<std::string> FormReader::texts(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = table.get(key);
  if (!node) return out;
  const toml::array* list = node->as_array();
  if (!list) {
    fail(*node, "'" + std::string(key) + "' must be a list of texts");
    return out;
  }
  for (const toml::node& item : *list) {
    if (!item.is_string()) fail(item, "'" + std::string(key) + "' must hold texts only");
    else out.push_back(item.as_string()->get());
  }
  return out;
}

template <class F>
void FormReader::each(const toml::table& table, std::string_view key, F f) {
  const toml::node* node = table.get(key);
  const toml::array* list = node ? node->as_array() : nullptr;
  if (!list) {
    fail(table, "'" + std::string(key) + "' is missing here; it must be a list of tables");
    return;
  }
  for (const toml::node& item : *list) {
    if (const toml::table* inner = item.as_table()) f(*inner);
    else fail(item, "'" + std::string(key) + "' must hold tables only");
  }
}

FormColumn FormReader::read_column(const toml::table& table, std::string& print_group) {
  FormColumn out;
  out.id = text(table, "id", true);
  out.table = text(table, "table");
  out.short_name = text(table, "short", true);
  out.unit = text(table, "unit", true);
  out.definition = text(table, "definition");
  out.negative = flag(table, "negative");
  out.decimals = flag(table, "decimals");
  out.labels = texts(table, "labels");
  out.group_labels = texts(table, "group_labels");
  print_group = text(table, "print_group");
  if (out.labels.empty()) fail(table, "column '" + out.id + "' has no labels; give at least the printed one");
  return out;
}

FormRow FormReader::read_row(const toml::table& table, std::string& print) {
  FormRow out;
  out.id = text(table, "id");
  out.short_name = text(table, "short");
  out.definition = text(table, "definition");
  out.ordinal = number(table, "ordinal");
  out.variant_set = text(table, "variant_set");
  out.variant = text(table, "variant");
  out.labels = texts(table, "labels");
  out.group_labels = texts(table, "group_labels");
  print = text(table, "print");
  if (!out.id.empty() && out.labels.empty()) fail(table, "row '" + out.id + "' has no labels; give at least the printed one");
  if (out.variant_set.empty() != out.variant.empty())
    fail(table, "row '" + out.id + "': 'variant_set' and 'variant' stand together or not at all");
  return out;
}

bool is_short_name(const std::string& name) {
  bool good_characters = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  return good_characters && !name.empty() && name.size() <= 32;
}

void FormReader::add_field(const toml::table& at, FormBlock& block, const FormTable& owner, std::size_t row_index,
                           std::size_t column_index, const std::string& label) {
  const FormRow& row = block.rows[row_index];
  const FormColumn& column = block.columns[column_index];
  Field field;
  field.table = column.table.empty() ? owner.id : column.table;
  field.row = row.id;
  field.column = column.id;
  field.id = field.table + (row.id.empty() ? "" : "." + row.id) + "." + column.id;
  field.short_name = row.short_name.empty() ? column.short_name : row.short_name + "_" + column.short_name;
  field.unit = column.unit;
  field.label = label;
  field.definition = row.definition;
  if (!column.definition.empty()) field.definition += (field.definition.empty() ? "" : "；") + column.definition;
  field.negative = column.negative;
  field.decimals = column.decimals;
  field.variant_set = row.variant_set;
  field.variant = row.variant;
  if (!is_short_name(field.short_name))
    fail(at, "short name '" + field.short_name + "' must be 1 to 32 characters of a-z, 0-9 and _");
  if (!short_names_.insert(field.short_name).second)
    fail(at, "short name '" + field.short_name + "' stands twice; short names are unique");
  if (!field_ids_.insert(field.id).second) fail(at, "field '" + field.id + "' stands twice; rename a row or column");
  block.fields.push_back(static_cast<int>(form_.fields.size()));
  form_.fields.push_back(std::move(field));
}

/// The labels as they are compared, each with its group: what must not stand twice.
std::set<std::u32string> contexts_of(const std::vector<std::string>& labels, const std::vector<std::string>& groups) {
  std::set<std::u32string> out;
  for (const std::string& label : labels) {
    std::u32string key = to_label(label).key;
    if (groups.empty()) out.insert(key);
    for (const std::string& group : groups) out.insert(to_label(group).key + U'/' + key);
  }
  return out;
}

bool share_one(const std::set<std::u32string>& a, const std::set<std::u32string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::u32string& label) { return b.contains(label); });
}

/// Two rows, or two columns, of a block that one label fits could never be told apart. Rows that exclude each other may
/// share theirs.
void FormReader::check_labels(const toml::table& at, const FormBlock& block) {
  auto check = [&](const auto& lines, std::string_view what, auto exclusive) {
    std::vector<std::set<std::u32string>> contexts;
    for (const auto& line : lines) contexts.push_back(contexts_of(line.labels, line.group_labels));
    for (std::size_t i = 0; i < lines.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        if (exclusive(lines[i], lines[k])) continue;
        if (share_one(contexts[i], contexts[k]))
          fail(at, std::string(what) + "s '" + lines[k].id + "' and '" + lines[i].id +
                       "' share a label in the same group; give each its own labels or group_labels");
      }
  };
  check(block.columns, "column", [](const FormColumn&, const FormColumn&) { return false; });
  check(block.rows, "row", [](const FormRow& a, const FormRow& b) {
    return !a.variant_set.empty() && a.variant_set == b.variant_set && a.variant != b.variant;
  });
}

void FormReader::read_block(const toml::table& table, FormTable& owner, const std::string& numeral) {
  FormBlock block;
  block.headings = texts(table, "headings");
  std::vector<std::string> column_groups, row_prints;
  each(table, "columns", [&](const toml::table& t) {
    column_groups.emplace_back();
    block.columns.push_back(read_column(t, column_groups.back()));
  });
  each(table, "rows", [&](const toml::table& t) {
    row_prints.emplace_back();
    block.rows.push_back(read_row(t, row_prints.back()));
  });
  check_labels(table, block);
  for (std::size_t r = 0; r < block.rows.size(); ++r)
    for (std::size_t c = 0; c < block.columns.size(); ++c) {
      const std::string& first = block.rows[r].id.empty() ? column_groups[c] : row_prints[r];
      const std::string column_label = block.columns[c].labels.empty() ? "" : block.columns[c].labels.front();
      add_field(table, block, owner, r, c, numeral + " " + first + " / " + column_label);
    }
  owner.blocks.push_back(std::move(block));
}

std::vector<int> FormReader::field_indexes(const toml::table& at, const std::vector<std::string>& ids) {
  std::vector<int> out;
  for (const std::string& id : ids) {
    if (auto index = find_field(form_, id)) out.push_back(*index);
    else fail(at, "a relation names '" + id + "', which is no field of this form");
  }
  return out;
}

void FormReader::add_relation(const toml::table& at, RelationInstance instance, const std::vector<std::string>& left,
                              const std::vector<std::string>& right) {
  instance.left = field_indexes(at, left);
  instance.right = field_indexes(at, right);
  form_.relations.push_back(std::move(instance));
}

void FormReader::read_relation(const toml::table& table) {
  RelationInstance common;
  common.rule = text(table, "rule", true);
  common.left_name = text(table, "left_name", true);
  common.right_name = text(table, "right_name", true);
  common.left_zh = text(table, "left_zh", true);
  common.right_zh = text(table, "right_zh", true);
  std::string table_id = text(table, "table", true), along = text(table, "along", true);
  std::vector<std::string> left = texts(table, "left"), right = texts(table, "right");
  auto owner = std::find_if(form_.tables.begin(), form_.tables.end(), [&](const FormTable& t) { return t.id == table_id; });
  if (owner == form_.tables.end()) return fail(table, "a relation names the table '" + table_id + "', which is not here");
  auto joined = [](std::string a, const std::vector<std::string>& middle, std::string b) {
    std::vector<std::string> out;
    for (const std::string& m : middle) out.push_back(a + m + b);
    return out;
  };
  if (along == "group") {
    common.along_row = true;
    return add_relation(table, common, left, right);
  }
  if (along != "row" && along != "column") return fail(table, "'along' must be row, column or group");
  common.along_row = along == "row";
  for (const FormBlock& block : owner->blocks) {
    if (along == "row") {
      for (std::size_t r = 0; r < block.rows.size(); ++r) {
        common.where = block.rows[r].id;
        const std::string& label = form_.fields[block.fields[r * block.columns.size()]].label;
        std::size_t from = label.find(' ') + 1;
        common.where_zh = label.substr(from, label.find(" / ") - from);
        std::string prefix = table_id + "." + common.where + ".";
        add_relation(table, common, joined(prefix, left, ""), joined(prefix, right, ""));
      }
    } else {
      for (const FormColumn& column : block.columns) {
        common.where = column.id;
        common.where_zh = column.labels.empty() ? column.id : column.labels.front();
        add_relation(table, common, joined(table_id + ".", left, "." + column.id),
                     joined(table_id + ".", right, "." + column.id));
      }
    }
  }
}

Result<Form> FormReader::read(const toml::table& root) {
  form_.id = text(root, "id", true);
  form_.name_zh = text(root, "name_zh", true);
  form_.ground = text(root, "ground");
  form_.first_year = number(root, "first_year");
  form_.last_year = number(root, "last_year");
  each(root, "sections", [&](const toml::table& t) {
    form_.sections.push_back({text(t, "id", true), number(t, "number"), texts(t, "titles")});
  });
  each(root, "tables", [&](const toml::table& t) {
    FormTable table;
    table.id = text(t, "id", true);
    table.section = text(t, "section", true);
    each(t, "blocks", [&](const toml::table& b) { read_block(b, table, text(t, "numeral", true)); });
    form_.tables.push_back(std::move(table));
  });
  if (root.contains("relations")) each(root, "relations", [&](const toml::table& t) { read_relation(t); });
  if (!error_.empty()) return Failure(Error{ErrorCode::bad_form, place_, error_});
  return std::move(form_);
}

}  // namespace

Result<Form> load_form(std::string_view toml_text, std::string_view name) {
  try {
    return FormReader(name).read(toml::parse(toml_text, name));
  } catch (const toml::parse_error& error) {
    return Failure(Error{ErrorCode::bad_form, std::string(name) + ":" + std::to_string(error.source().begin.line),
                         "not valid TOML: " + std::string(error.description())});
  }
}

const std::vector<BuiltinForm>& builtin_form_texts() {
  static const std::vector<BuiltinForm> texts{{"ogi-2021.toml", embedded_ogi_2021_toml()},
                                              {"ogi-2019.toml", embedded_ogi_2019_toml()}};
  return texts;
}

std::vector<Form> builtin_forms() {
  std::vector<Form> out;
  for (const BuiltinForm& builtin : builtin_form_texts()) {
    Result<Form> form = load_form(builtin.toml, builtin.name);
    assert(form.has_value());
    out.push_back(std::move(*form));
  }
  return out;
}

}  // namespace nianbao
