#include "tables/aligned_columns.h"

#include <algorithm>
#include <cmath>

#include "tables/headings.h"

namespace nianbao {
namespace {

struct GapBetween {
  double left, right;
  bool sure;
};

bool begins_with_ordinal(const AlignedWord& word) { return outline_mark(word.text).heading.level > 0; }

std::vector<GapBetween> gaps_of(const std::vector<std::vector<const AlignedWord*>>& label_lines) {
  std::vector<GapBetween> gaps;
  for (const auto& words : label_lines)
    for (std::size_t i = 1; i < words.size(); ++i) {
      double gap = words[i]->x0 - words[i - 1]->x1;
      bool ordinal = begins_with_ordinal(*words[i]);
      if (gap > (ordinal ? 0.1 : 1.2) * words[i]->em) gaps.push_back({words[i - 1]->x1, words[i]->x0, ordinal});
    }
  return gaps;
}

}  // namespace

std::vector<ValueColumn> find_value_columns(const std::vector<const AlignedWord*>& values) {
  std::vector<ValueColumn> spans;
  for (const AlignedWord* value : values) spans.push_back({value->x0, value->x1});
  std::sort(spans.begin(), spans.end(), [](const ValueColumn& a, const ValueColumn& b) { return a.x0 < b.x0; });
  std::vector<ValueColumn> columns;
  for (const ValueColumn& span : spans) {
    bool apart = columns.empty() || span.x0 >= columns.back().x1 - 0.2;
    if (apart) columns.push_back(span);
    else columns.back().x1 = std::max(columns.back().x1, span.x1);
  }
  return columns;
}

std::vector<ValueColumn> columns_by_order(const std::vector<std::vector<const AlignedWord*>>& rows) {
  std::size_t most = 0;
  for (const auto& row : rows) most = std::max(most, row.size());
  std::vector<ValueColumn> columns;
  for (std::size_t c = 0; c < most; ++c) {
    std::vector<double> middles;
    for (const auto& row : rows)
      if (row.size() == most) middles.push_back((row[c]->x0 + row[c]->x1) / 2);
    std::nth_element(middles.begin(), middles.begin() + static_cast<long>(middles.size() / 2), middles.end());
    double middle = middles[middles.size() / 2];
    columns.push_back({middle, middle});
  }
  return columns;
}

std::vector<double> borders_of(const std::vector<ValueColumn>& columns, double em) {
  std::vector<double> borders{columns.front().x0 - 0.5 * em};
  for (std::size_t i = 1; i < columns.size(); ++i) borders.push_back((columns[i - 1].x1 + columns[i].x0) / 2);
  borders.push_back(columns.back().x1 + 0.5 * em);
  return borders;
}

std::vector<double> find_label_borders(const std::vector<std::vector<const AlignedWord*>>& label_lines) {
  std::vector<GapBetween> gaps = gaps_of(label_lines);
  std::sort(gaps.begin(), gaps.end(), [](const GapBetween& a, const GapBetween& b) { return a.right < b.right; });
  // The fewest borders that lie in every gap; each in the middle of what its gaps have in common.
  struct Common {
    double left, right;
    int weight;
  };
  std::vector<Common> borders;
  for (const GapBetween& gap : gaps) {
    int weight = gap.sure ? 2 : 1;
    if (borders.empty() || gap.left > borders.back().right - 0.1) {
      borders.push_back({gap.left, gap.right, weight});
      continue;
    }
    borders.back().left = std::max(borders.back().left, gap.left);
    borders.back().weight += weight;
  }
  std::vector<double> out;
  for (const Common& border : borders)
    if (border.weight >= 2) out.push_back((border.left + border.right) / 2);
  return out;
}

}  // namespace nianbao
