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

/// A row of one cell between two parts of an open table is no higher; a heading between two tables takes more room.
constexpr double kHighestBareRowPt = 30.0;

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

/// Where the ends of at least `fewest` lines that reach past `limit` agree: a line across them. `low` looks at the
/// lesser ends.
std::optional<Ruling> closing_line(const std::vector<Ruling>& lines, double limit, bool low, double snap_pt,
                                   std::size_t fewest = 2) {
  std::vector<const Ruling*> out;
  for (const Ruling& line : lines)
    if (low ? line.from < limit - kSticksOutPt : line.to > limit + kSticksOutPt) out.push_back(&line);
  if (out.size() < fewest) return std::nullopt;
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
  if (agreeing < fewest || agreeing * 2 <= out.size()) return std::nullopt;
  return closing;
}

struct Extent {
  double left, right;
};

Extent width_of(const EdgeGroup& group) {
  Extent extent{group.horizontal.front().from, group.horizontal.front().to};
  for (const Ruling& line : group.horizontal) {
    extent.left = std::min(extent.left, line.from);
    extent.right = std::max(extent.right, line.to);
  }
  return extent;
}

bool is_open_at_side(const EdgeGroup& group, const Extent& extent) {
  return group.vertical.front().at > extent.left + kSticksOutPt || group.vertical.back().at < extent.right - kSticksOutPt;
}

/// Whether `next` is the rest of the table `group`, below a row of one cell.
bool is_next_open_row(const EdgeGroup& group, const EdgeGroup& next, double snap_pt) {
  Extent a = width_of(group), b = width_of(next);
  if (std::abs(a.left - b.left) > 2 * snap_pt || std::abs(a.right - b.right) > 2 * snap_pt) return false;
  if (!is_open_at_side(group, a) || !is_open_at_side(next, b)) return false;
  double gap = next.horizontal.front().at - group.horizontal.back().at;
  return gap > 0 && gap < kHighestBareRowPt;
}

void append(EdgeGroup& group, const EdgeGroup& next) {
  group.horizontal.insert(group.horizontal.end(), next.horizontal.begin(), next.horizontal.end());
  group.vertical.insert(group.vertical.end(), next.vertical.begin(), next.vertical.end());
  std::sort(group.vertical.begin(), group.vertical.end(), [](const Ruling& x, const Ruling& y) { return x.at < y.at; });
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

void join_open_groups(std::vector<EdgeGroup>& groups, double snap_pt) {
  std::sort(groups.begin(), groups.end(), [](const EdgeGroup& a, const EdgeGroup& b) {
    return a.horizontal.front().at < b.horizontal.front().at;
  });
  std::vector<EdgeGroup> out;
  for (EdgeGroup& group : groups) {
    if (!out.empty() && is_next_open_row(out.back(), group, snap_pt)) append(out.back(), group);
    else out.push_back(std::move(group));
  }
  groups = std::move(out);
}

void close_open_sides(EdgeGroup& group, double snap_pt) {
  std::vector<Ruling>& h = group.horizontal;
  std::vector<Ruling>& v = group.vertical;  // both ascend by `at`
  auto left = closing_line(h, v.front().at, true, snap_pt);
  auto right = closing_line(h, v.back().at, false, snap_pt);
  std::size_t fewest = left && right ? 1 : 2;
  auto top = closing_line(v, h.front().at, true, snap_pt, fewest);
  auto bottom = closing_line(v, h.back().at, false, snap_pt, fewest);
  if (left) v.insert(v.begin(), *left);
  if (right) v.push_back(*right);
  for (auto* added : {top ? &*top : nullptr, bottom ? &*bottom : nullptr}) {
    if (!added) continue;
    if (left) added->from = left->at;
    if (right) added->to = right->at;
  }
  if (top) h.insert(h.begin(), *top);
  if (bottom) h.push_back(*bottom);
  if (left) v.front().from = std::min(v.front().from, h.front().at), v.front().to = std::max(v.front().to, h.back().at);
  if (right) v.back().from = std::min(v.back().from, h.front().at), v.back().to = std::max(v.back().to, h.back().at);
  group.open_top = top.has_value();
  group.open_bottom = bottom.has_value();
}

void add_bare_columns(EdgeGroup& group, const std::vector<Ruling>& vertical, double snap_pt) {
  if (!group.open_top || !group.open_bottom) return;
  Ruling &top = group.horizontal.front(), &bottom = group.horizontal.back();
  for (const Ruling& line : vertical) {
    bool beside = line.at < top.from - snap_pt || line.at > top.to + snap_pt;
    if (!beside || std::abs(line.from - top.at) > 2 * snap_pt || std::abs(line.to - bottom.at) > 2 * snap_pt) continue;
    bool left = line.at < top.from;
    group.vertical.insert(left ? group.vertical.begin() : group.vertical.end(), line);
    for (Ruling* end : {&top, &bottom}) (left ? end->from : end->to) = line.at;
  }
}

}  // namespace nianbao
