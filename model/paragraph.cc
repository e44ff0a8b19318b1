#include "model/paragraph.h"

#include <algorithm>

namespace nianbao {
namespace {

Source part_of(const TextPiece& piece, int begin, int end) {
  Source out = piece.source;
  if (piece.source.span) {
    int column = piece.source.span->first - piece.offset;
    out.span = ColumnSpan{column + begin, column + end - 1};
  }
  bool has_edges = piece.edges.size() == static_cast<std::size_t>(piece.length) + 1;
  if (piece.source.bbox && has_edges) {
    double a = piece.edges[begin - piece.offset], b = piece.edges[end - piece.offset];
    const Box& whole = *piece.source.bbox;
    bool upright = std::min(a, b) >= whole.x0 - 1 && std::max(a, b) <= whole.x1 + 1;
    if (upright) out.bbox = Box{std::min(a, b), whole.y0, std::max(a, b), whole.y1};
    else out.bbox = Box{whole.x0, std::min(a, b), whole.x1, std::max(a, b)};
  }
  return out;
}

}  // namespace

Source source_of(const Paragraph& paragraph, int first, int count) {
  Source out;
  for (const TextPiece& piece : paragraph.pieces) {
    int begin = std::max(first, piece.offset);
    int end = std::min(first + count, piece.offset + piece.length);
    if (begin < end) out = united(out, part_of(piece, begin, end));
  }
  if (out.empty() && !paragraph.pieces.empty()) out = paragraph.pieces.front().source;
  return out;
}

}  // namespace nianbao
