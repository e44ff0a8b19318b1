#pragma once

#include <span>
#include <vector>

#include "normalize/form_index.h"
#include "normalize/row_items.h"

namespace nianbao {

/// A row of a form's table: block and row within it.
struct FormRowRef {
  int block = -1, row = -1;

  bool operator==(const FormRowRef&) const = default;
  bool valid() const { return block >= 0; }
};

enum class RowFit { exact, near, by_order, none };

/// What an item was mapped onto.
struct RowAssignment {
  FormRowRef ref;
  RowFit fit = RowFit::none;
};

/// The label cells of a grid row: those before its first number; everything that is text where it has none.
std::vector<const ItemCell*> label_cells_of(const RowItem& item);

/// The labels an item may have, likeliest first: its last label cell, that with the one before it, and what stands behind an inner
/// number (`（三）不予公开1.属于国家秘密` in one cell). Those that had to be made are kept in `made`.
std::span<const LabelText> label_candidates(const RowItem& item, std::vector<LabelText>& made);

/// Whether the item's label is exactly that of a row of the table; none: `valid()` is false.
FormRowRef find_exact_row(const RowItem& item, const IndexedTable& table);

/// Maps the items onto the table's rows. Rows and items keep their order: the alignment with the greatest sum of
/// label agreement wins (exact labels first, groups and printed numbers as tie-breakers, near labels last). An item
/// left over whose label is exact takes its row even out of order. Items without a readable label take the rows that are
/// missing between their neighbours where as many are missing as stand there. One result an item.
std::vector<RowAssignment> map_rows(const std::vector<const RowItem*>& items, const IndexedForm& form,
                                    const IndexedTable& table);

}  // namespace nianbao
