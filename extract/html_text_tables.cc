#include "extract/html_text_tables.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "extract/text_grids.h"
#include "extract/text_lines.h"

namespace nianbao {
namespace {

/// The item's text as the line of that number; none for what is no line of a table.
std::optional<TextLine> line_of(const HtmlItem& item, std::size_t number) {
  const auto* paragraph = std::get_if<Paragraph>(&item.block);
  if (paragraph == nullptr || item.linked) return std::nullopt;
  constexpr std::array<std::string_view, 7> kParts{"|", "\t", "│", "┃", "║", "｜", "---"};
  const bool parted = std::any_of(kParts.begin(), kParts.end(), [&](auto part) { return paragraph->text.find(part) != std::string::npos; });
  if (!parted) return std::nullopt;
  return TextLine{paragraph->text, static_cast<int>(number)};
}

bool is_number(std::string_view text) {
  text = trim_space(text);
  return !text.empty() && text.find_first_not_of("0123456789.,-") == std::string_view::npos && text.find_first_of("0123456789") != std::string_view::npos;
}

bool has_numbers(const Grid& grid) {
  return grid.rows > 1 && std::any_of(grid.cells.begin(), grid.cells.end(), [](const Cell& cell) { return cell.col > 0 && is_number(cell.text); });
}

/// `lines`: the paragraphs by line number, from 1.
HtmlItem to_item(TextGrid found, std::span<const HtmlItem> lines) {
  auto path_of = [&](const Source& source) {
    Source out;
    out.path = std::get<Paragraph>(lines[static_cast<std::size_t>(source.line) - 1].block).pieces.front().source.path;
    return out;
  };
  const auto first = static_cast<std::size_t>(found.grid.cells.front().source.line) - 1;
  const auto last = static_cast<std::size_t>(found.grid.cells.back().source.line) - 1;
  for (Cell& cell : found.grid.cells) cell.source = path_of(cell.source);
  found.grid.source = path_of(found.grid.source);
  HtmlItem out;
  out.node = lines[first].node;
  out.last = lines[last].last;
  out.has_numbers = true;
  out.block = std::move(found.grid);
  return out;
}

}  // namespace

void join_text_tables(std::vector<HtmlItem>& items) {
  std::vector<HtmlItem> out;
  std::vector<TextLine> lines;
  for (std::size_t i = 0; i < items.size();) {
    lines.clear();
    while (i + lines.size() < items.size()) {
      auto line = line_of(items[i + lines.size()], lines.size() + 1);
      if (!line) break;
      lines.push_back(*line);
    }
    for (std::size_t at = 0; at < lines.size();) {
      std::span<const TextLine> rest = std::span(lines).subspan(at);
      auto found = find_pipe_grid(rest);
      if (!found) found = find_tab_grid(rest);
      if (!found || !has_numbers(found->grid)) {
        out.push_back(std::move(items[i + at++]));
        continue;
      }
      const std::size_t taken = found->lines;
      out.push_back(to_item(std::move(*found), std::span(items).subspan(i)));
      at += taken;
    }
    i += lines.size();
    if (i < items.size() && lines.empty()) out.push_back(std::move(items[i++]));
  }
  items = std::move(out);
}

}  // namespace nianbao
