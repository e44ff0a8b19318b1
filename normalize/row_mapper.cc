#include "normalize/row_mapper.h"

#include <algorithm>
#include <optional>
#include <span>

#include "model/unicode.h"
#include "normalize/row_filling.h"

namespace nianbao {
namespace {

constexpr int kExact = 100;
constexpr int kNear = 60;       // less 8 a differing character
constexpr int kGroup = 10;      // the group label agrees
constexpr int kWrongGroup = 30; // the group label is another group's
constexpr int kOrdinal = 5;
constexpr std::size_t kMaxNearItems = 400;  // beyond, only exact labels are looked at: such a table is no form's

std::vector<FlatRow> flatten(const IndexedForm& form, const IndexedTable& table) {
  std::vector<FlatRow> out;
  const FormTable* source = nullptr;
  for (std::size_t t = 0; t < form.tables.size(); ++t)
    if (&form.tables[t] == &table) source = &form.form->tables[t];
  for (std::size_t b = 0; b < table.blocks.size(); ++b)
    for (std::size_t r = 0; r < table.blocks[b].rows.size(); ++r)
      out.push_back({{static_cast<int>(b), static_cast<int>(r)}, &table.blocks[b].rows[r], &table.blocks[b].row_groups[r],
                     &source->blocks[b].rows[r]});
  return out;
}

bool any_exact(const LabelText& label, const std::vector<LabelText>& known) {
  return std::any_of(known.begin(), known.end(),
                     [&](const LabelText& k) { return is_exact(label, k); });
}

/// How the item's other label cells speak for or against the row's group.
int group_score(const RowItem& item, const FlatRow& row) {
  std::vector<const ItemCell*> cells = label_cells_of(item);
  int score = 0;
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    if (any_exact(cells[i]->label, *row.groups)) score += kGroup;
    else if (cells[i]->uses.group_of != 0 && i + 2 == cells.size() && !row.groups->empty()) score -= kWrongGroup;
  }
  return score;
}

struct Score {
  int points = 0;
  RowFit fit = RowFit::none;
};

Score score_of(const RowItem& item, std::span<const LabelText> candidates, const FlatRow& row, bool exact_only) {
  Score best;
  for (const LabelText& candidate : candidates) {
    LabelMatch match;
    if (exact_only) match.fit = any_exact(candidate, *row.labels) ? LabelFit::exact : LabelFit::none;
    else match = match_label(candidate, *row.labels);
    if (match.fit == LabelFit::none) continue;
    int points = match.fit == LabelFit::exact ? kExact : kNear - 8 * match.distance;
    if (candidate.ordinal > 0 && row.row->ordinal > 0) points += candidate.ordinal == row.row->ordinal ? kOrdinal : -kOrdinal;
    if (points > best.points) best = {points, match.fit == LabelFit::exact ? RowFit::exact : RowFit::near};
    if (match.fit == LabelFit::exact) break;
  }
  if (best.points > 0) best.points = std::max(1, best.points + group_score(item, row));
  return best;
}

using ScoreTable = std::vector<std::vector<Score>>;

ScoreTable score_all(const std::vector<const RowItem*>& items, const std::vector<FlatRow>& rows) {
  ScoreTable out(items.size(), std::vector<Score>(rows.size()));
  std::vector<LabelText> made;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::span<const LabelText> candidates = label_candidates(*items[i], made);
    if (candidates.empty()) continue;
    bool exact = false;
    for (std::size_t j = 0; j < rows.size(); ++j) {
      out[i][j] = score_of(*items[i], candidates, rows[j], true);
      exact = exact || out[i][j].fit == RowFit::exact;
    }
    if (exact || items.size() > kMaxNearItems) continue;
    for (std::size_t j = 0; j < rows.size(); ++j) out[i][j] = score_of(*items[i], candidates, rows[j], false);
  }
  return out;
}

/// The monotone alignment with the greatest sum of scores; for each item the row or -1.
std::vector<int> align(const ScoreTable& scores, std::size_t rows) {
  std::size_t n = scores.size();
  std::vector<std::vector<int>> best(n + 1, std::vector<int>(rows + 1, 0));
  for (std::size_t i = 1; i <= n; ++i)
    for (std::size_t j = 1; j <= rows; ++j) {
      best[i][j] = std::max(best[i - 1][j], best[i][j - 1]);
      int points = scores[i - 1][j - 1].points;
      if (points > 0) best[i][j] = std::max(best[i][j], best[i - 1][j - 1] + points);
    }
  std::vector<int> out(n, -1);
  std::size_t i = n, j = rows;
  while (i > 0 && j > 0) {
    if (best[i][j] == best[i - 1][j]) {
      --i;
    } else if (best[i][j] == best[i][j - 1]) {
      --j;
    } else {
      out[--i] = static_cast<int>(--j);
    }
  }
  return out;
}

/// Exact labels that stand out of order take their row if nobody else has it.
void take_exact_out_of_order(const ScoreTable& scores, std::vector<int>& assigned) {
  for (std::size_t i = 0; i < assigned.size(); ++i) {
    if (assigned[i] >= 0) continue;
    int only = -1, count = 0;
    for (std::size_t j = 0; j < scores[i].size(); ++j)
      if (scores[i][j].fit == RowFit::exact && scores[i][j].points >= kExact) only = static_cast<int>(j), ++count;
    if (count == 1 && std::find(assigned.begin(), assigned.end(), only) == assigned.end()) assigned[i] = only;
  }
}

}  // namespace

namespace {

/// Specks beside a scan's number make a text of it, and no label: a label has Chinese characters.
bool is_label_cell(const ItemCell& cell) {
  return !cell.number && !cell.label.empty() && (cell.has_han || !cell.recognition);
}

}  // namespace

std::vector<const ItemCell*> label_cells_of(const RowItem& item) {
  std::size_t first_number = 0;
  bool texted = false;
  for (; first_number < item.cells.size(); ++first_number) {
    texted = texted || item.cells[first_number].has_han;
    if (item.cells[first_number].number && texted) break;
  }
  bool numbers_only = !texted;
  std::vector<const ItemCell*> out;
  if (numbers_only) return out;
  for (std::size_t i = 0; i < first_number; ++i)
    if (is_label_cell(item.cells[i])) out.push_back(&item.cells[i]);
  // In markup a span that is too long reaches beside labels of rows that are none of its own.
  const bool has_own = std::any_of(out.begin(), out.end(), [](const ItemCell* cell) { return cell->anchored; });
  while (item.kind == GridKind::markup && has_own && !out.back()->anchored) out.pop_back();
  return out;
}

std::span<const LabelText> label_candidates(const RowItem& item, std::vector<LabelText>& made) {
  if (item.is_run()) return item.run_labels;
  std::vector<LabelText>& out = made;
  out.clear();
  std::vector<const ItemCell*> cells = label_cells_of(item);
  if (cells.empty()) return out;
  if (cells.back()->uses.row_of != 0) return {&cells.back()->label, 1};
  out.push_back(cells.back()->label);
  std::u32string raw = to_code_points(cells.back()->text);
  for (std::size_t i = raw.size(); i-- > 1;) {
    bool inner = (raw[i] == U'(' || raw[i] == U'（' || (raw[i] >= U'1' && raw[i] <= U'9'));
    if (!inner) continue;
    LabelText label = to_label(std::u32string_view(raw).substr(i));
    if (label.ordinal > 0) out.push_back(label);
  }
  // Of a scan the last may be a number that was read as text.
  for (std::size_t i = cells.size() - 1; i-- > 0 && cells.back()->recognition;)
    if (cells[i]->uses.group_of == 0) out.push_back(cells[i]->label);
  if (cells.size() >= 2) {
    LabelText joined = to_label(cells[cells.size() - 2]->text + cells.back()->text);
    out.push_back(joined);
    // Of a scan an unknown last label is a garbled one: the row is not its group's.
    if (cells[cells.size() - 2]->uses.row_of != 0 && !cells.back()->recognition) out.push_back(cells[cells.size() - 2]->label);
  }
  return out;
}

FormRowRef find_exact_row(const RowItem& item, const IndexedTable& table) {
  std::vector<LabelText> made;
  for (const LabelText& candidate : label_candidates(item, made))
    for (std::size_t b = 0; b < table.blocks.size(); ++b)
      for (std::size_t r = 0; r < table.blocks[b].rows.size(); ++r)
        if (any_exact(candidate, table.blocks[b].rows[r])) return {static_cast<int>(b), static_cast<int>(r)};
  return {};
}

std::vector<RowAssignment> map_rows(const std::vector<const RowItem*>& items, const IndexedForm& form,
                                    const IndexedTable& table) {
  std::vector<FlatRow> rows = flatten(form, table);
  ScoreTable scores = score_all(items, rows);
  std::vector<int> assigned = align(scores, rows.size());
  take_exact_out_of_order(scores, assigned);
  std::vector<bool> by_order = fill_by_order(items, rows, assigned);
  std::vector<RowAssignment> out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (assigned[i] < 0) continue;
    out[i].ref = rows[assigned[i]].ref;
    out[i].fit = by_order[i] ? RowFit::by_order : scores[i][assigned[i]].fit;
  }
  return out;
}

}  // namespace nianbao
