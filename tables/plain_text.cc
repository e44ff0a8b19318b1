#include "tables/plain_text.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::size_t kGap = 2;  ///< columns of white space between two columns of a table

/// A cell's lines joined: as one text, with a space only between Latin words or numbers.
std::string one_line(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n') {
      out += text[i];
      continue;
    }
    bool narrow_before = !out.empty() && static_cast<unsigned char>(out.back()) < 0x80;
    bool narrow_after = i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0x80;
    if (narrow_before && narrow_after) out += ' ';
  }
  return out;
}

/// Widths of the columns; a cell over several columns widens the last of them if they are too narrow together.
std::vector<std::size_t> column_widths(const Grid& grid, const std::vector<std::string>& texts) {
  std::vector<std::size_t> order(grid.cells.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return grid.cells[a].col_span < grid.cells[b].col_span;  // narrow cells first: wide ones may then fit
  });
  std::vector<std::size_t> widths(static_cast<std::size_t>(grid.cols), 0);
  for (std::size_t i : order) {
    const Cell& cell = grid.cells[i];
    std::size_t first = static_cast<std::size_t>(cell.col), span = static_cast<std::size_t>(cell.col_span);
    std::size_t have = kGap * (span - 1), want = static_cast<std::size_t>(display_width(texts[i]));
    for (std::size_t c = first; c < first + span; ++c) have += widths[c];
    if (want > have) widths[first + span - 1] += want - have;
  }
  return widths;
}

void append_grid(std::string& out, const Grid& grid) {
  std::vector<std::string> texts;
  for (const Cell& cell : grid.cells) texts.push_back(one_line(cell.text));
  std::vector<std::size_t> widths = column_widths(grid, texts), starts(static_cast<std::size_t>(grid.cols) + 1, 0);
  for (std::size_t c = 0; c < widths.size(); ++c) starts[c + 1] = starts[c] + widths[c] + kGap;
  std::size_t next = 0;  // cells are in row-major order of their top left corners
  for (int row = 0; row < grid.rows; ++row) {
    std::string line;
    std::size_t at = 0;
    for (; next < grid.cells.size() && grid.cells[next].row <= row; ++next) {
      if (texts[next].empty()) continue;
      std::size_t start = starts[static_cast<std::size_t>(grid.cells[next].col)];
      if (at < start) line.append(start - at, ' ');
      line += texts[next];
      at = std::max(at, start) + static_cast<std::size_t>(display_width(texts[next]));
    }
    out += line;
    out += '\n';
  }
}

}  // namespace

std::string to_plain_text(const Layout& layout) {
  std::string out;
  bool after_table = false;
  for (const Block& block : layout.blocks) {
    const auto* grid = std::get_if<Grid>(&block);
    if (!out.empty() && (grid || after_table)) out += '\n';
    if (grid) append_grid(out, *grid);
    else out += std::get<Paragraph>(block).text + '\n';
    after_table = grid != nullptr;
  }
  return out;
}

}  // namespace nianbao
