#include "extract/scan/rule_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "extract/scan/rule_joining.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostRules = 3000;  // of one direction; the longest are kept
constexpr int kMostRounds = 30;
constexpr double kLeastRuleInch = 0.13;
constexpr double kBentPx = 0.6, kLeastRadiusInch = 10, kLongRuleInch = 1.5;
constexpr double kRoughStepInch = 0.08, kMostRoughPx = 0.45;
constexpr double kFollowInch = 0.3;       // so far beyond its ends a line is looked for
constexpr double kReachInch = 0.06;       // from its last ink to a crossing
constexpr double kLeastInked = 0.75;      // of a ruling's ways between crossings
constexpr double kLeastJoining = 0.65;    // of its ink lies between crossings
constexpr double kLongLineInch = 1;
constexpr double kLeastContrast = 0.35;   // of that of most long lines
constexpr double kLeastInkedAll = 0.7;    // of all of its way
constexpr double kLeastWidthInch = 0.2, kLeastHeightInch = 0.12;  // of a cell
constexpr double kFreeEndInch = 0.1;      // an end so far beyond the last crossing is free
constexpr double kLeastLevelInch = 0.5;    // of a line that says how far a table goes
constexpr double kAcross = 0.9;           // of the table's width: a line goes all across
constexpr double kInkedFreeEnd = 0.85;
constexpr double kSameHeightInch = 0.1;
constexpr double kLeastClosing = 0.6, kLeastClosingOfMany = 0.25;  // of the table's width, by two ends and by three or more
constexpr double kMostTitleRows = 1.3;    // a row of one cell is at most so high, of the lowest row
constexpr double kLeastTableInch = 1;

/// One direction's rules while they are sorted out. `gray` lies so that they are level.
struct Lines {
  std::vector<ScanRule> rules;
  std::vector<RuleInk> inks;
};

void keep_longest(std::vector<ScanRule>& rules) {
  if (rules.size() <= kMostRules) return;
  std::stable_sort(rules.begin(), rules.end(), [](const ScanRule& a, const ScanRule& b) { return a.length() > b.length(); });
  rules.resize(kMostRules);
}

/// The rule from `from` to `to`, be that shorter or longer.
ScanRule reaching(const ScanRule& rule, int from, int to) {
  ScanRule out;
  out.from = from;
  out.drawn = rule.drawn;
  for (int i = from; i <= to; ++i) out.at.push_back(static_cast<float>(rule.at_place(i)));
  return out;
}

/// The rule without a quarter at its ends, which may be characters' strokes that it meets.
std::array<ScanRule, 3> most_of(const ScanRule& rule) {
  const int eighth = rule.length() / 8;
  return {reaching(rule, rule.from, rule.to() - 2 * eighth), reaching(rule, rule.from + 2 * eighth, rule.to()),
          reaching(rule, rule.from + eighth, rule.to() - eighth)};
}

/// Whether the rule is bent as no page is: the rim of a seal, a stroke of a pen. From the mean height of its middle third and of the others.
bool is_bent(const ScanRule& rule, double dpi) {
  const int third = rule.length() / 3;
  double outer = 0, middle = 0;
  for (int i = 0; i < 3 * third; ++i) (i / third == 1 ? middle : outer) += rule.at[static_cast<std::size_t>(i)];
  const double bend = std::abs(middle / third - outer / (2 * third));
  return bend > kBentPx + 0.444 * rule.length() * static_cast<double>(rule.length()) / (8 * kLeastRadiusInch * dpi);  // of an arc so wide
}

/// Whether the rule leaps up and down as a line of text does, whose strokes seem to make a line.
bool is_rough(const ScanRule& rule, double dpi) {
  const int step = std::max(3, static_cast<int>(std::lround(kRoughStepInch * dpi)));
  double sum = 0;
  int count = 0;
  for (int i = step; i + step < rule.length(); ++i, ++count) {
    const auto at = [&](int k) { return static_cast<double>(rule.at[static_cast<std::size_t>(k)]); };
    sum += std::abs(at(i) - (at(i - step) + at(i + step)) / 2);
  }
  return count > 0 && sum > kMostRoughPx * count;
}

/// The contrast that most of the long lines have at least. Where there are none, any is.
double usual_contrast(const ScanRules& rules, double dpi) {
  std::vector<double> all;
  for (const auto* list : {&rules.horizontal, &rules.vertical})
    for (const ScanRule& rule : *list)
      if (rule.length() >= kLongLineInch * dpi) all.push_back(rule.contrast);
  if (all.empty()) return 0;
  std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
  return all[all.size() / 2];
}

/// Pieces joined, and each line as far as it is inked.
Lines inked_lines(std::vector<ScanRule> rules, const GrayImage& gray, double contrast, double dpi) {
  keep_longest(rules);
  merge_doubled(rules, dpi);
  join_pieces(rules, dpi);
  merge_doubled(rules, dpi);
  Lines out;
  const int follow = static_cast<int>(kFollowInch * dpi);
  for (const ScanRule& rule : rules) {
    if (rule.length() < kLeastRuleInch * dpi || rule.contrast < kLeastContrast * contrast) continue;
    const ScanRule longer = reaching(rule, std::max(0, rule.from - follow), std::min(gray.width - 1, rule.to() + follow));
    RuleInk ink(gray, longer, contrast, dpi);
    const RuleInk::Extent extent = ink.extent(rule.from, rule.to());
    if (extent.last - extent.first < kLeastRuleInch * dpi || extent.share < kLeastInkedAll) continue;
    ScanRule inked = reaching(longer, extent.first, extent.last);
    const std::array<ScanRule, 3> parts = most_of(inked);
    const auto straight = [&](const ScanRule& part) { return (inked.length() >= kLongRuleInch * dpi || !is_bent(part, dpi)) && !is_rough(part, dpi); };
    if (std::none_of(parts.begin(), parts.end(), straight)) continue;
    out.rules.push_back(std::move(inked));
    out.inks.push_back(std::move(ink));
  }
  return out;
}

/// How far the place lies beyond the rule's ends, 0 inside.
double beyond(const ScanRule& rule, double place) { return std::max({0.0, rule.from - place, place - rule.to()}); }

std::optional<PixelPoint> meeting(const ScanRule& h, const ScanRule& v, double reach) {
  double x = v.at[v.at.size() / 2];
  if (beyond(h, x) > reach + 0.3 * v.length()) return std::nullopt;
  double y = h.at_place(x);
  if (beyond(v, y) > reach + 0.3 * h.length()) return std::nullopt;
  for (int i = 0; i < 3; ++i) {
    x = v.at_place(y);
    y = h.at_place(x);
  }
  if (beyond(h, x) > reach || beyond(v, y) > reach) return std::nullopt;
  return PixelPoint{x, y};
}

/// A rule's crossings in order along it: index into the crossings, and place.
struct Stop {
  std::size_t crossing;
  double place;
};

using Stops = std::vector<std::vector<Stop>>;

class Connector {
 public:
  Connector(Lines level, Lines upright, double dpi) : level_(std::move(level)), upright_(std::move(upright)), dpi_(dpi) {
    for (std::size_t i = 0; i < level_.rules.size(); ++i)
      if (level_.rules[i].length() >= kLongLineInch * dpi_) long_.rules.push_back(level_.rules[i]), long_.inks.push_back(level_.inks[i]);
  }

  /// Crosses the rules and drops what are no rulings, until none goes.
  void settle() {
    for (int round = 0; round < kMostRounds; ++round) {
      cross();
      if (drop([this](const ScanRule& rule, const RuleInk& ink, const std::vector<Stop>& stops, bool) { return has_few_crossings(rule, ink, stops); })) continue;
      const bool any = drop([this](const ScanRule& rule, const RuleInk& ink, const std::vector<Stop>& stops, bool level) {
        return !is_ruling(rule, ink, stops, (level ? kLeastWidthInch : kLeastHeightInch) * dpi_);
      });
      if (!any) break;
    }
    cross();
    mark_tables();
  }

  /// Adds the lines that close what is cut; after it free ends count as crossings no more.
  void close_cut_tables() {
    std::vector<ScanRule> across = closings(upright_, on_upright_, true), along = closings(level_, on_level_, false);
    free_ends_count_ = false;
    go_on_past_titles(along);
    for (ScanRule& rule : across) add(level_, std::move(rule));
    for (ScanRule& rule : along) add(upright_, std::move(rule));
  }

  RuleNetwork take() {
    for (const Crossing& c : crossings_) {
      lengthen(level_.rules[static_cast<std::size_t>(c.horizontal)], c.at.x);
      lengthen(upright_.rules[static_cast<std::size_t>(c.vertical)], c.at.y);
    }
    return {{std::move(level_.rules), std::move(upright_.rules)}, std::move(level_.inks), std::move(upright_.inks), std::move(crossings_)};
  }

 private:
  static void add(Lines& lines, ScanRule rule) {
    lines.inks.emplace_back(GrayImage(), rule, 1, 1);
    lines.rules.push_back(std::move(rule));
  }

  static void lengthen(ScanRule& rule, double place) {
    const int to = static_cast<int>(std::lround(place));
    if (to < rule.from || to > rule.to()) rule = reaching(rule, std::min(rule.from, to), std::max(rule.to(), to));
  }

  void cross() {
    crossings_.clear();
    on_level_.assign(level_.rules.size(), {});
    on_upright_.assign(upright_.rules.size(), {});
    for (std::size_t h = 0; h < level_.rules.size(); ++h)
      for (std::size_t v = 0; v < upright_.rules.size(); ++v) {
        const auto at = meeting(level_.rules[h], upright_.rules[v], kReachInch * dpi_);
        if (!at) continue;
        on_level_[h].push_back({crossings_.size(), at->x});
        on_upright_[v].push_back({crossings_.size(), at->y});
        crossings_.push_back({static_cast<int>(h), static_cast<int>(v), *at, 0});
      }
    for (Stops* all : {&on_level_, &on_upright_})
      for (auto& stops : *all) std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) { return a.place < b.place; });
  }

  bool is_free(const ScanRule& rule, const RuleInk& ink, const std::vector<Stop>& stops, bool at_start) const {
    if (stops.empty() || !rule.drawn) return false;
    const double stop = at_start ? stops.front().place : stops.back().place, end = at_start ? rule.from : rule.to();
    return std::abs(end - stop) >= kFreeEndInch * dpi_ && (at_start ? end < stop : end > stop) && ink.share(std::min(stop, end), std::max(stop, end)) >= kInkedFreeEnd;
  }

  bool has_few_crossings(const ScanRule& rule, const RuleInk& ink, const std::vector<Stop>& stops) const {
    std::size_t ends = 0;
    if (free_ends_count_) ends = (is_free(rule, ink, stops, true) ? 1U : 0U) + (is_free(rule, ink, stops, false) ? 1U : 0U);
    return stops.size() + ends < 2;
  }

  /// Whether the rule is inked as rulings are, where it leads from crossing to crossing.
  bool is_ruling(const ScanRule& rule, const RuleInk& ink, const std::vector<Stop>& stops, double least) const {
    if (!rule.drawn) return true;
    double length = 0, inked = 0;
    bool joins = false;
    for (std::size_t i = 1; i < stops.size(); ++i) {
      const double a = stops[i - 1].place, b = stops[i].place, ruled = ink.ruled(a, b);
      if (ruled < kRuledShare) continue;
      length += b - a, inked += ruled * (b - a);
      joins = joins || (b - a >= least && ruled > kLeastInked);
    }
    if (free_ends_count_ && stops.size() == 1) return ink.share(rule.from, rule.to()) > kLeastInked;  // a table's header before the page's end
    const double all = ink.share(rule.from, rule.to()) * rule.length();
    return joins && inked >= kLeastInked * length && (free_ends_count_ || inked >= kLeastJoining * all);
  }

  /// Drops the rules of which `unfit` holds; gives whether any went.
  template <typename Test>
  bool drop(const Test& unfit) {
    const auto of_one = [&](Lines& lines, const Stops& all, bool level) {
      std::size_t kept = 0;
      for (std::size_t i = 0; i < lines.rules.size(); ++i) {
        if (unfit(lines.rules[i], lines.inks[i], all[i], level)) continue;
        if (kept != i) lines.rules[kept] = std::move(lines.rules[i]), lines.inks[kept] = std::move(lines.inks[i]);
        ++kept;
      }
      const bool any = kept != lines.rules.size();
      lines.rules.resize(kept), lines.inks.resize(kept);
      return any;
    };
    const bool any = of_one(level_, on_level_, true);
    return of_one(upright_, on_upright_, false) || any;
  }

  /// Numbers the crossings by the tables that rulings make of them.
  void mark_tables() {
    std::vector<std::size_t> parents(crossings_.size());
    std::iota(parents.begin(), parents.end(), std::size_t{0});
    const auto root_of = [&](std::size_t i) {
      while (parents[i] != i) i = parents[i] = parents[parents[i]];
      return i;
    };
    const auto join = [&](const std::vector<RuleInk>& inks, const Stops& all) {
      for (std::size_t r = 0; r < all.size(); ++r)
        for (std::size_t i = 1; i < all[r].size(); ++i)
          if (inks[r].ruled(all[r][i - 1].place, all[r][i].place) >= kRuledShare)
            parents[root_of(all[r][i].crossing)] = root_of(all[r][i - 1].crossing);
    };
    join(level_.inks, on_level_);
    join(upright_.inks, on_upright_);
    for (std::size_t i = 0; i < crossings_.size(); ++i) crossings_[i].table = static_cast<int>(root_of(i));
  }

  struct FreeEnd {
    double place, at;  ///< along the rule; across
    bool across;       ///< the rule goes all across its table
  };

  /// The line through the ends, from the first to the last of `extent`.
  static ScanRule closing_rule(std::vector<FreeEnd> ends, double first, double last) {
    std::stable_sort(ends.begin(), ends.end(), [](const FreeEnd& a, const FreeEnd& b) { return a.at < b.at; });
    const FreeEnd &a = ends.front(), &b = ends.back();
    ScanRule out;
    out.drawn = false;
    out.from = static_cast<int>(std::lround(std::min(first, a.at)));
    for (int x = out.from; x <= static_cast<int>(std::lround(std::max(last, b.at))); ++x)
      out.at.push_back(static_cast<float>(a.place + (b.place - a.place) * (x - a.at) / std::max(1.0, b.at - a.at)));
    return out;
  }

  /// The lines that close the free ends of a table's rules, at either end of it, where they go across most of the table.
  std::vector<ScanRule> closings(const Lines& lines, const Stops& all, bool upright) const {
    const std::vector<ScanRule>& rules = lines.rules;
    std::vector<int> tables;
    for (const Crossing& c : crossings_) tables.push_back(c.table);
    std::sort(tables.begin(), tables.end());
    tables.erase(std::unique(tables.begin(), tables.end()), tables.end());
    std::vector<ScanRule> out;
    for (const int table : tables) {
      double first = 1e9, last = -1e9, begin = 1e9, end = -1e9;  // the table's extent across the rules and along them
      for (const Crossing& c : crossings_) {
        if (c.table != table || level_.rules[static_cast<std::size_t>(c.horizontal)].length() < kLeastLevelInch * dpi_) continue;
        first = std::min(first, upright ? c.at.x : c.at.y), last = std::max(last, upright ? c.at.x : c.at.y);
        begin = std::min(begin, upright ? c.at.y : c.at.x), end = std::max(end, upright ? c.at.y : c.at.x);
      }
      if ((upright ? last - first : end - begin) < kLeastTableInch * dpi_) continue;
      for (const bool at_start : {true, false}) {
        std::vector<FreeEnd> ends;
        for (std::size_t i = 0; i < rules.size(); ++i)
          if ((upright || rules[i].length() >= kLongLineInch * dpi_) && is_free(rules[i], lines.inks[i], all[i], at_start) && (at_start ? rules[i].from < begin : rules[i].to() > end) && crossings_[(at_start ? all[i].front() : all[i].back()).crossing].table == table)
            ends.push_back({static_cast<double>(at_start ? rules[i].from : rules[i].to()), at_start ? rules[i].at.front() : rules[i].at.back(), !upright && rules[i].length() >= kAcross * (end - begin)});
        close_ends(std::move(ends), first, last, out);
      }
    }
    return out;
  }

  void close_ends(std::vector<FreeEnd> ends, double first, double last, std::vector<ScanRule>& out) const {
    std::stable_sort(ends.begin(), ends.end(), [](const FreeEnd& a, const FreeEnd& b) { return a.place < b.place; });
    for (std::size_t i = 0; i < ends.size();) {
      std::size_t end = i + 1;
      while (end < ends.size() && ends[end].place - ends[end - 1].place < kSameHeightInch * dpi_) ++end;
      const std::vector<FreeEnd> group(ends.begin() + static_cast<std::ptrdiff_t>(i), ends.begin() + static_cast<std::ptrdiff_t>(end));
      const auto [least, most] = std::minmax_element(group.begin(), group.end(), [](const FreeEnd& a, const FreeEnd& b) { return a.at < b.at; });
      const bool all_across = std::count_if(group.begin(), group.end(), [](const FreeEnd& e) { return e.across; }) >= 2;
      if (group.size() >= 2 && (all_across || most->at - least->at >= (group.size() > 2 ? kLeastClosingOfMany : kLeastClosing) * (last - first))) out.push_back(closing_rule(group, first, last));
      i = end;
    }
  }

  /// The row height that is the least between the lines that end on this side.
  double least_height(const ScanRule& side) const {
    std::vector<double> heights;
    for (const ScanRule& rule : long_.rules)
      if (const auto y = end_on(rule, side); y && *y > side.from - kSameHeightInch * dpi_ && *y < side.to() + kSameHeightInch * dpi_) heights.push_back(*y);
    std::sort(heights.begin(), heights.end());
    double out = 1e9;
    for (std::size_t i = 1; i < heights.size(); ++i)
      if (heights[i] - heights[i - 1] > kLeastHeightInch * dpi_) out = std::min(out, heights[i] - heights[i - 1]);
    return out;
  }

  /// The height at which the line has an end on the side or its continuation.
  std::optional<double> end_on(const ScanRule& rule, const ScanRule& side) const {
    for (const bool at_start : {true, false}) {
      const double x = at_start ? rule.from : rule.to(), y = at_start ? rule.at.front() : rule.at.back();
      if (std::abs(side.at_place(y) - x) < kSameHeightInch * dpi_) return y;
    }
    return std::nullopt;
  }

  /// In a table without side lines a row that is one cell touches no upright line: sides go on to the next line of the table's width that is
  /// no further away than a row is high, and that line is the table's.
  void go_on_past_titles(std::vector<ScanRule>& sides) {
    for (ScanRule& side : sides) {
      const double most = kMostTitleRows * least_height(side);
      for (bool again = true; again;) {
        again = false;
        for (std::size_t i = 0; i < long_.rules.size(); ++i) {
          const auto y = end_on(long_.rules[i], side);
          if (!y || beyond(side, *y) < kLeastHeightInch * dpi_ || beyond(side, *y) > most) continue;
          side = reaching(side, std::min(side.from, static_cast<int>(std::lround(*y))), std::max(side.to(), static_cast<int>(std::lround(*y))));
          if (std::find(level_.rules.begin(), level_.rules.end(), long_.rules[i]) == level_.rules.end())
            level_.rules.push_back(long_.rules[i]), level_.inks.push_back(long_.inks[i]);
          again = true;
        }
      }
    }
    std::stable_sort(sides.begin(), sides.end(), [](const ScanRule& a, const ScanRule& b) { return a.length() > b.length(); });
    std::vector<ScanRule> out;
    for (ScanRule& side : sides) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const ScanRule& other) {
        return beyond(other, side.from) == 0 && beyond(other, side.to()) == 0 && std::abs(other.at_place(side.from) - side.at.front()) < kSameHeightInch * dpi_;
      });
      if (!known) out.push_back(std::move(side));
    }
    sides = std::move(out);
  }

  Lines level_, upright_;
  Lines long_;  ///< all long level lines, whatever they cross
  double dpi_;
  bool free_ends_count_ = true;
  std::vector<Crossing> crossings_;
  Stops on_level_, on_upright_;
};

}  // namespace

RuleNetwork connect_rules(ScanRules rules, const GrayImage& gray, double dpi) {
  const GrayImage turned = transposed(gray);
  const double contrast = usual_contrast(rules, dpi);
  Connector connector(inked_lines(std::move(rules.horizontal), gray, contrast, dpi), inked_lines(std::move(rules.vertical), turned, contrast, dpi), dpi);
  connector.settle();
  connector.close_cut_tables();
  connector.settle();
  return connector.take();
}

}  // namespace nianbao
