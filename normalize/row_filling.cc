#include "normalize/row_filling.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "normalize/likely_label.h"

namespace nianbao {
namespace {

/// A group's label, which stands before rows whose own is not there.
bool is_group_alone(const ItemCell& label) { return label.uses.group_of != 0 && label.uses.row_of == 0; }

/// Whether a scan's label can be read well enough to speak against a row; one that is the document's own says so elsewhere.
bool has_legible_label(const RowItem& item) {
  const std::vector<const ItemCell*> labels = label_cells_of(item);
  return !labels.empty() && !is_group_alone(*labels.back()) && labels.back()->recognition && is_legible(*labels.back()->recognition, labels.back()->label);
}

int likeness_to(const RowItem& item, const FlatRow& row) {
  int best = 0;
  const std::vector<const ItemCell*> labels = label_cells_of(item);
  if (labels.empty() || is_group_alone(*labels.back())) return best;
  std::vector<LabelText> made;
  for (const LabelText& seen : label_candidates(item, made)) best = std::max(best, likeness_of(seen, *row.labels));
  return best;
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
      if (missing.size() == end - i && labels_allow(i, missing))
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

  /// Whether what is read of the scanned labels from item `first` on leaves the rows to them in this order.
  bool labels_allow(std::size_t first, const std::vector<int>& rows) const {
    std::vector<std::vector<int>> likeness;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      std::vector<int>& of_item = likeness.emplace_back();
      for (int row : rows) of_item.push_back(likeness_to(*items_[first + k], rows_[static_cast<std::size_t>(row)]));
      if (of_item[k] < kLeastLikeness && has_legible_label(*items_[first + k])) return false;
    }
    for (std::size_t a = 0; a < rows.size(); ++a)
      for (std::size_t b = a + 1; b < rows.size(); ++b)
        if (likeness[a][b] + likeness[b][a] > likeness[a][a] + likeness[b][b]) return false;
    return true;
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

}  // namespace

std::vector<bool> fill_by_order(const std::vector<const RowItem*>& items, const std::vector<FlatRow>& rows, std::vector<int>& assigned) {
  return Filler(items, rows, assigned).fill();
}

}  // namespace nianbao
