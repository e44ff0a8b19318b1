#pragma once

#include <cstddef>
#include <string>

#include "cli/tally.h"

namespace nianbao {

/// What a run did, in a line or two for people, '\n' at the end of each:
///
///     14 files, 14 records: 12 complete, 1 partial, 1 failed; findings: 3 errors, 2 warnings, 9 notes
///     4 values in doubt; written to dataset.sqlite
std::string run_summary(std::size_t files, const Tally& tally, const std::string& output);

}  // namespace nianbao
