#include "tables/grid_join.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "tables/row_join.h"

namespace nianbao {
namespace {

constexpr double kSameEdgePt = 5.0;      // borders of one column on two pages
constexpr double kNarrowestColumnPt = 0.01;
constexpr double kSameWidthShare = 0.015;
constexpr double kCloseBelowPt = 15.0;   // a table that is drawn in two pieces on one page

/// How far `next` must be moved to the right to lie below `table`.
double shift_of(const LayoutItem& table, const LayoutItem& next) { return table.xs.front() - next.xs.front(); }

bool outer_borders_agree(const LayoutItem& table, const LayoutItem& next) {
  double a = table.xs.back() - table.xs.front(), b = next.xs.back() - next.xs.front();
  return std::abs(a - b) <= std::max(kSameEdgePt, kSameWidthShare * a);
}

/// How many of the inner borders of `few` are borders of `many` too.
int inner_borders_shared(const std::vector<double>& few, const std::vector<double>& many, double shift) {
  int shared = 0;
  for (std::size_t i = 1; i + 1 < few.size(); ++i)
    for (double x : many)
      if (std::abs(few[i] + shift - x) <= kSameEdgePt) {
        ++shared;
        break;
      }
  return shared;
}

/// Whether one table can have both sets of columns: rows of few wide cells may stand alone on a page.
bool columns_agree(const LayoutItem& table, const LayoutItem& next) {
  const Grid &a = std::get<Grid>(table.block), &b = std::get<Grid>(next.block);
  if (a.kind != b.kind) return false;
  if (table.xs.empty() || next.xs.empty()) return a.cols == b.cols;
  if (a.kind == GridKind::aligned) return false;  // found over page breaks from the start
  if (!outer_borders_agree(table, next)) return false;
  bool next_is_few = next.xs.size() <= table.xs.size();
  const std::vector<double>&few = next_is_few ? next.xs : table.xs, &many = next_is_few ? table.xs : next.xs;
  double shift = shift_of(table, next) * (next_is_few ? 1 : -1);
  int inner = static_cast<int>(few.size()) - 2;
  return inner <= 1 || inner_borders_shared(few, many, shift) * 2 >= inner;
}

bool goes_on_in(const LayoutItem& table, const LayoutItem& next) {
  if (!columns_agree(table, next)) return false;
  if (table.page_no != next.page_no || table.page_no == 0) return true;
  bool same_columns = table.xs.size() == next.xs.size() && std::abs(shift_of(table, next)) <= kSameEdgePt;
  double gap = next.top - table.bottom;
  return same_columns && gap >= -kSameEdgePt && gap <= kCloseBelowPt;
}

/// Renumbers the columns of a grid whose borders are now at `places`, each one of `xs`.
void renumber_columns(Grid& grid, const std::vector<double>& places, const std::vector<double>& xs) {
  std::vector<int> new_of;
  for (double place : places) new_of.push_back(static_cast<int>(std::lower_bound(xs.begin(), xs.end(), place) - xs.begin()));
  new_of.back() = static_cast<int>(xs.size()) - 1;
  for (Cell& cell : grid.cells) {
    int right = new_of[static_cast<std::size_t>(cell.col + cell.col_span)];
    cell.col = new_of[static_cast<std::size_t>(cell.col)];
    cell.col_span = right - cell.col;
  }
  grid.cols = static_cast<int>(xs.size()) - 1;
}

/// Where the borders of a further piece are among those of the table: inner ones at the nearest inner one where there is
/// one so close that it is the same, else at their own place; the outer ones are the table's. Ascending, so that no
/// column is lost: the table gets wider where it has to.
std::vector<double> places_among(const std::vector<double>& borders, const std::vector<double>& own, double shift) {
  std::vector<double> places{borders.front()};
  for (std::size_t i = 1; i + 1 < own.size(); ++i) {
    double x = own[i] + shift, place = std::max(x, places.back() + kNarrowestColumnPt), least = kSameEdgePt;
    for (std::size_t b = 1; b + 1 < borders.size(); ++b) {
      if (std::abs(borders[b] - x) > least || borders[b] <= places.back()) continue;
      place = borders[b];
      least = std::abs(borders[b] - x);
    }
    places.push_back(place);
  }
  places.push_back(std::max(borders.back(), places.back() + kNarrowestColumnPt));
  return places;
}

/// Gives both pieces the borders of either.
void unite_columns(LayoutItem& table, LayoutItem& next) {
  double shift = shift_of(table, next);
  std::vector<double> places = places_among(table.xs, next.xs, shift), xs;
  std::set_union(table.xs.begin(), table.xs.end(), places.begin(), places.end(), std::back_inserter(xs));
  double end = table.xs.back();
  bool moved = end < xs.back() && !std::binary_search(places.begin(), places.end(), end);
  if (moved) xs.erase(std::lower_bound(xs.begin(), xs.end(), end));
  renumber_columns(std::get<Grid>(table.block), table.xs, xs);
  renumber_columns(std::get<Grid>(next.block), places, xs);
  table.xs = xs;
  next.xs = xs;
  for (double& x : next.xs) x -= shift;
}

void append_flow_rows(Grid& table, const Grid& next) {
  int skip = repeated_header_rows(table, next), first_row = table.rows - skip;
  for (const Cell& cell : next.cells) {
    if (cell.row < skip) continue;
    table.cells.push_back(cell);
    table.cells.back().row += first_row;
  }
  table.rows += next.rows - skip;
}

}  // namespace

void stack_grids(LayoutItem& table, LayoutItem&& next) {
  unite_columns(table, next);
  append_flow_rows(std::get<Grid>(table.block), std::get<Grid>(next.block));
  table.page_no = next.page_no;
  table.bottom = next.bottom;
}

namespace {

void join(LayoutItem& table, LayoutItem& next) {
  Grid& a = std::get<Grid>(table.block);
  if (table.page_no == 0) {
    append_flow_rows(a, std::get<Grid>(next.block));
    return;
  }
  if (!table.xs.empty() && !next.xs.empty()) unite_columns(table, next);
  const Grid& b = std::get<Grid>(next.block);
  bool new_page = table.page_no != next.page_no;
  if (new_page) append_rows(a, b, repeated_header_rows(a, b), {table.open_bottom, next.open_top});
  else append_flow_rows(a, b);
  table.page_no = next.page_no;
  table.bottom = next.bottom;
  table.top = new_page ? next.top : table.top;
  table.open_bottom = next.open_bottom;
}

}  // namespace

void join_grids(std::vector<LayoutItem>& items) {
  std::vector<LayoutItem> out;
  out.reserve(items.size());
  for (LayoutItem& item : items) {
    bool joins = !out.empty() && std::holds_alternative<Grid>(out.back().block) &&
                 std::holds_alternative<Grid>(item.block) && goes_on_in(out.back(), item);
    if (joins) join(out.back(), item);
    else out.push_back(std::move(item));
  }
  items = std::move(out);
}

}  // namespace nianbao
