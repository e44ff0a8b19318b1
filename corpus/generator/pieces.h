#pragma once

#include <string>
#include <variant>
#include <vector>

#include "corpus/generator/report.h"

namespace nianbao::corpus {

/// A report as headings, paragraphs and tables: what every writer (PDF, text, page, document) starts from.

enum class CellRole { label, heading, header, value, note };

struct TableCell {
  int row = 0, col = 0, row_span = 1, col_span = 1;
  std::string text;
  CellRole role = CellRole::label;
  std::string field;         ///< of a value
  std::string number;        ///< of a value: the number's own glyphs, the beginning of `text`
  bool may_be_sideways = false;  ///< 三、本年度办理结果
};

enum class TableKind { disclosure, requests, reviews, other };

struct Table {
  TableKind kind = TableKind::other;
  int rows = 0, cols = 0;
  int header_rows = 0;               ///< those that are repeated on a further page
  std::vector<double> shares;        ///< of the width, one a column
  std::vector<TableCell> cells;      ///< row-major
};

enum class TextRole { title, heading, body, caption, signature };

struct TextPiece {
  TextRole role = TextRole::body;
  std::string text;
};

using Piece = std::variant<TextPiece, Table>;

std::vector<Piece> pieces_of(const Report& report);

}  // namespace nianbao::corpus
