#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "extract/text_lines.h"
#include "model/grid.h"

namespace nianbao {

/// A grid and how many lines it takes.
struct TextGrid {
  Grid grid;
  std::size_t lines = 0;
};

/// The table of tab-separated cells that begins with the first line, or none. Every cell is kept, empty ones at the end
/// of a line too. A line that a tab only indents, or a lone ordinal and its text (`一、⇥总体情况`), is no table.
std::optional<TextGrid> find_tab_grid(std::span<const TextLine> lines);

/// The table of cells between pipes that begins with the first line, or none. Separator lines (`|---|:--:|`, `+---+`)
/// are no rows; a table ends before a row that a separator line follows, as a further table begins with its heading.
/// `\|` is a pipe within a cell, `<br>` a line's end within it.
std::optional<TextGrid> find_pipe_grid(std::span<const TextLine> lines);

/// The table drawn with rules and bars (`┌─┬─┐`, `+---+`) that begins with the first line, or none: its cells with the spans
/// that the strokes show, a cell's lines joined. Places are columns of a terminal. A table whose rows no rule parts is left
/// to find_pipe_grid().
std::optional<TextGrid> find_drawn_grid(std::span<const TextLine> lines);

}  // namespace nianbao
