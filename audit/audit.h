#pragma once

#include <vector>

#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// Raised by one whenever a change here can change a result; part of every record's `basis`.
inline constexpr int kAuditResultVersion = 2;

/// Whether an equation between values holds. Blank, dash, missing and unreadable values are unknown: it fails only
/// if no non-negative filling of them makes it hold; else, with an unknown among them, it is open.
enum class RelationOutcome { holds, fails, open, not_shown };

/// Checks the record against its form and against itself. Returns the findings to add: the form's relations in their
/// order, then values out of their field's range; shares no code with the stages that read the report.
///
/// Every `instance` of a table is checked by itself; findings of instance 2, 3, … have `@2`, `@3`, … at the end of their
/// id. A table of another form than the record's is checked by that form's relations where the record's form has none
/// of that name.
///
/// An open relation gives a note only where a number takes part and neither side is wholly missing: cells that are all
/// blank, or a row that is not there, say so by themselves.
std::vector<Finding> audit_record(const Record& record, const std::vector<Form>& forms);

}  // namespace nianbao
