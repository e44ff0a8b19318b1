#pragma once

#include <cstddef>
#include <string>

#include "cli/known_files.h"
#include "cli/tally.h"

namespace nianbao {

/// What a run did, in a line or two for people, '\n' at the end of each:
///
///     14 files, 14 records: 12 complete, 1 partial, 1 failed; findings: 3 errors, 2 warnings, 9 notes
///     4 values in doubt; written to dataset.sqlite
std::string run_summary(std::size_t files, const Tally& tally, const std::string& output);

/// What a run into a store had not to read, a line, and what can be done about records made on another basis; empty where there is
/// nothing to say:
///
///     988 files known and unchanged (2 of them failed before), 3 no longer there, 1 still being written
std::string unread_summary(const UnreadCount& unread);

/// The same as members of a JSON object: `"event":"end","outcome":"done",…`.
std::string end_event(const std::string& outcome, std::size_t files, const Tally& tally, const UnreadCount& unread,
                      std::size_t new_failures);

}  // namespace nianbao
