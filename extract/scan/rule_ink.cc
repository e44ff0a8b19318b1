#include "extract/scan/rule_ink.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nianbao {
namespace {

constexpr double kWindowInch = 1.0 / 25;     // along the ruling: of the means that are compared
constexpr double kContrastShare = 0.35, kLeastDarker = 5, kMostDarker = 12;  // per cent, than both sides
constexpr double kDashGapInch = 0.02;
constexpr double kLeastRunInch = 0.06;
constexpr double kGoesOnInch = 0.08;         // over a wider gap an end does not go on
constexpr double kMergedInch = 0.2;          // a wider gap may be one of merged cells
constexpr double kCornerInch = 1.0 / 60;     // crossing rulings there say nothing of this one
constexpr double kEndInch = 1.0 / 30, kInkedEnd = 0.6;
constexpr std::array<double, 3> kWorth{0.6, 0.75, 1};  // of ink that reaches up to none, one and both of the crossings
constexpr double kSmearInch = 0.012;         // by so much a mean makes a run longer at either end

/// The offsets whose pixels are compared: the ruling itself, and to either side where a thin, thick or doubled one ends.
struct Lanes {
  std::array<int, 9> offset;

  explicit Lanes(double dpi) {
    const int near = std::max(3, static_cast<int>(std::lround(dpi / 66)) + 1), far = std::max(4, static_cast<int>(std::lround(dpi / 40))),
              farthest = std::max(5, static_cast<int>(std::lround(dpi / 28)));
    offset = {-1, 0, 1, -near, -far, -farthest, near, far, farthest};
  }
};

/// The means along the ruling of one lane.
std::vector<int> lane_means(const GrayImage& gray, const ScanRule& rule, int offset, int window) {
  const int n = rule.length();
  std::vector<int> sums(static_cast<std::size_t>(n) + 1), out(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    const int x = std::clamp(rule.from + i, 0, gray.width - 1);
    const int y = std::clamp(static_cast<int>(std::lround(rule.at[static_cast<std::size_t>(i)])) + offset, 0, gray.height - 1);
    sums[static_cast<std::size_t>(i) + 1] = sums[static_cast<std::size_t>(i)] + gray.row(y)[x];
  }
  for (int i = 0; i < n; ++i) {
    const int from = std::max(0, i - window / 2), to = std::min(n, i + window / 2 + 1);
    out[static_cast<std::size_t>(i)] = (sums[static_cast<std::size_t>(to)] - sums[static_cast<std::size_t>(from)]) / (to - from);
  }
  return out;
}

std::vector<char> dark_places(const GrayImage& gray, const ScanRule& rule, int darker, double dpi) {
  const Lanes lanes(dpi);
  const int window = std::max(3, static_cast<int>(std::lround(kWindowInch * dpi)));
  std::array<std::vector<int>, 9> means;
  for (std::size_t k = 0; k < means.size(); ++k) means[k] = lane_means(gray, rule, lanes.offset[k], window);
  std::vector<char> out(static_cast<std::size_t>(rule.length()));
  for (std::size_t i = 0; i < out.size(); ++i) {
    const int own = std::min({means[0][i], means[1][i], means[2][i]});
    const int up = std::max({means[3][i], means[4][i], means[5][i]}), down = std::max({means[6][i], means[7][i], means[8][i]});
    const int x = rule.from + static_cast<int>(i);
    out[i] = x >= 0 && x < gray.width && own * 100 <= std::min(up, down) * (100 - darker);
  }
  return out;
}

/// Makes runs of the other value that are shorter than `least` the same as what is round them.
void fill_short(std::vector<char>& places, char value, std::size_t least) {
  for (std::size_t i = 0; i < places.size();) {
    std::size_t end = i;
    while (end < places.size() && places[end] == places[i]) ++end;
    const bool inner = value == 0 || (i > 0 && end < places.size());  // paper beyond the ends is no gap
    if (places[i] != value && end - i < least && inner) std::fill(places.begin() + static_cast<std::ptrdiff_t>(i), places.begin() + static_cast<std::ptrdiff_t>(end), value);
    i = end;
  }
}

void shorten_runs(std::vector<char>& places, std::size_t by) {
  const std::vector<char> before = places;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!before[i]) continue;
    for (std::size_t k = 1; k <= by && places[i]; ++k)
      if ((i >= k && !before[i - k]) || (i + k < before.size() && !before[i + k])) places[i] = 0;
  }
}

}  // namespace

RuleInk::RuleInk(const GrayImage& gray, const ScanRule& rule, double contrast, double dpi) : from_(rule.from), to_(rule.to()), dpi_(dpi), drawn_(rule.drawn) {
  if (!drawn_) return;
  std::vector<char> places = dark_places(gray, rule, static_cast<int>(std::clamp(100 * kContrastShare * contrast, kLeastDarker, kMostDarker)), dpi);
  fill_short(places, 1, static_cast<std::size_t>(kDashGapInch * dpi) + 1);
  fill_short(places, 0, static_cast<std::size_t>(kLeastRunInch * dpi));
  shorten_runs(places, static_cast<std::size_t>(std::lround(kSmearInch * dpi)));
  sums_.resize(places.size() + 1);
  for (std::size_t i = 0; i < places.size(); ++i) sums_[i + 1] = sums_[i] + places[i];
}

RuleInk::Extent RuleInk::extent(int from, int to) const {
  Extent out{from, from - 1, 0};
  int inked = 0, gaps = 0, last = -1;
  const int goes_on = static_cast<int>(kGoesOnInch * dpi_), merged = static_cast<int>(kMergedInch * dpi_);
  const auto is_inked = [&](int place) { return sums_[static_cast<std::size_t>(place - from_) + 1] > sums_[static_cast<std::size_t>(place - from_)]; };
  int first = -1;
  for (int place = from_; place <= to_; ++place) {
    if (!is_inked(place)) continue;
    const bool apart = last >= 0 && place - last > goes_on;
    if (apart && last < from) first = -1;
    if (apart && place > to && first >= 0) break;
    if (first < 0) first = place, inked = gaps = 0;
    else if (place - last > merged) gaps += place - last - 1;
    last = place, ++inked;
  }
  if (first < 0 || last < from || first > to) return out;
  out.first = first, out.last = last;
  out.share = static_cast<double>(inked) / (last - first + 1 - gaps);
  return out;
}

double RuleInk::share(double from, double to) const {
  if (to < from) from = to = (from + to) / 2;
  const int first = static_cast<int>(std::lround(from)), end = static_cast<int>(std::lround(to)) + 1;
  if (!drawn_) return first >= from_ - 2 && end <= to_ + 3 ? 1 : 0;
  const int size = static_cast<int>(sums_.size()) - 1;
  const int a = std::clamp(first - from_, 0, std::max(0, size)), b = std::clamp(end - from_, 0, std::max(0, size));
  if (size <= 0) return 0;
  return static_cast<double>(sums_[static_cast<std::size_t>(b)] - sums_[static_cast<std::size_t>(a)]) / (end - first);
}

double RuleInk::ruled(double from, double to) const {
  const double a = from + kCornerInch * dpi_, b = to - kCornerInch * dpi_, end = kEndInch * dpi_;
  const int reached = (share(a, std::min(a + end, b)) >= kInkedEnd ? 1 : 0) + (share(std::max(a, b - end), b) >= kInkedEnd ? 1 : 0);
  return share(a, b) * kWorth[static_cast<std::size_t>(reached)];
}

}  // namespace nianbao
