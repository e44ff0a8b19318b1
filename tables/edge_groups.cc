#include "tables/edge_groups.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace nianbao {
namespace {

/// A page of tables has some thousand crossings; a map has millions and would take seconds.
constexpr long kMostCrossingTests = 4'000'000;

/// A line that reaches further past the outermost border than this is not merely drawn carelessly.
constexpr double kSticksOutPt = 8.0;

class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }

  int find(int i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void unite(int a, int b) { parent_[find(a)] = find(b); }

 private:
  std::vector<int> parent_;
};

/// Unites every horizontal edge with the vertical ones it touches; false where there are too many to look at.
bool unite_touching(const Edges& edges, double snap_pt, Sets& sets) {
  long tests = 0;
  int first_vertical = static_cast<int>(edges.horizontal.size());
  for (std::size_t h = 0; h < edges.horizontal.size(); ++h) {
    const Ruling& line = edges.horizontal[h];
    auto v = std::lower_bound(edges.vertical.begin(), edges.vertical.end(), line.from - snap_pt,
                              [](const Ruling& edge, double at) { return edge.at < at; });
    for (; v != edges.vertical.end() && v->at <= line.to + snap_pt; ++v) {
      if (++tests > kMostCrossingTests) return false;
      if (line.at < v->from - snap_pt || line.at > v->to + snap_pt) continue;
      sets.unite(static_cast<int>(h), first_vertical + static_cast<int>(v - edges.vertical.begin()));
    }
  }
  return true;
}

/// Where the ends of lines that reach past `limit` agree: the place and which of `across` it runs between.
/// `low` looks at the lesser ends.
std::optional<Ruling> closing_line(const std::vector<Ruling>& lines, double limit, bool low, double snap_pt) {
  std::vector<const Ruling*> out;
  for (const Ruling& line : lines)
    if (low ? line.from < limit - kSticksOutPt : line.to > limit + kSticksOutPt) out.push_back(&line);
  if (out.size() < 2) return std::nullopt;
  auto end_of = [&](const Ruling* line) { return low ? line->from : line->to; };
  std::sort(out.begin(), out.end(), [&](const Ruling* a, const Ruling* b) { return end_of(a) < end_of(b); });
  double middle = end_of(out[out.size() / 2]);
  Ruling closing{!out.front()->horizontal, middle, 0, 0, 0};
  std::size_t agreeing = 0;
  for (const Ruling* line : out) {
    if (std::abs(end_of(line) - middle) > 2 * snap_pt) continue;
    closing.from = agreeing == 0 ? line->at : std::min(closing.from, line->at);
    closing.to = agreeing == 0 ? line->at : std::max(closing.to, line->at);
    ++agreeing;
  }
  if (agreeing < 2 || agreeing * 2 <= out.size()) return std::nullopt;
  return closing;
}

}  // namespace

std::vector<EdgeGroup> group_edges(const Edges& edges, double snap_pt) {
  std::size_t h_count = edges.horizontal.size(), count = h_count + edges.vertical.size();
  Sets sets(count);
  if (!unite_touching(edges, snap_pt, sets)) return {};
  std::vector<int> group_of_root(count, -1);
  std::vector<EdgeGroup> groups;
  for (std::size_t i = 0; i < count; ++i) {
    int& group = group_of_root[sets.find(static_cast<int>(i))];
    if (group < 0) {
      group = static_cast<int>(groups.size());
      groups.emplace_back();
    }
    if (i < h_count) groups[group].horizontal.push_back(edges.horizontal[i]);
    else groups[group].vertical.push_back(edges.vertical[i - h_count]);
  }
  groups.erase(std::remove_if(groups.begin(), groups.end(),
                              [](const EdgeGroup& g) { return g.horizontal.empty() || g.vertical.empty(); }),
               groups.end());
  return groups;
}

void close_open_sides(EdgeGroup& group, double snap_pt) {
  std::vector<Ruling>& h = group.horizontal;
  std::vector<Ruling>& v = group.vertical;  // both ascend by `at`
  auto left = closing_line(h, v.front().at, true, snap_pt);
  auto right = closing_line(h, v.back().at, false, snap_pt);
  if (left) v.insert(v.begin(), *left);
  if (right) v.push_back(*right);
  auto top = closing_line(v, h.front().at, true, snap_pt);
  auto bottom = closing_line(v, h.back().at, false, snap_pt);
  if (top) h.insert(h.begin(), *top);
  if (bottom) h.push_back(*bottom);
  group.open_top = top.has_value();
  group.open_bottom = bottom.has_value();
}

}  // namespace nianbao
