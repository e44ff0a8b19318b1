#include "normalize/row_mapper.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "model/unicode.h"

namespace nianbao {
namespace {

constexpr int kExact = 100;
constexpr int kNear = 60;       // less 8 a differing character
constexpr int kGroup = 10;      // the group label agrees
constexpr int kWrongGroup = 30; // the group label is another group's
constexpr int kOrdinal = 5;
constexpr std::size_t kMaxNearItems = 400;  // beyond, only exact labels are looked at: such a table is no form's

struct FlatRow {
  FormRowRef ref;
  const std::vector<LabelText>* labels;
  const std::vector<LabelText>* groups;
  const FormRow* row;
};

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

/// The labels an item may have, likeliest first: its last label cell, that with the one before it, and what
/// stands behind an inner number (`（三）不予公开1.属于国家秘密` in one cell). Those that had to be made are kept in `made`.
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
  if (cells.size() >= 2) {
    LabelText joined = to_label(cells[cells.size() - 2]->text + cells.back()->text);
    out.push_back(joined);
    // Of a scan an unknown last label is a garbled one: the row is not its group's.
    if (cells[cells.size() - 2]->uses.row_of != 0 && !cells.back()->recognition) out.push_back(cells[cells.size() - 2]->label);
  }
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

/// Rows of a variant that the mapped rows rule out are not missing.
bool excluded_variant(const FlatRow& row, const std::map<std::string, std::string>& chosen) {
  if (row.row->variant_set.empty()) return false;
  auto at = chosen.find(row.row->variant_set);
  return at != chosen.end() && at->second != row.row->variant;
}

class Filler {
 public:
  Filler(const std::vector<const RowItem*>& items, const std::vector<FlatRow>& rows, std::vector<int>& assigned)
      : items_(items), rows_(rows), assigned_(assigned) {
    for (int row : assigned_)
      if (row >= 0 && !rows_[row].row->variant_set.empty()) chosen_[rows_[row].row->variant_set] = rows_[row].row->variant;
  }

  /// Fills each stretch of nameless items between two mapped neighbours.
  std::vector<bool> fill() {
    std::vector<bool> by_order(items_.size(), false);
    for (std::size_t i = 0; i < items_.size();) {
      if (!nameless(i)) {
        ++i;
        continue;
      }
      std::size_t end = i;
      while (end < items_.size() && assigned_[end] < 0 && nameless(end)) ++end;
      std::vector<int> missing = missing_between(i, end);
      if (missing.size() == end - i)
        for (std::size_t k = i; k < end; ++k) assigned_[k] = missing[k - i], by_order[k] = true;
      i = end;
    }
    return by_order;
  }

 private:
  /// An item with values and no label that says otherwise; a scan's label that fits no row may be any.
  bool nameless(std::size_t i) const {
    if (assigned_[i] >= 0 || items_[i]->is_run()) return false;
    bool number = std::any_of(items_[i]->cells.begin(), items_[i]->cells.end(), [](const ItemCell& c) { return c.number; }) ||
                  is_blank_scanned_row(*items_[i]);
    std::vector<const ItemCell*> labels = label_cells_of(*items_[i]);
    bool known_group = std::all_of(labels.begin(), labels.end(), [](const ItemCell* c) { return c->uses.group_of != 0 || c->recognition; });
    return number && known_group;
  }

  /// A row of a scanned table whose cells are all empty behind its label.
  static bool is_blank_scanned_row(const RowItem& item) {
    constexpr long kLeastCells = 3;
    const auto blank = [](const ItemCell& c) { return c.recognition && c.text.empty(); };
    auto first = std::find_if(item.cells.begin(), item.cells.end(), blank);
    return item.cells.end() - first >= kLeastCells && std::all_of(first, item.cells.end(), blank);
  }

  std::vector<int> missing_between(std::size_t first, std::size_t end) const {
    int below = -1, above = static_cast<int>(rows_.size());
    for (std::size_t k = 0; k < first; ++k) below = std::max(below, assigned_[k]);
    for (std::size_t k = end; k < items_.size(); ++k)
      if (assigned_[k] >= 0) above = std::min(above, assigned_[k]);
    if (below < 0 && above == static_cast<int>(rows_.size())) return {};  // nothing to hold on to
    std::vector<int> out;
    for (int r = below + 1; r < above; ++r) {
      bool taken = std::find(assigned_.begin(), assigned_.end(), r) != assigned_.end();
      if (!taken && !excluded_variant(rows_[r], chosen_)) out.push_back(r);
    }
    return without_short_variants(out, end - first);
  }

  /// Where the variant is open, the one that makes the count fit.
  std::vector<int> without_short_variants(std::vector<int> rows, std::size_t wanted) const {
    std::map<std::pair<std::string, std::string>, int> variants;
    for (int r : rows)
      if (!rows_[r].row->variant_set.empty()) ++variants[{rows_[r].row->variant_set, rows_[r].row->variant}];
    if (variants.size() < 2) return rows;
    for (const auto& [variant, count] : variants) {
      std::vector<int> kept;
      for (int r : rows)
        if (rows_[r].row->variant_set != variant.first || rows_[r].row->variant == variant.second) kept.push_back(r);
      if (kept.size() == wanted) return kept;
    }
    return rows;
  }

  const std::vector<const RowItem*>& items_;
  const std::vector<FlatRow>& rows_;
  std::vector<int>& assigned_;
  std::map<std::string, std::string> chosen_;
};

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
    if (!item.cells[i].number && !item.cells[i].label.empty()) out.push_back(&item.cells[i]);
  // In markup a span that is too long reaches beside labels of rows that are none of its own.
  const bool has_own = std::any_of(out.begin(), out.end(), [](const ItemCell* cell) { return cell->anchored; });
  while (item.kind == GridKind::markup && has_own && !out.back()->anchored) out.pop_back();
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
  std::vector<bool> by_order = Filler(items, rows, assigned).fill();
  std::vector<RowAssignment> out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (assigned[i] < 0) continue;
    out[i].ref = rows[assigned[i]].ref;
    out[i].fit = by_order[i] ? RowFit::by_order : scores[i][assigned[i]].fit;
  }
  return out;
}

}  // namespace nianbao
