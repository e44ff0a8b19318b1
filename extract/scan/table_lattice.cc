#include "extract/scan/table_lattice.h"

#include <algorithm>
#include <cmath>

namespace nianbao {
namespace {

constexpr double kSameEdgeInch = 0.05;
constexpr double kLeastCellInch = 0.07;
constexpr double kShortEdgeInch = 1.2;
constexpr double kSpanning = 0.85;

/// Rules at one height (or at one distance from the left).
struct Edge {
  std::vector<int> rules;
  double place = 0;
};

/// A rule of the table, and its middle crossing's place.
struct Member {
  int rule;
  double place = 0, inked = 0;
  int count = 0;
};

class Lattice {
 public:
  Lattice(const RuleNetwork& network, const std::vector<Crossing>& crossings, double dpi) : network_(network), crossings_(crossings), dpi_(dpi) {
    set_frame();
    rows_ = edges_of(true);
    cols_ = edges_of(false);
  }

  int rows() const { return static_cast<int>(rows_.size()) - 1; }
  int cols() const { return static_cast<int>(cols_.size()) - 1; }

  /// Rules that are too short to be sure of go while fewer places are in cells that are no rectangles without them.
  ScanTable table() {
    ScanTable out = parted();
    while (!out.whole) {
      std::size_t least = odd_places_;
      std::vector<Edge> rows = rows_, cols = cols_;
      for (const bool level : {true, false})
        for (std::size_t i = 0; i < (level ? rows : cols).size(); ++i) {
          if (length_of((level ? rows : cols)[i], level) > kShortEdgeInch * dpi_) continue;
          const std::vector<Edge> rows_before = rows_, cols_before = cols_;
          rows_ = rows, cols_ = cols;
          std::vector<Edge>& of = level ? rows_ : cols_;
          of.erase(of.begin() + static_cast<std::ptrdiff_t>(i));
          ScanTable tried = parted();
          if (odd_places_ < least) least = odd_places_, out = std::move(tried);
          else rows_ = rows_before, cols_ = cols_before;
        }
      if (rows.size() == rows_.size() && cols.size() == cols_.size()) break;
      odd_places_ = least;
    }
    return out;
  }

 private:
  ScanTable parted() {
    if (rows() < 1 || cols() < 1) return {};
    std::vector<PixelPoint> nodes;
    for (const Edge& row : rows_)
      for (const Edge& col : cols_) nodes.push_back(node(row, col));
    const auto node_at = [&](int r, int c) { return nodes[static_cast<std::size_t>(r) * cols_.size() + static_cast<std::size_t>(c)]; };
    std::vector<double> upper, left;
    for (int r = 0; r < rows(); ++r)
      for (int c = 0; c < cols(); ++c) {
        upper.push_back(share(network_.horizontal_ink, rows_[static_cast<std::size_t>(r)], node_at(r, c).x, node_at(r, c + 1).x));
        left.push_back(share(network_.vertical_ink, cols_[static_cast<std::size_t>(c)], node_at(r, c).y, node_at(r + 1, c).y));
      }
    ScanTable out = part_places(rows(), cols(), upper, left);
    odd_places_ = out.odd_places;
    for (ScanCell& cell : out.cells)
      cell.corners = {node_at(cell.row, cell.col), node_at(cell.row, cell.col + cell.col_span),
                      node_at(cell.row + cell.row_span, cell.col + cell.col_span), node_at(cell.row + cell.row_span, cell.col)};
    return out;
  }

  const std::vector<ScanRule>& rules(bool level) const { return level ? network_.rules.horizontal : network_.rules.vertical; }

  /// The first and the last rule that go nearly all across the table, else of all.
  void set_frame() {
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (const Crossing& c : crossings_)
      left = std::min(left, c.at.x), right = std::max(right, c.at.x), top = std::min(top, c.at.y), bottom = std::max(bottom, c.at.y);
    width_ = right - left, height_ = bottom - top;
    set_frame_of(true, (left + right) / 2, kSpanning * width_);
    set_frame_of(false, (top + bottom) / 2, kSpanning * height_);
  }

  void set_frame_of(bool level, double middle, double spanning) {
    double longest = 0;
    for (const Crossing& c : crossings_) longest = std::max(longest, static_cast<double>(of(c, level).length()));
    const double least = std::min(spanning, 0.98 * longest);
    const ScanRule *&first = level ? top_ : left_, *&last = level ? bottom_ : right_;
    for (const Crossing& c : crossings_) {
      const ScanRule& rule = of(c, level);
      if (rule.length() < least) continue;
      if (!first || rule.at_place(middle) < first->at_place(middle)) first = &rule;
      if (!last || rule.at_place(middle) > last->at_place(middle)) last = &rule;
    }
  }

  const ScanRule& of(const Crossing& c, bool level) const {
    return rules(level)[static_cast<std::size_t>(level ? c.horizontal : c.vertical)];
  }

  /// The place of a point between the table's first and last rule, in pixels.
  double height_of(const PixelPoint& p) const { return between(*top_, *bottom_, p.x, p.y, height_); }
  double distance_of(const PixelPoint& p) const { return between(*left_, *right_, p.y, p.x, width_); }
  static double between(const ScanRule& first, const ScanRule& last, double along, double across, double size) {
    const double a = first.at_place(along), b = last.at_place(along);
    return &first == &last || b - a < 1 ? across - a : (across - a) / (b - a) * size;
  }

  std::vector<Member> members(bool level) const {
    std::vector<Member> out;
    for (const Crossing& c : crossings_) {
      const int rule = level ? c.horizontal : c.vertical;
      auto known = std::find_if(out.begin(), out.end(), [&](const Member& m) { return m.rule == rule; });
      if (known == out.end()) known = out.insert(out.end(), {rule});
      known->place += level ? height_of(c.at) : distance_of(c.at);
      ++known->count;
    }
    std::erase_if(out, [](const Member& m) { return m.count < 2; });
    for (Member& m : out) m.place /= m.count;
    std::stable_sort(out.begin(), out.end(), [](const Member& a, const Member& b) { return a.place < b.place; });
    return out;
  }

  std::vector<Edge> edges_of(bool level) const {
    std::vector<Edge> out;
    double last = -1e9;
    for (const Member& m : members(level)) {
      if (out.empty() || m.place - last > kSameEdgeInch * dpi_) out.push_back({{}, m.place});
      out.back().rules.push_back(m.rule);
      last = m.place;
    }
    drop_close(out, level);
    return out;
  }

  double length_of(const Edge& edge, bool level) const {
    double out = 0;
    for (const int rule : edge.rules) out += rules(level)[static_cast<std::size_t>(rule)].length();
    return out;
  }

  /// Of two edges too near to each other for a cell the shorter is none.
  void drop_close(std::vector<Edge>& edges, bool level) const {
    for (std::size_t i = 1; i < edges.size();) {
      if (edges[i].place - edges[i - 1].place >= kLeastCellInch * dpi_) {
        ++i;
        continue;
      }
      const bool first = length_of(edges[i - 1], level) < length_of(edges[i], level);
      edges.erase(edges.begin() + static_cast<std::ptrdiff_t>(first ? i - 1 : i));
    }
  }

  const ScanRule& rule_at(const Edge& edge, bool level, double place) const {
    const ScanRule* best = nullptr;
    double least = 1e9;
    for (const int i : edge.rules) {
      const ScanRule& rule = rules(level)[static_cast<std::size_t>(i)];
      const double away = std::max({0.0, rule.from - place, place - rule.to()});
      if (away < least) best = &rule, least = away;
    }
    return *best;
  }

  PixelPoint node(const Edge& row, const Edge& col) const {
    const ScanRule& any = rules(false)[static_cast<std::size_t>(col.rules.front())];
    PixelPoint out{any.at[any.at.size() / 2], 0};
    for (int i = 0; i < 4; ++i) {
      out.y = rule_at(row, true, out.x).at_place(out.x);
      out.x = rule_at(col, false, out.y).at_place(out.y);
    }
    return out;
  }

  double share(const std::vector<RuleInk>& inks, const Edge& edge, double from, double to) const {
    double best = 0;
    for (const int rule : edge.rules) best = std::max(best, inks[static_cast<std::size_t>(rule)].ruled(from, to));
    return best;
  }

  const RuleNetwork& network_;
  const std::vector<Crossing>& crossings_;
  double dpi_, width_ = 0, height_ = 0;
  const ScanRule *top_ = nullptr, *bottom_ = nullptr, *left_ = nullptr, *right_ = nullptr;
  std::vector<Edge> rows_, cols_;
  std::size_t odd_places_ = 0;
};

}  // namespace

ScanTable table_of(const RuleNetwork& network, const std::vector<Crossing>& crossings, double dpi) {
  if (crossings.empty()) return {};
  return Lattice(network, crossings, dpi).table();
}

}  // namespace nianbao
