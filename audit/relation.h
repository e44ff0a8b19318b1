#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.h"
#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// What is known of one side of an equation. `sums` are the sums that its numbers can have (ascending, one where all
/// are certain; several where doubtful values have candidates). `unknown` counts the cells that could hold any number.
struct SideState {
  std::vector<Decimal> sums{Decimal(0)};
  int unknown = 0;
  bool unbounded = false;               ///< an unknown cell may be negative
  bool unsure = false;                  ///< a doubtful or repaired value takes part
  std::vector<const Value*> present;    ///< in the form's order, all but the missing ones

  bool has_number = false;
};

/// One equation, looked at in one record.
struct RelationState {
  RelationOutcome outcome = RelationOutcome::not_shown;
  SideState left, right;
};

/// Where a field's value stands: Form::fields index -> value, null where the record has none.
using ValueIndex = std::vector<const Value*>;

/// The record's values of one instance by the form's fields. Values of other forms are left out.
ValueIndex index_values(const Record& record, const Form& form, int instance);

/// Checks one equation.
///
/// A field without a value does not occur where it belongs to a row variant, else it is unknown like a missing one.
/// Where a report shows several variants of one row at once (a heading row with its own number over its parts), each
/// is tried by itself: the equation fails only where it fails with each of them.
RelationState check_relation(const RelationInstance& relation, const Form& form, const ValueIndex& values);

}  // namespace nianbao
