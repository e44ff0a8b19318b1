#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "extract/text_grids.h"

namespace nianbao {
namespace {

enum class TabLine {
  none,      ///< no tab that parts cells: ends a table
  indented,  ///< tabs before its text only: a row where rows stand around it
  row
};

constexpr int kMaxCells = 1000;  // of a line; one with more is no row of a table
constexpr int kWholeRowTabs = 2;  // of a blank row at a table's end; fewer are an empty line
constexpr std::size_t kLeastTrailing = 3;  // rows that all end in a tab: a habit, not a blank cell
constexpr int kLongCell = 60;  // code points; a longer text behind tabs is an indented paragraph

bool is_ordinal(std::string_view s) {
  constexpr std::array<std::string_view, 18> kParts{"一", "二", "三", "四", "五", "六", "七", "八", "九",
                                                    "十", "（", "）", "、", "．", "。", "●", "•",  "·"};
  if (s.empty() || s.size() > 15) return false;
  while (!s.empty()) {
    if (std::string_view("0123456789().-*").find(s[0]) != std::string_view::npos) {
      s.remove_prefix(1);
      continue;
    }
    auto part = std::find_if(kParts.begin(), kParts.end(), [&](std::string_view p) { return s.starts_with(p); });
    if (part == kParts.end()) return false;
    s.remove_prefix(part->size());
  }
  return true;
}

/// `0`, `12.5`: a number that could be a cell, as against an ordinal that has a mark.
bool is_plain_number(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789.,-") == std::string_view::npos && !s.ends_with(".");
}

/// `三、收到和处理政府信息公开申请情况` with nothing but tabs behind it: a heading, no row.
bool is_section_heading(std::string_view text) {
  constexpr std::array<std::string_view, 6> kOrdinals{"一、", "二、", "三、", "四、", "五、", "六、"};
  bool opens = std::any_of(kOrdinals.begin(), kOrdinals.end(), [&](std::string_view o) { return text.starts_with(o); });
  return opens && (text.ends_with("情况") || text.ends_with("事项"));
}

/// A list's mark and its text, apart by a tab, as a word processor writes lists out.
bool is_list_item(std::string_view text) {
  std::size_t tab = text.find('\t');
  std::string_view mark = trim_space(text.substr(0, tab)), rest = trim_space(text.substr(tab + 1));
  if (rest.empty() || rest.find('\t') != std::string_view::npos || text.back() == '\t') return false;
  return is_ordinal(mark) && !is_plain_number(mark) && !is_plain_number(rest);
}

TabLine kind_of(std::string_view text) {
  std::string_view trimmed = trim_space(text);
  if (text.find('\t') == std::string_view::npos || trimmed.empty()) return TabLine::none;
  auto begin = static_cast<std::size_t>(trimmed.data() - text.data());
  bool parted = trimmed.find('\t') != std::string_view::npos;
  bool trailing = text.find('\t', begin + trimmed.size()) != std::string_view::npos;
  if (!parted && trailing && is_section_heading(trimmed)) return TabLine::none;
  if (parted && !trailing && is_list_item(trimmed)) return TabLine::none;
  if (parted || trailing) return std::count(text.begin(), text.end(), '\t') < kMaxCells ? TabLine::row : TabLine::none;
  return count_code_points(trimmed) <= kLongCell ? TabLine::indented : TabLine::none;
}

/// The line closes a cell in quotes and has its row's last cells behind it.
bool ends_quoted_row(std::string_view line) {
  std::size_t close = line.rfind('"');
  return close + 1 == line.size() || line[close + 1] == '\t' || trim_space(line.substr(close + 1)).empty();
}

/// How many lines the row takes that begins with the first: more than one where a cell in quotes holds line ends, as
/// spreadsheets copy them (`"结果⏎维持"⇥"结果⏎纠正"`).
std::size_t row_length(std::span<const TextLine> lines) {
  constexpr std::size_t kMostLines = 60;  // of a row of fifteen cells with four lines each
  auto quotes = [](std::string_view s) { return std::count(s.begin(), s.end(), '"'); };
  std::string_view first = lines[0].text;
  bool opens = first.starts_with('"') || first.find("\t\"") != std::string_view::npos;
  if (!opens || quotes(first) % 2 == 0) return 1;
  bool tabs = first.find('\t') != std::string_view::npos;
  for (std::size_t i = 1; i < std::min(lines.size(), kMostLines); ++i) {
    tabs |= lines[i].text.find('\t') != std::string_view::npos;
    if (quotes(lines[i].text) % 2 != 0 && tabs && ends_quoted_row(lines[i].text)) return i + 1;
  }
  return 1;
}

auto tabs_in(std::string_view line) { return std::count(line.begin(), line.end(), '\t'); }

/// How many lines each row of the table takes that begins with the first line: rows, and indented lines between them;
/// a line that is only tabs is a row too, the last one where it has at least as many cells as the row above. Empty where no table
/// begins there.
std::vector<std::size_t> table_rows(std::span<const TextLine> lines) {
  std::vector<std::size_t> out;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.size();) {
    std::string_view text = lines[i].text;
    std::size_t length = row_length(lines.subspan(i));
    bool blank_row = i > 0 && text.find('\t') != std::string_view::npos && trim_space(text).empty();
    TabLine kind = length > 1 ? TabLine::row : blank_row ? TabLine::indented : kind_of(text);
    if (kind == TabLine::none || (i == 0 && kind != TabLine::row)) break;
    out.push_back(length);
    bool whole_blank_row = blank_row && length == 1 && tabs_in(text) >= kWholeRowTabs && tabs_in(text) >= tabs_in(lines[i - 1].text);
    if (kind == TabLine::row || whole_blank_row) kept = out.size();
    i += length;
  }
  out.resize(kept);
  return out;
}

/// A line alone is a table only if its tabs part cells; `标题⇥` is a paragraph.
bool is_lone_paragraph(const std::vector<std::size_t>& rows, std::string_view first) {
  return rows.size() == 1 && rows[0] == 1 && trim_space(first).find('\t') == std::string_view::npos;
}

/// The text of a cell in quotes, doubled quotes within it resolved; any other as it stands.
std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    out += text[i];
    if (text[i] == '"' && i + 2 < text.size() && text[i + 1] == '"') ++i;
  }
  return out;
}

/// Adds the cells of one row; a cell that goes over several lines has its place on its first.
void add_cells(std::span<const TextLine> row, Grid& grid) {
  int col = 0;
  std::string open;  // a cell in quotes that goes on
  Source open_source;
  bool is_open = false;
  for (const TextLine& line : row) {
    int column = 1;
    for (std::size_t at = 0; at <= line.text.size();) {
      std::size_t end = std::min(line.text.find('\t', at), line.text.size());
      std::string_view whole = line.text.substr(at, end - at), text = trim_space(whole);
      int width = count_code_points(whole);
      int first = text.empty() ? column : column + count_code_points(whole.substr(0, text.data() - whole.data()));
      int count = text.empty() ? std::max(width, 1) : count_code_points(text);
      Source source;
      source.line = line.number;
      source.span = ColumnSpan{first, first + count - 1};
      if (is_open) open += "\n" + std::string(text);
      else open = text, open_source = source;
      is_open = row.size() > 1 && std::count(open.begin(), open.end(), '"') % 2 != 0 && open.starts_with('"');
      column += width + 1;
      at = end + 1;
      if (is_open) continue;
      Cell cell;
      cell.row = grid.rows;
      cell.col = col++;
      cell.text = unquoted(open);
      cell.source = open_source;
      grid.cells.push_back(std::move(cell));
    }
  }
  grid.cols = std::max(grid.cols, col);
  ++grid.rows;
}

/// A tab behind the last cell of every row parts nothing: the cell behind it is none.
void drop_trailing_tabs(std::span<const TextLine> lines, const std::vector<std::size_t>& rows, Grid& grid) {
  if (rows.size() < kLeastTrailing) return;
  std::size_t at = 0;
  for (std::size_t length : rows) {
    at += length;
    if (!lines[at - 1].text.ends_with('\t')) return;
  }
  std::vector<int> last(static_cast<std::size_t>(grid.rows), 0);
  for (const Cell& cell : grid.cells) last[static_cast<std::size_t>(cell.row)] = cell.col;
  std::erase_if(grid.cells, [&](const Cell& cell) { return cell.col > 0 && cell.col == last[static_cast<std::size_t>(cell.row)]; });
  --grid.cols;
}

}  // namespace

std::optional<TextGrid> find_tab_grid(std::span<const TextLine> lines) {
  if (lines.empty()) return std::nullopt;
  std::vector<std::size_t> rows = table_rows(lines);
  if (rows.empty() || is_lone_paragraph(rows, lines[0].text)) return std::nullopt;
  TextGrid out;
  out.lines = std::accumulate(rows.begin(), rows.end(), std::size_t{0});
  out.grid.kind = GridKind::tabs;
  std::size_t cells = rows.size();
  for (const TextLine& line : lines.first(out.lines)) cells += static_cast<std::size_t>(tabs_in(line.text));
  out.grid.cells.reserve(cells);
  std::size_t at = 0;
  for (std::size_t length : rows) {
    add_cells(lines.subspan(at, length), out.grid);
    at += length;
  }
  drop_trailing_tabs(lines, rows, out.grid);
  out.grid.source.line = lines[0].number;
  return out;
}

}  // namespace nianbao
