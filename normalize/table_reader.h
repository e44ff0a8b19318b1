#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/record.h"
#include "normalize/form_index.h"
#include "normalize/row_items.h"
#include "normalize/table_finder.h"

namespace nianbao {

/// All that a report shows of one table, mapped onto one form's edition of it.
struct TableReading {
  const IndexedForm* form = nullptr;
  int table_id = -1;
  std::vector<Value> values;      ///< in the form's order, instance by instance; `missing` ones too
  std::vector<Finding> findings;
  int instances = 0;              ///< how often the table stands there; 0: not at all
  int shown_rows = 0;             ///< form rows that the first instance shows
  bool all_blank = false;         ///< every value that stands there is blank
  bool in_order = true;           ///< false of running text whose labels and numbers are not in the form's order
};

/// Reads the table from its rows (of grids and of running text, in order) after the form's edition of it.
TableReading read_table(const FoundTable& table, const IndexedForm& form);

}  // namespace nianbao
