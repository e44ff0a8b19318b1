#include "extract/markup_table.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace nianbao {
namespace {

constexpr double kSamePlacePt = 4;  // a dragged border misses its neighbour by less; the narrowest cell has a digit's width
constexpr int kMaxColumn = 4096;

using Row = std::vector<DeclaredCell>;

bool holds_table(const DeclaredCell& cell) {
  return std::any_of(cell.blocks.begin(), cell.blocks.end(), [](const Block& block) {
    const auto* grid = std::get_if<Grid>(&block);
    return grid && grid->rows > 1 && grid->cols > 1;
  });
}

bool holds_table(const Row& row) {
  return std::any_of(row.begin(), row.end(), [](const DeclaredCell& cell) { return holds_table(cell); });
}

/// For each declared column border, the column it becomes.
class Columns {
 public:
  Columns(std::span<const Row> rows, const std::vector<double>& widths) {
    for (const Row& row : rows)
      for (const DeclaredCell& cell : row) at_[cell.first] = at_[cell.end] = 0;
    int column = -1, before = 0;
    for (auto& [border, to] : at_) {
      if (column < 0 || !same_place(rows, widths, before, border)) {
        ++column;
        before = border;
      }
      to = column;
    }
    count_ = std::max(column, 0);
  }
  int of(int border) const { return at_.at(border); }
  int count() const { return count_; }

 private:
  static bool same_place(std::span<const Row> rows, const std::vector<double>& widths, int a, int b) {
    if (static_cast<std::size_t>(b) > widths.size()) return false;
    double between = 0;
    for (int i = a; i < b; ++i) between += widths[static_cast<std::size_t>(i)];
    if (between >= kSamePlacePt) return false;
    for (const Row& row : rows)  // a cell that lies between stays a cell
      for (const DeclaredCell& cell : row)
        if (cell.first >= a && cell.end <= b) return false;
    return true;
  }

  std::map<int, int> at_;
  int count_ = 0;
};

/// Builds one grid row by row.
class GridBuilder {
 public:
  GridBuilder(std::span<Row> rows, const std::vector<double>& widths, const std::string& path)
      : rows_(rows), columns_(rows, widths) {
    grid_.kind = GridKind::markup;
    grid_.rows = static_cast<int>(rows.size());
    grid_.cols = columns_.count();
    grid_.source.path = path;
  }

  Grid build() {
    for (std::size_t row = 0; row < rows_.size(); ++row) add_row(static_cast<int>(row));
    std::sort(grid_.cells.begin(), grid_.cells.end(),
              [](const Cell& a, const Cell& b) { return std::pair(a.row, a.col) < std::pair(b.row, b.col); });
    return std::move(grid_);
  }

 private:
  void add_row(int row) {
    std::map<int, std::size_t> open;
    for (DeclaredCell& cell : rows_[static_cast<std::size_t>(row)]) {
      const int col = columns_.of(cell.first), span = columns_.of(cell.end) - col;
      if (span < 1) continue;
      auto above = open_.find(col);
      if (cell.merge == DeclaredCell::Merge::goes_on && above != open_.end() &&
          grid_.cells[above->second].col_span == span) {
        ++grid_.cells[above->second].row_span;
        open[col] = above->second;
        continue;
      }
      add_cell(row, col, span, cell);
      if (cell.merge != DeclaredCell::Merge::none) open[col] = grid_.cells.size() - 1;
    }
    open_ = std::move(open);
  }

  void add_cell(int row, int col, int span, DeclaredCell& declared) {
    Cell out;
    out.row = row;
    out.col = col;
    out.col_span = span;
    out.row_span = free_rows(row, declared);
    out.text = text_of_blocks(declared.blocks);
    out.source.path = std::move(declared.path);
    grid_.cells.push_back(std::move(out));
  }

  /// As many rows as declared, as far as no other cell stands there.
  int free_rows(int row, const DeclaredCell& cell) const {
    const int wanted = std::clamp(cell.row_span, 1, grid_.rows - row);
    for (int span = 1; span < wanted; ++span)
      for (const DeclaredCell& other : rows_[static_cast<std::size_t>(row + span)])
        if (other.first < cell.end && cell.first < other.end) return span;
    return wanted;
  }

  std::span<Row> rows_;
  Columns columns_;
  Grid grid_;
  std::map<int, std::size_t> open_;  ///< by column: the cell that the next row may go on with
};

void move_blocks(std::vector<Block>& from, std::vector<Block>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool is_one_column(std::span<const Row> rows) {
  return std::all_of(rows.begin(), rows.end(), [](const Row& row) { return row.size() <= 1; });
}

/// Rows without tables in them: a grid, or, where no two cells stand side by side, their content.
void add_plain_rows(std::span<Row> rows, const DeclaredTable& table, std::vector<Block>& out) {
  if (rows.empty()) return;
  if (!is_one_column(rows)) {
    Grid grid = GridBuilder(rows, table.widths, table.path).build();
    if (!grid.cells.empty()) out.push_back(std::move(grid));
    return;
  }
  for (Row& row : rows)
    for (DeclaredCell& cell : row) move_blocks(cell.blocks, out);
}

}  // namespace

std::string text_of_blocks(const std::vector<Block>& blocks) {
  std::string out;
  auto add = [&](const std::string& text) {
    if (!out.empty()) out.push_back('\n');
    out += text;
  };
  for (const Block& block : blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) add(paragraph->text);
    else
      for (const Cell& cell : std::get<Grid>(block).cells)
        if (!cell.text.empty()) add(cell.text);
  }
  const std::size_t last = out.find_last_not_of('\n');
  out.resize(last == std::string::npos ? 0 : last + 1);
  return out;
}

std::vector<Block> place_table(DeclaredTable table) {
  for (Row& row : table.rows)
    for (DeclaredCell& cell : row) {
      cell.first = std::clamp(cell.first, 0, kMaxColumn);
      cell.end = std::clamp(cell.end, cell.first + 1, kMaxColumn + 1);
    }
  std::vector<Block> out;
  std::span<Row> rest = table.rows;
  while (!rest.empty()) {
    auto frame = std::find_if(rest.begin(), rest.end(), [](const Row& row) { return holds_table(row); });
    const auto plain = static_cast<std::size_t>(frame - rest.begin());
    add_plain_rows(rest.first(plain), table, out);
    if (frame == rest.end()) break;
    for (DeclaredCell& cell : *frame) move_blocks(cell.blocks, out);
    rest = rest.subspan(plain + 1);
  }
  return out;
}

}  // namespace nianbao
