#include "normalize/run_solver.h"

#include <algorithm>

namespace nianbao {
namespace {

using Verdict = RunCellState::Verdict;
constexpr std::size_t kMaxSums = 5'000;

/// What a field can be: the readings of a run-together cell, a known number, or neither.
struct FieldState {
  const RunCellState* cell = nullptr;
  const KnownField* known = nullptr;
};

class Solver {
 public:
  Solver(const Form& form, const KnownFields& known, const std::vector<RunCellState>& cells)
      : form_(form), states_(form.fields.size()) {
    for (const KnownField& field : known) states_[field.field].known = &field;
    for (const RunCellState& cell : cells) states_[cell.field].cell = &cell;
    for (std::size_t r = 0; r < form.relations.size(); ++r)
      if (!form.relations[r].along_row && is_broken(form.relations[r])) broken_.push_back(&form.relations[r]);
  }

  /// The cell's reading, of several, that sums leave alone; none where they leave more.
  std::optional<RunCell> decide(const RunCellState& cell) const {
    const std::vector<RunCell>& readings = cell.with_sums.empty() ? cell.all : cell.with_sums;
    std::vector<RunCell> left = readings;
    for (const RelationInstance& relation : form_.relations)
      if (!relation.along_row && contains(relation, cell.field) && !shares_broken(relation, cell.field))
        keep_holding(relation, cell, left);
    bool by_sums = cell.with_sums.size() == 1, spoken = left.size() < readings.size();
    if (left.size() != 1 || (!by_sums && !spoken)) return std::nullopt;
    return left.front();
  }

 private:
  static bool has(const std::vector<int>& side, int field) { return std::find(side.begin(), side.end(), field) != side.end(); }

  static bool contains(const RelationInstance& relation, int field) { return has(relation.left, field) || has(relation.right, field); }

  /// Whether no readings make the relation hold.
  bool is_broken(const RelationInstance& relation) const {
    std::optional<Sums> left = sums_of(relation.left, -1), right = sums_of(relation.right, -1);
    return left && right && std::none_of(left->begin(), left->end(), [&](const Decimal& sum) {
      return std::binary_search(right->begin(), right->end(), sum);
    });
  }

  /// Whether another field of the relation stands in one that is broken whatever the readings: a total of zero over parts
  /// that are not zero says nothing of what was received either.
  bool shares_broken(const RelationInstance& relation, int field) const {
    return std::any_of(broken_.begin(), broken_.end(), [&](const RelationInstance* broken) {
      auto shared = [&](int other) { return other != field && contains(*broken, other); };
      return broken != &relation && (std::any_of(relation.left.begin(), relation.left.end(), shared) ||
                                     std::any_of(relation.right.begin(), relation.right.end(), shared));
    });
  }

  /// Drops the readings that a relation along the column speaks against. One that no reading of the cell could make hold is
  /// broken by what is certain, and says nothing.
  void keep_holding(const RelationInstance& relation, const RunCellState& cell, std::vector<RunCell>& readings) const {
    bool on_left = has(relation.left, cell.field);
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
    Sums sums{Decimal(0)};
    for (int field : side) {
      if (field == left_out) continue;
      const RunCellState* cell = states_[field].cell;
      bool known = cell && cell->all.size() > 1 ? add_readings(*cell, sums) : add_certain(field, certain);
      if (!known) return std::nullopt;
    }
    for (Decimal& sum : sums) {
      auto added = Decimal::sum(sum, certain);
      if (!added) return std::nullopt;
      sum = *added;
    }
    return sums;
  }

  bool add_certain(int field, Decimal& sum) const {
    const FieldState& state = states_[field];
    std::optional<Decimal> value;
    if (state.cell && !state.cell->all.empty() && !state.cell->all.front().dash) value = state.cell->all.front().value;
    if (!state.cell && state.known) value = state.known->value;
    // Not shown: a field of the other variant counts nothing, any other is unknown.
    bool of_variant = !state.cell && !state.known && !form_.fields[field].variant_set.empty();
    if (of_variant && other_variant_shown(field)) value = Decimal(0);
    std::optional<Decimal> added = value ? Decimal::sum(sum, *value) : std::nullopt;
    if (added) sum = *added;
    return added.has_value();
  }

  static bool add_readings(const RunCellState& cell, Sums& sums) {
    Sums next;
    for (const RunCell& reading : cell.all) {
      if (reading.dash) return false;
      for (const Decimal& sum : sums)
        if (auto added = Decimal::sum(sum, reading.value)) next.push_back(*added);
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    std::swap(sums, next);
    return sums.size() <= kMaxSums;
  }

  bool other_variant_shown(int field) const {
    const Field& own = form_.fields[field];
    for (std::size_t f = 0; f < states_.size(); ++f) {
      const Field& other = form_.fields[f];
      bool shown = states_[f].cell || states_[f].known;
      if (shown && other.variant_set == own.variant_set && other.variant != own.variant) return true;
    }
    return false;
  }

  const Form& form_;
  std::vector<FieldState> states_;  ///< by field
  std::vector<const RelationInstance*> broken_;  ///< of those along the columns
};

}  // namespace

void decide_runs(const Form& form, const KnownFields& known, std::vector<RunCellState>& cells) {
  Solver solver(form, known, cells);
  for (RunCellState& cell : cells) {
    if (cell.all.size() == 1 && !(cell.needs_sums && cell.with_sums.empty())) {
      cell.verdict = Verdict::certain;
      cell.chosen = cell.all.front();
    } else if (cell.all.size() > 1) {
      // The solver looks at readings only, never at verdicts: the order of the cells does not matter.
      cell.chosen = solver.decide(cell);
      if (cell.chosen) cell.verdict = Verdict::repaired;
    }
  }
}

}  // namespace nianbao
