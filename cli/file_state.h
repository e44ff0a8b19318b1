#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/input_files.h"
#include "records/report_store.h"

namespace nianbao {

/// A file's absolute path without `.` and `..`, links not followed; bytes that are not UTF-8 as %XX. What comes after `!/` (a file
/// in an archive) stays as it is.
std::string location_of(const std::string& path);

/// The file as it is now, for the store's books. The stamp is its size and its times (of content and of change), those of
/// the archive for a file in it. Where these are younger than two seconds, or cannot be had, it is empty: a change within the
/// clock's tick would go unnoticed.
SeenFile see_file(const InputFile& file);

/// Whether the file has not been changed for so many seconds. One that is not there is settled.
bool is_settled(const std::string& path, int seconds);

/// The time, as in `runs`: `2025-01-20T02:00:00Z`.
std::string utc_now();

}  // namespace nianbao
