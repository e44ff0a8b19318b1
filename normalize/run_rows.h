#pragma once

#include "normalize/table_instance.h"

namespace nianbao {

/// Reads the instance's rows of run-together digits: every split of each, then what the sums of rows and columns leave
/// (run_solver.h). Rows whose label stands there without digits are blank. What stays open is reported: `undecided_split`
/// with the row's readings. Grid rows have to be read before: what they say decides too. False where labels and numbers do not stand
/// in the form's order.
bool read_run_rows(TableInstance& t);

}  // namespace nianbao
