#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "extract/text_grids.h"

namespace nianbao {
namespace {

using Pieces = std::vector<std::pair<std::size_t, std::size_t>>;  // first and last + 1 byte of each cell

constexpr int kOutlineRules = 3;  // above and below the header, and at the end: such rules part no rows
constexpr int kMaxCells = 1000;  // of a line; one with more is no row of a table

/// Length of the bar at `at`: `|` that no backslash escapes, or the bars of drawn tables; 0 for none.
std::size_t bar_length(std::string_view s, std::size_t at) {
  if (s[at] == '|') return at > 0 && s[at - 1] == '\\' ? 0 : 1;
  if (s[at] != '\xE2' && s[at] != '\xEF') return 0;
  std::string_view rest = s.substr(at, 3);
  return rest == "│" || rest == "┃" || rest == "║" || rest == "｜" ? 3 : 0;
}

/// The cells of a line between its bars; those at both ends are borders, if they are there.
Pieces cells_of(std::string_view line) {
  Pieces cells;
  std::string_view trimmed = trim_space(line);
  if (trimmed.empty()) return cells;
  auto begin = static_cast<std::size_t>(trimmed.data() - line.data()), end = begin + trimmed.size();
  std::size_t from = begin + bar_length(line, begin);
  for (std::size_t at = from; at < end;) {
    std::size_t bar = bar_length(line, at);
    if (bar > 0) {
      cells.emplace_back(from, at);
      from = at + bar;
    }
    at += std::max<std::size_t>(bar, 1);
  }
  if (from < end) cells.emplace_back(from, end);
  return cells;
}

bool has_bar(std::string_view line) {
  if (std::count(line.begin(), line.end(), '|') > kMaxCells) return false;
  for (std::size_t at = 0; at < line.size(); ++at)
    if (bar_length(line, at) > 0) return true;
  return false;
}

bool begins_with_bar(std::string_view line) {
  line = trim_space(line);
  return !line.empty() && bar_length(line, 0) > 0;
}

/// `|---|:--:|`, `---|---`, `+---+===+`, `├──┼──┤`.
bool is_separator(std::string_view line) {
  constexpr std::array<std::string_view, 16> kDrawn{"─", "━", "═", "┌", "┬", "┐", "├", "┼",
                                                    "┤", "└", "┴", "┘", "╔", "╦", "╗", "╬"};
  line = trim_space(line);
  if (line.empty()) return false;
  bool parted = false, ruled = false;
  while (!line.empty()) {
    char c = line[0];
    if (line.starts_with("\u200B") || line.starts_with("\uFEFF")) {
      line.remove_prefix(3);
      continue;
    }
    if (std::string_view("-=:+| \t").find(c) != std::string_view::npos) {
      parted |= c == '|' || c == '+';
      ruled |= c == '-' || c == '=';
      line.remove_prefix(1);
      continue;
    }
    if (c != kDrawn[0][0]) return false;
    auto drawn = std::find_if(kDrawn.begin(), kDrawn.end(), [&](std::string_view d) { return line.starts_with(d); });
    if (drawn == kDrawn.end()) return false;
    parted = ruled = true;
    line.remove_prefix(drawn->size());
  }
  return parted && ruled;
}

/// A row: it begins with a bar and has a second one, or it has bars and a separator or another such line follows.
bool is_row(std::string_view line) { return has_bar(line) && !is_separator(line); }

bool begins_table(std::span<const TextLine> lines) {
  if (is_separator(lines[0].text)) return lines.size() > 1 && begins_with_bar(lines[1].text);
  if (!is_row(lines[0].text)) return false;
  if (begins_with_bar(lines[0].text) && cells_of(lines[0].text).size() > 1) return true;
  if (begins_with_bar(lines[0].text)) return lines.size() > 1 && is_separator(lines[1].text);
  if (lines.size() < 2 || cells_of(lines[0].text).size() < 2) return false;
  bool rows_alike = is_row(lines[1].text) && cells_of(lines[0].text).size() > 2 &&
                    cells_of(lines[0].text).size() == cells_of(lines[1].text).size();
  return is_separator(lines[1].text) || rows_alike;
}

/// The cell's text: `\|` and `<br>` resolved, all else as it stands.
std::string unescaped(std::string_view text) {
  if (text.find_first_of("\\<") == std::string_view::npos) return std::string(text);
  constexpr std::array<std::string_view, 4> kBreaks{"<br>", "<br/>", "<br />", "<BR>"};
  std::string out;
  while (!text.empty()) {
    auto br = std::find_if(kBreaks.begin(), kBreaks.end(), [&](std::string_view b) { return text.starts_with(b); });
    if (br != kBreaks.end()) {
      out += '\n';
      text.remove_prefix(br->size());
      continue;
    }
    if (text.starts_with("\\|")) text.remove_prefix(1);
    out += text[0];
    text.remove_prefix(1);
  }
  return out;
}

void add_row(const TextLine& line, Grid& grid) {
  Pieces pieces = cells_of(line.text);
  int column = 1;
  std::size_t counted = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    auto [begin, end] = pieces[i];
    std::string_view text = trim_space(line.text.substr(begin, end - begin));
    std::size_t first = text.empty() ? begin : static_cast<std::size_t>(text.data() - line.text.data());
    column += count_code_points(line.text.substr(counted, first - counted));
    counted = first;
    int count = std::max(1, count_code_points(text.empty() ? line.text.substr(begin, end - begin) : text));
    Cell cell;
    cell.row = grid.rows;
    cell.col = static_cast<int>(i);
    cell.text = unescaped(text);
    cell.source.line = line.number;
    cell.source.span = ColumnSpan{column, column + count - 1};
    grid.cells.push_back(std::move(cell));
  }
  grid.cols = std::max(grid.cols, static_cast<int>(pieces.size()));
  ++grid.rows;
}

/// In a table whose rows are ruled apart (`+---+`), the lines between two rules are one row: the cell's lines.
void add_to_row(const TextLine& line, std::size_t row_begin, Grid& grid) {
  Grid more;
  add_row(line, more);
  if (grid.cells.size() - row_begin != more.cells.size()) {
    for (Cell& cell : more.cells) cell.row = grid.rows, grid.cells.push_back(cell);
    grid.cols = std::max(grid.cols, more.cols);
    ++grid.rows;
    return;
  }
  for (std::size_t i = 0; i < more.cells.size(); ++i) {
    Cell& cell = grid.cells[row_begin + i];
    if (more.cells[i].text.empty()) continue;
    if (cell.text.empty()) cell.source = more.cells[i].source;
    cell.text += (cell.text.empty() ? "" : "\n") + more.cells[i].text;
  }
}

/// Rules between all rows, as grid tables have them: a rule opens the table and stands below each row.
bool rows_are_ruled(std::span<const TextLine> lines) {
  std::string_view first = trim_space(lines[0].text);
  if (!is_separator(first) || first.starts_with("|")) return false;
  int rules = 0, rows = 0;
  for (const TextLine& line : lines) {
    bool rule = is_separator(line.text);
    if (!rule && !begins_with_bar(line.text)) break;
    ++(rule ? rules : rows);
  }
  return rules > kOutlineRules || rows <= kOutlineRules;
}

TextGrid ruled_table(std::span<const TextLine> lines) {
  TextGrid out;
  bool open = false;
  std::size_t row_begin = 0;
  for (; out.lines < lines.size(); ++out.lines) {
    const TextLine& line = lines[out.lines];
    if (is_separator(line.text)) {
      open = false;
    } else if (!begins_with_bar(line.text)) {
      break;
    } else if (open) {
      add_to_row(line, row_begin, out.grid);
    } else {
      row_begin = out.grid.cells.size();
      add_row(line, out.grid);
      open = true;
    }
  }
  return out;
}

TextGrid plain_table(std::span<const TextLine> lines) {
  TextGrid out;
  for (; out.lines < lines.size(); ++out.lines) {
    const TextLine& line = lines[out.lines];
    if (is_separator(line.text)) continue;
    if (!is_row(line.text)) break;
    // A drawn rule (`+---+`) may close the table too.
    auto closes = [&](std::size_t at) { return trim_space(lines[at].text).starts_with("+") && (at + 1 == lines.size() || !is_row(lines[at + 1].text)); };
    bool ruled_below = out.lines + 1 < lines.size() && is_separator(lines[out.lines + 1].text);
    bool heads_another = out.grid.rows > 0 && ruled_below && !closes(out.lines + 1);
    if (heads_another) break;
    add_row(line, out.grid);
  }
  return out;
}

}  // namespace

std::optional<TextGrid> find_pipe_grid(std::span<const TextLine> lines) {
  if (lines.empty() || !begins_table(lines)) return std::nullopt;
  TextGrid out = rows_are_ruled(lines) ? ruled_table(lines) : plain_table(lines);
  if (out.grid.cells.empty()) return std::nullopt;
  out.grid.kind = GridKind::pipes;
  out.grid.source.line = out.grid.cells[0].source.line;
  return out;
}

}  // namespace nianbao
