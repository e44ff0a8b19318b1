#pragma once

#include <vector>

#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// Raised by one whenever a change here can change a result; part of every record's `basis`.
inline constexpr int kAuditResultVersion = 1;

/// Whether an equation between values holds. Blank, dash, missing and unreadable values are unknown: it fails only
/// if no non-negative filling of them makes it hold; else, with an unknown among them, it is open.
enum class RelationOutcome { holds, fails, open, not_shown };

/// Checks the record against its form and against itself. Returns the findings to add, in the form's order of
/// relations; shares no code with the stages that read the report.
std::vector<Finding> audit_record(const Record& record, const std::vector<Form>& forms);

}  // namespace nianbao
