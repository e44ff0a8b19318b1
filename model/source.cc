#include "model/source.h"

#include <algorithm>

namespace nianbao {

Box united(const Box& a, const Box& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

Source united(const Source& a, const Source& b) {
  if (a.empty()) return b;
  Source out = a;
  if (a.page == b.page && a.bbox && b.bbox) out.bbox = united(*a.bbox, *b.bbox);
  if (a.line == b.line && a.span && b.span)
    out.span = ColumnSpan{std::min(a.span->first, b.span->first), std::max(a.span->last, b.span->last)};
  return out;
}

}  // namespace nianbao
