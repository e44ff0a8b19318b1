#include "normalize/column_plan.h"

#include <algorithm>

#include "model/unicode.h"
#include "normalize/likely_label.h"
#include "normalize/number_cell.h"

namespace nianbao {
namespace {

constexpr int kExact = 100, kNear = 50, kGroup = 15;

/// A column of the header: its lowest cell and those above it.
struct HeaderColumn {
  int col0 = 0, col1 = 0;
  std::vector<const ItemCell*> stack;  ///< top to bottom, cells with text only
};

/// One cell over both, or the cell that a conversion repeats for each column that it spans.
bool is_one_cell(const ItemCell& a, const ItemCell& b) {
  if (&a == &b) return true;
  return a.label.key.size() >= 3 && a.text == b.text && a.col1 == b.col0;
}

std::vector<HeaderColumn> header_columns(const std::vector<const RowItem*>& header) {
  int cols = 0;
  for (const RowItem* row : header)
    for (const ItemCell& cell : row->cells) cols = std::max(cols, cell.col1);
  std::vector<HeaderColumn> columns(cols);
  for (const RowItem* row : header)
    for (const ItemCell& cell : row->cells) {
      if (!cell.anchored || cell.text.empty()) continue;
      for (int c = cell.col0; c < cell.col1; ++c) columns[c].stack.push_back(&cell);
    }
  std::vector<HeaderColumn> out;
  for (int c = 0; c < cols; ++c) {
    columns[c].col0 = c;
    columns[c].col1 = c + 1;
    bool same = !out.empty() && !out.back().stack.empty() && !columns[c].stack.empty() &&
                is_one_cell(*out.back().stack.back(), *columns[c].stack.back());
    if (same) {
      out.back().col1 = c + 1;
      out.back().stack.back() = columns[c].stack.back();
    } else out.push_back(std::move(columns[c]));
  }
  return out;
}

struct Score {
  int points = 0;
  ColumnFit fit = ColumnFit::absent;
};

/// The labels a header column may have: its lowest text alone, the lowest two joined, …
std::vector<LabelText> header_labels(const HeaderColumn& column) {
  std::vector<LabelText> out;
  std::string joined;
  for (std::size_t k = 0; k < column.stack.size() && k < 4; ++k) {
    const ItemCell& cell = *column.stack[column.stack.size() - 1 - k];
    if (column.stack.size() > 1) joined = cell.text + joined;
    out.push_back(k == 0 ? cell.label : to_label(joined));
  }
  return out;
}

bool any_exact(const LabelText& label, const std::vector<LabelText>& known) {
  return std::any_of(known.begin(), known.end(), [&](const LabelText& k) { return is_exact(label, k); });
}

Score score_of(const HeaderColumn& column, const std::vector<LabelText>& seen, const std::vector<LabelText>& labels,
               const std::vector<LabelText>& groups, bool exact_only) {
  Score best;
  std::size_t used = 0;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    LabelMatch match;
    if (exact_only) match.fit = any_exact(seen[k], labels) ? LabelFit::exact : LabelFit::none;
    else match = match_label(seen[k], labels);
    if (match.fit == LabelFit::none) continue;
    // A longer exact match says more than a shorter one (企业 below 商业).
    int points = match.fit == LabelFit::exact ? kExact + static_cast<int>(k) : kNear - 8 * match.distance;
    if (points > best.points) {
      best = {points, match.fit == LabelFit::exact ? ColumnFit::exact : ColumnFit::near};
      used = k + 1;
    }
  }
  if (best.points <= 0) return {};
  for (std::size_t k = used; k < column.stack.size(); ++k) {
    const ItemCell& above = *column.stack[column.stack.size() - 1 - k];
    if (any_exact(above.label, groups)) best.points += kGroup;
  }
  return best;
}

std::vector<int> align(const std::vector<std::vector<Score>>& scores, std::size_t columns) {
  std::size_t n = scores.size();
  std::vector<std::vector<int>> best(n + 1, std::vector<int>(columns + 1, 0));
  for (std::size_t i = 1; i <= n; ++i)
    for (std::size_t j = 1; j <= columns; ++j) {
      best[i][j] = std::max(best[i - 1][j], best[i][j - 1]);
      if (scores[i - 1][j - 1].points > 0)
        best[i][j] = std::max(best[i][j], best[i - 1][j - 1] + scores[i - 1][j - 1].points);
    }
  std::vector<int> out(n, -1);
  for (std::size_t i = n, j = columns; i > 0 && j > 0;) {
    if (best[i][j] == best[i - 1][j]) --i;
    else if (best[i][j] == best[i][j - 1]) --j;
    else out[--i] = static_cast<int>(--j);
  }
  return out;
}

bool is_recognised(const HeaderColumn& column) { return !column.stack.empty() && column.stack.back()->recognition != nullptr; }

/// Whether a scan's header says something else than the form's column.
bool speaks_against(const HeaderColumn& column, const std::vector<LabelText>& known) {
  if (!is_recognised(column)) return false;
  const ItemCell& cell = *column.stack.back();
  if (!is_legible(*cell.recognition, cell.label)) return false;
  const std::vector<LabelText> seen = header_labels(column);
  return std::all_of(seen.begin(), seen.end(), [&](const LabelText& label) { return likeness_of(label, known) < kLeastLikeness; });
}

/// A scan's header with as many columns from its first number on as the form has: they are the form's, in order, where the labels
/// fit no other order better. Groups of columns have the same labels, and a garbled group may fit its neighbour's as well.
void prefer_form_order(const std::vector<HeaderColumn>& header, const std::vector<std::vector<Score>>& scores, int first_value, std::vector<int>& assigned) {
  const std::size_t columns = scores.front().size();
  auto first = std::find_if(header.begin(), header.end(), [&](const HeaderColumn& column) { return column.col0 == first_value; });
  const auto begin = static_cast<std::size_t>(first - header.begin());
  if (header.size() - begin != columns || !std::any_of(first, header.end(), is_recognised)) return;
  int in_order = 0, found = 0;
  for (std::size_t c = 0; c < columns; ++c) in_order += scores[begin + c][c].points;
  for (std::size_t i = 0; i < header.size(); ++i)
    if (assigned[i] >= 0) found += scores[i][static_cast<std::size_t>(assigned[i])].points;
  if (in_order < found) return;
  for (std::size_t i = 0; i < header.size(); ++i)
    assigned[i] = i >= begin && scores[i][i - begin].points > 0 ? static_cast<int>(i - begin) : -1;
}

void set_column(PlannedColumn& out, const HeaderColumn& column, ColumnFit fit) {
  out.fit = fit;
  out.col0 = column.col0;
  out.col1 = column.col1;
  if (column.stack.empty()) return;
  out.raw = column.stack.back()->text;
  out.source = column.stack.back()->source;
  for (const ItemCell* cell : column.stack) {
    std::string unit = stated_unit(cell->text);
    if (!unit.empty()) out.unit = unit;
  }
}

/// Unassigned header columns between assigned ones take the columns missing there, if as many; so do those from the first value's on.
void fill_by_order(const std::vector<HeaderColumn>& header, const IndexedBlock& block, int first_value, std::vector<int>& assigned, ColumnPlan& plan) {
  int columns = static_cast<int>(plan.columns.size());
  const bool scanned = std::any_of(header.begin(), header.end(), is_recognised);
  for (std::size_t i = 0; i < header.size();) {
    if (assigned[i] >= 0) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < header.size() && assigned[end] < 0) ++end;
    int below = -1, above = columns;
    for (std::size_t k = 0; k < i; ++k) below = std::max(below, assigned[k]);
    for (std::size_t k = end; k < header.size(); ++k)
      if (assigned[k] >= 0) above = std::min(above, assigned[k]);
    // Left of the first value stand the rows' labels.
    while (scanned && below < 0 && i + 1 < end && header[i].col0 < first_value) ++i;
    bool bounded = below >= 0 || (scanned && header[i].col0 == first_value);
    bool fits = bounded && above - below - 1 == static_cast<int>(end - i);
    for (std::size_t k = i; fits && k < end; ++k)
      fits = !speaks_against(header[k], block.columns[static_cast<std::size_t>(below + 1) + (k - i)]);
    if (fits)
      for (std::size_t k = i; k < end; ++k) {
        assigned[k] = below + 1 + static_cast<int>(k - i);
        set_column(plan.columns[assigned[k]], header[k], ColumnFit::by_order);
      }
    i = end;
  }
}

}  // namespace

int ColumnPlan::present() const {
  return static_cast<int>(
      std::count_if(columns.begin(), columns.end(), [](const PlannedColumn& c) { return c.fit != ColumnFit::absent; }));
}

ColumnPlan plan_columns(const std::vector<const RowItem*>& header, const IndexedBlock& block, int first_value) {
  ColumnPlan plan;
  plan.columns.resize(block.columns.size());
  std::vector<HeaderColumn> columns = header_columns(header);
  std::vector<std::vector<Score>> scores(columns.size(), std::vector<Score>(block.columns.size()));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::vector<LabelText> seen = header_labels(columns[i]);
    bool exact = false;
    for (bool exact_only : {true, false}) {
      if (!exact_only && exact) break;
      for (std::size_t j = 0; j < block.columns.size(); ++j) {
        scores[i][j] = score_of(columns[i], seen, block.columns[j], block.column_groups[j], exact_only);
        exact = exact || scores[i][j].points > 0;
      }
    }
  }
  std::vector<int> assigned = align(scores, block.columns.size());
  if (!scores.empty()) prefer_form_order(columns, scores, first_value, assigned);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (assigned[i] >= 0) {
      set_column(plan.columns[assigned[i]], columns[i], scores[i][assigned[i]].fit);
      plan.has_header = true;
    }
  if (!plan.has_header) return plan;
  fill_by_order(columns, block, first_value, assigned, plan);
  int first = 1 << 30;
  for (const PlannedColumn& column : plan.columns)
    if (column.fit != ColumnFit::absent) first = std::min(first, column.col0);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (assigned[i] >= 0 || columns[i].col0 < first) continue;
    ForeignColumn foreign{columns[i].col0, columns[i].col1, "", {}};
    if (!columns[i].stack.empty()) foreign.raw = columns[i].stack.back()->text, foreign.source = columns[i].stack.back()->source;
    plan.foreign.push_back(std::move(foreign));
  }
  return plan;
}

ColumnPlan plan_all_columns(const std::vector<const RowItem*>& header, const IndexedBlock& block) {
  ColumnPlan plan;
  std::vector<const ItemCell*> free;
  for (const RowItem* row : header)
    for (const ItemCell& cell : row->cells)
      if (cell.anchored && !cell.label.empty()) free.push_back(&cell);
  for (std::size_t c = 0; c < block.columns.size(); ++c) {
    auto at = std::find_if(free.begin(), free.end(), [&](const ItemCell* cell) {
      return any_exact(cell->label, block.columns[c]);
    });
    if (at == free.end()) return {false, std::vector<PlannedColumn>(block.columns.size()), {}};
    int place = static_cast<int>(c);
    plan.columns.push_back({ColumnFit::exact, place, place + 1, (*at)->text, stated_unit((*at)->text), (*at)->source});
    free.erase(at);
  }
  plan.has_header = true;
  return plan;
}

}  // namespace nianbao
