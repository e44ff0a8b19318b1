#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/form.h"
#include "normalize/label_text.h"
#include "normalize/run_split.h"

namespace nianbao {

/// Lets labels be looked up without a string made for it.
struct LabelHash {
  using is_transparent = void;
  std::size_t operator()(std::u32string_view label) const { return std::hash<std::u32string_view>{}(label); }
};
template <class Value>
using LabelMap = std::unordered_map<std::u32string, Value, LabelHash, std::equal_to<>>;

/// A form's labels, folded for comparison; the indexes are those of the Form.
struct IndexedBlock {
  std::vector<LabelText> headings;
  std::vector<std::vector<LabelText>> columns, column_groups, rows, row_groups;
  std::vector<NumberRange> ranges;             ///< of the columns
  std::vector<std::vector<RowSum>> row_sums;   ///< by row: the form's relations within it
};
struct IndexedTable {
  int id = 0;  ///< into FormIndex::table_ids
  std::vector<IndexedBlock> blocks;
  LabelMap<int> labels;  ///< every row and column label, numbered from 0
};
struct IndexedForm {
  const Form* form = nullptr;
  std::unordered_set<std::string_view> field_ids;
  std::vector<IndexedTable> tables;
};

/// What a label may be, over all forms. Bits of table ids: bit t is FormIndex::table_ids[t].
struct LabelUses {
  unsigned row_of = 0, column_of = 0, heading_of = 0, group_of = 0, column_group_of = 0;

  bool operator==(const LabelUses&) const = default;
  unsigned any() const { return row_of | column_of | heading_of | group_of | column_group_of; }
};

/// A label that is looked for in texts.
struct SoughtLabel {
  std::u32string text;
  CharacterSet set;
};

/// Forms made ready for reading many reports. Table ids are shared between forms: the same id is the same table in
/// another edition.
struct FormIndex {
  std::vector<Form> forms;
  std::vector<IndexedForm> indexed;
  std::vector<std::string> table_ids;      ///< at most 32
  std::vector<std::string> table_sections; ///< section id of each table
  LabelMap<LabelUses> uses;
  std::u32string row_label_ends;           ///< the last characters of row labels, each once
  std::vector<std::size_t> row_label_sizes;  ///< how long row labels are, longest first, each once
  std::vector<std::vector<SoughtLabel>> column_labels;     ///< by table id: distinct ones of three letters or more
  std::vector<int> nameless_tables;                        ///< ids of the tables whose only row has no label
  std::vector<std::pair<std::string, std::vector<LabelText>>> section_titles;  ///< section id, its titles
};

std::shared_ptr<const FormIndex> build_form_index(std::vector<Form> forms);

/// The table of that id in the form, or null.
const IndexedTable* find_table(const IndexedForm& form, int table_id);

}  // namespace nianbao
