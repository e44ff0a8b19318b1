#include "extract/sheet_blocks.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::size_t kLongText = 60;        // longer than any label of the forms but their two longest
constexpr std::int64_t kMaxPlaces = 500'000; // of one grid

using Cells = std::map<std::pair<int, int>, SheetCell>;

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

/// `C5` for row 4, column 2.
std::string reference(int row, int col) {
  std::string letters;
  for (int n = col + 1; n > 0; n = (n - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(row + 1);
}

/// `三、收到和处理…`: a numeral and 、.
bool is_numbered_heading(const std::string& text) {
  std::u32string points = to_code_points(text);
  std::size_t at = std::min(points.find_first_not_of(U" \u3000\n"), points.size()), from = at;
  while (at < points.size() && std::u32string_view(U"一二三四五六七八九十").find(points[at]) != std::u32string_view::npos) ++at;
  return at > from && at < points.size() && (points[at] == U'、' || points[at] == U'．' || points[at] == U'.');
}

/// A sheet's rows from the first to the last that shows something, and what stands in each.
class SheetReader {
 public:
  explicit SheetReader(const Sheet& sheet) : sheet_(sheet) {
    first_col_ = std::numeric_limits<int>::max();
    if (!sheet.cells.empty()) rows_end_ = sheet.cells.rbegin()->first.first + 1;
    std::map<int, int> changes;  // at a row, how many more cells show something than above it
    for (const auto& [place, cell] : sheet.cells) {
      if (is_blank(cell.text)) continue;
      first_col_ = std::min(first_col_, place.second);
      cols_end_ = std::max(cols_end_, place.second + cell.col_span);
      ++changes[place.first];
      --changes[place.first + rows_of(place.first, cell)];
    }
    fill(changes);
  }

  std::vector<Block> read() {
    auto row = filled_.begin();
    while (row != filled_.end()) {
      const int first = row->first;
      int end = first;
      while (row != filled_.end() && row->first == end) ++end, ++row;
      read_stretch(first, end);
    }
    return std::move(out_);
  }

 private:
  /// A merge may go on below the last row that is declared: there is nothing to it.
  int rows_of(int row, const SheetCell& cell) const { return std::clamp(cell.row_span, 1, rows_end_ - row); }

  void fill(const std::map<int, int>& changes) {
    int count = 0, from = 0;
    for (auto [row, change] : changes) {
      for (int r = from; count > 0 && r < row; ++r) filled_[r] = count;
      count += change;
      from = row;
    }
  }

  /// The cell that is all of its row; none where there are others beside it.
  std::optional<std::pair<int, int>> lone_cell(int row) const {
    std::optional<std::pair<int, int>> found;
    for (auto at = sheet_.cells.lower_bound({row, 0}); at != sheet_.cells.end() && at->first.first == row; ++at) {
      if (at->first.second >= cols_end_) break;
      if (is_blank(at->second.text)) {
        // A blank cell that the file declares has a border: it is a table's. Not beside a long text's merged cells.
        if (found && at->first.second < found->second + sheet_.cells.at(*found).col_span) continue;
        return std::nullopt;
      }
      if (found) return std::nullopt;
      found = at->first;
    }
    if (found && filled_.at(row) > 1) return std::nullopt;
    if (found && sheet_.cells.at(*found).row_span > 1 && sheet_.cells.at(*found).col_span < cols_end_ - first_col_) return std::nullopt;
    return found;
  }

  /// Rows [first, end), none of them blank.
  void read_stretch(int first, int end) {
    int table = -1;  // where the rows begin that are not yet written
    bool has_rows = false;
    for (int row = first; row < end; ++row) {
      auto lone = lone_cell(row);
      if (!lone) {
        if (table < 0) table = row;
        has_rows = true;
        continue;
      }
      const SheetCell& cell = sheet_.cells.at(*lone);
      const bool apart = is_numbered_heading(cell.text) || code_point_count(cell.text) > kLongText;
      if (apart || !has_rows) {
        flush(table, row);
        table = -1;
        has_rows = false;
        add_paragraphs(*lone, cell);
        row += rows_of(row, cell) - 1;
      }
    }
    flush(table, end);
  }

  /// Writes rows [from, to) as a grid; its last rows that are one cell each are paragraphs below it.
  void flush(int from, int to) {
    if (from < 0 || from >= to) return;
    int last = to;
    while (last > from && lone_cell(last - 1)) --last;
    if (last > from) add_grid(from, last);
    for (int row = last; row < to; ++row) add_paragraphs(*lone_cell(row), sheet_.cells.at(*lone_cell(row)));
  }

  void add_paragraphs(std::pair<int, int> place, const SheetCell& cell) {
    for (std::size_t at = 0; at < cell.text.size();) {
      const std::size_t end = std::min(cell.text.find('\n', at), cell.text.size());
      Paragraph line;
      line.text = cell.text.substr(at, end - at);
      TextPiece piece;
      piece.length = static_cast<int>(code_point_count(line.text));
      piece.source.path = sheet_.path + "/" + reference(place.first, place.second);
      line.pieces.push_back(std::move(piece));
      if (!is_blank(line.text)) out_.push_back(std::move(line));
      at = end + 1;
    }
  }

  void add_grid(int from, int to) {
    Grid grid;
    grid.kind = GridKind::markup;
    grid.source.path = sheet_.path + "/" + reference(from, first_col_);
    grid.rows = to - from;
    int begin = std::numeric_limits<int>::max(), end = 0;
    for (auto at = sheet_.cells.lower_bound({from, 0}); at != sheet_.cells.end() && at->first.first < to; ++at) {
      if (is_blank(at->second.text)) continue;
      begin = std::min(begin, at->first.second);
      end = std::max(end, std::min(at->first.second + at->second.col_span, cols_end_));
    }
    grid.cols = end - begin;
    if (grid.cols <= 0 || static_cast<std::int64_t>(grid.rows) * grid.cols > kMaxPlaces) return;
    std::vector<char> taken(static_cast<std::size_t>(grid.rows) * static_cast<std::size_t>(grid.cols), 0);
    auto at = [&](int row, int col) -> char& { return taken[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.cols) + static_cast<std::size_t>(col)]; };
    for (int row = 0; row < grid.rows; ++row)
      for (int col = 0; col < grid.cols; ++col) {
        if (at(row, col)) continue;
        Cell cell;
        cell.row = row;
        cell.col = col;
        auto declared = sheet_.cells.find({from + row, begin + col});
        if (declared != sheet_.cells.end()) {
          cell.text = is_blank(declared->second.text) ? std::string() : declared->second.text;
          cell.row_span = std::clamp(declared->second.row_span, 1, grid.rows - row);
          cell.col_span = std::clamp(declared->second.col_span, 1, grid.cols - col);
        }
        for (int c = 1; c < cell.col_span; ++c)
          if (at(row, col + c)) cell.col_span = c;
        for (int r = row; r < row + cell.row_span; ++r)
          for (int c = col; c < col + cell.col_span; ++c) at(r, c) = 1;
        cell.source.path = sheet_.path + "/" + reference(from + row, begin + col);
        grid.cells.push_back(std::move(cell));
      }
    out_.push_back(std::move(grid));
  }

  const Sheet& sheet_;
  int first_col_ = 0, cols_end_ = 0, rows_end_ = 0;
  std::map<int, int> filled_;  ///< how many cells show something, by row
  std::vector<Block> out_;
};

}  // namespace

std::vector<Block> blocks_of_sheet(const Sheet& sheet) { return SheetReader(sheet).read(); }

}  // namespace nianbao
