#include "tables/open_tables.h"

#include <algorithm>

#include "tables/aligned_lines.h"
#include "tables/glyph_lines.h"

namespace nianbao {
namespace {

/// A digit and the space at both sides of a cell: a number goes on in the next line only where that is not left.
constexpr double kDigitEm = 0.5;
constexpr double kPaddingPt = 14;

constexpr std::size_t kFewestLabels = 2;
constexpr double kFarPt = 200;  // from a label to the rulings of its row

bool is_number_line(const GlyphLine& line) { return is_value_text(text_of(line, nullptr)); }

/// Whether the lines are numbers one below the other, and not one number that its cell is too narrow for.
bool holds_several_numbers(const std::vector<GlyphLine>& lines, double width) {
  if (lines.size() < 2 || !std::all_of(lines.begin(), lines.end(), is_number_line)) return false;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    double above = lines[i - 1].box.width(), below = lines[i].box.width(), em = lines[i].em;
    if (below > above + kDigitEm * em / 2 || width - above > kPaddingPt + kDigitEm * em) return true;
  }
  return false;
}

/// For each table whether a cell of it holds numbers of several rows. A page has few cells of two lines.
std::vector<char> with_joined_rows(const std::vector<RuledTable>& tables, const std::vector<PlacedRun>& in_cells) {
  std::vector<char> out(tables.size(), 0);
  for (std::size_t begin = 0; begin < in_cells.size();) {
    std::size_t end = begin + 1;
    while (end < in_cells.size() && in_cells[end].table == in_cells[begin].table && in_cells[end].cell == in_cells[begin].cell) ++end;
    std::size_t t = static_cast<std::size_t>(in_cells[begin].table);
    if (end - begin > 1 && tables[t].cols() > 1 && !out[t]) {
      std::vector<GlyphRun> runs;
      for (std::size_t i = begin; i < end; ++i) runs.push_back(in_cells[i].run);
      double width = tables[t].box_of(tables[t].cells[static_cast<std::size_t>(in_cells[begin].cell)]).width();
      out[t] = holds_several_numbers(find_lines(std::move(runs)), width);
    }
    begin = end;
  }
  return out;
}

/// Rows of the table beside which a label stands, left of all its rulings.
std::size_t rows_with_labels_beside(const RuledTable& table, const std::vector<GlyphRun>& outside) {
  std::vector<char> has_label(static_cast<std::size_t>(table.rows()), 0);
  for (const GlyphRun& run : outside) {
    double y = run.box.mid_y(), gap = table.xs.front() - run.box.x1;
    if (run.span->turn != 0 || gap < -2 || gap > kFarPt || y < table.ys.front() || y > table.ys.back()) continue;
    auto below = std::upper_bound(table.ys.begin(), table.ys.end(), y);
    if (below != table.ys.begin() && below != table.ys.end()) has_label[static_cast<std::size_t>(below - table.ys.begin() - 1)] = 1;
  }
  return static_cast<std::size_t>(std::count(has_label.begin(), has_label.end(), 1));
}

}  // namespace

bool drop_open_tables(std::vector<RuledTable>& tables, const PlacedText& text) {
  std::vector<char> open = with_joined_rows(tables, text.in_cells);
  for (std::size_t t = 0; t < tables.size(); ++t) {
    std::size_t labels = rows_with_labels_beside(tables[t], text.outside);
    if (labels >= kFewestLabels && labels * 2 > static_cast<std::size_t>(tables[t].rows())) open[t] = 1;
  }
  std::size_t before = tables.size(), next = 0;
  tables.erase(std::remove_if(tables.begin(), tables.end(), [&](const RuledTable&) { return open[next++] != 0; }), tables.end());
  return tables.size() < before;
}

}  // namespace nianbao
