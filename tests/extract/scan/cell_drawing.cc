#include "tests/extract/scan/cell_drawing.h"

#include <algorithm>
#include <string>
#include <vector>

namespace nianbao {

InkCrop draw_cell(std::string_view drawing) {
  constexpr std::string_view kShades = " .:-=+*#%@";
  std::vector<std::string> rows{""};
  for (const char c : drawing) {
    if (c == '\n') rows.emplace_back();
    else rows.back() += c;
  }
  if (rows.size() > 1 && rows.front().empty()) rows.erase(rows.begin());
  if (rows.size() > 1 && rows.back().empty()) rows.pop_back();
  InkCrop crop;
  for (const std::string& row : rows) crop.width = std::max(crop.width, static_cast<int>(row.size()));
  crop.height = static_cast<int>(rows.size());
  for (std::string& row : rows) {
    row.resize(static_cast<std::size_t>(crop.width), ' ');
    for (const char c : row) crop.gray.push_back(static_cast<std::uint8_t>(255 - 25 * static_cast<int>(kShades.find(c))));
  }
  return crop;
}

}  // namespace nianbao
