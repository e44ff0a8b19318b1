#pragma once

#include <optional>
#include <vector>

#include "model/form.h"
#include "normalize/run_split.h"

namespace nianbao {

/// A cell of a run-together row: what it can be, and what was decided.
struct RunCellState {
  int field = -1;                   ///< index into Form::fields
  std::vector<RunCell> all;         ///< over all splits, ascending
  std::vector<RunCell> with_sums;   ///< over the splits that meet the row's sums; empty where none does
  bool needs_sums = false;          ///< the splits agreeing is not enough: cells may have been lost
  enum class Verdict { certain, repaired, open } verdict = Verdict::open;
  std::optional<RunCell> chosen;    ///< of certain and repaired
};

/// What is known of a field that is not run-together: a number, or nothing (blank, dash, unreadable).
struct KnownField {
  int field = -1;
  std::optional<Decimal> value;
};
using KnownFields = std::vector<KnownField>;

/// Decides the cells of all run-together rows of a table, cell by cell:
/// all splits agree → certain; else the splits that meet the row's sums agree → repaired, unless a relation along the
/// columns that could hold speaks against it; else what those relations leave, where they leave one → repaired; else
/// open. A relation with a field that is neither known nor among `cells`, and not of another variant, says nothing.
void decide_runs(const Form& form, const KnownFields& known, std::vector<RunCellState>& cells);

}  // namespace nianbao
