#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "normalize/cell_pick.h"
#include "normalize/column_plan.h"
#include "normalize/table_instance.h"

namespace nianbao {

/// The columns of an instance's grids, header by header; each header is looked at once, and what its labels give to report
/// is reported once.
class InstanceColumns {
 public:
  explicit InstanceColumns(TableInstance& t) : t_(t) {}

  struct Columns {
    const ColumnPlan& plan;
    CellOrder order;
    bool lacking = false;  ///< a scan's header lacks some of the form's columns: which of its labels are whose may be wrong too
  };
  /// The header above the row that holds labels of the row's block; else that of an earlier grid; else all columns by order.
  Columns of_row(const MappedRow& row);

 private:
  const ColumnPlan* header_above(const MappedRow& row);
  const ColumnPlan* header_before(const MappedRow& row);
  bool lacks_columns(const MappedRow& row, const ColumnPlan& plan);
  int first_value(const MappedRow& of) const;
  bool is_shown_elsewhere(const MappedRow& row, std::size_t column);
  const ColumnPlan& plan_header(std::size_t begin, std::size_t end, const MappedRow& row);
  ColumnPlan in_order(const FormRowRef& ref) const;
  CellOrder order_of(const RowItem& item, const ColumnPlan& plan) const;
  bool keeps_columns(int block, const ColumnPlan& plan) const;
  bool rows_are_even(GridKind kind, const ColumnPlan& plan) const;
  void report(const ColumnPlan& plan, const MappedRow& row);
  bool is_first(const FormRowRef& ref, const std::string& what) { return reported_.emplace(ref.block, what).second; }

  TableInstance& t_;
  std::map<std::pair<std::size_t, int>, ColumnPlan> plans_;     ///< by first header item and form block
  std::map<int, ColumnPlan> last_plan_;                         ///< by form block: of an earlier grid
  std::map<std::pair<int, const ColumnPlan*>, CellOrder> orders_;  ///< by grid and plan
  std::set<std::pair<int, std::string>> reported_;              ///< by form block
};

}  // namespace nianbao
