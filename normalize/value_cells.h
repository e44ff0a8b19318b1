#pragma once

#include <string>

#include "normalize/instance_columns.h"
#include "normalize/number_cell.h"
#include "normalize/table_instance.h"

namespace nianbao {

/// Reads the cells of one grid row into the values of its form row: numbers, blanks, dashes, doubts, each with its place.
void read_grid_row(TableInstance& t, InstanceColumns& columns, const MappedRow& row);

/// Sets the value from what a cell says, in the field's unit; `header_unit` is the column's where the cell states none.
void set_number(TableInstance& t, Value& value, const NumberCell& cell, const Field& field, const std::string& header_unit);

}  // namespace nianbao
