#include "normalize/table_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "normalize/instance_columns.h"
#include "normalize/instance_rows.h"
#include "normalize/label_findings.h"
#include "normalize/recognised_cells.h"
#include "normalize/run_rows.h"
#include "normalize/table_instance.h"
#include "normalize/value_cells.h"
#include "normalize/value_doubts.h"

namespace nianbao {
namespace {

/// The form rows that the instance has or should have: of rows that exclude each other, those of the variant that it shows.
/// Where nothing shows it, the edition's first one counts as the form's.
std::vector<FormRowRef> expected_rows(const TableInstance& t) {
  std::map<std::string, std::string> chosen;
  for (const MappedRow& row : t.rows)
    if (!t.row_of(row.ref).variant_set.empty()) chosen[t.row_of(row.ref).variant_set] = t.row_of(row.ref).variant;
  std::vector<FormRowRef> out;
  for (std::size_t b = 0; b < t.source->blocks.size(); ++b)
    for (std::size_t r = 0; r < t.source->blocks[b].rows.size(); ++r) {
      const FormRow& row = t.source->blocks[b].rows[r];
      bool of_variant = row.variant_set.empty() || chosen.emplace(row.variant_set, row.variant).first->second == row.variant;
      if (of_variant) out.push_back({static_cast<int>(b), static_cast<int>(r)});
    }
  return out;
}

/// Every field of the form that nothing stands for is `missing`, and rows that are not there are reported. Gives the number
/// of rows that are.
int add_missing(TableInstance& t) {
  int shown = 0;
  for (const FormRowRef& ref : expected_rows(t)) {
    for (int c = 0; c < t.column_count(ref); ++c) t.values.add(t.field_of(ref, c));
    bool mapped = std::any_of(t.rows.begin(), t.rows.end(), [&](const MappedRow& row) { return row.ref == ref; });
    if (mapped) {
      ++shown;
      continue;
    }
    Finding f = t.finding("missing_row", t.row_name(ref));
    f.message = "the table has no row \"" + t.printed_row(ref) + "\"";
    f.message_zh = "表中没有“" + t.printed_row(ref) + "”一行";
    t.findings.push_back(std::move(f));
  }
  return shown;
}

void append_instance(TableInstance& t, int shown_rows, TableReading& out) {
  bool blank = true;
  for (int field : t.values.fields()) {
    Value& value = *t.values.find(field);
    blank = blank && (value.status == ValueStatus::blank || value.status == ValueStatus::missing);
    out.values.push_back(std::move(value));
  }
  if (out.instances == 0) out.shown_rows = shown_rows;
  out.all_blank = (out.instances == 0 || out.all_blank) && blank;
  ++out.instances;
  std::move(t.findings.begin(), t.findings.end(), std::back_inserter(out.findings));
}

void read_instance(TableInstance& t, TableReading& out) {
  map_instance_rows(t);
  if (t.rows.empty()) return;
  report_row_labels(t);
  InstanceColumns columns(t);
  for (const MappedRow& row : t.rows)
    if (!row.item->is_run()) read_grid_row(t, columns, row);
  out.in_order = read_run_rows(t) && out.in_order;
  acquit_doubtful(t);
  settle_recognised(t);
  report_covered(t);
  report_unmapped_rows(t);
  doubt_loose_rows(t);
  doubt_blank_beside_unmapped(t);
  doubt_cut_numbers(t);
  doubt_blank_beside_strays(t);
  int shown = add_missing(t);
  doubt_poor_scan(t);
  doubt_misshapen_scan(t, shown == static_cast<int>(expected_rows(t).size()));
  append_instance(t, shown, out);
}

}  // namespace

TableReading read_table(const FoundTable& found, const IndexedForm& form) {
  TableReading out;
  out.form = &form;
  out.table_id = found.table_id;
  const IndexedTable* table = find_table(form, found.table_id);
  if (!table) return out;
  for (std::vector<const RowItem*>& items : split_instances(found.items, *table)) {
    if (items.empty()) continue;
    TableInstance instance(form, *table, std::move(items), found.strays, out.instances + 1);
    read_instance(instance, out);
  }
  // Text whose labels and numbers do not stand in order is cut into instances by labels that tell little.
  if (!out.in_order && out.instances > 1)
    for (Value& value : out.values)
      if (value.instance > 1) doubt(value);
  return out;
}

}  // namespace nianbao
