#include "normalize/form_index.h"

#include <algorithm>

namespace nianbao {
namespace {

std::vector<LabelText> to_labels(const std::vector<std::string>& texts) {
  std::vector<LabelText> out;
  for (const std::string& text : texts) out.push_back(to_label(text));
  return out;
}

IndexedBlock index_block(const FormBlock& block) {
  IndexedBlock out;
  out.headings = to_labels(block.headings);
  for (const FormColumn& column : block.columns) {
    out.columns.push_back(to_labels(column.labels));
    out.column_groups.push_back(to_labels(column.group_labels));
  }
  for (const FormRow& row : block.rows) {
    out.rows.push_back(to_labels(row.labels));
    out.row_groups.push_back(to_labels(row.group_labels));
  }
  return out;
}

void add_uses(FormIndex& index, const std::vector<LabelText>& labels, unsigned LabelUses::*kind, unsigned bit) {
  for (const LabelText& label : labels) {
    if (label.key.empty()) continue;
    index.uses[label.key].*kind |= bit;
    if (!label.head.empty()) index.uses[label.head].*kind |= bit;
  }
}

int table_id_of(FormIndex& index, const FormTable& table) {
  auto at = std::find(index.table_ids.begin(), index.table_ids.end(), table.id);
  if (at == index.table_ids.end()) {
    index.table_sections.push_back(table.section);
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
    for (const FormTable& table : form.tables) {
      IndexedTable out;
      out.id = table_id_of(*index, table);
      unsigned bit = 1u << out.id;
      for (const FormBlock& block : table.blocks) {
        out.blocks.push_back(index_block(block));
        const IndexedBlock& b = out.blocks.back();
        add_uses(*index, b.headings, &LabelUses::heading_of, bit);
        for (const auto& labels : b.columns) add_uses(*index, labels, &LabelUses::column_of, bit);
        for (const auto& labels : b.column_groups) add_uses(*index, labels, &LabelUses::column_group_of, bit);
        for (const auto& labels : b.rows) add_uses(*index, labels, &LabelUses::row_of, bit);
        for (const auto& labels : b.row_groups) add_uses(*index, labels, &LabelUses::group_of, bit);
      }
      indexed.tables.push_back(std::move(out));
    }
    index->indexed.push_back(std::move(indexed));
    add_sections(*index, form);
  }
  return index;
}

const IndexedTable* find_table(const IndexedForm& form, int table_id) {
  for (const IndexedTable& table : form.tables)
    if (table.id == table_id) return &table;
  return nullptr;
}

}  // namespace nianbao
