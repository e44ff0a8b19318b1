#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/finding.h"
#include "normalize/form_index.h"
#include "normalize/row_items.h"
#include "normalize/sections.h"

namespace nianbao {

/// All rows of a report that belong to one table of the forms, in order.
struct FoundTable {
  int table_id = -1;
  std::vector<RowItem> items;
  std::vector<CellNote> strays;  ///< lines between the table's grids that are a number and nothing else
};

struct FoundTables {
  std::vector<FoundTable> tables;  ///< one for each of FormIndex::table_ids, perhaps without items
  LabelSearch text;                ///< the paragraphs that rows were looked for in
};

/// Decides which grids, and which rows of them, are which table: by exact row, column and heading labels; where a table
/// stands in its own section, others like it in the narrative are not it. Grids without labels (a broken table) join the
/// table before them where their width is the table's. Running text gives rows where a table's column labels stand in it.
/// `text_is_whole`: nothing that is printed is lacking in the text, as numbers may be in a recognised one; only then a label
/// without a value behind it is a row whose cells are empty.
FoundTables find_tables(std::span<const Block> blocks, const SectionMap& sections, const FormIndex& index, bool text_is_whole = false);

}  // namespace nianbao
