#include "tables/aligned_labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "tables/aligned_columns.h"
#include "tables/headings.h"
#include "tables/label_rows.h"

namespace nianbao {
namespace {

constexpr double kSameLineEm = 0.3;
constexpr double kOneLabelGapEm = 1.0;
constexpr double kTightPitchEm = 1.55;
constexpr double kBesideGroupEm = 0.5;  // a group's label stands between its rows, or at the height of one
constexpr double kFarEm = 12;
constexpr double kRaggedEm = 2.6;       // lines of a label end so far from the border at most: no mark begins a line

using WordLine = std::vector<const AlignedWord*>;

/// A line of one label: words side by side in the same label column.
struct Chunk {
  WordLine words;
  double x0, x1, y;
  int col = 0, last_col = 0;
  bool begins = false;
  int ordinal = 0;
};

/// A whole label: chunks one below the other.
struct Label {
  std::vector<const Chunk*> chunks;
  int row = -1;       ///< row of values, -1: none
  int lone_row = -1;  ///< row of the body that holds nothing else, -1: none
  bool begins() const { return chunks.front()->begins; }
  double top() const { return chunks.front()->y; }
  double bottom() const { return chunks.back()->y; }
  double middle() const { return (top() + bottom()) / 2; }
};

std::vector<WordLine> lines_of(const std::vector<const AlignedWord*>& words) {
  std::vector<WordLine> lines;
  for (const AlignedWord* word : words) {
    bool same = !lines.empty() && word->y - lines.back().front()->y <= kSameLineEm * word->em;
    if (!same) lines.emplace_back();
    lines.back().push_back(word);
  }
  for (WordLine& line : lines)
    std::stable_sort(line.begin(), line.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->x0 < b->x0; });
  return lines;
}

class LabelPlacer {
 public:
  LabelPlacer(const std::vector<const AlignedWord*>& words, const std::vector<double>& rows, double header_right,
              const LabelSpacing& spacing)
      : rows_(rows), spacing_(spacing), header_right_(header_right), em_(spacing.em), label_of_row_(rows.size(), nullptr) {
    WordLine by_height = words;
    std::stable_sort(by_height.begin(), by_height.end(), [](const AlignedWord* a, const AlignedWord* b) { return a->y < b->y; });
    borders_ = find_label_borders(by_height);
    for (const WordLine& line : lines_of(by_height)) add_chunks(line);
    widen_last_lines();
  }

  AlignedBody place() {
    AlignedBody body;
    body.label_borders = borders_;
    body.label_cols = chunks_.empty() ? 0 : static_cast<int>(borders_.size()) + 1;
    for (int col = body.label_cols - 1; col >= 0; --col) match_column(col);
    body.all_labelled = std::none_of(label_of_row_.begin(), label_of_row_.end(), [](const Chunk* c) { return c == nullptr; });
    number_rows(body);
    for (const Label& label : labels_) add_row_label(label, body);
    for (int col = 0; col + 1 < body.label_cols; ++col) add_groups(col, body);
    std::sort(body.labels.begin(), body.labels.end(), [](const AlignedLabel& a, const AlignedLabel& b) {
      return a.row != b.row ? a.row < b.row : a.col < b.col;
    });
    return body;
  }

 private:
  int column_of(double x) const {
    return static_cast<int>(std::upper_bound(borders_.begin(), borders_.end(), x) - borders_.begin());
  }

  void add_chunks(const WordLine& line) {
    for (const AlignedWord* word : line) {
      OutlineMark mark = outline_mark(word->text);
      bool begins = (mark.heading.level > 0 && !mark.bare) || names_article(word->text);
      bool joins = false;
      if (!chunks_.empty() && chunks_.back().words.back() != nullptr && !begins && &line == current_line_) {
        const Chunk& last = chunks_.back();
        bool close = word->x0 - last.x1 < kOneLabelGapEm * word->em;
        bool same_column = column_of(word->x0) <= column_of(last.x1 - 0.1);
        joins = same_column || (close && column_of(last.x0) < column_of(last.x1 - 0.1));
      }
      current_line_ = &line;
      if (joins) {
        chunks_.back().words.push_back(word);
        chunks_.back().x1 = word->x1;
      } else {
        chunks_.push_back({{word}, word->x0, word->x1, word->y, 0, 0, begins, mark.heading.level == 3 ? mark.heading.number : 0});
      }
      chunks_.back().col = column_of(chunks_.back().x0);
      chunks_.back().last_col = std::max(chunks_.back().col, column_of(chunks_.back().x1 - 0.1));
    }
  }

  /// The last line of a label that reaches over several columns may be short: it belongs to them all the same.
  void widen_last_lines() {
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      Chunk& chunk = chunks_[i];
      for (std::size_t j = i; !chunk.begins && j-- > 0 && chunk.y - chunks_[j].y < kTightPitchEm * em_;) {
        const Chunk& above = chunks_[j];
        bool same_left = std::abs(above.x0 - chunk.x0) < 0.6 * em_;
        bool same_middle = std::abs(above.x0 + above.x1 - chunk.x0 - chunk.x1) < 0.8 * em_;
        if (chunk.y - above.y > kSameLineEm * em_ && above.col == chunk.col && above.last_col > chunk.last_col &&
            (same_left || same_middle))
          chunk.last_col = above.last_col;
      }
    }
  }

  /// A line goes on in the next one only where it fills its cell: it ends near the right end of what the column holds.
  std::vector<LabelLine> label_lines(const std::vector<const Chunk*>& chunks, int col) const {
    double right = col == static_cast<int>(borders_.size()) ? header_right_ : std::numeric_limits<double>::lowest();
    for (const Chunk* chunk : chunks) right = std::max(right, chunk->x1);
    std::vector<LabelLine> lines;
    for (const Chunk* chunk : chunks) lines.push_back({chunk->y, chunk->begins, chunk->x1 > right - kRaggedEm * em_});
    return lines;
  }

  /// Matches the labels that reach into a column, and into none right of it, with the rows that have none yet.
  void match_column(int col) {
    std::vector<const Chunk*> chunks;
    for (const Chunk& chunk : chunks_)
      if (chunk.last_col == col) chunks.push_back(&chunk);
    if (chunks.empty()) return;
    std::vector<LabelLine> lines = label_lines(chunks, col);
    std::vector<double> heights;
    std::vector<int> row_of_height;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (label_of_row_[r]) continue;
      heights.push_back(rows_[r]);
      row_of_height.push_back(static_cast<int>(r));
    }
    LabelMatch match = match_labels(lines, heights, spacing_);
    for (std::size_t i = 0; i < chunks.size(); ++i) {
      bool goes_on = i > 0 && match.block_of_line[i] == match.block_of_line[i - 1];
      if (!goes_on) labels_.push_back({{}, match.row_of_line[i] < 0 ? -1 : row_of_height[static_cast<std::size_t>(match.row_of_line[i])], -1});
      labels_.back().chunks.push_back(chunks[i]);
      if (!goes_on && labels_.back().row >= 0) label_of_row_[static_cast<std::size_t>(labels_.back().row)] = chunks[i];
    }
  }

  /// A row of the body: the height of its values, or of the label that stands there alone, and its label's first line.
  struct BodyRow {
    double y;
    const Chunk* own;
    int values_row;
    Label* lone;
  };

  /// A label is a group's where rows with labels further right stand above its middle and below it, or at it.
  bool is_group(const Label& label, const std::vector<BodyRow>& rows) const {
    if (label.row >= 0) return false;
    auto before = [](const BodyRow& row, double y) { return row.y < y; };
    auto stands_beside = [&](auto row) { return row->own && row->own->col > label.chunks.front()->last_col; };
    auto first = std::lower_bound(rows.begin(), rows.end(), label.top() - kBesideGroupEm * em_, before);
    auto last = std::lower_bound(rows.begin(), rows.end(), label.bottom() + kBesideGroupEm * em_, before);
    for (auto row = first; row != last; ++row)
      if (stands_beside(row)) return true;
    bool above = first != rows.begin() && stands_beside(first - 1) && label.top() - (first - 1)->y < kFarEm * em_;
    bool below = last != rows.end() && stands_beside(last) && last->y - label.bottom() < kFarEm * em_;
    return above && below;
  }

  /// The rows of the body in order: rows of values, and labels that have neither row nor group.
  void number_rows(AlignedBody& body) {
    for (std::size_t r = 0; r < rows_.size(); ++r) body_rows_.push_back({rows_[r], label_of_row_[r], static_cast<int>(r), nullptr});
    // From right to left: a label of the last column heads no rows, but is one itself that others may stand beside.
    for (int col = body.label_cols - 1; col >= 0; --col) {
      std::vector<BodyRow> lone;
      for (Label& label : labels_)
        if (label.chunks.front()->last_col == col && label.row < 0 && (col + 1 == body.label_cols || !is_group(label, body_rows_)))
          lone.push_back({label.middle(), label.chunks.front(), -1, &label});
      body_rows_.insert(body_rows_.end(), lone.begin(), lone.end());
      std::stable_sort(body_rows_.begin(), body_rows_.end(), [](const BodyRow& a, const BodyRow& b) { return a.y < b.y; });
    }
    body_row_.resize(rows_.size());
    for (std::size_t i = 0; i < body_rows_.size(); ++i) {
      body.values_row.push_back(body_rows_[i].values_row);
      if (body_rows_[i].lone) body_rows_[i].lone->lone_row = static_cast<int>(i);
      else body_row_[static_cast<std::size_t>(body_rows_[i].values_row)] = static_cast<int>(i);
    }
  }

  AlignedLabel cell_of(const Label& label) const {
    AlignedLabel cell;
    cell.col = label.chunks.front()->col;
    for (const Chunk* chunk : label.chunks) {
      cell.col = std::min(cell.col, chunk->col);
      cell.words.insert(cell.words.end(), chunk->words.begin(), chunk->words.end());
    }
    return cell;
  }

  void add_row_label(const Label& label, AlignedBody& body) {
    int row = label.row >= 0 ? body_row_[static_cast<std::size_t>(label.row)] : label.lone_row;
    if (row < 0) return;  // a group's
    AlignedLabel cell = cell_of(label);
    cell.row = row;
    cell.col_span = body.label_cols - cell.col;
    body.labels.push_back(cell);
  }

  /// Rows of the body [first, last] that stand beside the labels of a column, and begin no new numbering.
  struct Run {
    int first, last;
  };

  std::vector<Run> runs_beside(int col) const {
    std::vector<Run> runs;
    int last_ordinal = 0;
    bool open = false;
    for (std::size_t r = 0; r < body_rows_.size(); ++r) {
      const Chunk* own = body_rows_[r].own;
      bool beside = own && own->col > col;
      int ordinal = own ? own->ordinal : 0;
      bool restarts = ordinal > 0 && ordinal <= last_ordinal && col + 1 == static_cast<int>(borders_.size());
      if (beside && open && !restarts) runs.back().last = static_cast<int>(r);
      else if (beside) runs.push_back({static_cast<int>(r), static_cast<int>(r)});
      open = beside;
      last_ordinal = beside ? ordinal : 0;
    }
    return runs;
  }

  void add_groups(int col, AlignedBody& body) {
    std::vector<Label*> groups;
    for (Label& label : labels_)
      if (label.row < 0 && label.lone_row < 0 && label.chunks.front()->last_col == col) groups.push_back(&label);
    std::sort(groups.begin(), groups.end(), [](const Label* a, const Label* b) { return a->middle() < b->middle(); });
    std::vector<Run> runs = runs_beside(col);
    if (runs.empty()) return;
    std::vector<std::vector<const Label*>> beside(runs.size());
    for (Label* group : groups) {
      std::vector<const Label*>& here = beside[nearest_run(runs, group->middle())];
      // A label that the page break cut: its second half has no ordinal.
      bool goes_on = !here.empty() && here.back()->begins() && !group->begins();
      if (goes_on) merge_into_last(here, *group);
      else here.push_back(group);
    }
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (beside[i].size() > 1) part_run(col, runs[i], beside[i], body);
      else add_group(col, runs[i], beside[i].empty() ? nullptr : beside[i].front(), body);
    }
  }

  void merge_into_last(std::vector<const Label*>& here, const Label& more) {
    merged_.push_back(std::make_unique<Label>(*here.back()));
    merged_.back()->chunks.insert(merged_.back()->chunks.end(), more.chunks.begin(), more.chunks.end());
    here.back() = merged_.back().get();
  }

  std::size_t nearest_run(const std::vector<Run>& runs, double y) const {
    std::size_t best = 0;
    double least = 1e18;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      double top = body_rows_[static_cast<std::size_t>(runs[i].first)].y, bottom = body_rows_[static_cast<std::size_t>(runs[i].last)].y;
      double off = std::max({top - y, y - bottom, 0.0});
      if (off < least) {
        least = off;
        best = i;
      }
    }
    return best;
  }

  /// Several groups beside rows whose ordinals do not part them: each group stands at the middle or top of its rows.
  void part_run(int col, const Run& run, const std::vector<const Label*>& groups, AlignedBody& body) {
    std::vector<LabelLine> lines;
    std::vector<double> heights;
    for (int r = run.first; r <= run.last; ++r) lines.push_back({body_rows_[static_cast<std::size_t>(r)].y, false});
    for (const Label* group : groups) heights.push_back(group->middle());
    LabelSpacing spacing;
    spacing.em = em_;
    spacing.widest_pitch_em = spacing.reach_em = 1e6;
    spacing.most_lines = 30;
    LabelMatch match = match_labels(lines, heights, spacing);
    std::vector<const Label*> kept = with_lost_groups_merged(groups, match);
    for (std::size_t i = 0; i < lines.size();) {
      std::size_t end = i + 1;
      while (end < lines.size() && match.block_of_line[end] == match.block_of_line[i]) ++end;
      int group = match.row_of_line[i];
      add_group(col, {run.first + static_cast<int>(i), run.first + static_cast<int>(end) - 1},
                group < 0 ? nullptr : kept[static_cast<std::size_t>(group)], body);
      i = end;
    }
  }

  /// A group that got no rows goes to the one before it, or the one behind: no text is lost.
  std::vector<const Label*> with_lost_groups_merged(const std::vector<const Label*>& groups, const LabelMatch& match) {
    std::vector<const Label*> kept = groups;
    auto has_rows = [&](std::size_t g) {
      return std::find(match.row_of_line.begin(), match.row_of_line.end(), static_cast<int>(g)) != match.row_of_line.end();
    };
    std::size_t last = groups.size();
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (has_rows(g)) last = g;
      if (has_rows(g) || (last == groups.size() && g + 1 == groups.size())) continue;
      std::size_t to = last == groups.size() ? g + 1 : last;
      std::vector<const Label*> one{kept[to]};
      merge_into_last(one, *kept[g]);
      kept[to] = one.back();
    }
    return kept;
  }

  void add_group(int col, const Run& run, const Label* label, AlignedBody& body) {
    AlignedLabel cell;
    if (label) cell = cell_of(*label);
    cell.col = col;
    cell.col_span = 1;
    cell.row = run.first;
    cell.row_span = run.last - run.first + 1;
    body.labels.push_back(cell);
  }

  const std::vector<double>& rows_;
  const LabelSpacing& spacing_;
  double header_right_;
  double em_;
  std::vector<double> borders_;
  std::vector<Chunk> chunks_;
  const WordLine* current_line_ = nullptr;
  std::vector<const Chunk*> label_of_row_;
  std::vector<Label> labels_;
  std::vector<std::unique_ptr<Label>> merged_;
  std::vector<BodyRow> body_rows_;
  std::vector<int> body_row_;  ///< of each row of values
};

}  // namespace

AlignedBody place_labels(const std::vector<const AlignedWord*>& words, const std::vector<double>& rows,
                         double header_right, const LabelSpacing& spacing) {
  return LabelPlacer(words, rows, header_right, spacing).place();
}

}  // namespace nianbao
