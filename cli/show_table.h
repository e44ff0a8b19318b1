#pragma once

#include <string>
#include <vector>

#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// Why a cell needs a second look, the weightiest first.
enum class CellMark { none, error, doubtful, repaired, warning };

/// A cell as it is shown: its number, or a word for what stands there instead.
struct ShownCell {
  std::string text;
  CellMark mark = CellMark::none;
  bool zero = false;

  bool operator==(const ShownCell&) const = default;
};

/// A row: a value row, or (without cells) the label of the group that follows.
struct ShownRow {
  int indent = 0;
  std::string label;
  std::vector<ShownCell> cells;

  bool operator==(const ShownRow&) const = default;
};

/// Rows under one header.
struct ShownBlock {
  std::string heading;
  std::vector<std::string> columns;
  std::vector<ShownRow> rows;

  bool operator==(const ShownBlock&) const = default;
};

struct ShownTable {
  std::string title;
  int instance = 1;
  bool absent = false;  ///< the form has it, the report does not: no blocks
  std::vector<ShownBlock> blocks;

  bool operator==(const ShownTable&) const = default;
};

/// The record's tables in the form's order, further instances after the first. A table that follows another form than
/// the record's is shown as that form has it. Rows that do not occur are left out.
std::vector<ShownTable> tables_of(const Record& record, const std::vector<Form>& forms);

}  // namespace nianbao
