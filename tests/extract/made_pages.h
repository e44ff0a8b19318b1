#pragma once

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/html_reader.h"

namespace nianbao::test {

inline Document read_page(std::string_view html) {
  auto document = read_html(html, {});
  REQUIRE(document.has_value());
  return std::move(*document);
}

/// The flow as lines: paragraphs as they are, a grid's rows with '|' between the cells that begin in them.
inline std::vector<std::string> lines_of(const Document& document) {
  std::vector<std::string> out;
  for (const Block& block : document.flow) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      out.push_back(paragraph->text);
      continue;
    }
    const Grid& grid = std::get<Grid>(block);
    std::vector<std::string> rows(static_cast<std::size_t>(grid.rows));
    for (const Cell& cell : grid.cells) rows[static_cast<std::size_t>(cell.row)] += (cell.col > 0 ? "|" : "") + cell.text;
    out.insert(out.end(), rows.begin(), rows.end());
  }
  return out;
}

inline std::vector<Grid> grids_of(const Document& document) {
  std::vector<Grid> out;
  for (const Block& block : document.flow)
    if (const auto* grid = std::get_if<Grid>(&block)) out.push_back(*grid);
  return out;
}

/// `value@path` of the first entry with that key; empty where there is none.
inline std::string meta_of(const Document& document, std::string_view key) {
  for (const MetaEntry& entry : document.meta)
    if (entry.key == key) return entry.value + "@" + entry.source.path;
  return {};
}

using Lines = std::vector<std::string>;

}  // namespace nianbao::test
