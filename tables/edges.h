#pragma once

#include <vector>

#include "model/document.h"

namespace nianbao {

/// The lines of a page's tables, each one drawn line however many pieces it was drawn in.
struct Edges {
  std::vector<Ruling> horizontal, vertical;  ///< ascending by `at`, then `from`

  bool operator==(const Edges&) const = default;
};

/// Rulings to edges: lines side by side nearer than `snap_pt` become one (double rulings, the sides of a thin rectangle), collinear
/// pieces with a gap of at most `snap_pt` are joined (borders drawn cell by cell, dashes), what stays shorter than the
/// lowest row of a table is dropped. Cost: O(n log n). Method: pdfplumber's snap and join.
Edges find_edges(const std::vector<Ruling>& rulings, double snap_pt);

}  // namespace nianbao
