#include "tables/aligned_columns.h"

#include <algorithm>
#include <cmath>

#include "tables/headings.h"

namespace nianbao {
namespace {

constexpr double kBesideEm = 0.9;

struct GapBetween {
  double left, right;
  bool sure;
};

bool begins_with_ordinal(const AlignedWord& word) { return has_outline_mark(word.text); }

/// The gaps right of each word to the nearest word beside it. Labels of different columns stand at different heights,
/// the lines of one label further apart than that.
std::vector<GapBetween> gaps_of(const std::vector<const AlignedWord*>& words) {
  std::vector<GapBetween> gaps;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const AlignedWord* nearest = nullptr;
    auto look_at = [&](const AlignedWord* other) {
      bool right_of = other->x0 > words[i]->x1 - 0.05 * other->em;
      if (right_of && (!nearest || other->x0 < nearest->x0)) nearest = other;
    };
    for (std::size_t j = i; j-- > 0 && words[i]->y - words[j]->y < kBesideEm * words[i]->em;) look_at(words[j]);
    for (std::size_t j = i + 1; j < words.size() && words[j]->y - words[i]->y < kBesideEm * words[i]->em; ++j) look_at(words[j]);
    if (!nearest) continue;
    double gap = nearest->x0 - words[i]->x1;
    bool ordinal = begins_with_ordinal(*nearest);
    if (gap > (ordinal ? 0.1 : 1.2) * nearest->em) gaps.push_back({words[i]->x1, nearest->x0, ordinal});
  }
  return gaps;
}

/// What ends left of all ordinals of a level stands in another column, though it may be beside none of them: a group's
/// label is centred on its rows, （一） and 1. tell whose rows they are.
void add_gaps_left_of_ordinals(const std::vector<const AlignedWord*>& words, std::vector<GapBetween>& gaps) {
  for (int level : {2, 3}) {
    double begin = 1e18;
    for (const AlignedWord* word : words)
      if (has_outline_mark(word->text) && outline_mark(word->text).heading.level == level) begin = std::min(begin, word->x0);
    if (begin > 1e17) continue;
    for (const AlignedWord* word : words)
      if (word->x1 < begin - 0.1 * word->em) gaps.push_back({word->x1, begin, true});
  }
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

std::vector<double> find_label_borders(const std::vector<const AlignedWord*>& words) {
  std::vector<GapBetween> gaps = gaps_of(words);
  add_gaps_left_of_ordinals(words, gaps);
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
