#pragma once

#include <string>

#include "normalize/column_plan.h"
#include "normalize/table_instance.h"

namespace nianbao {

/// Rows whose label was near, or none: `label_near`, `label_by_order`.
void report_row_labels(TableInstance& t);

/// Rows that fit no row of the form, with their cells: `label_unmapped`.
void report_unmapped_rows(TableInstance& t);

/// The header above the row could not be read: `label_by_order`.
void report_unread_header(TableInstance& t, const MappedRow& row);

/// A column whose label was near, or none, or that is not there: `label_near`, `label_by_order`, `missing_row`. `known`
/// is the form's label.
void report_column(TableInstance& t, const MappedRow& row, const Field& field, const PlannedColumn& column, const std::string& known);

/// A column of the row's grid that is none of the form's, with its cells where some are filled: `label_unmapped`.
void report_foreign_column(TableInstance& t, const MappedRow& row, const ForeignColumn& foreign);

}  // namespace nianbao
