#include <algorithm>
#include <array>

#include "extract/text_grids.h"

namespace nianbao {
namespace {

enum class TabLine {
  none,      ///< no tab that parts cells: ends a table
  indented,  ///< tabs before its text only: a row where rows stand around it
  row
};

constexpr int kMaxCells = 1000;  // of a line; one with more is no row of a table
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

/// How many of the lines are one table: rows, and indented lines between them; a line that is only tabs is a row too.
std::size_t table_length(std::span<const TextLine> lines) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string_view text = lines[i].text;
    bool blank_row = i > 0 && text.find('\t') != std::string_view::npos && trim_space(text).empty();
    TabLine kind = blank_row ? TabLine::indented : kind_of(text);
    if (kind == TabLine::none) break;
    if (kind == TabLine::row) end = i + 1;
  }
  return end;
}

/// A line alone is a table only if its tabs part cells; `标题⇥` is a paragraph.
bool is_lone_paragraph(std::span<const TextLine> rows) {
  if (rows.size() != 1) return false;
  return trim_space(rows[0].text).find('\t') == std::string_view::npos;
}

void add_cells(const TextLine& line, int row, Grid& grid) {
  int col = 0, column = 1;
  for (std::size_t at = 0; at <= line.text.size(); ++col) {
    std::size_t end = std::min(line.text.find('\t', at), line.text.size());
    std::string_view whole = line.text.substr(at, end - at), text = trim_space(whole);
    int width = count_code_points(whole);
    Cell cell;
    cell.row = row;
    cell.col = col;
    cell.text = std::string(text);
    cell.source.line = line.number;
    int first = text.empty() ? column : column + count_code_points(whole.substr(0, text.data() - whole.data()));
    int count = text.empty() ? std::max(width, 1) : count_code_points(text);
    cell.source.span = ColumnSpan{first, first + count - 1};
    grid.cells.push_back(std::move(cell));
    column += width + 1;
    at = end + 1;
  }
  grid.cols = std::max(grid.cols, col);
}

}  // namespace

std::optional<TextGrid> find_tab_grid(std::span<const TextLine> lines) {
  if (lines.empty() || kind_of(lines[0].text) != TabLine::row) return std::nullopt;
  TextGrid out;
  out.lines = table_length(lines);
  if (is_lone_paragraph(lines.first(out.lines))) return std::nullopt;
  out.grid.kind = GridKind::tabs;
  out.grid.rows = static_cast<int>(out.lines);
  auto cells = [](const TextLine& line) { return std::count(line.text.begin(), line.text.end(), '\t') + 1; };
  std::size_t all = 0;
  for (std::size_t i = 0; i < out.lines; ++i) all += static_cast<std::size_t>(cells(lines[i]));
  out.grid.cells.reserve(all);
  for (std::size_t i = 0; i < out.lines; ++i) add_cells(lines[i], static_cast<int>(i), out.grid);
  out.grid.source.line = lines[0].number;
  return out;
}

}  // namespace nianbao
