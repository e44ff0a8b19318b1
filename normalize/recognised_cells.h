#pragma once

#include <string>

#include "normalize/row_items.h"
#include "normalize/table_instance.h"

namespace nianbao {

/// Gives a value read from a scan's cell its confidence, and makes of an unsure reading a doubt with its candidates: the
/// reading first, then the others that the field can hold. An unsure blank or dash is unreadable.
void set_recognition(Value& value, const ItemCell& cell, const Field& field, const std::string& unit);

/// Sums acquit: an unsure reading of a scan is `read` where a relation that it stands in holds with otherwise sure values
/// and none fails. Mild doubts, where both witnesses say the same, are cleared together where all relations of each hold with the
/// others' readings: two of them at least, or one with a reading of 0.9. A relation in which a like number is in doubt, too, says nothing:
/// both may be one misread figure. It is `repaired` where one other reading of the same ink, and no further one, makes all of its
/// relations hold, at least two of them: one alone may be the publisher's mistake, unless a blot left no figure to be mistaken. Never to 0,
/// which sums cannot tell from a blank. A reading of more than 0.95 is never repaired: it is what is printed. Of other readings
/// eight stay, as a record has.
void settle_recognised(TableInstance& t);

/// Tells the scan's cells that a seal, a stain or a hole lies over, cleared or not.
void report_covered(TableInstance& t);

/// Nothing that was read from a page too poor to trust is certain, a blank cell neither: what its sums say comes from the same poor picture.
void doubt_poor_scan(TableInstance& t);

/// A scan's table that has not exactly the form's rows (`all_rows`: it lacks none) and columns may have been cut wrongly: right
/// digits in a wrong row add up as well. None of its values is sure then.
void doubt_misshapen_scan(TableInstance& t, bool all_rows);

}  // namespace nianbao
