#include "extract/scan/scan_tables.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace nianbao {
namespace {

constexpr double kSameEdgeInch = 0.035;
constexpr double kLeastCellInch = 0.05;
constexpr double kLeastTableInch = 1.2;

struct Node {
  int rule;     ///< of the other direction
  PixelPoint at;
};

struct FoundCell {
  int component;
  std::array<PixelPoint, 4> corners;
};

/// The crossings along each rule, in order, and by pair.
struct Lattice {
  std::vector<std::vector<Node>> on_horizontal, on_vertical;
  std::map<std::pair<int, int>, PixelPoint> at;

  explicit Lattice(const RuleNetwork& network) : on_horizontal(network.rules.horizontal.size()), on_vertical(network.rules.vertical.size()) {
    for (const Crossing& c : network.crossings) {
      on_horizontal[static_cast<std::size_t>(c.horizontal)].push_back({c.vertical, c.at});
      on_vertical[static_cast<std::size_t>(c.vertical)].push_back({c.horizontal, c.at});
      at[{c.horizontal, c.vertical}] = c.at;
    }
    for (auto& nodes : on_horizontal) std::stable_sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) { return a.at.x < b.at.x; });
    for (auto& nodes : on_vertical) std::stable_sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) { return a.at.y < b.at.y; });
  }
};

std::optional<std::array<PixelPoint, 4>> cell_from(const Lattice& lattice, int h, int v, const PixelPoint& corner) {
  for (const Node& below : lattice.on_vertical[static_cast<std::size_t>(v)]) {
    if (below.at.y <= corner.y + 1) continue;
    for (const Node& right : lattice.on_horizontal[static_cast<std::size_t>(h)]) {
      if (right.at.x <= corner.x + 1) continue;
      auto opposite = lattice.at.find({below.rule, right.rule});
      if (opposite == lattice.at.end()) continue;
      return std::array<PixelPoint, 4>{corner, right.at, opposite->second, below.at};
    }
  }
  return std::nullopt;
}

std::vector<FoundCell> find_cells(const RuleNetwork& network, double dpi) {
  Lattice lattice(network);
  std::vector<int> components = rule_components(network);
  std::vector<FoundCell> out;
  for (const Crossing& c : network.crossings) {
    auto corners = cell_from(lattice, c.horizontal, c.vertical, c.at);
    if (!corners) continue;
    double width = (*corners)[1].x - (*corners)[0].x, height = (*corners)[3].y - (*corners)[0].y;
    if (std::min(width, height) < kLeastCellInch * dpi) continue;
    out.push_back({components[static_cast<std::size_t>(c.horizontal)], *corners});
  }
  return out;
}

/// A map of the plane that keeps straight lines straight.
struct Homography {
  std::array<double, 8> h{};

  PixelPoint operator()(const PixelPoint& p) const {
    double w = h[6] * p.x + h[7] * p.y + 1;
    return {(h[0] * p.x + h[1] * p.y + h[2]) / w, (h[3] * p.x + h[4] * p.y + h[5]) / w};
  }
};

/// Solves the 8 equations that map `from` onto `to`; none where the points do not span an area.
std::optional<Homography> homography(const std::array<PixelPoint, 4>& from, const std::array<PixelPoint, 4>& to) {
  double m[8][9];
  for (int i = 0; i < 4; ++i) {
    const auto& [x, y] = from[static_cast<std::size_t>(i)];
    const auto& [u, v] = to[static_cast<std::size_t>(i)];
    const double rows[2][9] = {{x, y, 1, 0, 0, 0, -u * x, -u * y, u}, {0, 0, 0, x, y, 1, -v * x, -v * y, v}};
    for (int k = 0; k < 2; ++k) std::copy(rows[k], rows[k] + 9, m[2 * i + k]);
  }
  for (int col = 0; col < 8; ++col) {
    int pivot = col;
    for (int row = col + 1; row < 8; ++row)
      if (std::abs(m[row][col]) > std::abs(m[pivot][col])) pivot = row;
    if (std::abs(m[pivot][col]) < 1e-9) return std::nullopt;
    std::swap_ranges(m[pivot], m[pivot] + 9, m[col]);
    for (int row = 0; row < 8; ++row) {
      if (row == col) continue;
      double factor = m[row][col] / m[col][col];
      for (int k = col; k < 9; ++k) m[row][k] -= factor * m[col][k];
    }
  }
  Homography out;
  for (int i = 0; i < 8; ++i) out.h[static_cast<std::size_t>(i)] = m[i][8] / m[i][i];
  return out;
}

/// Maps the table's outermost corners onto an upright rectangle of the same size.
Homography straightening(const std::vector<FoundCell>& cells) {
  std::array<PixelPoint, 4> from;
  from.fill(cells.front().corners[0]);
  auto better = [&](std::size_t corner, const PixelPoint& p) {
    const PixelPoint& q = from[corner];
    double sign_x = corner == 1 || corner == 2 ? 1 : -1, sign_y = corner >= 2 ? 1 : -1;
    return sign_x * p.x + sign_y * p.y > sign_x * q.x + sign_y * q.y;
  };
  for (const FoundCell& cell : cells)
    for (std::size_t c = 0; c < 4; ++c)
      if (better(c, cell.corners[c])) from[c] = cell.corners[c];
  double left = (from[0].x + from[3].x) / 2, right = (from[1].x + from[2].x) / 2, top = (from[0].y + from[1].y) / 2,
         bottom = (from[2].y + from[3].y) / 2;
  Homography identity;
  identity.h = {1, 0, 0, 0, 1, 0, 0, 0};
  return homography(from, {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}).value_or(identity);
}

/// The middles of the clusters of values, ascending.
std::vector<double> clusters_of(std::vector<double> values, double gap) {
  std::sort(values.begin(), values.end());
  std::vector<double> out;
  for (std::size_t i = 0; i < values.size();) {
    std::size_t end = i + 1;
    while (end < values.size() && values[end] - values[end - 1] <= gap) ++end;
    out.push_back((values[i] + values[end - 1]) / 2);
    i = end;
  }
  return out;
}

int nearest(const std::vector<double>& sorted, double value) {
  auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (at == sorted.end()) return static_cast<int>(sorted.size()) - 1;
  if (at != sorted.begin() && value - *(at - 1) < *at - value) --at;
  return static_cast<int>(at - sorted.begin());
}

/// A cell's edges once the table is straight.
struct Edges4 {
  double left, top, right, bottom;
};

Edges4 edges_of(const FoundCell& cell, const Homography& map) {
  std::array<PixelPoint, 4> p;
  for (std::size_t i = 0; i < 4; ++i) p[i] = map(cell.corners[i]);
  return {(p[0].x + p[3].x) / 2, (p[0].y + p[1].y) / 2, (p[1].x + p[2].x) / 2, (p[2].y + p[3].y) / 2};
}

/// Marks the cell's places; false where one is taken.
bool take_places(std::vector<char>& taken, int cols, const ScanCell& cell) {
  for (int pass = 0; pass < 2; ++pass)
    for (int r = cell.row; r < cell.row + cell.row_span; ++r)
      for (int c = cell.col; c < cell.col + cell.col_span; ++c) {
        char& place = taken[static_cast<std::size_t>(r) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(c)];
        if (pass == 0 && place) return false;
        if (pass == 1) place = 1;
      }
  return true;
}

ScanTable table_of(const std::vector<FoundCell>& cells, double dpi) {
  ScanTable out;
  Homography map = straightening(cells);
  std::vector<double> xs, ys;
  for (const FoundCell& cell : cells) {
    Edges4 e = edges_of(cell, map);
    xs.insert(xs.end(), {e.left, e.right});
    ys.insert(ys.end(), {e.top, e.bottom});
  }
  xs = clusters_of(std::move(xs), kSameEdgeInch * dpi);
  ys = clusters_of(std::move(ys), kSameEdgeInch * dpi);
  out.rows = static_cast<int>(ys.size()) - 1;
  out.cols = static_cast<int>(xs.size()) - 1;
  for (const FoundCell& cell : cells) {
    Edges4 e = edges_of(cell, map);
    ScanCell placed;
    placed.row = nearest(ys, e.top), placed.col = nearest(xs, e.left);
    placed.row_span = nearest(ys, e.bottom) - placed.row, placed.col_span = nearest(xs, e.right) - placed.col;
    placed.corners = cell.corners;
    if (placed.row_span > 0 && placed.col_span > 0) out.cells.push_back(placed);
  }
  std::stable_sort(out.cells.begin(), out.cells.end(),
                   [](const ScanCell& a, const ScanCell& b) { return std::pair(a.row, a.col) < std::pair(b.row, b.col); });
  std::vector<char> taken(static_cast<std::size_t>(std::max(0, out.rows)) * static_cast<std::size_t>(std::max(0, out.cols)));
  std::size_t before = out.cells.size();
  std::erase_if(out.cells, [&](const ScanCell& cell) { return !take_places(taken, out.cols, cell); });
  out.whole = before == out.cells.size() && before == cells.size() && std::find(taken.begin(), taken.end(), 0) == taken.end();
  return out;
}

bool is_table(const ScanTable& table, double dpi) {
  if (table.cells.size() < 2) return false;
  double left = 1e9, right = 0;
  for (const ScanCell& cell : table.cells) left = std::min(left, cell.corners[0].x), right = std::max(right, cell.corners[1].x);
  return right - left >= kLeastTableInch * dpi;
}

}  // namespace

std::vector<ScanTable> find_scan_tables(const RuleNetwork& network, double dpi) {
  std::map<int, std::vector<FoundCell>> by_component;
  for (const FoundCell& cell : find_cells(network, dpi)) by_component[cell.component].push_back(cell);
  std::vector<ScanTable> out;
  for (const auto& [component, cells] : by_component) {
    ScanTable table = table_of(cells, dpi);
    if (is_table(table, dpi)) out.push_back(std::move(table));
  }
  std::stable_sort(out.begin(), out.end(), [](const ScanTable& a, const ScanTable& b) {
    return a.cells.front().corners[0].y < b.cells.front().corners[0].y;
  });
  return out;
}

}  // namespace nianbao
