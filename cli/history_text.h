#pragma once

#include <string>
#include <vector>

#include "records/store_reader.h"

namespace nianbao {

/// The versions of files as a person reads them: since when, what was read, and what has changed from one to the next.
std::string history_text(const std::vector<FileVersion>& versions);

/// One JSON object a line for each file: `location`, `path`, `gone_since`, `versions` with their `records` (no values).
std::string history_json(const std::vector<FileVersion>& versions);

}  // namespace nianbao
