#pragma once

#include "normalize/table_instance.h"

namespace nianbao {

/// Whether the running text shows the instance's labels in the form's order, each row's numbers behind its label. A converter
/// may write all labels of a column before the numbers, or cells in any order: then labels that stand once stand in
/// another order than the form's, or digits between the rows belong to none.
bool is_text_in_order(const TableInstance& t);

/// Whether the text parts its cells: at least half of the rows of several cells show just as many stretches of digits,
/// apart from their label. Then a stretch is one number, and a row with fewer has lost cells.
bool parts_its_cells(const TableInstance& t);

/// Nothing that was read from running text is sure: the values of run-together rows are doubtful, no row is blank.
void doubt_disordered_text(TableInstance& t);

}  // namespace nianbao
