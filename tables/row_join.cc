#include "tables/row_join.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "model/unicode.h"
#include "tables/aligned_lines.h"
#include "tables/headings.h"
#include "tables/glyph_runs.h"

namespace nianbao {
namespace {

constexpr int kMostHeaderRows = 6;

/// A number, with a remark in brackets, with a unit, or without, a dash, or what people write for one.
bool is_value(const std::string& text) {
  if (text == "无" || text == "⽆" || text == "不适用") return true;
  bool any = false;
  std::u32string letters = to_code_points(text);
  for (char32_t c : letters) {
    if (c == U' ' || c == U'\n') continue;
    if (any && (c == U'(' || c == U'（')) return true;
    bool in_number = is_number_char(c) || std::u32string_view(U"-—–－/／\\＼+*").find(c) != std::u32string_view::npos;
    if (!in_number) return any && is_value_text(letters);
    any = true;
  }
  return any;
}

bool has_mark(const std::string& text) { return has_outline_mark(to_code_points(text)); }

bool is_label(const std::string& text) { return !text.empty() && !is_value(text); }

/// The cells of a row, by their place and text.
std::vector<const Cell*> cells_of_row(const Grid& grid, int row) {
  std::vector<const Cell*> out;
  auto first = std::lower_bound(grid.cells.begin(), grid.cells.end(), row,
                                [](const Cell& cell, int r) { return cell.row < r; });
  for (; first != grid.cells.end() && first->row == row; ++first) out.push_back(&*first);
  return out;
}

bool same_row(const Grid& a, const Grid& b, int row) {
  std::vector<const Cell*> in_a = cells_of_row(a, row), in_b = cells_of_row(b, row);
  if (in_a.size() != in_b.size()) return false;
  bool any_label = false;
  for (std::size_t i = 0; i < in_a.size(); ++i) {
    if (in_a[i]->col != in_b[i]->col || in_a[i]->col_span != in_b[i]->col_span || in_a[i]->text != in_b[i]->text) return false;
    if (is_value(in_a[i]->text)) return false;
    any_label = any_label || !in_a[i]->text.empty();
  }
  return any_label || (in_a.empty() && row > 0);
}

/// Two halves of a column at the break.
struct Pair {
  std::size_t above, below;  ///< indexes into the cells of the table and of the further piece
};

/// The halves at the break, left to right; none where the cells do not face each other one to one.
std::optional<std::vector<Pair>> facing_cells(const Grid& table, const Grid& next) {
  std::vector<std::size_t> above;
  for (std::size_t i = table.cells.size(); i-- > 0;)
    if (table.cells[i].row + table.cells[i].row_span == table.rows) above.push_back(i);
  std::sort(above.begin(), above.end(),
            [&](std::size_t a, std::size_t b) { return table.cells[a].col < table.cells[b].col; });
  std::vector<Pair> pairs;
  bool one_to_one = true;
  for (std::size_t i = 0; i < next.cells.size() && next.cells[i].row == 0; ++i) {
    auto facing = std::find_if(above.begin(), above.end(), [&](std::size_t a) {
      return table.cells[a].col == next.cells[i].col && table.cells[a].col_span == next.cells[i].col_span;
    });
    if (facing == above.end()) one_to_one = false;
    else pairs.push_back({*facing, i});
  }
  if (pairs.empty()) return std::nullopt;
  // Where the columns part differently no row can have been cut, but a group label may still go on.
  if (!one_to_one || pairs.size() != above.size()) pairs.push_back({static_cast<std::size_t>(-1), 0});
  return pairs;
}

bool goes_on(const std::string& above, const std::string& below) {
  return is_label(above) && is_label(below) && has_mark(above) && !has_mark(below);
}

/// False where the cell's last line has room for one more letter, which are no higher than a line: nothing was cut there.
bool may_be_cut(const Cell& cell) {
  if (!cell.source.bbox || cell.text.empty()) return true;
  const auto lines = 1 + std::count(cell.text.begin(), cell.text.end(), '\n');
  const double highest_em = cell.source.bbox->height() / static_cast<double>(lines);
  const std::string_view last = std::string_view(cell.text).substr(cell.text.rfind('\n') + 1);
  return (display_width(last) / 2.0 + 1) * highest_em >= cell.source.bbox->width();
}

/// Whether the row at the break is one row in two halves.
bool is_cut_row(const Grid& table, const Grid& next, const std::vector<Pair>& pairs, const BreakBorders& borders) {
  if (pairs.back().above == static_cast<std::size_t>(-1) || pairs.size() < 2) return false;
  int values_above = 0, values_below = 0;
  bool label_goes_on = false, above_empty = true, below_empty = true, below_unlabelled = true, any_label = false;
  for (const Pair& pair : pairs) {
    const Cell& upper = table.cells[pair.above];
    const std::string &above = upper.text, &below = next.cells[pair.below].text;
    values_above += is_value(above);
    values_below += is_value(below);
    above_empty = above_empty && above.empty();
    below_empty = below_empty && below.empty();
    any_label = any_label || is_label(above);
    if (is_label(below)) below_unlabelled = false;
    if (above.empty() || below.empty()) continue;
    bool group_only = is_label(above) && is_label(below) && borders.open_above && borders.open_below && !has_mark(below) &&
                      (upper.row_span > 1 || may_be_cut(upper));
    if (!goes_on(above, below) && !group_only) return false;
    label_goes_on = true;  // the rightmost label decides
  }
  if (values_above > 0 && values_below > 0) return false;
  // A row without any text between two lines is a row of its own: blank.
  if (above_empty || below_empty) return borders.open_above && borders.open_below;
  if (below_unlabelled) return any_label;
  return label_goes_on;
}

/// What else stands in a row at the break: labels right of a cell tell that it is a group's, labels alone that the
/// row is one of a header.
struct RowLook {
  bool label_right = false, label_anywhere = false, value_anywhere = false;
  bool numbered_left = false;  ///< a label that begins a row: 一、本年新收

  bool is_header() const { return label_anywhere && !value_anywhere; }
};

RowLook look_at(const std::vector<const Cell*>& row, const Cell& except) {
  RowLook look;
  for (const Cell* cell : row) {
    if (cell == &except) continue;
    look.label_right = look.label_right || (cell->col > except.col && is_label(cell->text));
    look.numbered_left = look.numbered_left || (cell->col < except.col && is_label(cell->text) && has_mark(cell->text));
    look.label_anywhere = look.label_anywhere || is_label(cell->text);
    look.value_anywhere = look.value_anywhere || is_value(cell->text);
  }
  return look;
}

/// Whether the first row below the break begins with a label of its own: the one above it was not cut.
bool begins_row(const Grid& table, const Grid& next, const std::vector<Pair>& pairs) {
  const Pair& first = pairs.front();
  if (first.above == static_cast<std::size_t>(-1)) return false;
  const Cell &above = table.cells[first.above], &below = next.cells[first.below];
  return below.col == 0 && below.row_span == 1 && is_label(above.text) && is_label(below.text) && !may_be_cut(above);
}

/// Whether the break cut a cell that stands beside several rows, or a cell of the header.
bool is_cut_group(const Grid& table, const Grid& next, const Pair& pair, bool row_begins) {
  const Cell &above = table.cells[pair.above], &below = next.cells[pair.below];
  if (is_value(above.text) || is_value(below.text)) return false;
  RowLook above_look = look_at(cells_of_row(table, table.rows - 1), above);
  RowLook below_look = look_at(cells_of_row(next, 0), below);
  bool tall = above.row_span > 1 || below.row_span > 1;
  // Right of a row's own label it is a value that is blank.
  if (below.text.empty() && (below_look.numbered_left || row_begins) && !below_look.label_right) return false;
  // So it is in the row of values right below a header.
  if (below.text.empty() && !below_look.label_anywhere && above_look.is_header()) return false;
  if (above.text.empty() && below.text.empty()) return tall;
  if (below.text.empty()) return tall || below_look.label_right || below_look.is_header();
  if (above.text.empty()) return tall || above_look.label_right;
  if (!tall && !(above_look.label_right && below_look.label_right)) return false;
  return goes_on(above.text, below.text) || (above.text == below.text && has_mark(above.text));
}

std::string joined_text(const std::string& above, const std::string& below) {
  if (above.empty() || above == below) return below;
  return below.empty() ? above : above + '\n' + below;
}

/// A cell recognised in two halves is as sure as both; two texts of one cell are not.
std::optional<Recognition> joined_recognition(const Cell& above, const Cell& below) {
  if (!above.recognition || !below.recognition) return above.recognition ? above.recognition : below.recognition;
  Recognition out = above.text.empty() ? *below.recognition : *above.recognition;
  bool one_text = above.text.empty() || below.text.empty();
  out.sure = one_text && above.recognition->sure && below.recognition->sure;
  out.confidence = std::min(above.recognition->confidence, below.recognition->confidence);
  return out;
}

/// Joins the lower half to the upper one; the place is that of the half that holds the text, first the upper.
void join_cell(Cell& above, const Cell& below, bool shares_row) {
  above.recognition = joined_recognition(above, below);
  if (above.text.empty() && !below.text.empty()) above.source = below.source;
  above.text = joined_text(above.text, below.text);
  above.row_span += below.row_span - (shares_row ? 1 : 0);
}

Grid without_first_rows(const Grid& grid, int count) {
  Grid out = grid;
  out.cells.clear();
  out.rows -= count;
  for (const Cell& cell : grid.cells) {
    if (cell.row < count) continue;
    out.cells.push_back(cell);
    out.cells.back().row -= count;
  }
  return out;
}

}  // namespace

int repeated_header_rows(const Grid& table, const Grid& next) {
  int count = 0;
  while (count < kMostHeaderRows && count + 1 < next.rows && count < table.rows && same_row(table, next, count)) ++count;
  // A cell that reaches below the repeated rows is none of a header.
  for (const Cell& cell : next.cells)
    if (cell.row < count && cell.row + cell.row_span > count) count = cell.row;
  return count;
}

void append_rows(Grid& table, const Grid& next, int skip, const BreakBorders& borders) {
  if (skip > 0) {
    append_rows(table, without_first_rows(next, skip), 0, borders);
    return;
  }
  std::vector<char> joined(next.cells.size(), 0);
  auto pairs = facing_cells(table, next);
  bool cut = pairs && is_cut_row(table, next, *pairs, borders);
  bool row_begins = pairs && begins_row(table, next, *pairs);
  if (pairs)
    for (const Pair& pair : *pairs) {
      if (pair.above == static_cast<std::size_t>(-1) || !(cut || is_cut_group(table, next, pair, row_begins))) continue;
      join_cell(table.cells[pair.above], next.cells[pair.below], cut);
      joined[pair.below] = 1;
    }
  int first_row = table.rows - (cut ? 1 : 0);
  table.page_breaks.push_back(table.rows);
  for (std::size_t i = 0; i < next.cells.size(); ++i) {
    if (joined[i]) continue;
    table.cells.push_back(next.cells[i]);
    table.cells.back().row += first_row;
  }
  table.rows = first_row + next.rows;
}

}  // namespace nianbao
