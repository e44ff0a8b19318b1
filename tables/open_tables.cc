#include "tables/open_tables.h"

#include <algorithm>

#include "model/unicode.h"
#include "tables/aligned_lines.h"
#include "tables/glyph_lines.h"

namespace nianbao {
namespace {

/// A digit and the space at both sides of a cell: a number goes on in the next line only where that is not left.
constexpr double kDigitEm = 0.5;
constexpr double kPaddingPt = 14;

constexpr std::size_t kFewestLabels = 2;
constexpr double kFarPt = 200;  // from a label to the rulings of its row

/// The runs of each cell of a table.
class CellRuns {
 public:
  CellRuns(const RuledTable& table, const PlacedRun* begin, const PlacedRun* end) : ends_(table.cells.size() + 1, begin) {
    for (std::size_t cell = 0; cell < table.cells.size(); ++cell) {
      ends_[cell + 1] = ends_[cell];
      while (ends_[cell + 1] != end && ends_[cell + 1]->cell == static_cast<int>(cell)) ++ends_[cell + 1];
    }
  }

  std::size_t count(std::size_t cell) const { return static_cast<std::size_t>(ends_[cell + 1] - ends_[cell]); }

  std::vector<GlyphLine> lines(std::size_t cell) const {
    std::vector<GlyphRun> runs;
    for (const PlacedRun* run = ends_[cell]; run != ends_[cell + 1]; ++run) runs.push_back(run->run);
    return find_lines(std::move(runs));
  }

 private:
  std::vector<const PlacedRun*> ends_;
};

bool is_number_line(const GlyphLine& line) { return is_value_text(text_of(line)); }

/// Whether the lines are numbers one below the other, and not one number that its cell is too narrow for.
bool holds_several_numbers(const std::vector<GlyphLine>& lines, double width) {
  if (lines.size() < 2 || !std::all_of(lines.begin(), lines.end(), is_number_line)) return false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    double above = lines[i - 1].box.width(), below = lines[i].box.width(), em = lines[i].em;
    if (below > above + kDigitEm * em / 2 || width - above > kPaddingPt + kDigitEm * em) return true;
  }
  return false;
}

bool holds_number(const RuledTable& table, const CellRuns& runs, int row, int col) {
  if (col >= table.cols()) return false;
  int cell = table.owner[static_cast<std::size_t>(row * table.cols() + col)];
  if (cell < 0 || runs.count(static_cast<std::size_t>(cell)) == 0) return false;
  std::vector<GlyphLine> lines = runs.lines(static_cast<std::size_t>(cell));
  return lines.size() == 1 && is_number_line(lines.front());
}

/// Whether a cell holds labels of several rows: it reaches over them, a line beside each, and numbers stand right of it.
bool holds_several_labels(const RuledTable& table, const RuledCell& cell, const CellRuns& runs, const std::vector<GlyphLine>& lines) {
  if (cell.row_span < 2 || lines.size() < 2 || is_number_line(lines.front())) return false;
  int rows = 0;
  for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
    double top = table.ys[static_cast<std::size_t>(row)], bottom = table.ys[static_cast<std::size_t>(row) + 1];
    bool has_line = std::any_of(lines.begin(), lines.end(), [&](const GlyphLine& line) { return line.mid_y > top && line.mid_y < bottom; });
    rows += has_line && holds_number(table, runs, row, cell.col + cell.col_span);
  }
  return rows >= 2;
}

/// Whether a cell of the table holds what belongs in several rows. Few cells hold more than one run.
bool has_joined_rows(const RuledTable& table, const CellRuns& runs) {
  if (table.cols() < 2) return false;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    if (runs.count(i) < 2) continue;
    std::vector<GlyphLine> lines = runs.lines(i);
    const RuledCell& cell = table.cells[i];
    if (holds_several_numbers(lines, table.box_of(cell).width()) || holds_several_labels(table, cell, runs, lines)) return true;
  }
  return false;
}

constexpr double kColumnGapEm = 1;
constexpr int kFewestRows = 3;

/// Whether it is drawn round a table whose columns no line parts: lines in one cell that end in a number far from what is
/// left of it.
bool is_round_columns(const RuledTable& table, const CellRuns& runs) {
  if (table.cols() != 1) return false;
  int rows = 0;
  for (std::size_t cell = 0; cell < table.cells.size(); ++cell) {
    if (runs.count(cell) < 2) continue;
    for (const GlyphLine& line : runs.lines(cell)) {
      const std::size_t n = line.runs.size();
      if (n < 2 || line.runs[n - 1].box.x0 - line.runs[n - 2].box.x1 < kColumnGapEm * line.em) continue;
      std::string last;
      append_text(line.runs[n - 1], last);
      rows += is_value_text(to_code_points(last));
    }
  }
  return rows >= kFewestRows;
}

/// Whether labels stand left of all rulings, beside most of the rows.
bool has_labels_beside(const RuledTable& table, const std::vector<GlyphRun>& outside) {
  std::vector<char> has_label(static_cast<std::size_t>(table.rows()), 0);
  for (const GlyphRun& run : outside) {
    double y = run.box.mid_y(), gap = table.xs.front() - run.box.x1;
    if (run.span->turn != 0 || gap < -2 || gap > kFarPt || y < table.ys.front() || y >= table.ys.back()) continue;
    auto below = std::upper_bound(table.ys.begin(), table.ys.end(), y);
    has_label[static_cast<std::size_t>(below - table.ys.begin() - 1)] = 1;
  }
  std::size_t labels = static_cast<std::size_t>(std::count(has_label.begin(), has_label.end(), 1));
  return labels >= kFewestLabels && labels * 2 > has_label.size();
}

}  // namespace

bool drop_open_tables(std::vector<RuledTable>& tables, const PlacedText& text) {
  std::vector<RuledTable> kept;
  const PlacedRun *begin = text.in_cells.data(), *all_end = begin + text.in_cells.size();
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const PlacedRun* end = begin;
    while (end != all_end && end->table == static_cast<int>(t)) ++end;
    const CellRuns runs(tables[t], begin, end);
    bool open = has_joined_rows(tables[t], runs) || is_round_columns(tables[t], runs) || has_labels_beside(tables[t], text.outside);
    if (!open) kept.push_back(std::move(tables[t]));
    begin = end;
  }
  bool dropped = kept.size() < tables.size();
  tables = std::move(kept);
  return dropped;
}

}  // namespace nianbao
