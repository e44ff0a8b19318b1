#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/record.h"

namespace nianbao::test {

/// A grid out of text: a line a row, cells parted by '|'. `^` is the cell above going on, `<` the cell to the left going
/// on, `.` no cell at all; anything else is the cell's text with the white space round it off (`\n` is a line break).
Grid grid_of(std::string_view text, GridKind kind = GridKind::ruled);

/// A paragraph of one piece on the line, its heading level marked as tables/ would.
Paragraph paragraph_of(std::string text, int line = 1, int heading_level = 0);


/// One record out of the blocks, by the forms that ship.
Record record_of(const std::vector<Block>& blocks, std::string assume_form = {});

const Value& value_of(const Record& record, std::string_view field, int instance = 1);
bool has_finding(const Record& record, std::string_view id);

/// The disclosure table of the form ogi-2021; `numbers` are its ten cells.
Grid disclosure_2021(const std::vector<std::string>& numbers);

/// The requests table with three rows in （六）: each row `label|seven cells` is replaced by those of `rows` whose
/// label is the same.
Grid requests_2021(const std::vector<std::pair<std::string, std::string>>& rows = {});

/// The table of reviews; `numbers` are its fifteen cells.
Grid reviews(const std::vector<std::string>& numbers);

}  // namespace nianbao::test
