#include "tables/edges.h"

#include <algorithm>
#include <numeric>

namespace nianbao {
namespace {

/// No row or column of a table is narrower, so no side of a cell is shorter.
constexpr double kShortestEdgePt = 5.0;

/// Pieces no further apart than this were meant to lie on one line: the rest is rounding.
constexpr double kSameLinePt = 0.6;

/// How many neighbours are looked at: dozens of lines within `snap_pt` of each other are a pattern, not borders.
constexpr std::size_t kNeighbours = 64;

double length(const Ruling& ruling) { return ruling.to - ruling.from + 0.01; }  // a point-like piece still has a place

/// Two pieces as one: the place is the mean, by length.
void unite_into(Ruling& a, const Ruling& b) {
  a.at = (a.at * length(a) + b.at * length(b)) / (length(a) + length(b));
  a.from = std::min(a.from, b.from);
  a.to = std::max(a.to, b.to);
  a.thickness_pt = std::max(a.thickness_pt, b.thickness_pt);
}

bool by_place(const Ruling& a, const Ruling& b) { return a.at != b.at ? a.at < b.at : a.from < b.from; }

/// Joins pieces of one line that touch.
std::vector<Ruling> joined_pieces(std::vector<Ruling> rulings, double snap_pt) {
  std::sort(rulings.begin(), rulings.end(), by_place);
  std::vector<Ruling> out;
  for (std::size_t begin = 0; begin < rulings.size();) {
    std::size_t end = begin + 1;
    while (end < rulings.size() && rulings[end].at - rulings[begin].at <= kSameLinePt) ++end;
    std::sort(rulings.begin() + static_cast<long>(begin), rulings.begin() + static_cast<long>(end),
              [](const Ruling& a, const Ruling& b) { return a.from < b.from; });
    std::size_t first_out = out.size();
    for (std::size_t i = begin; i < end; ++i) {
      bool touches = out.size() > first_out && rulings[i].from <= out.back().to + snap_pt;
      if (touches) unite_into(out.back(), rulings[i]);
      else out.push_back(rulings[i]);
    }
    begin = end;
  }
  return out;
}

/// Makes one line of lines that run side by side within `snap_pt`. Only neighbours along their way are joined, so that
/// the borders of one table do not move those of another on the page.
std::vector<Ruling> snapped(std::vector<Ruling> lines, double snap_pt) {
  std::sort(lines.begin(), lines.end(), by_place);
  std::vector<std::size_t> root(lines.size());
  std::vector<double> first_at(lines.size());  // of the lines of a root: a line is never wider than 1.5 snaps
  std::iota(root.begin(), root.end(), std::size_t{0});
  auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    first_at[i] = lines[i].at;
    std::size_t stop = i > kNeighbours ? i - kNeighbours : 0;
    for (std::size_t j = i; j-- > stop && lines[i].at - lines[j].at <= snap_pt;) {
      bool touch = lines[i].from <= lines[j].to + snap_pt && lines[j].from <= lines[i].to + snap_pt;
      std::size_t a = find(i), b = find(j);
      if (!touch || a == b || lines[i].at - std::min(first_at[a], first_at[b]) > 1.5 * snap_pt) continue;
      first_at[b] = std::min(first_at[a], first_at[b]);
      root[a] = b;
    }
  }
  std::vector<Ruling> out;
  std::vector<std::size_t> place(lines.size(), lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::size_t& at = place[find(i)];
    if (at == lines.size()) {
      at = out.size();
      out.push_back(lines[i]);
    } else {
      unite_into(out[at], lines[i]);
    }
  }
  std::sort(out.begin(), out.end(), by_place);
  return out;
}

std::vector<Ruling> edges_of(std::vector<Ruling> rulings, double snap_pt) {
  std::vector<Ruling> out = snapped(joined_pieces(std::move(rulings), snap_pt), snap_pt);
  out.erase(std::remove_if(out.begin(), out.end(), [](const Ruling& edge) { return edge.to - edge.from < kShortestEdgePt; }),
            out.end());
  return out;
}

}  // namespace

Edges find_edges(const std::vector<Ruling>& rulings, double snap_pt) {
  std::vector<Ruling> horizontal, vertical;
  for (const Ruling& ruling : rulings) (ruling.horizontal ? horizontal : vertical).push_back(ruling);
  return {edges_of(std::move(horizontal), snap_pt), edges_of(std::move(vertical), snap_pt)};
}

}  // namespace nianbao
