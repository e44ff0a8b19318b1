#pragma once

#include <string_view>

#include "model/result.h"

namespace nianbao {

/// The JSON Schema (draft-07) of a record, as it ships with the program (records/record.schema.json).
std::string_view record_schema();

/// Checks a line of JSON against the schema of a record, and that it has no key that the schema does not name (the schema
/// itself lets readers meet additions). Error: damaged_file, place: the JSON pointer of what is wrong.
Result<void> validate_json_record(std::string_view line);

}  // namespace nianbao
