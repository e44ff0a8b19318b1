#include "tables/edges.h"

#include <algorithm>

namespace nianbao {
namespace {

/// No row or column of a table is narrower, so no side of a cell is shorter.
constexpr double kShortestEdgePt = 5.0;

/// Gives the rulings [begin, end), which stand nearly on one line, that line, and joins those that touch.
void join_collinear(std::vector<Ruling>& rulings, std::size_t begin, std::size_t end, double snap_pt,
                    std::vector<Ruling>& out) {
  double weighted = 0, weight = 0;
  for (std::size_t i = begin; i < end; ++i) {
    double length = rulings[i].to - rulings[i].from + 0.01;  // a point-like piece still has a place
    weighted += rulings[i].at * length;
    weight += length;
  }
  std::sort(rulings.begin() + begin, rulings.begin() + end,
            [](const Ruling& a, const Ruling& b) { return a.from < b.from; });
  std::size_t first_out = out.size();
  for (std::size_t i = begin; i < end; ++i) {
    Ruling piece = rulings[i];
    piece.at = weighted / weight;
    bool touches = out.size() > first_out && piece.from <= out.back().to + snap_pt;
    if (!touches) {
      out.push_back(piece);
      continue;
    }
    out.back().to = std::max(out.back().to, piece.to);
    out.back().thickness_pt = std::max(out.back().thickness_pt, piece.thickness_pt);
  }
  out.erase(std::remove_if(out.begin() + first_out, out.end(),
                           [](const Ruling& edge) { return edge.to - edge.from < kShortestEdgePt; }),
            out.end());
}

std::vector<Ruling> snapped_and_joined(std::vector<Ruling> rulings, double snap_pt) {
  std::sort(rulings.begin(), rulings.end(), [](const Ruling& a, const Ruling& b) {
    return a.at != b.at ? a.at < b.at : a.from < b.from;
  });
  std::vector<Ruling> out;
  for (std::size_t begin = 0; begin < rulings.size();) {
    std::size_t end = begin + 1;
    // A cluster grows by near neighbours, but not without end: hatching must not collapse to one line.
    while (end < rulings.size() && rulings[end].at - rulings[end - 1].at <= snap_pt &&
           rulings[end].at - rulings[begin].at <= 1.5 * snap_pt)
      ++end;
    join_collinear(rulings, begin, end, snap_pt, out);
    begin = end;
  }
  return out;
}

}  // namespace

Edges find_edges(const std::vector<Ruling>& rulings, double snap_pt) {
  std::vector<Ruling> horizontal, vertical;
  for (const Ruling& ruling : rulings) (ruling.horizontal ? horizontal : vertical).push_back(ruling);
  return {snapped_and_joined(std::move(horizontal), snap_pt), snapped_and_joined(std::move(vertical), snap_pt)};
}

}  // namespace nianbao
