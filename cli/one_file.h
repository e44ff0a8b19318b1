#pragma once

#include <string>
#include <vector>

#include "cli/form_set.h"
#include "cli/pipeline.h"
#include "cli/run_processes.h"
#include "model/result.h"

namespace nianbao {

/// What a reader (`how.read`) makes of one file, also of one in an archive (`a.zip!/b.pdf`): by the same confined processes, under the
/// same limits, as in a run over many. Where the kernel does not let them be confined, standard error tells, and it goes on.
/// Errors: unreadable_file, limit_exceeded; an archive itself is unsupported_kind, and its first files are named; what the archive
/// gives instead of the file; timeout, out_of_memory and crashed of the reader.
Result<FileResult> read_one_file(const std::string& path, ProcessOptions how);

/// Its records. One that cannot be read is a record of status `failed`.
Result<std::vector<Record>> records_of_file(const std::string& path, const FormSet& forms, PipelineOptions pipeline);

}  // namespace nianbao
