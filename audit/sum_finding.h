#pragma once

#include "audit/relation.h"
#include "model/finding.h"

namespace nianbao {

/// The finding about an equation that does not hold: what each side says, in English and Chinese. `expected` and
/// `actual` are the sums of the left and the right side, cells without a number left out; empty where doubtful
/// values leave several. Its place is the cell of the total, else the first cell that takes part.
Finding failed_relation(const RelationInstance& relation, const RelationState& state, int instance);

/// The note about an equation that cannot be checked.
Finding open_relation(const RelationInstance& relation, const RelationState& state, int instance);

}  // namespace nianbao
