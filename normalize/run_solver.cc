#include "normalize/run_solver.h"

#include <algorithm>
#include <set>

namespace nianbao {
namespace {

using Verdict = RunCellState::Verdict;
constexpr std::size_t kMaxSums = 20'000;

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
    std::vector<RunCell> left;
    bool spoken = false;
    for (const RunCell& reading : readings) {
      bool against = spoken_against(cell.field, reading);
      spoken = spoken || against;
      if (!against) left.push_back(reading);
    }
    bool by_sums = cell.with_sums.size() == 1;
    if (left.size() != 1 || (!by_sums && !spoken)) return;
    out.verdict = Verdict::repaired;
    out.chosen = left.front();
  }

  /// Whether a relation along the field's column could hold, but not with this reading.
  bool spoken_against(int field, const RunCell& reading) const {
    auto at = columns_of_.find(field);
    if (at == columns_of_.end()) return false;
    for (const RelationInstance* relation : at->second)
      if (can_hold(*relation, -1, nullptr) && !can_hold(*relation, field, &reading)) return true;
    return false;
  }

  using Sums = std::set<Decimal>;

  /// All sums of one side; none where a field is unknown or there are too many.
  std::optional<Sums> sums_of(const std::vector<int>& side, int fixed, const RunCell* reading) const {
    Sums sums{Decimal(0)};
    for (int field : side) {
      std::optional<std::vector<Decimal>> values = values_of(field, fixed, reading);
      if (!values) return std::nullopt;
      Sums next;
      for (const Decimal& sum : sums)
        for (const Decimal& value : *values)
          if (auto added = Decimal::sum(sum, value)) next.insert(*added);
      if (next.size() > kMaxSums) return std::nullopt;
      sums = std::move(next);
    }
    return sums;
  }

  std::optional<std::vector<Decimal>> values_of(int field, int fixed, const RunCell* reading) const {
    std::vector<Decimal> out;
    if (field == fixed && reading) {
      if (reading->dash) return std::nullopt;
      return std::vector<Decimal>{reading->value};
    }
    if (auto cell = cell_of_.find(field); cell != cell_of_.end()) {
      const RunCellState& state = cells_[cell->second];
      for (const RunCell& r : state.all) {
        if (r.dash) return std::nullopt;
        out.push_back(r.value);
      }
      return out;
    }
    if (auto at = known_.find(field); at != known_.end()) {
      if (!at->second) return std::nullopt;
      return std::vector<Decimal>{*at->second};
    }
    // Not shown: a field of the other variant counts nothing, any other is unknown.
    if (!form_.fields[field].variant_set.empty() && other_variant_shown(field)) return std::vector<Decimal>{Decimal(0)};
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

  bool can_hold(const RelationInstance& relation, int fixed, const RunCell* reading) const {
    auto left = sums_of(relation.left, fixed, reading), right = sums_of(relation.right, fixed, reading);
    // An unknown side: it can hold as far as we know, and so speaks against nothing.
    if (!left || !right) return true;
    return std::any_of(left->begin(), left->end(), [&](const Decimal& sum) { return right->contains(sum); });
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
