#pragma once

#include <string>
#include <vector>

#include "cli/form_set.h"
#include "cli/pipeline.h"

namespace nianbao {

/// The digest of all that can change a result: the stages' result versions, the forms as they stand in their files, the
/// options that reach a stage, and the versions of the libraries that turn bytes into text. 16 hex digits.
std::string result_basis(const FormSet& forms, const PipelineOptions& options);

}  // namespace nianbao
