#pragma once

#include <string>
#include <vector>

#include "normalize/form_index.h"
#include "normalize/row_items.h"

namespace nianbao {

enum class ColumnFit { exact, near, by_order, absent };

/// Where a block's columns stand in a grid.
struct PlannedColumn {
  ColumnFit fit = ColumnFit::absent;
  int col0 = 0, col1 = 0;  ///< grid columns of its header cell
  std::string raw;         ///< the header as it stands
  std::string unit;        ///< that the header states; empty without
  Source source;
};

/// A header column that is none of the form's, right of its first one.
struct ForeignColumn {
  int col0 = 0, col1 = 0;
  std::string raw;
  Source source;
};

struct ColumnPlan {
  bool has_header = false;              ///< some column label was found
  std::vector<PlannedColumn> columns;   ///< one for each of the block's
  std::vector<ForeignColumn> foreign;
  int present() const;
};

/// Maps the header rows above a block's data onto the block's columns: from the top down, the texts above a grid column
/// are tried alone and joined (a label may be cut over rows), exact before near, in the form's order, with the group
/// cell above as tie-breaker. Unlabelled header columns between labelled ones take the missing ones by order where the
/// count agrees. `header` are rows of one grid. Of a scan, whose labels may be garbled, the grid's shape counts too: `first_value`
/// is the grid column in which the rows' values begin (-1: not known), and as many columns from there on as the form has are the
/// form's in order, unless a label that can be read says otherwise.
ColumnPlan plan_columns(const std::vector<const RowItem*>& header, const IndexedBlock& block, int first_value = -1);

/// For text whose header cells stand in no certain column: a plan with all the block's columns, in the form's order, where
/// the header shows each label as often as the form has it; else one without a header.
ColumnPlan plan_all_columns(const std::vector<const RowItem*>& header, const IndexedBlock& block);

}  // namespace nianbao
