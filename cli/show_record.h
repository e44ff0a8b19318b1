#pragma once

#include <string>
#include <vector>

#include "model/form.h"
#include "model/record.h"

namespace nianbao {

struct ShowOptions {
  bool color = false;
  int columns = 100;  ///< no line is wider (at least 100: the table of requests has seven columns)
};

/// The record as a person reads it: whose report on which year, its tables with their Chinese labels, cells that need a
/// second look marked, then every finding with its place. '\n' at the end.
std::string show_record(const Record& record, const std::vector<Form>& forms, const ShowOptions& options);

}  // namespace nianbao
