#pragma once

#include "normalize/table_instance.h"

namespace nianbao {

/// Tells data rows from header rows and maps the data rows onto the form's: fills `kinds`, `rows` and `unmapped`.
void map_instance_rows(TableInstance& t);

/// The rows of a table, cut where it begins anew: several rows that were seen come again.
std::vector<std::vector<const RowItem*>> split_instances(const std::vector<RowItem>& items, const IndexedTable& table);

}  // namespace nianbao
