#pragma once

#include <string>

#include "model/record.h"

namespace nianbao {

/// Appends the record as one line of JSON (docs/record.md), '\n' at its end. Numbers are written exactly, keys in a
/// fixed order, places rounded to a hundredth of a point.
void append_json_line(const Record& record, std::string& out);

}  // namespace nianbao
