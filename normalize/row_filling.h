#pragma once

#include <vector>

#include "normalize/row_mapper.h"

namespace nianbao {

/// A row of a form's table, in the order of the whole table.
struct FlatRow {
  FormRowRef ref;
  const std::vector<LabelText>* labels;
  const std::vector<LabelText>* groups;
  const FormRow* row;
};

/// Gives each stretch of items without a row the rows that are free between its neighbours, where there are as many and the order is
/// all that is needed: the items have no label, or it is a scan's and garbled. Where what is read there speaks for another order, or
/// for none of the rows, they stay without. `assigned` holds each item's row or -1; the result says which items were filled.
std::vector<bool> fill_by_order(const std::vector<const RowItem*>& items, const std::vector<FlatRow>& rows, std::vector<int>& assigned);

}  // namespace nianbao
