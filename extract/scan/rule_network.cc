#include "extract/scan/rule_network.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "extract/scan/rule_joining.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostRules = 3000;     // of one direction; the longest are kept
constexpr int kMostRounds = 30;
constexpr double kReachInch = 0.04, kReachShare = 0.06;
constexpr double kGapInkShare = 0.4;
constexpr double kLeastSeen = 0.55;
constexpr double kFreeEndInch = 0.08;        // an end so far beyond the last crossing is free
constexpr double kSameHeightInch = 0.1;
constexpr double kLeastClosingInch = 0.15;

void keep_longest(std::vector<ScanRule>& rules) {
  if (rules.size() <= kMostRules) return;
  std::stable_sort(rules.begin(), rules.end(), [](const ScanRule& a, const ScanRule& b) { return a.length() > b.length(); });
  rules.resize(kMostRules);
}

/// The share of the way [from, to] along the rule's continuation on which it is darker than both sides. `gray` lies so that
/// the rule is level.
double ink_share(const GrayImage& gray, const ScanRule& rule, double from, double to, double dpi) {
  const int side = std::max(3, static_cast<int>(std::lround(dpi / 50)));
  int dark = 0, count = 0;
  for (int x = static_cast<int>(std::ceil(std::min(from, to))); x <= std::max(from, to); ++x) {
    if (x < 0 || x >= gray.width) continue;
    int y = static_cast<int>(std::lround(rule.at_place(x)));
    auto pixel = [&](int at) { return static_cast<int>(gray.row(std::clamp(at, 0, gray.height - 1))[x]); };
    int own = std::min({pixel(y - 1), pixel(y), pixel(y + 1)});
    ++count;
    if (own * 100 <= std::min(pixel(y - side), pixel(y + side)) * 92) ++dark;
  }
  return count == 0 ? 1 : static_cast<double>(dark) / count;
}

/// The place beyond the rule's ends, 0 inside.
double beyond(const ScanRule& rule, double place) { return std::max({0.0, rule.from - place, place - rule.to()}); }

class Connector {
 public:
  Connector(ScanRules& rules, const GrayImage& gray, double dpi) : rules_(rules), gray_(gray), turned_(transposed(gray)), dpi_(dpi) {}

  /// All crossings; ends that stop short are lengthened to theirs.
  std::vector<Crossing> cross() {
    std::vector<Crossing> out;
    for (std::size_t h = 0; h < rules_.horizontal.size(); ++h)
      for (std::size_t v = 0; v < rules_.vertical.size(); ++v)
        if (auto at = meeting(rules_.horizontal[h], rules_.vertical[v])) out.push_back({static_cast<int>(h), static_cast<int>(v), *at});
    return nearest_beyond_ends(std::move(out));
  }

 private:
  double reach(const ScanRule& rule) const { return kReachInch * dpi_ + kReachShare * rule.length(); }

  std::optional<PixelPoint> meeting(const ScanRule& h, const ScanRule& v) const {
    double x = v.at[v.at.size() / 2];
    if (beyond(h, x) > reach(h) + 0.2 * dpi_) return std::nullopt;
    double y = h.at_place(x);
    for (int i = 0; i < 3; ++i) {
      x = v.at_place(y);
      y = h.at_place(x);
    }
    double gap_h = beyond(h, x), gap_v = beyond(v, y);
    if (gap_h > reach(h) || gap_v > reach(v)) return std::nullopt;
    if (gap_h > 2 && ink_share(gray_, h, x, x < h.from ? h.from : h.to(), dpi_) < kGapInkShare) return std::nullopt;
    if (gap_v > 2 && ink_share(turned_, v, y, y < v.from ? v.from : v.to(), dpi_) < kGapInkShare) return std::nullopt;
    return PixelPoint{x, y};
  }

  /// Of several perpendiculars beyond one end, the next one counts.
  std::vector<Crossing> nearest_beyond_ends(std::vector<Crossing> all) const {
    std::map<std::pair<int, int>, double> nearest;  // end (rule, side) -> distance
    auto ends_of = [&](const Crossing& c) {
      const ScanRule &h = rules_.horizontal[static_cast<std::size_t>(c.horizontal)], &v = rules_.vertical[static_cast<std::size_t>(c.vertical)];
      std::vector<std::pair<std::pair<int, int>, double>> out;
      if (double gap = beyond(h, c.at.x); gap > 2) out.push_back({{c.horizontal, c.at.x < h.from ? 0 : 1}, gap});
      if (double gap = beyond(v, c.at.y); gap > 2) out.push_back({{c.vertical, c.at.y < v.from ? 2 : 3}, gap});
      return out;
    };
    for (const Crossing& c : all)
      for (const auto& [end, gap] : ends_of(c)) {
        auto [known, fresh] = nearest.try_emplace(end, gap);
        if (!fresh) known->second = std::min(known->second, gap);
      }
    std::erase_if(all, [&](const Crossing& c) {
      for (const auto& [end, gap] : ends_of(c))
        if (gap > nearest[end] + 2) return true;
      return false;
    });
    return all;
  }

  ScanRules& rules_;
  const GrayImage& gray_;
  GrayImage turned_;
  double dpi_;
};

/// Removes the rules that cross fewer than two; gives whether any went.
bool prune(ScanRules& rules, const std::vector<Crossing>& crossings) {
  std::vector<int> of_h(rules.horizontal.size()), of_v(rules.vertical.size());
  for (const Crossing& c : crossings) ++of_h[static_cast<std::size_t>(c.horizontal)], ++of_v[static_cast<std::size_t>(c.vertical)];
  auto drop = [](std::vector<ScanRule>& list, const std::vector<int>& count) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (count[i] < 2) continue;
      if (kept != i) list[kept] = std::move(list[i]);
      ++kept;
    }
    bool any = kept != list.size();
    list.resize(kept);
    return any;
  };
  bool h = drop(rules.horizontal, of_h);
  return drop(rules.vertical, of_v) || h;
}

void lengthen(ScanRule& rule, double place) {
  int to = static_cast<int>(std::lround(place));
  if (to < rule.from) {
    std::vector<float> front;
    for (int i = to; i < rule.from; ++i) front.push_back(static_cast<float>(rule.at_place(i)));
    rule.at.insert(rule.at.begin(), front.begin(), front.end());
    rule.from = to;
  } else if (to > rule.to()) {
    std::vector<float> back;
    for (int i = rule.to() + 1; i <= to; ++i) back.push_back(static_cast<float>(rule.at_place(i)));
    rule.at.insert(rule.at.end(), back.begin(), back.end());
  }
}

void lengthen_to_crossings(RuleNetwork& network) {
  for (const Crossing& c : network.crossings) {
    lengthen(network.rules.horizontal[static_cast<std::size_t>(c.horizontal)], c.at.x);
    lengthen(network.rules.vertical[static_cast<std::size_t>(c.vertical)], c.at.y);
  }
}

struct RuleEnd {
  double place;  ///< along the rule: where it ends
  double at;     ///< across
  bool free;     ///< it goes on beyond its last crossing
  int component; ///< of the rules that hang together
};

/// The straight way from one end to the next.
ScanRule closing_rule(const RuleEnd& a, const RuleEnd& b) {
  ScanRule out;
  out.drawn = false;
  const int from = static_cast<int>(std::lround(a.at)), to = static_cast<int>(std::lround(b.at));
  out.from = from;
  for (int x = from; x <= to; ++x)
    out.at.push_back(static_cast<float>(a.place + (b.place - a.place) * (x - from) / std::max(1, to - from)));
  return out;
}

/// Lines between neighbouring ends at one height of which one is free at least.
void close_group(std::vector<RuleEnd> group, double dpi, std::vector<ScanRule>& out) {
  std::stable_sort(group.begin(), group.end(), [](const RuleEnd& a, const RuleEnd& b) { return a.at < b.at; });
  for (std::size_t i = 1; i < group.size(); ++i) {
    const RuleEnd &a = group[i - 1], &b = group[i];
    if (a.component != b.component || !(a.free || b.free) || b.at - a.at < kLeastClosingInch * dpi) continue;
    ScanRule next = closing_rule(a, b);
    bool goes_on = !out.empty() && out.back().to() == next.from && std::abs(out.back().at.back() - next.at.front()) < 1;
    if (goes_on) out.back().at.insert(out.back().at.end(), next.at.begin() + 1, next.at.end());
    else out.push_back(std::move(next));
  }
}

/// Closes the free ends of `rules` on one side. `outermost[i]` is the rule's last crossing on that side.
std::vector<ScanRule> closings(const std::vector<ScanRule>& rules, const std::vector<double>& outermost, const int* components, bool at_start,
                           double dpi) {
  std::vector<RuleEnd> ends;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    double place = at_start ? rules[i].from : rules[i].to();
    ends.push_back({place, at_start ? rules[i].at.front() : rules[i].at.back(), std::abs(place - outermost[i]) >= kFreeEndInch * dpi,
                    components[i]});
  }
  std::stable_sort(ends.begin(), ends.end(), [](const RuleEnd& a, const RuleEnd& b) { return a.place < b.place; });
  std::vector<ScanRule> out;
  for (std::size_t i = 0; i < ends.size();) {
    std::size_t end = i + 1;
    while (end < ends.size() && ends[end].place - ends[end - 1].place < kSameHeightInch * dpi) ++end;
    close_group({ends.begin() + static_cast<std::ptrdiff_t>(i), ends.begin() + static_cast<std::ptrdiff_t>(end)}, dpi, out);
    i = end;
  }
  return out;
}

/// Adds the lines that close what is cut; gives whether there are any.
bool close_cut_tables(RuleNetwork& network, double dpi) {
  ScanRules& rules = network.rules;
  constexpr double kFar = 1e9;
  std::vector<double> top(rules.vertical.size(), kFar), bottom(rules.vertical.size(), -kFar), left(rules.horizontal.size(), kFar),
      right(rules.horizontal.size(), -kFar);
  for (const Crossing& c : network.crossings) {
    const auto h = static_cast<std::size_t>(c.horizontal), v = static_cast<std::size_t>(c.vertical);
    top[v] = std::min(top[v], c.at.y), bottom[v] = std::max(bottom[v], c.at.y);
    left[h] = std::min(left[h], c.at.x), right[h] = std::max(right[h], c.at.x);
  }
  const std::vector<int> components = rule_components(network);
  const int *of_h = components.data(), *of_v = of_h + rules.horizontal.size();
  std::vector<ScanRule> level = closings(rules.vertical, top, of_v, true, dpi), lower = closings(rules.vertical, bottom, of_v, false, dpi);
  level.insert(level.end(), lower.begin(), lower.end());
  std::vector<ScanRule> upright = closings(rules.horizontal, left, of_h, true, dpi), righter = closings(rules.horizontal, right, of_h, false, dpi);
  upright.insert(upright.end(), righter.begin(), righter.end());
  rules.horizontal.insert(rules.horizontal.end(), level.begin(), level.end());
  rules.vertical.insert(rules.vertical.end(), upright.begin(), upright.end());
  return !level.empty() || !upright.empty();
}

/// Whether the line is darker than its paper along most of its way: strokes that lie in one line by chance are not.
bool is_seen(const GrayImage& gray, const ScanRule& rule, double dpi) {
  const int side = std::max(3, static_cast<int>(std::lround(dpi / 25)));
  int dark = 0;
  for (int i = 0; i < rule.length(); ++i) {
    const int x = rule.from + i, y = static_cast<int>(std::lround(rule.at[static_cast<std::size_t>(i)]));
    if (x < 0 || x >= gray.width) continue;
    auto pixel = [&](int at) { return static_cast<int>(gray.row(std::clamp(at, 0, gray.height - 1))[x]); };
    const int own = std::min({pixel(y - 1), pixel(y), pixel(y + 1)});
    dark += own * 100 <= std::max(pixel(y - side), pixel(y + side)) * 93;
  }
  return dark >= kLeastSeen * rule.length();
}

/// Removes drawn lines that are not seen along their way between crossings; gives whether any went.
bool drop_unseen(RuleNetwork& network, const GrayImage& gray, double dpi) {
  const auto unseen = [&](const GrayImage& picture) { return [&, dpi](const ScanRule& rule) { return rule.drawn && !is_seen(picture, rule, dpi); }; };
  std::size_t gone = std::erase_if(network.rules.horizontal, unseen(gray));
  const GrayImage turned = transposed(gray);
  gone += std::erase_if(network.rules.vertical, unseen(turned));
  return gone > 0;
}

void settle(RuleNetwork& network, const GrayImage& gray, double dpi) {
  Connector connector(network.rules, gray, dpi);
  for (int round = 0; round < kMostRounds; ++round) {
    network.crossings = connector.cross();
    if (!prune(network.rules, network.crossings)) break;
  }
  lengthen_to_crossings(network);
}

}  // namespace

std::vector<int> rule_components(const RuleNetwork& network) {
  const int horizontals = static_cast<int>(network.rules.horizontal.size());
  std::vector<int> parents(static_cast<std::size_t>(horizontals) + network.rules.vertical.size());
  std::iota(parents.begin(), parents.end(), 0);
  auto root_of = [&](int i) {
    while (parents[static_cast<std::size_t>(i)] != i) i = parents[static_cast<std::size_t>(i)];
    return i;
  };
  for (const Crossing& c : network.crossings) parents[static_cast<std::size_t>(root_of(c.horizontal))] = root_of(horizontals + c.vertical);
  for (std::size_t i = 0; i < parents.size(); ++i) parents[i] = root_of(static_cast<int>(i));
  return parents;
}

RuleNetwork connect_rules(ScanRules rules, const GrayImage& gray, double dpi) {
  RuleNetwork out;
  out.rules = std::move(rules);
  keep_longest(out.rules.horizontal);
  keep_longest(out.rules.vertical);
  for (auto* list : {&out.rules.horizontal, &out.rules.vertical}) merge_doubled(*list, dpi);
  join_pieces(out.rules.horizontal, out.rules.vertical, dpi);
  join_pieces(out.rules.vertical, out.rules.horizontal, dpi);
  settle(out, gray, dpi);
  if (drop_unseen(out, gray, dpi)) settle(out, gray, dpi);
  if (close_cut_tables(out, dpi)) settle(out, gray, dpi);
  return out;
}

}  // namespace nianbao
