#pragma once

#include <functional>
#include <string>

#include "cli/form_set.h"
#include "cli/pipeline.h"
#include "model/result.h"

namespace nianbao {

/// Hands on the records that a path stands for: those of a store, those of a JSONL file (by content, whatever they are called),
/// else those that come out of the report that the file is (also one in an archive, `a.zip!/b.pdf`).
/// Errors: those of the store and of read_one_file; damaged_file (a line that is no record); a report that cannot be read
/// gives its own error; a folder is unsupported_kind.
Result<void> each_record_of(const std::string& path, const FormSet& forms, const PipelineOptions& options,
                            const std::function<void(const Record&)>& take);

}  // namespace nianbao
