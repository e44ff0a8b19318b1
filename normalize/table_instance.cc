#include "normalize/table_instance.h"

#include <algorithm>

namespace nianbao {
namespace {

std::pair<int, int> field_bounds(const FormTable& table) {
  int first = 1 << 30, last = -1;
  for (const FormBlock& block : table.blocks)
    for (int field : block.fields) {
      first = std::min(first, field);
      last = std::max(last, field);
    }
  return {first, last};
}

const FormTable* form_table(const IndexedForm& form, const IndexedTable& table) {
  return &form.form->tables[&table - form.tables.data()];
}

}  // namespace

FieldValues::FieldValues(const Form& form, const FormTable& table, int instance) : form_(form), instance_(instance) {
  auto [first, last] = field_bounds(table);
  first_ = first;
  places_.assign(std::max(0, last - first + 1), -1);
  values_.reserve(places_.size());
}

Value& FieldValues::add(int field) {
  int& place = places_[field - first_];
  if (place < 0) {
    place = static_cast<int>(values_.size());
    Value& value = values_.emplace_back();
    value.field = form_.fields[field].id;
    value.instance = instance_;
  }
  return values_[place];
}

Value* FieldValues::find(int field) {
  return const_cast<Value*>(static_cast<const FieldValues*>(this)->find(field));
}

const Value* FieldValues::find(int field) const {
  int at = field - first_;
  if (at < 0 || at >= static_cast<int>(places_.size()) || places_[at] < 0) return nullptr;
  return &values_[places_[at]];
}

std::vector<int> FieldValues::fields() const {
  std::vector<int> out;
  out.reserve(values_.size());
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (places_[i] >= 0) out.push_back(first_ + static_cast<int>(i));
  return out;
}

TableInstance::TableInstance(const IndexedForm& indexed, const IndexedTable& indexed_table, std::vector<const RowItem*> rows_of_it,
                             const std::vector<CellNote>& beside, int instance)
    : form(indexed),
      table(indexed_table),
      source(form_table(indexed, indexed_table)),
      items(std::move(rows_of_it)),
      strays(beside),
      number(instance),
      bit(1u << indexed_table.id),
      values(*indexed.form, *source, instance) {}

int TableInstance::field_of(const FormRowRef& ref, int column) const {
  const FormBlock& block = source->blocks[ref.block];
  return block.fields[ref.row * static_cast<int>(block.columns.size()) + column];
}

std::string TableInstance::row_name(const FormRowRef& ref) const {
  const std::string& row = row_of(ref).id;
  if (row.empty()) return source->id;
  return form.form->fields[field_of(ref, 0)].table + "." + row;
}

std::string TableInstance::printed_row(const FormRowRef& ref) const {
  return row_of(ref).labels.empty() ? source->id : row_of(ref).labels.front();
}

bool TableInstance::is_nameless() const {
  return source->blocks.size() == 1 && source->blocks[0].rows.size() == 1 && source->blocks[0].rows[0].id.empty();
}

Finding TableInstance::finding(std::string_view rule, const std::string& where) const {
  return make_finding(rule, number > 1 ? where + "@" + std::to_string(number) : where);
}

bool has_number(const RowItem& item) {
  return std::any_of(item.cells.begin(), item.cells.end(), [](const ItemCell& c) { return c.number; });
}

Source source_of_item(const RowItem& item) {
  if (item.is_run()) return item.run_source;
  Source out;
  for (const ItemCell& cell : item.cells)
    if (!cell.source.empty() && (cell.anchored || out.empty())) out = united(out, cell.source);
  return out;
}

std::string joined_text(const std::vector<const ItemCell*>& cells) {
  std::string out;
  for (const ItemCell* cell : cells) {
    if (cell->text.empty()) continue;
    if (!out.empty()) out += ' ';
    out += cell->text;
  }
  return out;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace nianbao
