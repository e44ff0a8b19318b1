#include "tables/aligned_table.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

#include "model/unicode.h"
#include "tables/aligned_header.h"
#include "tables/aligned_labels.h"

namespace nianbao {
namespace {

using WordLine = std::vector<const AlignedWord*>;

/// Lined-up text changes its places from page to page, and a page holds so many rows at least.
constexpr std::size_t kRowsOfAPage = 8;

/// How the values of one row stand to those of another, of as many values: lengths in the mean pitch of the second.
struct RowMove {
  double shift = 0;     ///< of the middle
  double spread = 1;    ///< from the first value to the last
  double residual = 0;  ///< largest distance from where shift and spread would put a value
};

double middle(const AlignedWord& word) { return (word.x0 + word.x1) / 2; }

RowMove move_between(const WordLine& from, const WordLine& to) {
  RowMove move;
  double a0 = middle(*from.front()), a1 = middle(*from.back()), b0 = middle(*to.front()), b1 = middle(*to.back());
  move.spread = (b1 - b0) / std::max(a1 - a0, 1e-6);
  for (std::size_t i = 0; i < to.size(); ++i)
    move.residual = std::max(move.residual, std::abs(b0 + (middle(*from[i]) - a0) * move.spread - middle(*to[i])));
  double pitch = std::max((b1 - b0) / static_cast<double>(to.size() - 1), 1e-6);
  move.shift = ((b0 + b1) - (a0 + a1)) / 2 / pitch;
  move.residual /= pitch;
  return move;
}

/// Borders of columns ascend, whatever was found.
constexpr double kNarrowestColumn = 0.01;

/// Gives the words of a cell that overlaps another to that one: what was not told apart stays together.
void unite_overlapping(AlignedTable& table) {
  std::size_t cols = static_cast<std::size_t>(table.cols);
  std::vector<int> owner(static_cast<std::size_t>(table.rows) * cols, -1);
  std::vector<AlignedCell> kept;
  for (AlignedCell& cell : table.cells) {
    auto place = [&](int row, int col) -> int& { return owner[static_cast<std::size_t>(row) * cols + static_cast<std::size_t>(col)]; };
    int other = -1;
    for (int row = cell.row; row < cell.row + cell.row_span; ++row)
      for (int col = cell.col; col < cell.col + cell.col_span; ++col) other = std::max(other, place(row, col));
    if (other >= 0) {
      std::vector<const AlignedWord*>& words = kept[static_cast<std::size_t>(other)].words;
      words.insert(words.end(), cell.words.begin(), cell.words.end());
      continue;
    }
    for (int row = cell.row; row < cell.row + cell.row_span; ++row)
      for (int col = cell.col; col < cell.col + cell.col_span; ++col) place(row, col) = static_cast<int>(kept.size());
    kept.push_back(std::move(cell));
  }
  table.cells = std::move(kept);
}

/// How far apart the lines of one label are at most: in text there may be an empty line between.
constexpr double kPitchEm = 1.8, kTextPitchEm = 2.7;

constexpr double kSamePlaceEm = 0.35;

/// How far values stand from their place beside a label at most; places in text are whole lines.
constexpr double kReachEm = 0.35, kTextReachEm = 2.4;

class TableBuilder {
 public:
  TableBuilder(const std::vector<AlignedLine>& lines, const AlignedBlock& block, double left, double right,
               const RowBounds& bounds)
      : lines_(lines), block_(block), left_(left), right_(right), bounds_(bounds) {
    is_text_ = lines[static_cast<std::size_t>(block.first)].words.front().source.line > 0;
  }

  AlignedTable build() {
    sort_rows();
    find_columns();
    sort_others();
    body_ = place_labels(labels_, heights_, header_right(), spacing());
    borders_ = borders_of(columns_, em_);
    place_header_cells();
    place_body_cells();
    set_borders();
    std::stable_sort(out_.cells.begin(), out_.cells.end(), [](const AlignedCell& a, const AlignedCell& b) {
      return a.row != b.row ? a.row < b.row : a.col < b.col;
    });
    unite_overlapping(out_);
    return std::move(out_);
  }

 private:
  /// The values at the end of each line; lines with none hold labels or remarks.
  void sort_rows() {
    for (int i = block_.rows_from; i <= block_.last; ++i) {
      const AlignedLine& line = lines_[static_cast<std::size_t>(i)];
      int count = values_at_end(line);
      em_ = std::max(em_, line.em);
      if (count == 0) continue;
      WordLine row;
      for (std::size_t w = line.words.size() - static_cast<std::size_t>(count); w < line.words.size(); ++w)
        row.push_back(&line.words[w]);
      heights_.push_back(row.front()->y);
      values_.push_back(std::move(row));
      row_of_line_.push_back(i);
    }
  }

  LabelSpacing spacing() const {
    LabelSpacing out;
    out.em = em_;
    out.widest_pitch_em = is_text_ ? kTextPitchEm : kPitchEm;
    out.reach_em = is_text_ ? kTextReachEm : kReachEm;
    out.whole_lines = is_text_;
    out.bounds = bounds_;
    return out;
  }

  void find_columns() {
    columns_ = find_value_columns(all_of(values_));
    if (has_drifted()) {
      by_order_ = true;
      columns_ = columns_by_order(fullest_rows());
    } else if (any_collision(values_)) {
      // Values of two columns touch somewhere, or lined-up text has lost its places: the fullest rows tell the columns.
      std::vector<WordLine> full = fullest_rows();
      columns_ = find_value_columns(all_of(full));
      by_order_ = any_collision(full);
      if (by_order_) columns_ = columns_by_order(full);
    }
    if (!by_order_ && is_ragged()) {
      by_order_ = true;
      columns_ = columns_by_order(fullest_rows());
    }
    header_lines_.assign(lines_.begin() + block_.first, lines_.begin() + block_.rows_from);
    header_unfit_ = (is_text_ || by_order_) && (by_order_ || !header_fits(header_lines_, label_end(), columns_));
    if (header_unfit_) return;
    header_labels_to_ = label_end();
    const int headed = count_headed_columns(header_lines_, header_labels_to_);
    fit_columns_to_header(header_lines_, label_end(), columns_);
    if (is_text_ || !all_have(headed) || columns_.size() == static_cast<std::size_t>(headed)) return;
    // Each row has a value for each header, and their places say otherwise: they are set with spaces.
    by_order_ = header_in_order_ = true;
    columns_ = columns_by_order(values_);
  }

  /// Whether lined-up text stands in other places from row to row (or from page to page), but in the same order: most
  /// rows are full, and a row's values stand as those of the row before, moved or spread together, but for few
  /// places where the page ends. Rows that lack different values do not pass for that: they change from row to row.
  bool has_drifted() const {
    if (!is_text_ || values_.empty()) return false;
    std::vector<WordLine> full = fullest_rows();
    std::size_t count = full.front().size(), changes = 0;
    bool as_many = columns_.size() == count && !any_collision(values_);
    if (as_many || count < 3 || full.size() * 5 < values_.size() * 3) return false;
    for (std::size_t r = 1; r < full.size(); ++r) {
      RowMove move = move_between(full[r - 1], full[r]);
      changes += move.residual > 0.7 || std::abs(move.shift) > 0.5;
    }
    return changes <= 1 + full.size() / kRowsOfAPage;
  }

  /// Whether every row has so many values, two at least.
  bool all_have(int count) const {
    return count > 1 && std::all_of(values_.begin(), values_.end(), [&](const WordLine& row) { return row.size() == static_cast<std::size_t>(count); });
  }

  /// Whether places tell no columns: text set with spaces in a font whose letters differ in width (a web page's, printed).
  /// Values of one column have their left ends, middles or right ends below each other, nearly all of them.
  bool is_ragged() const {
    if (is_text_) return false;
    const bool as_many = std::all_of(values_.begin(), values_.end(), [&](const WordLine& row) { return row.size() == columns_.size(); });
    if (as_many && !any_collision(values_)) return false;
    for (const ValueColumn& column : columns_) {
      std::vector<double> lefts, middles, rights;
      for (const WordLine& row : values_)
        for (const AlignedWord* word : row) {
          const auto [first, last] = columns_under(*word);
          if (first != last || &columns_[static_cast<std::size_t>(first)] != &column) continue;
          lefts.push_back(word->x0);
          middles.push_back(middle(*word));
          rights.push_back(word->x1);
        }
      if (lefts.size() > 2 && !are_aligned(lefts) && !are_aligned(middles) && !are_aligned(rights)) return true;
    }
    return false;
  }

  /// Whether nearly all places are one, within a third of a letter.
  bool are_aligned(std::vector<double> places) const {
    const auto half = places.begin() + static_cast<std::ptrdiff_t>(places.size() / 2);
    std::nth_element(places.begin(), half, places.end());
    const double median = *half;
    const auto off = std::count_if(places.begin(), places.end(), [&](double place) { return std::abs(place - median) > kSamePlaceEm * em_; });
    return off * 5 <= static_cast<std::ptrdiff_t>(places.size());
  }

  static WordLine all_of(const std::vector<WordLine>& rows) {
    WordLine all;
    for (const WordLine& row : rows) all.insert(all.end(), row.begin(), row.end());
    return all;
  }

  std::vector<WordLine> fullest_rows() const {
    std::size_t most = 0;
    for (const WordLine& row : values_) most = std::max(most, row.size());
    std::vector<WordLine> full;
    for (const WordLine& row : values_)
      if (row.size() == most) full.push_back(row);
    return full;
  }

  bool any_collision(const std::vector<WordLine>& rows) const {
    for (const WordLine& row : rows)
      for (std::size_t w = 1; w < row.size(); ++w)
        if (column_at(*row[w - 1]) == column_at(*row[w])) return true;
    return false;
  }

  /// Where the labels of the rows end; far left where there are none.
  double label_end() const {
    double end = -1e18;
    for (int i = block_.rows_from; i <= block_.last; ++i)
      for (const AlignedWord& word : lines_[static_cast<std::size_t>(i)].words)
        if (!word.is_value && word.x1 <= columns_.front().x0) end = std::max(end, word.x1);
    return end;
  }

  /// Where the header over the labels ends; far left where there is none.
  double header_right() const {
    double right = -1e18;
    for (int i = block_.first; i < block_.rows_from; ++i)
      for (const AlignedWord& word : lines_[static_cast<std::size_t>(i)].words)
        if (word.x1 <= columns_.front().x0) right = std::max(right, word.x1);
    return right;
  }

  int column_at(const AlignedWord& word) const { return column_at((word.x0 + word.x1) / 2); }

  int column_at(double x) const {
    int best = 0;
    double least = 1e18;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      double off = std::max({columns_[c].x0 - x, x - columns_[c].x1, 0.0});
      if (off < least) {
        least = off;
        best = static_cast<int>(c);
      }
    }
    return best;
  }

  /// Words of the body that are no values of a row.
  void sort_others() {
    std::size_t row = 0;
    for (int i = block_.rows_from; i <= block_.last; ++i) {
      const AlignedLine& line = lines_[static_cast<std::size_t>(i)];
      std::size_t count = line.words.size();
      if (row < row_of_line_.size() && row_of_line_[row] == i) count -= values_[row++].size();
      for (std::size_t w = 0; w < count; ++w) {
        const AlignedWord& word = line.words[w];
        bool over_values = (word.x0 + word.x1) / 2 > columns_.front().x0 - 0.3 * em_;
        (over_values ? remarks_ : labels_).push_back(&word);
      }
    }
  }

  int values_col() const { return std::max(body_.label_cols, has_label_header_ ? 1 : 0); }

  void place_header_cells() {
    AlignedHeader header = header_in_order_ ? place_header_in_order(header_lines_, header_labels_to_)
                           : header_unfit_ ? place_unfit_header(header_lines_, static_cast<int>(columns_.size()),
                                                              body_.label_cols > 0, out_.parts)
                                         : place_header(header_lines_, borders_, columns_.front().x0);
    has_label_header_ = std::any_of(header.cells.begin(), header.cells.end(), [](const HeaderCell& c) { return c.over_labels; });
    header_rows_ = header.levels;
    for (const HeaderCell& cell : header.cells) {
      AlignedCell out{cell.level, values_col() + cell.col, 1, std::max(cell.col_span, 1), original(cell.words)};
      if (cell.over_labels) {
        out.col = 0;
        out.col_span = cell.col_span == 0 ? values_col() : values_col() + cell.col_span;
      }
      out_.cells.push_back(std::move(out));
    }
  }

  /// The same words in the caller's lines: the header's were copied.
  std::vector<const AlignedWord*> original(const std::vector<const AlignedWord*>& words) const {
    std::vector<const AlignedWord*> out;
    for (const AlignedWord* word : words)
      for (std::size_t i = 0; i < header_lines_.size(); ++i) {
        const std::vector<AlignedWord>& copies = header_lines_[i].words;
        std::less<const AlignedWord*> before;
        if (copies.empty() || before(word, copies.data()) || !before(word, copies.data() + copies.size())) continue;
        out.push_back(&lines_[static_cast<std::size_t>(block_.first) + i].words[static_cast<std::size_t>(word - copies.data())]);
      }
    return header_unfit_ && out.size() < words.size() ? words : out;
  }

  void place_body_cells() {
    for (const AlignedLabel& label : body_.labels)
      out_.cells.push_back({header_rows_ + label.row, label.col, label.row_span, label.col_span, label.words});
    std::size_t places = body_.values_row.size() * columns_.size();
    cell_at_.assign(places, {});
    merged_right_.assign(places, 0);
    int rows = static_cast<int>(body_.values_row.size());
    for (int r = 0; r < rows; ++r) {
      int values_row = body_.values_row[static_cast<std::size_t>(r)];
      if (values_row >= 0) place_values(r, values_[static_cast<std::size_t>(values_row)]);
    }
    if (!heights_.empty() && !body_.values_row.empty())
      for (const AlignedWord* word : remarks_) cell_at_[place_of_remark(*word)].push_back(word);
    // A label alone has blank cells only where rows and labels were told apart for sure.
    bool blank_rows = body_.all_labelled && !is_text_;
    for (int r = 0; r < rows; ++r)
      if (blank_rows || body_.values_row[static_cast<std::size_t>(r)] >= 0) add_value_cells(r);
    out_.rows = header_rows_ + rows;
    out_.cols = values_col() + static_cast<int>(columns_.size());
  }

  /// Puts each value in its column. Values that touch reach over several: they stay whole, in a cell over all of these;
  /// so does a row of lined-up text in which values are missing. To say which is which would be a guess.
  void place_values(int row, const WordLine& values) {
    bool full = values.size() == columns_.size();
    int last_col = static_cast<int>(columns_.size()) - 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
      int first = static_cast<int>(i), last = first;
      if (by_order_ && !full) first = 0, last = last_col;
      else if (!by_order_) std::tie(first, last) = columns_under(*values[i]);
      std::size_t begin = static_cast<std::size_t>(row) * columns_.size();
      for (int c = first; c < last; ++c) merged_right_[begin + static_cast<std::size_t>(c)] = 1;
      cell_at_[begin + static_cast<std::size_t>(first)].push_back(values[i]);
    }
  }

  /// The columns whose values a value stands below; the nearest one where there are none.
  std::pair<int, int> columns_under(const AlignedWord& word) const {
    int first = -1, last = -1;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (std::min(word.x1, columns_[c].x1) - std::max(word.x0, columns_[c].x0) <= 0.1 * word.em) continue;
      if (first < 0) first = static_cast<int>(c);
      last = static_cast<int>(c);
    }
    if (first < 0) first = last = column_at(word);
    return {first, last};
  }

  /// The cells of a row, those that touching values reach over made one.
  void add_value_cells(int row) {
    std::size_t begin = static_cast<std::size_t>(row) * columns_.size();
    for (std::size_t c = 0; c < columns_.size();) {
      std::size_t end = c + 1;
      WordLine words = std::move(cell_at_[begin + c]);
      for (; end < columns_.size() && merged_right_[begin + end - 1]; ++end)
        words.insert(words.end(), cell_at_[begin + end].begin(), cell_at_[begin + end].end());
      out_.cells.push_back({header_rows_ + row, values_col() + static_cast<int>(c), 1, static_cast<int>(end - c), std::move(words)});
      c = end;
    }
  }

  /// The cell of the nearest row in the column that the word stands in.
  std::size_t place_of_remark(const AlignedWord& word) const {
    auto below = std::lower_bound(heights_.begin(), heights_.end(), word.y);
    if (below == heights_.end() || (below != heights_.begin() && word.y - *(below - 1) < *below - word.y)) --below;
    int row = static_cast<int>(below - heights_.begin());
    auto at = std::find(body_.values_row.begin(), body_.values_row.end(), row);
    if (at == body_.values_row.end()) --at;  // no row has it: it is kept in the last
    return static_cast<std::size_t>(at - body_.values_row.begin()) * columns_.size() + static_cast<std::size_t>(column_at(word));
  }

  void set_borders() {
    out_.xs = {left_};
    for (double border : body_.label_borders) out_.xs.push_back(border);
    if (values_col() > 0) out_.xs.push_back(std::max((std::max(label_end(), left_) + columns_.front().x0) / 2, out_.xs.back()));
    for (std::size_t i = 1; i + 1 < borders_.size(); ++i) out_.xs.push_back(borders_[i]);
    out_.xs.push_back(std::max(right_, borders_.back()));
    for (std::size_t i = 1; i < out_.xs.size(); ++i) out_.xs[i] = std::max(out_.xs[i], out_.xs[i - 1] + kNarrowestColumn);
  }

  const std::vector<AlignedLine>& lines_;
  const AlignedBlock& block_;
  double left_, right_;
  const RowBounds& bounds_;
  double em_ = 0;
  std::vector<WordLine> values_;
  std::vector<double> heights_;
  std::vector<int> row_of_line_;
  std::vector<ValueColumn> columns_;
  bool is_text_ = false;       ///< lined-up text: places may be lost
  bool by_order_ = false;      ///< columns are known by the order of values only
  bool header_unfit_ = false;
  double header_labels_to_ = -1e18;  ///< where the labels of the rows end, as the header's columns were counted
  bool header_in_order_ = false;  ///< as many columns as values, not above them
  std::vector<const AlignedWord*> labels_, remarks_;
  AlignedBody body_;
  std::vector<double> borders_;
  std::vector<AlignedLine> header_lines_;
  bool has_label_header_ = false;
  int header_rows_ = 0;
  std::vector<WordLine> cell_at_;     ///< of each row and column
  std::vector<char> merged_right_;    ///< likewise: is one cell with the next column
  AlignedTable out_;
};

/// What stands between two words of a cell in its text.
std::string_view separator(const AlignedWord& a, const AlignedWord& b, bool stacked) {
  if (std::abs(a.y - b.y) > 0.5 * b.em) return stacked ? "" : "\n";
  double gap = (b.x0 - a.x1) / b.em;
  bool numbers = is_digit_char(a.text.back()) && is_digit_char(b.text.front());
  bool ideographs = is_wide_script(a.text.back()) && is_wide_script(b.text.front());
  return numbers || gap > (ideographs ? 0.5 : 0.35) ? " " : "";
}

}  // namespace

AlignedTable build_aligned_table(const std::vector<AlignedLine>& lines, const AlignedBlock& block, double left,
                                 double right, const RowBounds& bounds) {
  return TableBuilder(lines, block, left, right, bounds).build();
}

std::string text_of(const AlignedCell& cell) {
  std::vector<const AlignedWord*> words = cell.words;
  std::stable_sort(words.begin(), words.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->y < b->y; });
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && words[end]->y - words[begin]->y <= 0.5 * words[begin]->em) ++end;
    std::stable_sort(words.begin() + static_cast<long>(begin), words.begin() + static_cast<long>(end),
                     [](const AlignedWord* a, const AlignedWord* b) { return a->x0 < b->x0; });
    begin = end;
  }
  bool stacked = words.size() > 2 && std::all_of(words.begin(), words.end(), [](const AlignedWord* w) { return w->text.size() == 1; });
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += separator(*words[i - 1], *words[i], stacked);
    out += to_utf8(words[i]->text);
  }
  return out;
}

}  // namespace nianbao
