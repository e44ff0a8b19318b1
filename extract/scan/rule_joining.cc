#include "extract/scan/rule_joining.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nianbao {
namespace {

constexpr double kDoubledInch = 0.035;
constexpr double kGapInch = 0.4, kGapShare = 0.6;  // of the shorter piece
constexpr double kOffsetInch = 0.0125, kOffsetShare = 0.02;  // of the gap

/// The mean distance where both run, if they run together for most of the shorter one.
double distance_of(const ScanRule& a, const ScanRule& b) {
  int from = std::max(a.from, b.from), to = std::min(a.to(), b.to());
  int shorter = std::min(a.length(), b.length());
  if ((to - from + 1) * 2 < shorter) return std::numeric_limits<double>::max();
  double sum = 0;
  int count = 0;
  for (int i = from; i <= to; i += 4, ++count) sum += std::abs(a.at_place(i) - b.at_place(i));
  return sum / count;
}

/// `a` where it runs, else `b`; between them the straight way.
ScanRule united(const ScanRule& a, const ScanRule& b) {
  ScanRule out;
  out.from = std::min(a.from, b.from);
  out.contrast = (a.contrast * a.length() + b.contrast * b.length()) / (a.length() + b.length());
  const int to = std::max(a.to(), b.to());
  out.at.resize(static_cast<std::size_t>(to - out.from) + 1);
  const ScanRule &first = a.from <= b.from ? a : b, &last = a.from <= b.from ? b : a;
  for (int i = out.from; i <= to; ++i) {
    double at = 0;
    if (i >= a.from && i <= a.to()) at = a.at_place(i);
    else if (i >= b.from && i <= b.to()) at = b.at_place(i);
    else at = first.at.back() + (last.at.front() - first.at.back()) * (i - first.to()) / static_cast<double>(last.from - first.to());
    out.at[static_cast<std::size_t>(i - out.from)] = static_cast<float>(at);
  }
  return out;
}

/// How badly `b` goes on with `a`; none where it does not.
double misfit(const ScanRule& a, const ScanRule& b, double dpi) {
  constexpr double kNone = std::numeric_limits<double>::max();
  double gap = b.from - a.to();
  if (gap > std::min(kGapInch * dpi, kGapShare * std::min(a.length(), b.length())) || gap < -0.05 * dpi) return kNone;
  double middle = (a.to() + b.from) / 2.0;
  double offset = std::abs(a.at_place(middle) - b.at_place(middle));
  if (offset > kOffsetInch * dpi + 1 + kOffsetShare * std::max(0.0, gap)) return kNone;
  return std::max(0.0, gap) + 4 * offset;
}

}  // namespace

void merge_doubled(std::vector<ScanRule>& rules, double dpi) {
  std::stable_sort(rules.begin(), rules.end(), [](const ScanRule& a, const ScanRule& b) { return a.length() > b.length(); });
  std::vector<ScanRule> out;
  for (ScanRule& rule : rules) {
    auto same = std::find_if(out.begin(), out.end(), [&](const ScanRule& other) { return distance_of(rule, other) < kDoubledInch * dpi; });
    if (same == out.end()) out.push_back(std::move(rule));
    else *same = united(*same, rule);
  }
  rules = std::move(out);
}

void join_pieces(std::vector<ScanRule>& rules, double dpi) {
  std::stable_sort(rules.begin(), rules.end(), [](const ScanRule& a, const ScanRule& b) { return a.from < b.from; });
  std::vector<char> gone(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    while (!gone[i]) {
      std::size_t best = i;
      double least = std::numeric_limits<double>::max();
      for (std::size_t k = i + 1; k < rules.size() && rules[k].from <= rules[i].to() + kGapInch * dpi; ++k) {
        if (gone[k] || rules[k].to() <= rules[i].to()) continue;
        double value = misfit(rules[i], rules[k], dpi);
        if (value < least) least = value, best = k;
      }
      if (best == i) break;
      rules[i] = united(rules[i], rules[best]);
      gone[best] = 1;
    }
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (gone[i]) continue;
    if (kept != i) rules[kept] = std::move(rules[i]);
    ++kept;
  }
  rules.resize(kept);
}

}  // namespace nianbao
