#pragma once

#include <cstdlib>
#include <variant>

#include "extract/read_document.h"
#include "extract/utf8_check.h"
#include "model/document.h"
#include "model/result.h"

namespace nianbao::fuzz {

/// Pictures in a page are another target's (scan_fuzz).
inline ReadOptions without_ocr() {
  ReadOptions out;
  out.ocr = OcrMode::never;
  return out;
}

/// What the stages behind rely on, whatever the bytes: texts are UTF-8; a grid's cells lie in it, in row-major order, their
/// spans too; every block says where it stands.
inline void check_flow(const Result<Document>& document) {
  if (!document) {
    if (document.error().message.empty()) std::abort();
    return;
  }
  for (const Block& block : document->flow) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      if (paragraph->pieces.empty() || find_invalid(paragraph->text) != std::string_view::npos) std::abort();
      continue;
    }
    const Grid& grid = std::get<Grid>(block);
    int row = 0, col = -1;
    for (const Cell& cell : grid.cells) {
      const bool after = cell.row > row || (cell.row == row && cell.col > col);
      const bool inside = cell.row_span >= 1 && cell.col_span >= 1 && cell.row + cell.row_span <= grid.rows && cell.col + cell.col_span <= grid.cols;
      if (!after || !inside || cell.source.empty() || find_invalid(cell.text) != std::string_view::npos) std::abort();
      row = cell.row;
      col = cell.col;
    }
  }
}

}  // namespace nianbao::fuzz
