#include "normalize/run_solver.h"

#include <algorithm>

namespace nianbao {
namespace {

using Verdict = RunCellState::Verdict;
constexpr std::size_t kMaxSums = 5'000;

class Solver {
 public:
  Solver(const Form& form, const KnownFields& known, std::vector<RunCellState>& cells)
      : form_(form), known_(known), cells_(cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) cell_of_[cells[i].field] = static_cast<int>(i);
    for (const RelationInstance& relation : form.relations)
      if (!relation.along_row)
        for (const auto* side : {&relation.left, &relation.right})
          for (int field : *side) columns_of_[field].push_back(&relation);
  }

  void decide() {
    for (RunCellState& cell : cells_)
      if (cell.all.size() == 1 && !(cell.needs_sums && cell.with_sums.empty()))
        cell.verdict = Verdict::certain, cell.chosen = cell.all.front();
    std::vector<RunCellState> decided = cells_;
    for (std::size_t i = 0; i < cells_.size(); ++i)
      if (cells_[i].all.size() > 1) decide_cell(cells_[i], decided[i]);
    cells_ = std::move(decided);
  }

 private:
  void decide_cell(const RunCellState& cell, RunCellState& out) const {
    const std::vector<RunCell>& readings = cell.with_sums.empty() ? cell.all : cell.with_sums;
    std::vector<RunCell> left = readings;
    if (auto at = columns_of_.find(cell.field); at != columns_of_.end())
      for (const RelationInstance* relation : at->second) keep_holding(*relation, cell, left);
    bool by_sums = cell.with_sums.size() == 1, spoken = left.size() < readings.size();
    if (left.size() != 1 || (!by_sums && !spoken)) return;
    out.verdict = Verdict::repaired;
    out.chosen = left.front();
  }

  /// Drops the readings that a relation along the column speaks against. One that no reading of the cell could make hold is
  /// broken by what is certain, and says nothing.
  void keep_holding(const RelationInstance& relation, const RunCellState& cell, std::vector<RunCell>& readings) const {
    bool on_left = std::find(relation.left.begin(), relation.left.end(), cell.field) != relation.left.end();
    std::optional<Sums> left = sums_of(relation.left, cell.field), right = sums_of(relation.right, cell.field);
    if (!left || !right) return;
    const Sums& own = on_left ? *left : *right;
    const Sums& other = on_left ? *right : *left;
    auto holds = [&](const RunCell& reading) {
      if (reading.dash) return true;
      return std::any_of(own.begin(), own.end(), [&](const Decimal& sum) {
        std::optional<Decimal> whole = Decimal::sum(sum, reading.value);
        return whole && std::binary_search(other.begin(), other.end(), *whole);
      });
    };
    if (std::any_of(cell.all.begin(), cell.all.end(), holds)) std::erase_if(readings, [&](const RunCell& r) { return !holds(r); });
  }

  using Sums = std::vector<Decimal>;  ///< ascending, distinct

  /// All sums of one side without the field `left_out`; none where a field is unknown or there are too many.
  std::optional<Sums> sums_of(const std::vector<int>& side, int left_out) const {
    Decimal certain;
    Sums sums{Decimal(0)}, next;
    for (int field : side) {
      if (field == left_out) continue;
      std::optional<Sums> values = values_of(field);
      if (!values) return std::nullopt;
      if (values->size() == 1) {
        auto added = Decimal::sum(certain, values->front());
        if (!added) return std::nullopt;
        certain = *added;
        continue;
      }
      next.clear();
      for (const Decimal& sum : sums)
        for (const Decimal& value : *values)
          if (auto added = Decimal::sum(sum, value)) next.push_back(*added);
      std::sort(next.begin(), next.end());
      next.erase(std::unique(next.begin(), next.end()), next.end());
      if (next.size() > kMaxSums) return std::nullopt;
      std::swap(sums, next);
    }
    for (Decimal& sum : sums) {
      auto added = Decimal::sum(sum, certain);
      if (!added) return std::nullopt;
      sum = *added;
    }
    return sums;
  }

  std::optional<Sums> values_of(int field) const {
    if (auto cell = cell_of_.find(field); cell != cell_of_.end()) {
      Sums out;
      for (const RunCell& r : cells_[cell->second].all) {
        if (r.dash) return std::nullopt;
        out.push_back(r.value);
      }
      return out;
    }
    if (auto at = known_.find(field); at != known_.end()) {
      if (!at->second) return std::nullopt;
      return Sums{*at->second};
    }
    // Not shown: a field of the other variant counts nothing, any other is unknown.
    if (!form_.fields[field].variant_set.empty() && other_variant_shown(field)) return Sums{Decimal(0)};
    return std::nullopt;
  }

  bool other_variant_shown(int field) const {
    const Field& own = form_.fields[field];
    auto other = [&](int f) {
      const Field& shown = form_.fields[f];
      return shown.variant_set == own.variant_set && shown.variant != own.variant;
    };
    return std::any_of(cell_of_.begin(), cell_of_.end(), [&](const auto& e) { return other(e.first); }) ||
           std::any_of(known_.begin(), known_.end(), [&](const auto& e) { return other(e.first); });
  }

  const Form& form_;
  const KnownFields& known_;
  std::vector<RunCellState>& cells_;
  std::map<int, int> cell_of_;
  std::map<int, std::vector<const RelationInstance*>> columns_of_;
};

}  // namespace

void decide_runs(const Form& form, const KnownFields& known, std::vector<RunCellState>& cells) {
  Solver(form, known, cells).decide();
}

}  // namespace nianbao
