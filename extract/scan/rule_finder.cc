#include "extract/scan/rule_finder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nianbao {
namespace {

constexpr int kRidgeContrast = 28;    // of 256: a ridge is so much darker than its sides
constexpr int kLineContrast = 10;     // per cent, for single pixels along the line
constexpr int kLineShare = 50;        // per cent of its pixels that must be so: of dashes two thirds are
constexpr std::size_t kMostComponents = 200'000;

struct Offsets {
  int mean, near, far, run;  ///< pixels: along the line, to either side (two), least run

  explicit Offsets(double dpi)
      : mean(std::max(7, static_cast<int>(std::lround(dpi / 10)))),
        near(std::max(2, static_cast<int>(std::lround(dpi / 66)))),
        far(std::max(3, static_cast<int>(std::lround(dpi / 40)))),
        run(std::max(8, static_cast<int>(std::lround(dpi / 12)))) {}
};

/// The mean of `length` pixels along each row.
GrayImage row_means(const GrayImage& gray, int length) {
  GrayImage out(gray.width, gray.height);
  std::vector<std::uint32_t> sums(static_cast<std::size_t>(gray.width) + 1);
  const int half = length / 2;
  for (int y = 0; y < gray.height; ++y) {
    const std::uint8_t* in = gray.row(y);
    for (int x = 0; x < gray.width; ++x) sums[static_cast<std::size_t>(x) + 1] = sums[static_cast<std::size_t>(x)] + in[x];
    std::uint8_t* row = out.row(y);
    for (int x = 0; x < gray.width; ++x) {
      int first = std::max(0, x - half), last = std::min(gray.width, x + half + 1);
      row[x] = static_cast<std::uint8_t>((sums[static_cast<std::size_t>(last)] - sums[static_cast<std::size_t>(first)]) /
                                         static_cast<std::uint32_t>(last - first));
    }
  }
  return out;
}

/// Whether each pixel of row y is a ridge's.
void ridge_row(const GrayImage& means, const Offsets& o, int y, std::vector<std::uint8_t>& ridge) {
  auto row_at = [&](int at) { return means.row(std::clamp(at, 0, means.height - 1)); };
  const std::uint8_t *own = means.row(y), *up1 = row_at(y - o.near), *up2 = row_at(y - o.far), *down1 = row_at(y + o.near),
                     *down2 = row_at(y + o.far);
  for (int x = 0; x < means.width; ++x) {
    int up = std::max(up1[x], up2[x]), down = std::max(down1[x], down2[x]);
    int side = std::min(up, down);
    ridge[static_cast<std::size_t>(x)] = (side - own[x]) * 256 > kRidgeContrast * side;
  }
}

struct Run {
  int y, x0, x1;  ///< [x0, x1]
  int component;
};

int root_of(std::vector<int>& parents, int i) {
  while (parents[static_cast<std::size_t>(i)] != i) i = parents[static_cast<std::size_t>(i)] = parents[static_cast<std::size_t>(parents[static_cast<std::size_t>(i)])];
  return i;
}

/// Runs of ridge pixels, joined where they touch in neighbouring rows.
std::vector<Run> find_runs(const GrayImage& means, const Offsets& o) {
  std::vector<Run> runs;
  std::vector<int> parents;
  std::vector<std::uint8_t> ridge(static_cast<std::size_t>(means.width));
  std::size_t above = 0, current = 0;
  for (int y = 0; y < means.height; ++y) {
    ridge_row(means, o, y, ridge);
    const std::size_t begin = runs.size();
    for (int x = 0; x < means.width;) {
      if (!ridge[static_cast<std::size_t>(x)]) {
        ++x;
        continue;
      }
      int end = x;
      while (end < means.width && ridge[static_cast<std::size_t>(end)]) ++end;
      if (end - x >= o.run && parents.size() < kMostComponents) {
        runs.push_back({y, x, end - 1, static_cast<int>(parents.size())});
        parents.push_back(static_cast<int>(parents.size()));
      }
      x = end;
    }
    std::size_t a = above;
    for (std::size_t b = begin; b < runs.size(); ++b) {
      while (a < current && runs[a].x1 + 1 < runs[b].x0) ++a;
      for (std::size_t k = a; k < current && runs[k].x0 <= runs[b].x1 + 1; ++k)
        parents[static_cast<std::size_t>(root_of(parents, runs[b].component))] = root_of(parents, runs[k].component);
    }
    above = begin;
    current = runs.size();
  }
  for (Run& run : runs) run.component = root_of(parents, run.component);
  return runs;
}

/// The component's middle, column by column; columns without a run of it lie on the straight way between.
ScanRule polyline_of(const Run* begin, const Run* end) {
  ScanRule out;
  int from = begin->x0, to = begin->x1;
  for (const Run* r = begin; r != end; ++r) from = std::min(from, r->x0), to = std::max(to, r->x1);
  const std::size_t n = static_cast<std::size_t>(to - from) + 1;
  std::vector<int> count(n + 1), sum(n + 1);
  for (const Run* r = begin; r != end; ++r) {
    const auto a = static_cast<std::size_t>(r->x0 - from), b = static_cast<std::size_t>(r->x1 - from) + 1;
    ++count[a], --count[b];
    sum[a] += r->y, sum[b] -= r->y;
  }
  out.from = from;
  out.at.resize(n);
  std::partial_sum(count.begin(), count.end(), count.begin());
  std::partial_sum(sum.begin(), sum.end(), sum.begin());
  std::size_t known = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (count[i] == 0) continue;
    out.at[i] = static_cast<float>(sum[i]) / static_cast<float>(count[i]);
    for (std::size_t k = known + 1; k < i; ++k)
      out.at[k] = out.at[known] + (out.at[i] - out.at[known]) * static_cast<float>(k - known) / static_cast<float>(i - known);
    known = i;
  }
  return out;
}

/// Measures the line's contrast; gives whether its own pixels, not only their means, are darker than both sides.
bool is_line(const GrayImage& gray, ScanRule& rule, const Offsets& o) {
  int dark = 0;
  double contrast = 0;
  auto pixel = [&](int x, int y) { return static_cast<int>(gray.row(std::clamp(y, 0, gray.height - 1))[x]); };
  for (int i = 0; i < rule.length(); ++i) {
    int x = rule.from + i, y = static_cast<int>(std::lround(rule.at[static_cast<std::size_t>(i)]));
    int own = std::min({pixel(x, y - 1), pixel(x, y), pixel(x, y + 1)});
    int up = std::max(pixel(x, y - o.near - 1), pixel(x, y - o.far)), down = std::max(pixel(x, y + o.near + 1), pixel(x, y + o.far));
    if (own * 100 <= std::min(up, down) * (100 - kLineContrast)) ++dark;
    contrast += 1 - std::min(1.0, own / std::max(1.0, static_cast<double>(std::min(up, down))));
  }
  rule.contrast = contrast / rule.length();
  return dark * 100 >= rule.length() * kLineShare;
}

std::vector<ScanRule> find_level_rules(const GrayImage& gray, const Offsets& o) {
  GrayImage means = row_means(gray, o.mean);
  std::vector<Run> runs = find_runs(means, o);
  std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) { return a.component < b.component; });
  std::vector<ScanRule> out;
  for (std::size_t i = 0; i < runs.size();) {
    std::size_t end = i;
    while (end < runs.size() && runs[end].component == runs[i].component) ++end;
    ScanRule rule = polyline_of(&runs[i], runs.data() + end);
    if (is_line(gray, rule, o)) out.push_back(std::move(rule));
    i = end;
  }
  return out;
}

}  // namespace

double ScanRule::at_place(double place) const {
  if (at.empty()) return 0;
  double i = place - from, last = static_cast<double>(at.size()) - 1;
  if (i >= 0 && i <= last) return at[static_cast<std::size_t>(std::lround(i))];
  // The slope of the outer part; a short rule's slope says little, so it is taken for level.
  auto part = std::min<std::size_t>(at.size() - 1, 60);
  if (part < 15) return i < 0 ? at.front() : at.back();
  double steps = static_cast<double>(part);
  if (i < 0) return at.front() + i * (at[part] - at.front()) / steps;
  return at.back() + (i - last) * (at.back() - at[at.size() - 1 - part]) / steps;
}

ScanRules find_rules(const GrayImage& gray, double dpi) {
  ScanRules out;
  if (gray.width < 16 || gray.height < 16) return out;
  const Offsets offsets(dpi);
  out.horizontal = find_level_rules(gray, offsets);
  out.vertical = find_level_rules(transposed(gray), offsets);
  return out;
}

}  // namespace nianbao
