#include "tables/label_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace nianbao {
namespace {

/// In em. A label that stands beside no row costs more than one a little off; a row may well have no label here.
constexpr double kNoRow = 2.4;
constexpr double kNoLabel = 1.1;
constexpr double kOrdinalInside = 4.0;   // a label holds one ordinal, at its beginning
constexpr double kOrdinalMissing = 0.45; // where other labels have one
constexpr double kCrossesCut = 8.0;
constexpr double kBesideAnother = 3.0;   // a line at the very height of another row's values
constexpr double kSameHeightEm = 0.2;
constexpr double kSameRowEm = 0.35;
constexpr double kOneRowEm = 0.8;
constexpr double kTooWide = 6.0;
constexpr double kTwoLabels = 2.6;       // for lines as far apart as rows, or below a short one: unless only one has an ordinal
constexpr double kAsRows = 0.9;
constexpr double kWiderThanLines = 4.0;  // for lines further apart than others: even so
constexpr double kAsLines = 1.2;
constexpr double kUnsure = 1.0;          // between the costs of two places of the values
constexpr double kNearbyEm = 14.0;       // how far from its row a line of a label can be
constexpr double kInfinite = std::numeric_limits<double>::infinity();

enum class Anchor { middle, top, bottom };

bool any_between(const std::vector<double>& heights, double a, double b) {
  auto height = std::upper_bound(heights.begin(), heights.end(), std::min(a, b));
  return height != heights.end() && *height < std::max(a, b);
}

/// The least distance between neighbouring rows, or lines, of a page; what is at slightly different heights is one.
double narrowest_pitch(const std::vector<double>& rows, const std::vector<double>& breaks, double em) {
  double narrowest = kInfinite;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    bool counts = rows[i] - rows[i - 1] > kOneRowEm * em && !any_between(breaks, rows[i - 1], rows[i]);
    if (counts) narrowest = std::min(narrowest, rows[i] - rows[i - 1]);
  }
  return narrowest;
}

/// One alignment problem for one anchor; `best_[i][j]`: lines before i and rows before j are settled.
class Matcher {
 public:
  Matcher(const std::vector<LabelLine>& lines, const std::vector<double>& rows, const LabelSpacing& spacing,
          Anchor anchor)
      : lines_(lines), rows_(rows), spacing_(spacing), anchor_(anchor) {
    ordinals_ = static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const LabelLine& l) { return l.begins; })) * 3 >=
                lines.size();
    offset_ = usual_offset(lines, rows, spacing.em);
    std::vector<double> heights;
    for (const LabelLine& line : lines) heights.push_back(line.y);
    line_pitch_ = spacing.whole_lines ? kInfinite : narrowest_pitch(heights, spacing.bounds.breaks, spacing.em);
    row_pitch_ = spacing.whole_lines ? kInfinite : narrowest_pitch(rows, spacing.bounds.breaks, spacing.em);
    for (const LabelLine& line : lines) row_beside_.push_back(row_at(line.y - offset_));
    set_bands();
    fill();
  }

  LabelMatch result() const {
    LabelMatch match;
    match.row_of_line.assign(lines_.size(), -1);
    match.block_of_line.assign(lines_.size(), 0);
    std::size_t i = lines_.size(), j = rows_.size();
    match.cost = at(i, j).cost;
    int block = 0;
    while (i > 0 || j > 0) {
      const Step& step = at(i, j);
      for (std::size_t k = i - step.lines; k < i; ++k) {
        match.row_of_line[k] = step.uses_row ? static_cast<int>(j) - 1 : -1;
        match.block_of_line[k] = block;
      }
      if (step.lines > 0) --block;
      i -= step.lines;
      if (step.uses_row || step.lines == 0) --j;
    }
    for (int& b : match.block_of_line) b -= block + 1;
    return match;
  }

 private:
  struct Step {
    double cost = kInfinite;
    std::size_t lines = 0;
    bool uses_row = false;
  };

  /// For i lines settled, which numbers of rows can be settled: those not too far from line i.
  void set_bands() {
    double reach = kNearbyEm * spacing_.em;
    std::size_t first_place = 0;
    for (std::size_t i = 0; i <= lines_.size(); ++i) {
      double low = i == 0 ? -kInfinite : lines_[i - 1].y - reach, high = i == lines_.size() ? kInfinite : lines_[i].y + reach;
      std::size_t first = static_cast<std::size_t>(std::lower_bound(rows_.begin(), rows_.end(), low) - rows_.begin());
      std::size_t last = static_cast<std::size_t>(std::upper_bound(rows_.begin(), rows_.end(), high) - rows_.begin());
      if (i > 0) first = std::min(first, bands_.back().last);  // bands of neighbours meet, whatever the gaps
      bands_.push_back({first, last, first_place});
      first_place += last - first + 1;
    }
    steps_.resize(first_place);
  }

  struct Band {
    std::size_t first, last, place;
  };

  const Step& at(std::size_t i, std::size_t j) const {
    static const Step kOutside;
    const Band& band = bands_[i];
    return j < band.first || j > band.last ? kOutside : steps_[band.place + j - band.first];
  }

  /// The row at just this height, or -1.
  int row_at(double y) const {
    auto row = std::lower_bound(rows_.begin(), rows_.end(), y - kSameHeightEm * spacing_.em);
    return row != rows_.end() && *row <= y + kSameHeightEm * spacing_.em ? static_cast<int>(row - rows_.begin()) : -1;
  }

  /// What it costs that lines stand beside the values of another row than theirs.
  double strange_rows(std::size_t first, std::size_t last, int own) const {
    double cost = 0;
    for (std::size_t i = first; i <= last; ++i) cost += row_beside_[i] >= 0 && row_beside_[i] != own ? kBesideAnother : 0;
    return cost;
  }

  double block_cost(std::size_t first, std::size_t last) const {
    double cost = ordinals_ && !lines_[first].begins ? kOrdinalMissing : 0;
    for (std::size_t i = first + 1; i <= last; ++i) {
      if (lines_[i].begins) cost += kOrdinalInside;
      double pitch = lines_[i].y - lines_[i - 1].y;
      if (any_between(spacing_.bounds.breaks, lines_[i - 1].y, lines_[i].y)) continue;  // how far apart says nothing
      if (pitch > spacing_.widest_pitch_em * spacing_.em) cost += kTooWide;
      else if (pitch > kAsLines * line_pitch_) cost += kWiderThanLines;
      else if (pitch > kAsRows * row_pitch_ || !lines_[i - 1].full) cost += kTwoLabels;
    }
    return cost + cut_cost(lines_[first].y, lines_[last].y);
  }

  double cut_cost(double a, double b) const { return any_between(spacing_.bounds.cuts, a, b) ? kCrossesCut : 0; }

  /// Whether a page break cuts the label, or is above or below it.
  bool is_at_break(std::size_t first, std::size_t last) const {
    double above = lines_[first > 0 ? first - 1 : first].y, below = lines_[std::min(last + 1, lines_.size() - 1)].y;
    return any_between(spacing_.bounds.breaks, above, below);
  }

  /// How far, in em, a row stands from its place beside a label; infinite where it is out of reach.
  double distance(std::size_t first, std::size_t last, double row) const {
    double top = lines_[first].y - offset_, bottom = lines_[last].y - offset_, reach = spacing_.reach_em * spacing_.em;
    if (is_at_break(first, last)) return row > top - reach && row < bottom + reach ? 0 : kInfinite;
    double place = anchor_ == Anchor::top ? top : anchor_ == Anchor::bottom ? bottom : (top + bottom) / 2;
    return std::abs(place - row) <= reach ? std::abs(place - row) / spacing_.em + cut_cost(place, row) : kInfinite;
  }

  void offer(Step& step, double cost, std::size_t lines, bool uses_row) {
    if (cost < step.cost) step = {cost, lines, uses_row};
  }

  void fill() {
    for (std::size_t i = 0; i <= lines_.size(); ++i) {
      const Band& band = bands_[i];
      for (std::size_t j = band.first; j <= band.last; ++j) {
        Step& step = steps_[band.place + j - band.first];
        if (i == 0 && j == 0) step.cost = 0;
        if (j > 0) offer(step, at(i, j - 1).cost + kNoLabel, 0, false);
        std::size_t most = std::min<std::size_t>(i, static_cast<std::size_t>(spacing_.most_lines));
        for (std::size_t n = 1; n <= most; ++n) offer_block(step, i, j, n);
      }
    }
  }

  void offer_block(Step& step, std::size_t i, std::size_t j, std::size_t n) {
    double without = at(i - n, j).cost, with = j > 0 ? at(i - n, j - 1).cost : kInfinite;
    if (without == kInfinite && with == kInfinite) return;
    double block = block_cost(i - n, i - 1);
    if (without < kInfinite) offer(step, without + block + kNoRow + strange_rows(i - n, i - 1, -1), n, false);
    if (with == kInfinite) return;
    double own = distance(i - n, i - 1, rows_[j - 1]) + strange_rows(i - n, i - 1, static_cast<int>(j) - 1);
    offer(step, with + block + own, n, true);
  }

  const std::vector<LabelLine>& lines_;
  const std::vector<double>& rows_;
  const LabelSpacing& spacing_;
  Anchor anchor_;
  bool ordinals_ = false;
  double offset_ = 0, line_pitch_ = 0, row_pitch_ = 0;
  std::vector<int> row_beside_;
  std::vector<Band> bands_;
  std::vector<Step> steps_;
};

/// For each row the lines [first, last) of its label; {0, 0} where it has none.
std::vector<std::pair<std::size_t, std::size_t>> lines_of_rows(const LabelMatch& match, std::size_t rows) {
  std::vector<std::pair<std::size_t, std::size_t>> out(rows);
  for (std::size_t i = 0; i < match.row_of_line.size(); ++i) {
    if (match.row_of_line[i] < 0) continue;
    auto& [first, last] = out[static_cast<std::size_t>(match.row_of_line[i])];
    if (last == 0) first = i;
    last = i + 1;
  }
  return out;
}

/// Takes the labels from rows where another match has other lines.
void drop_disagreement(const LabelMatch& other, std::size_t rows, LabelMatch& match) {
  auto own = lines_of_rows(match, rows), others = lines_of_rows(other, rows);
  for (int& row : match.row_of_line)
    if (row >= 0 && own[static_cast<std::size_t>(row)] != others[static_cast<std::size_t>(row)]) row = -1;
}

}  // namespace

double usual_offset(const std::vector<LabelLine>& lines, const std::vector<double>& rows, double em) {
  std::vector<double> offsets;
  for (double row : rows) {
    auto below = std::lower_bound(lines.begin(), lines.end(), row, [](const LabelLine& line, double y) { return line.y < y; });
    double nearest = kInfinite;
    if (below != lines.end()) nearest = below->y - row;
    if (below != lines.begin() && row - (below - 1)->y < std::abs(nearest)) nearest = (below - 1)->y - row;
    if (std::abs(nearest) <= kSameRowEm * em) offsets.push_back(nearest);
  }
  if (offsets.empty()) return 0;
  auto middle = offsets.begin() + static_cast<long>(offsets.size() / 2);
  std::nth_element(offsets.begin(), middle, offsets.end());
  return *middle;
}

LabelMatch match_labels(const std::vector<LabelLine>& lines, const std::vector<double>& rows,
                        const LabelSpacing& spacing) {
  std::vector<LabelMatch> matches;
  for (Anchor anchor : {Anchor::middle, Anchor::top, Anchor::bottom})
    matches.push_back(Matcher(lines, rows, spacing, anchor).result());
  auto cheaper = [](const LabelMatch& a, const LabelMatch& b) { return a.cost < b.cost - 1e-9; };
  LabelMatch best = *std::min_element(matches.begin(), matches.end(), cheaper);
  for (const LabelMatch& other : matches)
    if (other.cost < best.cost + kUnsure) drop_disagreement(other, rows.size(), best);
  return best;
}

}  // namespace nianbao
