#include "tables/ruled_tables.h"

#include <algorithm>

#include "tables/edge_groups.h"

namespace nianbao {
namespace {

/// No row or column is narrower: borders nearer than this are one.
constexpr double kNarrowestPt = 4.5;
constexpr double kMostPlaces = 1'000'000;
constexpr std::size_t kMostTables = 1000;  // of one page
constexpr int kMostFrameRows = 2, kMostFrameColumns = 3;
constexpr double kTallShare = 0.35;  // of the page's height: no cell of a table is so tall

/// The distinct places of lines, merged where nearer than a cell can be wide.
std::vector<double> distinct_places(const std::vector<Ruling>& lines) {
  std::vector<double> places;
  for (const Ruling& line : lines) places.push_back(line.at);
  std::sort(places.begin(), places.end());
  std::vector<double> out;
  for (double place : places)
    if (out.empty() || place - out.back() > kNarrowestPt) out.push_back(place);
  return out;
}

int nearest_index(const std::vector<double>& places, double at) {
  auto right = std::lower_bound(places.begin(), places.end(), at);
  if (right == places.end()) return static_cast<int>(places.size()) - 1;
  if (right != places.begin() && at - *(right - 1) < *right - at) --right;
  return static_cast<int>(right - places.begin());
}

/// The lattice of a group: every place between neighbouring borders, and which of its sides are drawn.
struct Lattice {
  std::vector<double> xs, ys;
  int cols = 0, rows = 0;
  std::vector<char> left_of;  ///< (cols + 1) a row: is the border left of column c drawn in row r
  std::vector<char> above;    ///< cols a row, rows + 1 rows: is the border above row r drawn in column c

  bool has_left(int row, int col) const { return left_of[row * (cols + 1) + col] != 0; }
  bool has_top(int row, int col) const { return above[row * cols + col] != 0; }
};

/// The places [first, last) of which the stretch covers at least half.
std::pair<int, int> covered(const std::vector<double>& places, double from, double to) {
  auto half_point = [&](std::size_t i) { return (places[i] + places[i + 1]) / 2; };
  int first = static_cast<int>(std::upper_bound(places.begin(), places.end(), from) - places.begin());
  first = std::max(0, first - 1);
  int count = static_cast<int>(places.size()) - 1;
  while (first < count && half_point(first) < from) ++first;
  int last = first;
  while (last < count && half_point(last) <= to) ++last;
  return {first, last};
}

Lattice build_lattice(const EdgeGroup& group) {
  Lattice out;
  out.xs = distinct_places(group.vertical);
  out.ys = distinct_places(group.horizontal);
  out.cols = static_cast<int>(out.xs.size()) - 1;
  out.rows = static_cast<int>(out.ys.size()) - 1;
  if (out.cols < 1 || out.rows < 1 || double(out.cols) * out.rows > kMostPlaces) {
    out.cols = out.rows = 0;
    return out;
  }
  out.left_of.assign(static_cast<std::size_t>(out.cols + 1) * out.rows, 0);
  out.above.assign(static_cast<std::size_t>(out.cols) * (out.rows + 1), 0);
  for (const Ruling& line : group.vertical) {
    auto [first, last] = covered(out.ys, line.from, line.to);
    int col = nearest_index(out.xs, line.at);
    for (int row = first; row < last; ++row) out.left_of[row * (out.cols + 1) + col] = 1;
  }
  for (const Ruling& line : group.horizontal) {
    auto [first, last] = covered(out.xs, line.from, line.to);
    int row = nearest_index(out.ys, line.at);
    for (int col = first; col < last; ++col) out.above[row * out.cols + col] = 1;
  }
  return out;
}

/// Which places have no line between them: a number per place, -1 for places that lie open to the outside.
class Regions {
 public:
  explicit Regions(const Lattice& lattice)
      : lattice_(lattice), of_(static_cast<std::size_t>(lattice.cols) * lattice.rows, kUnseen) {
    for (int place = 0; place < static_cast<int>(of_.size()); ++place)
      if (of_[place] == kUnseen) fill(place);
  }

  int of(int row, int col) const { return of_[row * lattice_.cols + col]; }

 private:
  static constexpr int kUnseen = -2;

  void fill(int start) {
    int open_sides = 0;
    reached_.assign(1, start);
    of_[start] = next_;
    for (std::size_t i = 0; i < reached_.size(); ++i) open_sides |= visit(reached_[i]);
    // One side missing is a border that was not drawn; two and more are the outside of a table that is not a box.
    bool outside = (open_sides & (open_sides - 1)) != 0;
    if (outside)
      for (int place : reached_) of_[place] = -1;
    else ++next_;
  }

  /// Goes to the neighbours; gives the lattice's outer sides to which the place lies open, a bit each.
  int visit(int place) {
    int row = place / lattice_.cols, col = place % lattice_.cols, open = 0;
    if (!lattice_.has_left(row, col)) open |= reach(row, col - 1, 1);
    if (!lattice_.has_left(row, col + 1)) open |= reach(row, col + 1, 2);
    if (!lattice_.has_top(row, col)) open |= reach(row - 1, col, 4);
    if (!lattice_.has_top(row + 1, col)) open |= reach(row + 1, col, 8);
    return open;
  }

  int reach(int row, int col, int side) {
    if (row < 0 || col < 0 || row >= lattice_.rows || col >= lattice_.cols) return side;
    int place = row * lattice_.cols + col;
    if (of_[place] != kUnseen) return 0;
    of_[place] = next_;
    reached_.push_back(place);
    return 0;
  }

  const Lattice& lattice_;
  std::vector<int> of_;
  std::vector<int> reached_;
  int next_ = 0;
};

/// The largest box of one region, right first, then down, from a place that no cell has yet.
RuledCell cell_from(const Lattice& lattice, const Regions& regions, const std::vector<int>& owner, int row, int col) {
  int region = regions.of(row, col);
  auto is_free = [&](int r, int c) { return regions.of(r, c) == region && owner[r * lattice.cols + c] < 0; };
  RuledCell cell{row, col, 1, 1};
  while (col + cell.col_span < lattice.cols && is_free(row, col + cell.col_span)) ++cell.col_span;
  for (int r = row + 1; r < lattice.rows; ++r) {
    bool whole = true;
    for (int c = col; whole && c < col + cell.col_span; ++c) whole = is_free(r, c);
    if (!whole) break;
    ++cell.row_span;
  }
  return cell;
}

void set_owner(RuledTable& table, int index) {
  const RuledCell& cell = table.cells[index];
  for (int r = cell.row; r < cell.row + cell.row_span; ++r)
    for (int c = cell.col; c < cell.col + cell.col_span; ++c) table.owner[r * table.cols() + c] = index;
}

RuledTable cut_into_cells(const Lattice& lattice) {
  Regions regions(lattice);
  RuledTable table;
  table.xs = lattice.xs;
  table.ys = lattice.ys;
  table.owner.assign(static_cast<std::size_t>(lattice.cols) * lattice.rows, -1);
  for (int row = 0; row < lattice.rows; ++row)
    for (int col = 0; col < lattice.cols; ++col) {
      if (regions.of(row, col) < 0 || table.owner[row * lattice.cols + col] >= 0) continue;
      table.cells.push_back(cell_from(lattice, regions, table.owner, row, col));
      set_owner(table, static_cast<int>(table.cells.size()) - 1);
    }
  return table;
}

/// New indices of borders when only those in use stay; the last entry is how many stay.
std::vector<int> kept_borders(std::vector<double>& places, const std::vector<char>& used) {
  std::vector<int> renumbered(places.size(), 0);
  std::vector<double> kept;
  for (std::size_t i = 0; i < places.size(); ++i) {
    renumbered[i] = static_cast<int>(kept.size());
    if (used[i]) kept.push_back(places[i]);
  }
  places = std::move(kept);
  return renumbered;
}

/// Takes out borders at which no cell begins or ends: underlines, strokes that merely touch the table.
void drop_unused_borders(RuledTable& table) {
  std::vector<char> used_x(table.xs.size(), 0), used_y(table.ys.size(), 0);
  for (const RuledCell& cell : table.cells) {
    used_x[cell.col] = used_x[cell.col + cell.col_span] = 1;
    used_y[cell.row] = used_y[cell.row + cell.row_span] = 1;
  }
  std::vector<int> new_x = kept_borders(table.xs, used_x), new_y = kept_borders(table.ys, used_y);
  for (RuledCell& cell : table.cells) {
    int right = new_x[cell.col + cell.col_span], bottom = new_y[cell.row + cell.row_span];
    cell = {new_y[cell.row], new_x[cell.col], bottom - new_y[cell.row], right - new_x[cell.col]};
  }
  table.owner.assign(static_cast<std::size_t>(table.cols()) * table.rows(), -1);
  for (std::size_t i = 0; i < table.cells.size(); ++i) set_owner(table, static_cast<int>(i));
}

bool encloses(const Box& outer, const Box& inner) {
  return outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1;
}

/// Whether it is drawn round things instead of between them: a box, or the columns of a page (its menu, its text).
bool is_frame(const RuledTable& table, const std::vector<RuledTable>& all, double page_height_pt) {
  const bool page_columns = table.rows() <= kMostFrameRows && table.cols() <= kMostFrameColumns;
  if (table.cols() > 1 && !page_columns) return false;
  return std::any_of(table.cells.begin(), table.cells.end(), [&](const RuledCell& cell) {
    const Box box = table.box_of(cell);
    if (box.height() > page_height_pt * kTallShare) return true;
    return std::any_of(all.begin(), all.end(), [&](const RuledTable& other) { return &other != &table && encloses(box, other.box()); });
  });
}

}  // namespace

int RuledTable::cell_at(double x, double y) const {
  auto right = std::upper_bound(xs.begin(), xs.end(), x), below = std::upper_bound(ys.begin(), ys.end(), y);
  if (right == xs.begin() || right == xs.end() || below == ys.begin() || below == ys.end()) return -1;
  return owner[static_cast<std::size_t>(below - ys.begin() - 1) * cols() + (right - xs.begin() - 1)];
}

std::vector<RuledTable> find_ruled_tables(const Edges& edges, double snap_pt, double page_height_pt) {
  std::vector<RuledTable> tables;
  std::vector<EdgeGroup> groups = group_edges(edges, snap_pt);
  join_open_groups(groups, snap_pt);
  for (EdgeGroup& group : groups) {
    close_open_sides(group, snap_pt);
    add_bare_columns(group, edges.vertical, snap_pt);
    Lattice lattice = build_lattice(group);
    if (lattice.cols < 1) continue;
    RuledTable table = cut_into_cells(lattice);
    if (table.cells.empty()) continue;
    drop_unused_borders(table);
    table.open_top = group.open_top;
    table.open_bottom = group.open_bottom;
    tables.push_back(std::move(table));
  }
  std::vector<RuledTable> out;
  bool is_drawing = tables.size() > kMostTables;
  for (const RuledTable& table : tables)
    if (!is_drawing && !is_frame(table, tables, page_height_pt)) out.push_back(table);
  std::sort(out.begin(), out.end(), [](const RuledTable& a, const RuledTable& b) {
    return a.ys.front() != b.ys.front() ? a.ys.front() < b.ys.front() : a.xs.front() < b.xs.front();
  });
  return out;
}

}  // namespace nianbao
