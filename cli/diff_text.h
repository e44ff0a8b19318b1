#pragma once

#include <string>
#include <vector>

#include "model/form.h"
#include "records/record_diff.h"

namespace nianbao {

struct DiffTextOptions {
  std::string name_a, name_b;  ///< the two sources as they were given
  int columns = 100;
  bool color = false;
};

/// The comparison as a person reads it: how much agrees, then what only one side has, then each report that differs with its
/// facts and cells, cells by their Chinese labels.
std::string diff_text(const RecordDifferences& differences, const std::vector<Form>& forms, const DiffTextOptions& options);

}  // namespace nianbao
