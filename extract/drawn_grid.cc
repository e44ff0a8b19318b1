#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "extract/text_grids.h"
#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostLines = 5000;  // of a table
constexpr std::size_t kMostColumns = 200;
constexpr std::size_t kOutlineRules = 3;
constexpr std::size_t kOutlineLines = 8;

enum class Stroke { none, bar, rule, corner };

/// A character of a line: where it stands, in columns of a terminal, and what it draws.
struct Glyph {
  std::string_view text;
  int x = 0;
  Stroke stroke = Stroke::none;
};

Stroke stroke_of(std::string_view c) {
  constexpr std::array<std::string_view, 4> kBars{"|", "│", "┃", "║"};
  constexpr std::array<std::string_view, 5> kRules{"-", "=", "─", "━", "═"};
  constexpr std::array<std::string_view, 21> kCorners{"+", "┌", "┬", "┐", "├", "┼", "┤", "└", "┴", "┘", "┏",
                                                      "┳", "┓", "╔", "╦", "╗", "╠", "╬", "╣", "╚", "╝"};
  auto is_in = [&](const auto& list) { return std::find(list.begin(), list.end(), c) != list.end(); };
  return is_in(kBars) ? Stroke::bar : is_in(kRules) ? Stroke::rule : is_in(kCorners) ? Stroke::corner : Stroke::none;
}

struct Line {
  const TextLine* source = nullptr;
  std::vector<Glyph> glyphs;
  bool has_rule = false;  ///< a rule between corners, through all of it or through a part
};

bool is_stroke(const std::vector<Glyph>& glyphs, std::size_t i, Stroke stroke) {
  return i < glyphs.size() && glyphs[i].stroke == stroke;
}

/// `-` and `+` draw only where they stand together: in `1-2` and `a + b` they are text.
void keep_real_strokes(std::vector<Glyph>& glyphs) {
  std::vector<Stroke> kept(glyphs.size());
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    Stroke own = glyphs[i].stroke;
    bool left = i > 0 && (is_stroke(glyphs, i - 1, Stroke::rule) || is_stroke(glyphs, i - 1, Stroke::corner));
    bool right = is_stroke(glyphs, i + 1, Stroke::rule) || is_stroke(glyphs, i + 1, Stroke::corner);
    bool ascii = glyphs[i].text.size() == 1;
    bool real = own == Stroke::bar || (own == Stroke::corner && (!ascii || left || right)) || (own == Stroke::rule && left && right);
    kept[i] = real ? own : Stroke::none;
  }
  for (std::size_t i = 0; i < glyphs.size(); ++i) glyphs[i].stroke = kept[i];
}

/// How wide a program took characters for when it drew.
enum class Width { chinese, narrow_signs, all_one };

int width_of(std::string_view c, Width width) {
  if (width == Width::all_one) return 1;
  constexpr char32_t kFirstWide = 0x2E80;  // “ ” · … before it are narrow outside of Chinese fonts
  if (width == Width::narrow_signs && to_code_points(c).front() < kFirstWide) return 1;
  return display_width(c);
}

Line parse_line(const TextLine& source, Width width) {
  Line out;
  out.source = &source;
  int x = 0;
  for (std::string_view rest = source.text; !rest.empty();) {
    std::string_view c = code_points_of(rest, 0, 1);
    out.glyphs.push_back({c, x, stroke_of(c)});
    x += width_of(c, width);
    rest.remove_prefix(c.size());
  }
  keep_real_strokes(out.glyphs);
  out.has_rule = std::any_of(out.glyphs.begin(), out.glyphs.end(), [](const Glyph& g) { return g.stroke == Stroke::rule; });
  return out;
}

const Glyph* first_mark(const Line& line) {
  for (const Glyph& glyph : line.glyphs)
    if (!trim_space(glyph.text).empty()) return &glyph;
  return nullptr;
}

/// The lines of the table that begins with the first: it begins and ends with a rule, and every line with a stroke.
std::vector<Line> table_lines(std::span<const TextLine> lines, Width width) {
  std::vector<Line> out;
  std::size_t kept = 0;
  for (const TextLine& text : lines) {
    Line line = parse_line(text, width);
    const Glyph* first = first_mark(line);
    if (!first || first->stroke == Stroke::none || out.size() >= kMostLines) break;
    if (out.empty() && (first->stroke != Stroke::corner || !line.has_rule)) break;
    out.push_back(std::move(line));
    if (out.back().has_rule) kept = out.size();
  }
  out.resize(kept);
  return out;
}

class DrawnTable {
 public:
  explicit DrawnTable(std::vector<Line> lines) : lines_(std::move(lines)) {}

  /// None where the strokes enclose no table of rectangles.
  std::optional<Grid> read() {
    find_borders();
    if (!rows_are_parted()) return std::nullopt;
    if (!bars_meet_borders()) return std::nullopt;
    if (xs_.size() < 2 || xs_.size() > kMostColumns || ys_.size() < 2) return std::nullopt;
    join_cells();
    if (!make_cells()) return std::nullopt;
    fill_cells();
    place_blank_cells();
    return std::move(grid_);
  }

 private:
  std::size_t columns() const { return xs_.size() - 1; }
  std::size_t rows() const { return ys_.size() - 1; }
  std::size_t index(std::size_t row, std::size_t col) const { return row * columns() + col; }

  void find_borders() {
    std::vector<int> corners;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].has_rule) continue;
      // Two rules with nothing between them are one.
      if (ys_.empty() || i > ys_.back() + 1) ys_.push_back(i);
      for (const Glyph& glyph : lines_[i].glyphs)
        if (glyph.stroke == Stroke::corner) corners.push_back(glyph.x);
    }
    std::sort(corners.begin(), corners.end());
    for (int x : corners)
      if (xs_.empty() || x > xs_.back()) xs_.push_back(x);
  }

  /// Rules above and below the header and at the end only: then each line is a row.
  bool rows_are_parted() const { return ys_.size() > kOutlineRules || lines_.size() < kOutlineLines; }

  /// The border at `x`, or -1.
  int border_at(int x) const {
    auto at = std::lower_bound(xs_.begin(), xs_.end(), x);
    return at != xs_.end() && *at == x ? static_cast<int>(at - xs_.begin()) : -1;
  }

  /// Whether every bar stands at a border: else the width of the characters was taken for another than here.
  bool bars_meet_borders() const {
    for (const Line& line : lines_)
      for (const Glyph& glyph : line.glyphs)
        if (glyph.stroke == Stroke::bar && border_at(glyph.x) < 0) return false;
    return true;
  }

  bool has_bar(std::size_t row, std::size_t border) const {
    for (std::size_t i = ys_[row] + 1; i < ys_[row + 1]; ++i)
      for (const Glyph& glyph : lines_[i].glyphs)
        if (glyph.stroke == Stroke::bar && border_at(glyph.x) == static_cast<int>(border)) return true;
    return false;
  }

  bool has_rule_above(std::size_t row, std::size_t col) const {
    int middle = (xs_[col] + xs_[col + 1]) / 2;
    const std::vector<Glyph>& glyphs = lines_[ys_[row]].glyphs;
    return std::any_of(glyphs.begin(), glyphs.end(), [&](const Glyph& g) {
      return g.stroke != Stroke::none && g.stroke != Stroke::bar && std::abs(g.x - middle) <= 1;
    });
  }

  std::size_t root(std::size_t cell) {
    while (parent_[cell] != cell) cell = parent_[cell] = parent_[parent_[cell]];
    return cell;
  }

  void join_cells() {
    parent_.resize(rows() * columns());
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    for (std::size_t r = 0; r < rows(); ++r)
      for (std::size_t c = 0; c < columns(); ++c) {
        if (c > 0 && !has_bar(r, c)) parent_[root(index(r, c))] = root(index(r, c - 1));
        if (r > 0 && !has_rule_above(r, c)) parent_[root(index(r, c))] = root(index(r - 1, c));
      }
  }

  bool make_cells() {
    cell_of_.assign(parent_.size(), -1);
    grid_.rows = static_cast<int>(rows());
    grid_.cols = static_cast<int>(columns());
    for (std::size_t r = 0; r < rows(); ++r)
      for (std::size_t c = 0; c < columns(); ++c) {
        int& cell = cell_of_[root(index(r, c))];
        if (cell < 0) {
          cell = static_cast<int>(grid_.cells.size());
          grid_.cells.emplace_back();
          grid_.cells.back().row = static_cast<int>(r);
          grid_.cells.back().col = static_cast<int>(c);
        }
        Cell& made = grid_.cells[static_cast<std::size_t>(cell)];
        made.row_span = std::max(made.row_span, static_cast<int>(r) - made.row + 1);
        made.col_span = std::max(made.col_span, static_cast<int>(c) - made.col + 1);
      }
    int covered = 0;
    for (const Cell& cell : grid_.cells) covered += cell.row_span * cell.col_span;
    return covered == grid_.rows * grid_.cols;
  }

  /// Hands each stretch of text between two strokes of a line to its cell.
  void fill_cells() {
    std::size_t row = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      while (row + 1 < rows() && i >= ys_[row + 1]) ++row;
      int border = -1, first = 0, number = 0;
      std::string text;
      for (const Glyph& glyph : lines_[i].glyphs) {
        ++number;
        if (glyph.stroke == Stroke::none) {
          if (text.empty()) first = number;
          text += glyph.text;
          continue;
        }
        add_text(row, border, text, *lines_[i].source, first);
        text.clear();
        if (int at = border_at(glyph.x); at >= 0) border = at;
      }
    }
  }

  void add_text(std::size_t row, int border, std::string_view whole, const TextLine& line, int first) {
    std::string_view text = trim_space(whole);
    if (text.empty() || border < 0 || border >= grid_.cols) return;
    Cell& cell = grid_.cells[static_cast<std::size_t>(cell_of_[root(index(row, static_cast<std::size_t>(border)))])];
    first += count_code_points(whole.substr(0, static_cast<std::size_t>(text.data() - whole.data())));
    if (cell.text.empty()) {
      cell.source.line = line.number;
      cell.source.span = ColumnSpan{first, first + count_code_points(text) - 1};
    } else {
      cell.text += '\n';
    }
    cell.text += text;
  }

  /// A cell without text stands between its borders, in the first line of its row.
  void place_blank_cells() {
    for (Cell& cell : grid_.cells) {
      if (cell.source.span) continue;
      const Line& line = lines_[ys_[static_cast<std::size_t>(cell.row)] + 1];
      const int left = xs_[static_cast<std::size_t>(cell.col)], right = xs_[static_cast<std::size_t>(cell.col + cell.col_span)];
      int first = 0, last = 0, number = 0;
      for (const Glyph& glyph : line.glyphs) {
        ++number;
        if (glyph.x <= left || glyph.x >= right) continue;
        if (first == 0) first = number;
        last = number;
      }
      cell.source.line = line.source->number;
      cell.source.span = first > 0 ? ColumnSpan{first, last} : ColumnSpan{number, number};
    }
  }

  std::vector<Line> lines_;
  std::vector<int> xs_;           ///< columns of the vertical borders
  std::vector<std::size_t> ys_;   ///< lines of the horizontal ones
  std::vector<std::size_t> parent_;
  std::vector<int> cell_of_;      ///< by root
  Grid grid_;
};

}  // namespace

std::optional<TextGrid> find_drawn_grid(std::span<const TextLine> lines) {
  const std::string_view first = trim_space(lines[0].text);
  if (first.empty() || stroke_of(code_points_of(first, 0, 1)) != Stroke::corner) return std::nullopt;
  for (Width width : {Width::chinese, Width::narrow_signs, Width::all_one}) {
    std::vector<Line> table = table_lines(lines, width);
    if (table.size() < 3) return std::nullopt;
    TextGrid out;
    out.lines = table.size();
    std::optional<Grid> grid = DrawnTable(std::move(table)).read();
    if (!grid || grid->cells.size() < 2) continue;
    out.grid = std::move(*grid);
    out.grid.kind = GridKind::markup;
    out.grid.source.line = lines[0].number;
    return out;
  }
  return std::nullopt;
}

}  // namespace nianbao
