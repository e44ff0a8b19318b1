#pragma once

#include <vector>

#include "model/document.h"

namespace nianbao {

/// A piece of the layout with what is needed to see whether a table goes on in the next one.
struct LayoutItem {
  Block block;
  int page_no = 0;         ///< the page on which it ends; 0 for kinds without pages
  std::vector<double> xs;  ///< of a grid: borders of its columns in its reading frame, cols + 1; empty where unknown
  double top = 0, bottom = 0;                  ///< of a grid, in its reading frame
  bool open_top = false, open_bottom = false;  ///< no ruling closes it there

  bool operator==(const LayoutItem&) const = default;
};

/// Puts the rows of `next` below those of `table`, its columns and those of `table` united: a border of either is one of
/// the whole, and cells span what lies between theirs. Both need `xs`. A header that is repeated is left out.
void stack_grids(LayoutItem& table, LayoutItem&& next);

/// Joins grids that are one table: neighbours with nothing between them whose columns agree, on two pages one after the
/// other (wherever they stand from left to right: even and odd margins differ), closely below each other on one page, or
/// one after the other in a flow. A header that is repeated is left out. A row that the break cut is one row again where
/// the halves tell so: no number in both, and a label that goes on (`（四）无` / `法提供`); when unsure both rows stay.
void join_grids(std::vector<LayoutItem>& items);

}  // namespace nianbao
