#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "extract/text_reader.h"

namespace {

using nianbao::Block;
using nianbao::Grid;

/// What every reader promises of a grid: its cells lie in it, in row-major order.
void check(const Grid& grid) {
  int row = 0, col = -1;
  for (const nianbao::Cell& cell : grid.cells) {
    bool after = cell.row > row || (cell.row == row && cell.col > col);
    if (!after || cell.row >= grid.rows || cell.col >= grid.cols || !cell.source.span) std::abort();
    row = cell.row;
    col = cell.col;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto document = nianbao::read_text(bytes, {});
  if (!document) return document.error().message.empty() ? (std::abort(), 0) : 0;
  for (const Block& block : document->flow)
    if (const auto* grid = std::get_if<Grid>(&block)) check(*grid);
  return 0;
}
