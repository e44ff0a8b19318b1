#pragma once

#include <string>
#include <vector>

#include "corpus/generator/pieces.h"

namespace nianbao::corpus {

/// `text` with `<`, `>` and `&` as entities.
std::string escaped_markup(const std::string& text);

/// ` name="count"`; empty for a span of one.
std::string span_attribute(const std::string& name, int count);

/// The cells that begin in a row.
std::vector<const TableCell*> cells_of_row(const Table& table, int row);

/// Label or note: set to the left.
bool is_set_left(const TableCell& cell);

}  // namespace nianbao::corpus
