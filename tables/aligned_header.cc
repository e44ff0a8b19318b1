#include "tables/aligned_header.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "tables/headings.h"

namespace nianbao {
namespace {

constexpr double kSameCellPitchEm = 1.55;
constexpr double kSameLineEm = 0.6;
constexpr double kCellGapEm = 0.25;
constexpr double kOwnLineEm = 1.0;

constexpr double kNoLabels = -1e17;

double overlap(double a0, double a1, double b0, double b1) { return std::min(a1, b1) - std::max(a0, b0); }

bool touches(const AlignedWord& word, const ValueColumn& column) {
  return overlap(word.x0, word.x1, column.x0, column.x1) > -0.2 * word.em;
}

bool is_one_cell(const AlignedLine& line) {
  for (std::size_t i = 1; i < line.words.size(); ++i)
    if (line.words[i].x0 - line.words[i - 1].x1 > kCellGapEm * line.em) return false;
  return true;
}

/// Whether a line above others is one cell, no other at its height: it heads the whole table (第二十条第（五）项).
bool heads_all(const std::vector<AlignedLine>& header, std::size_t i) {
  if (i + 1 >= header.size() || !is_one_cell(header[i])) return false;
  bool apart_below = header[i + 1].y - header[i].y > kOwnLineEm * header[i].em;
  return apart_below && (i == 0 || header[i].y - header[i - 1].y > kOwnLineEm * header[i].em);
}

/// Header words over the values with nothing below them.
std::vector<const AlignedWord*> lowest_words(const std::vector<AlignedLine>& header, double labels_to) {
  std::vector<const AlignedWord*> lowest;
  double leftmost = 1e18;
  for (const AlignedLine& line : header) leftmost = std::min(leftmost, line.words.front().x1);
  for (std::size_t i = header.size(); i-- > 0;) {
    if (heads_all(header, i)) continue;
    for (const AlignedWord& word : header[i].words) {
      bool over_labels = word.x0 < labels_to || (labels_to > kNoLabels && word.x0 < leftmost);
      bool covered = std::any_of(lowest.begin(), lowest.end(), [&](const AlignedWord* below) {
        return overlap(word.x0, word.x1, below->x0, below->x1) > -0.2 * word.em;
      });
      if (!over_labels && !covered) lowest.push_back(&word);
    }
  }
  return lowest;
}

/// The header of a column: the word that touches it, else the nearest of those that touch none (a header at the left of its
/// cell and values at the right of theirs do not overlap). Of two columns' headers, a value's own is always nearer.
const AlignedWord* header_of(const std::vector<const AlignedWord*>& lowest, const std::vector<ValueColumn>& columns,
                             const ValueColumn& column) {
  const AlignedWord* nearest = nullptr;
  double least = 1e18;
  for (const AlignedWord* word : lowest) {
    if (touches(*word, column)) return word;
    if (std::any_of(columns.begin(), columns.end(), [&](const ValueColumn& other) { return touches(*word, other); })) continue;
    const double gap = -overlap(word->x0, word->x1, column.x0, column.x1);
    if (gap < least) least = gap, nearest = word;
  }
  return nearest;
}

/// Parts a column under two headers: all its values touch those of the next column.
void split_columns(const std::vector<const AlignedWord*>& lowest, std::vector<ValueColumn>& columns) {
  std::vector<ValueColumn> out;
  for (const ValueColumn& column : columns) {
    std::vector<const AlignedWord*> heads;
    for (const AlignedWord* word : lowest)
      if (overlap(word->x0, word->x1, column.x0, column.x1) > 0.3 * word->em) heads.push_back(word);
    std::sort(heads.begin(), heads.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->x0 < b->x0; });
    // 总 and 计 may be the spaced letters of one header.
    bool parts = heads.size() == 2 && heads[0]->text.size() + heads[1]->text.size() > 2;
    if (!parts) {
      out.push_back(column);
      continue;
    }
    double border = (heads[0]->x1 + heads[1]->x0) / 2;
    out.push_back({column.x0, border - 0.05 * heads[0]->em});
    out.push_back({border + 0.05 * heads[0]->em, column.x1});
  }
  columns = std::move(out);
}

/// The parts of a word of lined-up text between single spaces; their places are in proportion.
void cut_at_spaces(const AlignedWord& word, std::deque<AlignedWord>& words, std::vector<const AlignedWord*>& parts) {
  double width = (word.x1 - word.x0) / static_cast<double>(word.text.size());
  for (std::size_t first = 0; first < word.text.size();) {
    std::size_t last = std::min(word.text.find(U' ', first), word.text.size());
    if (last > first) {
      AlignedWord& part = words.emplace_back(word);
      part.text = word.text.substr(first, last - first);
      part.x0 = word.x0 + width * static_cast<double>(first);
      part.x1 = word.x0 + width * static_cast<double>(last);
      if (part.source.span) {
        int column = word.source.span->first;
        part.source.span = ColumnSpan{column + static_cast<int>(first), column + static_cast<int>(last) - 1};
      }
      parts.push_back(&part);
    }
    first = last + 1;
  }
}

/// Whether each column has its own header: lined-up text whose header has lost its places tells nothing.
bool heads_each(const std::vector<const AlignedWord*>& lowest, const std::vector<ValueColumn>& columns) {
  std::vector<int> heads(columns.size(), 0);
  for (const AlignedWord* word : lowest) {
    int touched = 0;
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!touches(*word, columns[c])) continue;
      ++heads[c];
      ++touched;
    }
    if (touched > 1) return false;
  }
  return std::all_of(heads.begin(), heads.end(), [](int n) { return n == 1; });
}

/// Widens a column by its header, up to its neighbours.
void widen(std::vector<ValueColumn>& columns, std::size_t at, const AlignedWord& word) {
  double low = at > 0 ? columns[at - 1].x1 : -1e18, high = at + 1 < columns.size() ? columns[at + 1].x0 : 1e18;
  columns[at].x0 = std::min(columns[at].x0, std::max(word.x0, low));
  columns[at].x1 = std::max(columns[at].x1, std::min(word.x1, high));
}

class HeaderPlacer {
 public:
  HeaderPlacer(const std::vector<AlignedLine>& lines, const std::vector<double>& borders, double values_from)
      : borders_(borders), cols_(static_cast<int>(borders.size()) - 1), values_from_(values_from) {
    for (const AlignedLine& line : lines)
      for (const AlignedWord& word : line.words) words_.push_back(&word);
    std::stable_sort(words_.begin(), words_.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->y < b->y; });
  }

  AlignedHeader place() {
    stacks_.resize(static_cast<std::size_t>(cols_));
    std::vector<const AlignedWord*> over_labels, over_many;
    for (const AlignedWord* word : words_)
      if (!is_over_values(*word, values_from_)) over_labels.push_back(word);
    drop_upper_cells(over_labels);
    for (const AlignedWord* word : over_labels) labels_to_ = std::max(labels_to_, word->x1);
    for (std::size_t i = words_.size(); i-- > 0;) {
      const AlignedWord& word = *words_[i];
      bool is_label = std::find(over_labels.begin(), over_labels.end(), &word) != over_labels.end();
      if (!is_label && !joins_stack(word)) over_many.insert(over_many.begin(), &word);
    }
    place_wide(over_many);
    place_lowest(over_labels);
    return std::move(out_);
  }

 private:
  int column_of(double x) const {
    auto right = std::upper_bound(borders_.begin(), borders_.end(), x);
    return std::clamp(static_cast<int>(right - borders_.begin()) - 1, 0, cols_ - 1);
  }

  /// Keeps the words of the last cell over the labels: lines further up are a row of their own (第二十条第（五）项).
  static void drop_upper_cells(std::vector<const AlignedWord*>& over_labels) {
    if (over_labels.empty()) return;
    std::size_t first = over_labels.size() - 1;
    auto continues = [&](const AlignedWord& above, const AlignedWord& word) {
      return word.y - above.y <= kSameCellPitchEm * word.em && !names_article(above.text) && !names_article(word.text);
    };
    while (first > 0 && continues(*over_labels[first - 1], *over_labels[first])) --first;
    over_labels.erase(over_labels.begin(), over_labels.begin() + static_cast<long>(first));
  }

  /// Takes the word as part of the label of the one column that it stands over.
  bool joins_stack(const AlignedWord& word) {
    int col = column_of((word.x0 + word.x1) / 2);
    double slack = 0.6 * word.em;
    bool last = col == cols_ - 1, first = col == 0;
    bool fits = (first || word.x0 >= borders_[col] - slack) && (last || word.x1 <= borders_[col + 1] + slack) &&
                word.x0 >= labels_to_ - slack;
    if (!fits || (cols_ > 1 && names_article(word.text))) return false;
    auto& stack = stacks_[static_cast<std::size_t>(col)];
    if (!stack.empty() && stack.front()->y - word.y > kSameCellPitchEm * word.em) return false;
    if (!stack.empty() && is_text(word) && leaves_columns_open(word, col)) return false;
    stack.insert(stack.begin(), &word);
    return true;
  }

  static bool is_text(const AlignedWord& word) { return word.source.line > 0; }

  /// Whether columns right of a word have a label below it but none beside it: in lined-up text, whose lines are all as
  /// far apart as those of one cell, it heads them all.
  bool leaves_columns_open(const AlignedWord& word, int col) const {
    if (col + 1 >= cols_) return false;
    const auto& stack = stacks_[static_cast<std::size_t>(col) + 1];
    bool beside = std::any_of(words_.begin(), words_.end(), [&](const AlignedWord* other) {
      return std::abs(other->y - word.y) < kSameLineEm * word.em && other->x0 > word.x1 &&
             column_of((other->x0 + other->x1) / 2) == col + 1;
    });
    return !beside && !stack.empty() && stack.front()->y > word.y + kSameLineEm * word.em;
  }

  /// The columns over which a word stands: those it covers, and as many more on both sides as keep it in the middle.
  std::pair<int, int> columns_over(const AlignedWord& word, int low, int high) const {
    int first = std::max(low, column_of(word.x0 + 0.3 * word.em)), last = std::min(high, column_of(word.x1 - 0.3 * word.em));
    if (first > last) return {first, first};
    double middle = (word.x0 + word.x1) / 2, tolerance = 0.35 * (borders_.back() - borders_.front()) / cols_;
    std::pair<int, int> best{first, last};
    for (int a = first; a >= low; --a)
      for (int b = last; b <= high; ++b) {
        bool even = std::abs((borders_[a] + borders_[b + 1]) / 2 - middle) <= tolerance;
        if (even && b - a > best.second - best.first) best = {a, b};
      }
    return best;
  }

  /// Where the label of a column begins.
  double column_begin(int col) const {
    const auto& stack = stacks_[static_cast<std::size_t>(col)];
    double begin = stack.empty() ? borders_[static_cast<std::size_t>(col)] : stack.front()->x0;
    for (const AlignedWord* word : stack) begin = std::min(begin, word->x0);
    return begin;
  }

  /// Words over several columns, line by line; on a line they do not overlap.
  void place_wide(const std::vector<const AlignedWord*>& words) {
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin + 1;
      while (end < words.size() && words[end]->y - words[begin]->y <= kSameLineEm * words[begin]->em) ++end;
      std::vector<const AlignedWord*> line(words.begin() + static_cast<long>(begin), words.begin() + static_cast<long>(end));
      std::sort(line.begin(), line.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->x0 < b->x0; });
      place_line(line);
      begin = end;
    }
  }

  /// The columns of the cell above, which a cell below does not leave.
  std::pair<int, int> columns_above(const AlignedWord& word) const {
    int col = column_of((word.x0 + word.x1) / 2);
    for (std::size_t i = out_.cells.size(); i-- > 0;) {
      const HeaderCell& cell = out_.cells[i];
      if (cell.level < out_.levels && cell.col <= col && col < cell.col + cell.col_span)
        return {cell.col, cell.col + cell.col_span - 1};
    }
    return {0, cols_ - 1};
  }

  /// Leaves out columns at both sides whose own label stands at the height of the word: 自然人 beside 法人或其他组织.
  std::pair<int, int> without_own_labels(const AlignedWord& word, int low, int high) const {
    int middle = column_of((word.x0 + word.x1) / 2);
    auto has_own = [&](int col) {
      const auto& stack = stacks_[static_cast<std::size_t>(col)];
      return !stack.empty() && stack.front()->y - word.y < 1.4 * word.em;
    };
    for (int col = middle - 1; col >= low; --col)
      if (has_own(col)) low = col + 1;
    for (int col = middle + 1; col <= high; ++col)
      if (has_own(col)) high = col - 1;
    return {low, high};
  }

  void place_line(const std::vector<const AlignedWord*>& line) {
    int next_free = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      auto [above_first, above_last] = columns_above(*line[i]);
      int low = std::min(std::max(next_free, above_first), cols_ - 1);  // with no column left it goes with the last cell
      int high = i + 1 < line.size() ? std::max(low, column_of(line[i + 1]->x0 + 0.3 * line[i + 1]->em) - 1) : cols_ - 1;
      high = std::max(low, std::min(high, above_last));
      std::tie(low, high) = without_own_labels(*line[i], low, high);
      bool over_all = line.size() == 1 && line[i]->x0 < values_from_ - 0.5 * line[i]->em;
      bool set_left = is_text(*line[i]) && std::abs(line[i]->x0 - column_begin(column_of(line[i]->x0 + 0.1))) < line[i]->em;
      std::pair<int, int> over = over_all   ? std::pair{0, cols_ - 1}
                                 : set_left ? std::pair{std::clamp(column_of(line[i]->x0 + 0.1), low, high), high}
                                            : columns_over(*line[i], low, high);
      bool same = !out_.cells.empty() && out_.cells.back().level == out_.levels && next_free > over.first;
      if (same) {  // two words of one cell
        out_.cells.back().words.push_back(line[i]);
        continue;
      }
      out_.cells.push_back({out_.levels, over_all, over.first, over.second - over.first + 1, {line[i]}});
      next_free = over.second + 1;
    }
    ++out_.levels;
  }

  void place_lowest(const std::vector<const AlignedWord*>& over_labels) {
    std::size_t before = out_.cells.size();
    if (!over_labels.empty()) out_.cells.push_back({out_.levels, true, 0, 0, over_labels});
    for (int col = 0; col < cols_; ++col)
      if (!stacks_[static_cast<std::size_t>(col)].empty())
        out_.cells.push_back({out_.levels, false, col, 1, stacks_[static_cast<std::size_t>(col)]});
    if (out_.cells.size() > before) ++out_.levels;
  }

  const std::vector<double>& borders_;
  int cols_;
  double values_from_;
  double labels_to_ = -1e18;  ///< right end of the header over the labels
  std::vector<const AlignedWord*> words_;
  std::vector<std::vector<const AlignedWord*>> stacks_;
  AlignedHeader out_;
};

}  // namespace

void fit_columns_to_header(const std::vector<AlignedLine>& header, double labels_to, std::vector<ValueColumn>& columns) {
  std::vector<const AlignedWord*> lowest = lowest_words(header, labels_to);
  split_columns(lowest, columns);
  std::vector<ValueColumn> values = columns;  // as they stand, before any is widened
  for (const AlignedWord* word : lowest) {
    std::size_t first = 0, count = 0;
    for (std::size_t c = 0; c < values.size(); ++c)
      if (touches(*word, values[c]) && count++ == 0) first = c;
    if (count == 1) widen(columns, first, *word);
    if (count > 0) continue;
    std::size_t right = 0;
    while (right < values.size() && values[right].x0 < word->x1) ++right;
    if (right < values.size() && header_of(lowest, values, values[right]) == word) widen(columns, right, *word);
    else if (right > 0 && header_of(lowest, values, values[right - 1]) == word) widen(columns, right - 1, *word);
    else columns.push_back({word->x0, word->x1});
  }
  std::sort(columns.begin(), columns.end(), [](const ValueColumn& a, const ValueColumn& b) { return a.x0 < b.x0; });
}

int count_headed_columns(const std::vector<AlignedLine>& header, double labels_to) {
  return static_cast<int>(lowest_words(header, labels_to).size());
}

AlignedHeader place_header(const std::vector<AlignedLine>& header, const std::vector<double>& borders,
                           double values_from) {
  return HeaderPlacer(header, borders, values_from).place();
}

bool header_fits(const std::vector<AlignedLine>& header, double labels_to, const std::vector<ValueColumn>& columns) {
  return heads_each(lowest_words(header, labels_to), columns);
}

AlignedHeader place_header_in_order(const std::vector<AlignedLine>& header, double labels_to) {
  AlignedHeader out;
  std::vector<const AlignedWord*> lowest = lowest_words(header, labels_to), over_labels, above;
  std::sort(lowest.begin(), lowest.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->x0 < b->x0; });
  const int columns = static_cast<int>(lowest.size());
  for (const AlignedLine& line : header)
    for (const AlignedWord& word : line.words) {
      if (std::find(lowest.begin(), lowest.end(), &word) != lowest.end()) continue;
      (word.x1 <= lowest.front()->x0 ? over_labels : above).push_back(&word);
    }
  if (!above.empty()) out.cells.push_back({out.levels++, true, 0, columns, above});
  if (!over_labels.empty()) out.cells.push_back({out.levels, true, 0, 0, over_labels});
  for (int c = 0; c < columns; ++c) out.cells.push_back({out.levels, false, c, 1, {lowest[static_cast<std::size_t>(c)]}});
  ++out.levels;
  return out;
}

AlignedHeader place_unfit_header(const std::vector<AlignedLine>& header, int columns, bool has_labels,
                                 std::deque<AlignedWord>& words) {
  AlignedHeader out;
  std::size_t from = 0;
  for (; from + 1 < header.size() && is_one_cell(header[from]); ++from) {
    HeaderCell cell{out.levels++, true, 0, columns, {}};
    for (const AlignedWord& word : header[from].words) cell.words.push_back(&word);
    out.cells.push_back(std::move(cell));
  }
  std::vector<const AlignedWord*> parts;
  for (std::size_t i = from; i < header.size(); ++i)
    for (const AlignedWord& word : header[i].words) cut_at_spaces(word, words, parts);
  if (parts.empty()) return out;
  std::stable_sort(parts.begin(), parts.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->x0 < b->x0; });
  bool side_by_side = true;
  for (std::size_t i = 1; i < parts.size(); ++i) side_by_side = side_by_side && parts[i]->x0 >= parts[i - 1]->x1;
  std::size_t labels = has_labels ? 1 : 0;
  if (side_by_side && parts.size() == static_cast<std::size_t>(columns) + labels) {
    if (has_labels) out.cells.push_back({out.levels, true, 0, 0, {parts.front()}});
    for (int c = 0; c < columns; ++c) out.cells.push_back({out.levels, false, c, 1, {parts[static_cast<std::size_t>(c) + labels]}});
  } else {
    out.cells.push_back({out.levels, true, 0, columns, parts});
  }
  ++out.levels;
  return out;
}

}  // namespace nianbao
