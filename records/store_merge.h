#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/form.h"
#include "model/result.h"

namespace nianbao {

/// What a merge has brought into a store.
struct MergeCount {
  std::int64_t records = 0;  ///< new, or in the place of an earlier reading
  std::int64_t files = 0;    ///< rows of `documents` that are new or have changed
};

/// Joins stores into one (made where it is not there), part after part, each in one transaction.
///
/// The same part again changes nothing, so a task that ran twice does no harm, and a part that has grown since brings what is new.
/// Where two stores know a content, the reading of the later run stays; where they know a file, what the later run saw of it; records,
/// versions and runs of both are kept, runs under new numbers. `forms` are those of the new store; parts bring their own columns.
///
/// Errors: output_failed (a part is not there, is no store, is one of another version, is the output itself; another run writes to
/// the output; disk full …). What was joined before an error stays.
Result<MergeCount> merge_stores(const std::vector<std::string>& parts, const std::string& output, const std::vector<Form>& forms,
                                int wait_seconds);

}  // namespace nianbao
