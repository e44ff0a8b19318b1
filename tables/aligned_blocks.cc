#include "tables/aligned_blocks.h"

#include <algorithm>
#include <cmath>

#include "tables/headings.h"

namespace nianbao {
namespace {

// Distances in em.
constexpr double kCellGap = 1.2;         // between two cells of a line, surely
constexpr double kWrapPitch = 1.8;       // lines of one cell, at most
constexpr double kTightPitch = 1.55;     // as a rule
constexpr double kHeaderPitch = 4.2;     // lines of a header, its rows are high
constexpr double kTextHeaderPitch = 6.6; // in text: four empty lines between
constexpr double kRowPitch = 8.0;        // rows, with labels of several lines
constexpr int kMostLinesBetween = 40;    // between two rows: a header, a page of rows whose cells are blank
constexpr double kOverlap = 0.95;        // lines closer than this stand side by side

bool ends_clause(char32_t c) { return std::u32string_view(U"。；;，,：").find(c) != std::u32string_view::npos; }

/// Whether the line is a heading, or the end of a sentence: no line of a wrapped label.
bool begins_or_ends_text(const AlignedLine& line) {
  char32_t end = line.words.back().text.back();
  OutlineMark mark = outline_mark(line.words.front().text);
  return end == U'。' || end == U'；' || end == U'：' || (mark.heading.level == 1 && !mark.bare);
}

/// The left end of the values at the end of the line.
double values_from(const AlignedLine& line) {
  return line.words[line.words.size() - static_cast<std::size_t>(values_at_end(line))].x0;
}

bool is_row(const AlignedLine& line) { return values_at_end(line) > 0; }

/// The text at the beginning of the line up to the first wide gap.
std::u32string leading_text(const AlignedLine& line, double& right) {
  std::u32string text = line.words.front().text;
  right = line.words.front().x1;
  for (std::size_t i = 1; i < line.words.size() && line.words[i].x0 - right < 1.2 * line.em; ++i) {
    text += line.words[i].text;
    right = line.words[i].x1;
  }
  return text;
}

class RegionFinder {
 public:
  RegionFinder(const std::vector<AlignedLine>& lines, double left, double right)
      : lines_(lines), left_(left), right_(right) {
    for (const AlignedLine& line : lines) is_row_.push_back(is_row(line));
  }

  std::vector<AlignedRegion> find() {
    std::vector<AlignedRegion> out;
    int count = static_cast<int>(lines_.size());
    for (int i = 0; i < count; ++i) {
      if (!is_row_[i]) continue;
      int last_row = last_row_from(i);
      int first = header_from(i, used_to_), last = tail_to(i, last_row);
      AlignedRegion region = cut_into_blocks(first, i, last_row, last);
      if (is_table(region)) {
        out.push_back(region);
        used_to_ = last + 1;
        i = last;
      } else {
        i = last_row;
      }
    }
    return out;
  }

 private:
  double distance(int a, int b) const {
    return (lines_[b].y - lines_[a].y) / std::max(lines_[a].em, lines_[b].em);
  }

  double em_of_rows(int near) const { return lines_[near].em; }

  bool is_text(int i) const { return lines_[i].words.front().source.line > 0; }

  /// Running text, a heading or a title: what a table cannot hold. `row` is the row of values next to it.
  bool is_separator(int i, int row) const {
    const AlignedLine& line = lines_[i];
    double right = 0, boundary = values_from(lines_[row]);
    std::u32string text = leading_text(line, right);
    double em = std::max(line.em, em_of_rows(row));
    bool whole_line = right >= line.words.back().x1 - 0.1;
    bool crosses = line.words.front().x0 < boundary - em && right > boundary + em;
    bool is_long = right - line.words.front().x0 > 0.62 * (right_ - left_);
    if (whole_line && crosses && (is_long || (text.size() > 14 && ends_clause(text.back())))) return true;
    HeadingMark mark = has_outline_mark(text) ? outline_mark(text).heading : HeadingMark{};
    if (whole_line && mark.level == 1 && !numbers_on(i, mark.number)) {
      if (crosses || line.em > 1.15 * em_of_rows(row)) return true;
      if (std::abs(distance(std::min(i, row), std::max(i, row))) > 2.0) return !is_beside_cells(i);
    }
    return whole_line && mark.level > 0 && mark.level < 3 && crosses;
  }

  /// Whether the line goes on with the numbers of labels above it (一、 二、 三、 四、, in one size at one place), up to one that has
  /// values: a row whose cells are blank, no heading.
  bool numbers_on(int i, int number) const {
    const AlignedWord& own = lines_[i].words.front();
    for (int r = i - 1; r >= 0 && i - r <= kMostLinesBetween; --r) {
      const AlignedWord& above = lines_[r].words.front();
      if (std::abs(above.x0 - own.x0) > 0.15 * own.em || std::abs(above.em - own.em) > 0.05 * own.em) continue;
      const HeadingMark mark = outline_mark(above.text).heading;
      if (mark.level != 1) continue;
      if (mark.number + 1 != number) return false;
      if (is_row_[r]) return true;
      number = mark.number;
    }
    return false;
  }

  /// A line of a label that is wrapped round its values stands close to them; that of a group's label overlaps the
  /// labels beside it. A heading has its line for itself.
  bool is_beside_cells(int i) const {
    auto is_beside = [&](int other) {
      double gap = distance(std::min(i, other), std::max(i, other));
      return gap < kOverlap || (is_row_[other] && gap < 1.2);
    };
    return (i > 0 && is_beside(i - 1)) || (i + 1 < static_cast<int>(lines_.size()) && is_beside(i + 1));
  }

  int last_row_from(int first) const {
    int last = first;
    for (int i = first + 1; i < static_cast<int>(lines_.size()); ++i) {
      if (i - last > kMostLinesBetween || distance(last, i) > kRowPitch + 2 * (i - last)) break;
      if (is_row_[i]) last = i;
      else if (is_separator(i, last) || distance(i - 1, i) > kHeaderPitch * 1.6) break;
    }
    return last;
  }

  /// Up to the first line of the header above a row.
  int header_from(int row, int stop) const {
    int first = row;
    while (first > stop && row - first < 14) {
      int next = first - 1;
      double pitch = is_text(row) ? kTextHeaderPitch : kHeaderPitch;
      if (distance(next, first) > pitch || is_separator(next, row)) break;
      double right = 0;
      std::u32string text = leading_text(lines_[next], right);
      bool whole = right >= lines_[next].words.back().x1 - 0.1;
      if (whole && lines_[next].em > 1.15 * em_of_rows(row)) break;                    // a title
      if (whole && has_outline_mark(text) && outline_mark(text).heading.level == 1 && !is_beside_cells(next)) break;
      if (whole && ends_clause(text.back()) && text.size() > 4 && !is_left_of_values(next, row)) break;
      first = next;
    }
    return first;
  }

  bool is_left_of_values(int i, int row) const {
    return !is_over_values(lines_[i].words.back(), values_from(lines_[row]));
  }

  /// Down to the last line of the last row's label, and of rows below it whose cells are blank.
  int tail_to(int first_row, int row) const {
    int last = row;
    while (last + 1 < static_cast<int>(lines_.size()) && last - row < 8) {
      int next = last + 1;
      const AlignedLine& line = lines_[next];
      if (is_row_[next] || !is_left_of_values(next, row) || line.em > 1.15 * lines_[row].em) break;
      if (line.words.front().x0 < lines_[row].words.front().x0 - 3 * lines_[row].em && !is_blank_row(first_row, row, next)) break;
      bool wrapped = distance(last, next) <= kWrapPitch && !is_separator(next, row) && !begins_or_ends_text(line);
      if (!wrapped && !(is_blank_row(first_row, row, next) && distance(last, next) <= row_pitch(first_row, row))) break;
      last = next;
    }
    return last;
  }

  /// How far apart the last rows may be, going by most of them, in em; 0 where there is but one.
  double row_pitch(int first_row, int row) const {
    std::vector<double> pitches;
    int below = row;
    for (int i = row - 1; i >= first_row && i > row - 12; --i) {
      if (!is_row_[i]) continue;
      pitches.push_back(distance(i, below));
      below = i;
    }
    if (pitches.empty()) return 0;
    std::nth_element(pitches.begin(), pitches.begin() + static_cast<long>(pitches.size() / 2), pitches.end());
    return 1.25 * pitches[pitches.size() / 2];
  }

  /// Whether the line is a label like those of the rows, by its place and size: a page's row whose cells are all blank.
  bool is_blank_row(int first_row, int row, int i) const {
    const AlignedWord& word = lines_[i].words.front();
    if (word.source.page != lines_[row].words.front().source.page || word.source.page == 0) return false;
    if (std::abs(lines_[i].em - lines_[row].em) > 0.05 * lines_[row].em) return false;
    for (int r = row; r >= first_row && r > row - 40; --r)
      if (is_row_[r] && labels_to(r) > -1e17 && std::abs(lines_[r].words.front().x0 - word.x0) < 0.15 * word.em)
        return word.text.back() != U'。';
    return false;
  }

  /// Whether the line has something above the columns of values: it is part of a header.
  bool is_header_line(int i, int row) const {
    return !is_row_[i] && !is_left_of_values(i, row);
  }

  AlignedRegion cut_into_blocks(int first, int first_row, int last_row, int last) {
    region_labels_to_ = -1e18;
    for (int i = first_row; i <= last_row; ++i)
      if (is_row_[i]) region_labels_to_ = std::max(region_labels_to_, labels_to(i));
    AlignedRegion region;
    region.blocks.push_back({first, header_end(first, first_row, first_row), last});
    int row = first_row;
    for (int i = first_row + 1; i <= last_row; ++i) {
      if (!is_row_[i]) continue;
      int header = first_header_line(row, i);
      if (header < i) {
        region.blocks.back().last = header - 1;
        region.blocks.push_back({header, header_end(header, i, i), last});
      }
      row = i;
    }
    return region;
  }

  /// Behind the last line of the header that begins at `first`.
  int header_end(int first, int row, int stop) const {
    int end = first;
    for (int i = first; i < stop; ++i)
      if (is_header_line(i, row) || is_left_header(i, row)) end = i + 1;
    return end;
  }

  /// The first line of a header between two rows; `next` where there is none. What reaches past the values of the row
  /// above is no part of its label; close to the row below it may be part of that row's.
  int first_header_line(int row, int next) const {
    for (int i = row + 1; i < next; ++i) {
      bool past_above = is_header_line(i, row), past_below = is_header_line(i, next);
      bool label_below = !past_below && distance(i, next) < 1.2 && !is_right_of_labels(i, next);
      if ((past_above || past_below || is_left_header(i, next)) && !label_below) return with_lines_above(i, row);
    }
    return next;
  }

  /// The right end of the labels of a row, on its own line.
  double labels_to(int row) const {
    std::size_t labels = lines_[row].words.size() - static_cast<std::size_t>(values_at_end(lines_[row]));
    return labels == 0 ? -1e18 : lines_[row].words[labels - 1].x1;
  }

  /// Whether the line's last cell begins right of all labels of the region: it is the header of values set further right.
  bool is_right_of_labels(int i, int next) const {
    const std::vector<AlignedWord>& words = lines_[i].words;
    std::size_t last = words.size() - 1;
    while (last > 0 && words[last].x0 - words[last - 1].x1 < kCellGap * lines_[i].em) --last;
    return last > 0 && words[last].x0 > region_labels_to_ && labels_to(next) > -1e17 &&
           !has_outline_mark(words[last].text);
  }

  /// A header that reaches no value: its cell is wide and the values stand at the right of it (本年处理决定数量), or it
  /// names an article of the regulations (第二十条第（五）项).
  bool is_left_header(int i, int next) const {
    return !is_row_[i] && (names_article(lines_[i].words.front().text) || is_right_of_labels(i, next));
  }

  /// Lines above the first line of a header, too far below the label before them to be part of it: 第二十条第（五）项.
  int with_lines_above(int header, int row) const {
    while (header - 1 > row &&
           (distance(header - 2, header - 1) > kTightPitch || names_article(lines_[header - 1].words.front().text)))
      --header;
    return header;
  }

  bool is_table(const AlignedRegion& region) const {
    int rows = 0, strong = 0;
    for (const AlignedBlock& block : region.blocks)
      for (int i = block.rows_from; i <= block.last; ++i) {
        rows += is_row_[i];
        strong += values_at_end(lines_[i]) >= 2;
      }
    bool has_header = region.blocks.front().rows_from > region.blocks.front().first;
    if (strong >= 2) return true;
    if (strong == 1) return rows >= 2 || (has_header && has_wide_header(region));
    return has_header && has_wide_header(region) && labelled_rows(region) >= 1;
  }

  /// A header of one value column still has two cells side by side: 信息内容, 本年处理决定数量.
  bool has_wide_header(const AlignedRegion& region) const {
    for (const AlignedBlock& block : region.blocks)
      for (int i = block.first; i < block.rows_from; ++i)
        for (std::size_t w = 1; w < lines_[i].words.size(); ++w)
          if (lines_[i].words[w].x0 - lines_[i].words[w - 1].x1 > 2 * lines_[i].em) return true;
    return false;
  }

  int labelled_rows(const AlignedRegion& region) const {
    int count = 0;
    for (const AlignedBlock& block : region.blocks)
      for (int i = block.rows_from; i <= block.last; ++i) count += is_row_[i] && lines_[i].words.size() > 1;
    return count;
  }

  const std::vector<AlignedLine>& lines_;
  double left_, right_;
  std::vector<char> is_row_;
  int used_to_ = 0;
  double region_labels_to_ = 0;  ///< right end of the labels of the region at hand
};

}  // namespace

std::vector<AlignedRegion> find_aligned_regions(const std::vector<AlignedLine>& lines, double text_left,
                                                double text_right) {
  return RegionFinder(lines, text_left, text_right).find();
}

}  // namespace nianbao
