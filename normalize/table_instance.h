#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/finding.h"
#include "model/record.h"
#include "normalize/form_index.h"
#include "normalize/row_items.h"
#include "normalize/row_mapper.h"

namespace nianbao {

/// Values by field (index into Form::fields). References stay valid while fields are added.
class FieldValues {
 public:
  FieldValues(const Form& form, const FormTable& table, int instance);

  /// The field's value, begun as `missing` where there is none yet.
  Value& add(int field);
  Value* find(int field);
  const Value* find(int field) const;
  /// Those that there are, fields ascending.
  std::vector<int> fields() const;

 private:
  const Form& form_;
  int instance_;
  int first_ = 0;            ///< least field of the table
  std::vector<int> places_;  ///< into values_, by field from `first_`; -1: none
  std::vector<Value> values_;
};

/// A data row with the form row it was mapped onto.
struct MappedRow {
  const RowItem* item = nullptr;
  FormRowRef ref;
  RowFit fit = RowFit::none;
};

enum class RowKind { data, header, other };

/// A table as a report shows it once, while it is read after one form: what the steps of read_table() have found so far.
struct TableInstance {
  TableInstance(const IndexedForm& form, const IndexedTable& table, std::vector<const RowItem*> items,
                const std::vector<CellNote>& strays, int number);

  const IndexedForm& form;
  const IndexedTable& table;
  const FormTable* source;  ///< the same table in the form itself
  std::vector<const RowItem*> items;
  const std::vector<CellNote>& strays;
  int number = 1;           ///< 2, 3, … where the report shows the table again
  unsigned bit = 0;         ///< of LabelUses

  std::vector<RowKind> kinds;            ///< of the items
  std::vector<MappedRow> rows;           ///< data rows, in the order of the report
  std::vector<const RowItem*> unmapped;  ///< data rows that fit no row of the form
  std::vector<int> covered;              ///< fields of a scan's cells that something lies over
  bool lacks_columns = false;            ///< a scan's header lacks some of the form's columns
  FieldValues values;
  std::vector<Finding> findings;

  /// Index into Form::fields.
  int field_of(const FormRowRef& ref, int column) const;
  int column_count(const FormRowRef& ref) const { return static_cast<int>(source->blocks[ref.block].columns.size()); }
  const FormRow& row_of(const FormRowRef& ref) const { return source->blocks[ref.block].rows[ref.row]; }
  std::string row_name(const FormRowRef& ref) const;     ///< requests.granted
  std::string printed_row(const FormRowRef& ref) const;  ///< （一）予以公开
  bool is_nameless() const;                              ///< its only row has no label
  Finding finding(std::string_view rule, const std::string& where) const;
};

bool has_number(const RowItem& item);

/// What the row's own cells and those that reach down into it cover.
Source source_of_item(const RowItem& item);

/// The texts with a space between them; line breaks as spaces.
std::string joined_text(const std::vector<const ItemCell*>& cells);
std::string one_line(std::string text);

}  // namespace nianbao
