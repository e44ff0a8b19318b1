#include "normalize/form_index.h"

#include <algorithm>
#include <functional>
#include <set>
#include <span>

namespace nianbao {
namespace {

std::vector<LabelText> to_labels(const std::vector<std::string>& texts) {
  std::vector<LabelText> out;
  for (const std::string& text : texts) out.push_back(to_label(text));
  return out;
}

/// The relations along one row, its fields given.
std::vector<RowSum> row_sums(const Form& form, std::span<const int> fields) {
  auto index = [&](int field) {
    auto at = std::find(fields.begin(), fields.end(), field);
    return at == fields.end() ? -1 : static_cast<int>(at - fields.begin());
  };
  std::vector<RowSum> out;
  for (const RelationInstance& relation : form.relations) {
    if (!relation.along_row || relation.right.size() != 1) continue;
    RowSum sum;
    sum.total = index(relation.right.front());
    for (int field : relation.left) sum.parts.push_back(index(field));
    bool whole = sum.total >= 0 && std::all_of(sum.parts.begin(), sum.parts.end(), [](int i) { return i >= 0; });
    if (whole) out.push_back(std::move(sum));
  }
  return out;
}

IndexedBlock index_block(const Form& form, const FormBlock& block) {
  IndexedBlock out;
  out.headings = to_labels(block.headings);
  for (const FormColumn& column : block.columns) {
    out.columns.push_back(to_labels(column.labels));
    out.ranges.push_back({column.negative, column.decimals});
    out.column_groups.push_back(to_labels(column.group_labels));
  }
  for (const FormRow& row : block.rows) {
    out.rows.push_back(to_labels(row.labels));
    out.row_groups.push_back(to_labels(row.group_labels));
  }
  std::span<const int> fields(block.fields);
  for (std::size_t r = 0; r < block.rows.size(); ++r)
    out.row_sums.push_back(row_sums(form, fields.subspan(r * block.columns.size(), block.columns.size())));
  return out;
}

void add_uses(FormIndex& index, const std::vector<LabelText>& labels, unsigned LabelUses::*kind, unsigned bit) {
  for (const LabelText& label : labels) {
    if (label.key.empty()) continue;
    index.uses[label.key].*kind |= bit;
    if (!label.head.empty()) index.uses[label.head].*kind |= bit;
  }
}

void add_labels(IndexedTable& table, const IndexedBlock& block, std::vector<SoughtLabel>& columns) {
  for (const auto* group : {&block.columns, &block.rows})
    for (const auto& spellings : *group)
      for (const LabelText& label : spellings) table.labels.emplace(label.key, static_cast<int>(table.labels.size()));
  for (const auto& spellings : block.columns)
    for (const LabelText& label : spellings) {
      const bool known = std::any_of(columns.begin(), columns.end(), [&](const SoughtLabel& c) { return c.text == label.key; });
      if (label.key.size() >= 3 && !known) columns.push_back({label.key, CharacterSet(label.key)});
    }
}

int table_id_of(FormIndex& index, const FormTable& table) {
  auto at = std::find(index.table_ids.begin(), index.table_ids.end(), table.id);
  if (at == index.table_ids.end()) {
    index.table_sections.push_back(table.section);
    index.column_labels.emplace_back();
    at = index.table_ids.insert(index.table_ids.end(), table.id);
  }
  return static_cast<int>(at - index.table_ids.begin());
}

void add_sections(FormIndex& index, const Form& form) {
  for (const FormSection& section : form.sections) {
    auto at = std::find_if(index.section_titles.begin(), index.section_titles.end(),
                           [&](const auto& entry) { return entry.first == section.id; });
    if (at == index.section_titles.end()) at = index.section_titles.insert(at, {section.id, {}});
    for (LabelText& title : to_labels(section.titles))
      if (std::find(at->second.begin(), at->second.end(), title) == at->second.end())
        at->second.push_back(std::move(title));
  }
}

}  // namespace

std::shared_ptr<const FormIndex> build_form_index(std::vector<Form> forms) {
  auto index = std::make_shared<FormIndex>();
  index->forms = std::move(forms);
  for (const Form& form : index->forms) {
    IndexedForm indexed;
    indexed.form = &form;
    for (const Field& field : form.fields) indexed.field_ids.insert(field.id);
    for (const FormTable& table : form.tables) {
      IndexedTable out;
      out.id = table_id_of(*index, table);
      unsigned bit = 1u << out.id;
      for (const FormBlock& block : table.blocks) {
        out.blocks.push_back(index_block(form, block));
        const IndexedBlock& b = out.blocks.back();
        add_uses(*index, b.headings, &LabelUses::heading_of, bit);
        for (const auto& labels : b.columns) add_uses(*index, labels, &LabelUses::column_of, bit);
        for (const auto& labels : b.column_groups) add_uses(*index, labels, &LabelUses::column_group_of, bit);
        for (const auto& labels : b.rows) add_uses(*index, labels, &LabelUses::row_of, bit);
        for (const auto& labels : b.row_groups) add_uses(*index, labels, &LabelUses::group_of, bit);
      }
      for (const IndexedBlock& block : out.blocks) add_labels(out, block, index->column_labels[out.id]);
      const FormBlock& first = table.blocks.front();
      bool nameless = table.blocks.size() == 1 && first.rows.size() == 1 && first.rows[0].id.empty();
      std::vector<int>& known = index->nameless_tables;
      if (nameless && std::find(known.begin(), known.end(), out.id) == known.end()) known.push_back(out.id);
      indexed.tables.push_back(std::move(out));
    }
    index->indexed.push_back(std::move(indexed));
    add_sections(*index, form);
  }
  std::set<std::size_t, std::greater<>> sizes;
  for (const auto& [label, uses] : index->uses) {
    if (uses.row_of == 0) continue;
    if (index->row_label_ends.find(label.back()) == std::u32string::npos) index->row_label_ends += label.back();
    sizes.insert(label.size());
  }
  index->row_label_sizes.assign(sizes.begin(), sizes.end());
  return index;
}

const IndexedTable* find_table(const IndexedForm& form, int table_id) {
  for (const IndexedTable& table : form.tables)
    if (table.id == table_id) return &table;
  return nullptr;
}

}  // namespace nianbao
