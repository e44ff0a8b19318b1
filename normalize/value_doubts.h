#pragma once

#include "normalize/table_instance.h"

namespace nianbao {

/// What is claimed to be read is a candidate only; a blank or a dash is unreadable.
void doubt(Value& value);

/// A doubtful reading is cleared where its sums hold with it and none fails: one whose other values are sure, or, with other doubtful
/// readings (a column too narrow for its numbers parts them all), two of them or one of several addends.
void acquit_doubtful(TableInstance& t);

/// In a table without rulings, a row of numbers that no label is left for, or a row with the labels of two, shows that rows
/// and labels were not told apart: none of the grid's rows is sure then.
void doubt_loose_rows(TableInstance& t);

/// An empty row next to a row of numbers that fits none of the form: a break may have cut one row in two. Its cells are not claimed to
/// be blank.
void doubt_blank_beside_unmapped(TableInstance& t);

/// Numbers right above those of a row without a label that fits no row: a break may have cut the cells of one row, and its numbers go on
/// there. They are not claimed to be read.
void doubt_cut_numbers(TableInstance& t);

/// Where all of the table is filled but one cell, and one number stands outside of every cell, that number may be the
/// cell's: the cell is not claimed to be blank. (Seen in a report that a broken converter took apart.)
void doubt_blank_beside_strays(TableInstance& t);

}  // namespace nianbao
