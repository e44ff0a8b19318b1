#pragma once

#include <map>
#include <string_view>
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

/// One instance of a record's values, in the order of a form's fields.
struct FormView {
  const Form* form = nullptr;
  std::vector<const Value*> values;  ///< one a field of the form; null where the record has none
  int found = 0;                     ///< how many of them the record has
  /// Of each set of row variants: those that the report shows, else (it shows none of the row) those that it misses.
  std::map<std::string_view, std::vector<std::string_view>> variants;
};

/// The record's values of one instance as the form has them. Values of other forms are left out. The view points into
/// both.
FormView view_values(const Record& record, const Form& form, int instance);

/// Checks one equation of the view's form.
///
/// A field without a value does not occur where it belongs to a row variant, else it is unknown like a missing one.
/// Where a report shows several variants of one row at once (a heading row with its own number over its parts), each
/// is tried by itself: the equation fails only where it fails with each of them.
RelationState check_relation(const RelationInstance& relation, const FormView& view);

}  // namespace nianbao
