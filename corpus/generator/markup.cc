#include "corpus/generator/markup.h"

namespace nianbao::corpus {

std::string escaped_markup(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else out += c;
  }
  return out;
}

std::string span_attribute(const std::string& name, int count) {
  return count == 1 ? "" : " " + name + "=\"" + std::to_string(count) + "\"";
}

std::vector<const TableCell*> cells_of_row(const Table& table, int row) {
  std::vector<const TableCell*> out;
  for (const TableCell& cell : table.cells)
    if (cell.row == row) out.push_back(&cell);
  return out;
}

bool is_set_left(const TableCell& cell) { return cell.role == CellRole::label || cell.role == CellRole::note; }

}  // namespace nianbao::corpus
