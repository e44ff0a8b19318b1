#pragma once

#include <string_view>

#include "model/record.h"
#include "model/result.h"

namespace nianbao {

/// Reads one line that append_json_line wrote (numbers exactly). Error: damaged_file, with what is wrong and where.
Result<Record> parse_json_line(std::string_view line);

}  // namespace nianbao
