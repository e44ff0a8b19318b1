#pragma once

#include <vector>

#include "tables/edges.h"

namespace nianbao {

/// The edges of one table: each touches another of them. `open_top` and `open_bottom` say that the border there was
/// put in by `close_open_sides`.
struct EdgeGroup {
  std::vector<Ruling> horizontal, vertical;
  bool open_top = false, open_bottom = false;

  bool operator==(const EdgeGroup&) const = default;
};

/// Groups edges that cross or touch within `snap_pt`; groups need two directions. A page with more crossings than any
/// page of tables has (a map, hatching) gives none.
std::vector<EdgeGroup> group_edges(const Edges& edges, double snap_pt);

/// Makes one group of those that lie closely one below the other, as wide as each other and open at a side: rows of one
/// cell over the whole width of an open table touch no vertical line.
void join_open_groups(std::vector<EdgeGroup>& groups, double snap_pt);

/// Puts in the outer borders that are not drawn, where at least two lines stick out and end together (above and below a
/// table that is open at both sides, one).
void close_open_sides(EdgeGroup& group, double snap_pt);

/// Adds the outer line of a column that no horizontal line reaches, as its one cell goes on above and below the page: a
/// vertical line beside a group that is open at both ends, as long as the group.
void add_bare_columns(EdgeGroup& group, const std::vector<Ruling>& vertical, double snap_pt);

}  // namespace nianbao
