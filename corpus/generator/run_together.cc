#include "corpus/generator/run_together.h"

#include <algorithm>
#include <map>

namespace nianbao::corpus {

namespace {

constexpr std::size_t kMostSplits = 20000, kMostJoint = 100000;

/// A run as far as its own splits decide it. `splits` are those that remain: those whose row sum holds, if any does.
struct RunReading {
  const NumberRun* run;
  std::vector<Split> all, splits;
  std::vector<bool> decided;
  std::vector<bool> by_row_sum;  ///< decided, but not by all splits
};

bool agree(const std::vector<Split>& splits, std::size_t cell) {
  return std::all_of(splits.begin(), splits.end(), [&](const Split& s) { return s[cell] == splits.front()[cell]; });
}

/// Sums of a row: groups of cells whose last is the total of those before.
std::size_t cells_of_a_sum(const NumberRun& run) {
  if (run.row == "reviews") return 5;
  return run.row.rfind("requests.", 0) == 0 ? 7 : 0;
}

bool sums_hold(const Split& split, std::size_t width) {
  for (std::size_t from = 0; from < split.size(); from += width) {
    long long sum = 0;
    for (std::size_t i = from; i + 1 < from + width; ++i) sum += std::stoll(split[i]);
    if (sum != std::stoll(split[from + width - 1])) return false;
  }
  return true;
}

bool a_minus_could_be_a_dash(const NumberRun& run, const std::vector<Split>& splits) {
  if (run.text.find('-') == std::string::npos) return false;
  const auto with_dashes = all_splits(run, kMostSplits, true);
  if (!with_dashes) return true;
  for (std::size_t i = 0; i < run.fields.size(); ++i) {
    if (agree(splits, i) != agree(*with_dashes, i)) return true;
  }
  return false;
}

/// Blanks between some of a row's numbers and not between others: without a sum that holds, a blank cell may be among them.
bool gaps_leave_doubt(const Report& report, const NumberRun& run) {
  const auto gaps = std::count(run.text.begin(), run.text.end(), ' ');
  if (gaps == 0 || gaps + 1 >= static_cast<std::ptrdiff_t>(run.fields.size())) return false;
  Split truth;
  for (const std::string& field : run.fields) truth.push_back(find_entry(report, field)->number);
  const std::size_t width = cells_of_a_sum(run);
  return width == 0 || !sums_hold(truth, width);
}

/// None where the rules lead to a wrong reading.
std::optional<RunReading> read_run(const Report& report, const NumberRun& run) {
  std::optional<std::vector<Split>> splits = all_splits(run, kMostSplits, false);
  if (!splits || splits->empty() || a_minus_could_be_a_dash(run, *splits) || gaps_leave_doubt(report, run)) {
    return std::nullopt;
  }
  const std::vector<bool> none(run.fields.size());
  RunReading reading{&run, *splits, *splits, none, none};
  const std::size_t width = cells_of_a_sum(run);
  if (width > 0 && splits->size() > 1) {
    std::vector<Split> holding;
    std::copy_if(splits->begin(), splits->end(), std::back_inserter(holding),
                 [&](const Split& split) { return sums_hold(split, width); });
    if (!holding.empty()) reading.splits = holding;
  }
  for (std::size_t i = 0; i < run.fields.size(); ++i) {
    const bool certain = agree(*splits, i);
    reading.by_row_sum[i] = !certain && agree(reading.splits, i);
    reading.decided[i] = certain || reading.by_row_sum[i];
    const std::string& read = certain ? splits->front()[i] : reading.splits.front()[i];
    if (reading.decided[i] && read != find_entry(report, run.fields[i])->number) return std::nullopt;
  }
  const bool has_truth = std::any_of(reading.splits.begin(), reading.splits.end(), [&](const Split& split) {
    for (std::size_t i = 0; i < split.size(); ++i) {
      if (split[i] != find_entry(report, run.fields[i])->number) return false;
    }
    return true;
  });
  if (!has_truth) return std::nullopt;
  return reading;
}

/// An equation of a column: the fields whose sum counts plus and those whose sum counts minus.
struct ColumnRelation {
  std::vector<std::string> plus, minus;
};

std::vector<ColumnRelation> column_relations(const Report& report) {
  std::vector<ColumnRelation> out;
  for (const FormColumn& column : request_columns()) {
    const auto field = [&](const std::string& row) { return "requests." + row + "." + column.id; };
    out.push_back({{field("received"), field("carried_in")}, {field("total_processed"), field("carried_out")}});
    ColumnRelation sum{{field("total_processed")}, {}};
    for (const FormRow& row : request_rows(report.other_in_three)) {
      if (!row.outer.empty() && row.id != "total_processed") sum.minus.push_back(field(row.id));
    }
    out.push_back(sum);
  }
  return out;
}

using Assignment = std::map<std::string, std::string>;

bool holds(const ColumnRelation& relation, const Assignment& values) {
  long long balance = 0;
  for (const std::string& field : relation.plus) balance += std::stoll(values.at(field));
  for (const std::string& field : relation.minus) balance -= std::stoll(values.at(field));
  return balance == 0;
}

Assignment true_values(const Report& report) {
  Assignment out;
  for (const Entry& entry : report.entries) out[entry.field] = entry.number;
  return out;
}

/// A column whose mistake speaks against a cell that its row's sum decides: whether that makes doubt is open.
bool column_speaks_against(const Report& report, const RunReading& reading) {
  const Assignment values = true_values(report);
  for (const ColumnRelation& relation : column_relations(report)) {
    if (holds(relation, values)) continue;
    for (std::size_t i = 0; i < reading.by_row_sum.size(); ++i) {
      const auto has = [&](const std::vector<std::string>& side) {
        return std::find(side.begin(), side.end(), reading.run->fields[i]) != side.end();
      };
      if (reading.by_row_sum[i] && (has(relation.plus) || has(relation.minus))) return true;
    }
  }
  return false;
}

/// What the columns of the table of requests decide of the cells that the rows leave open.
class ColumnReasoning {
 public:
  ColumnReasoning(const Report& report, const std::vector<RunReading>& readings)
      : relations_(column_relations(report)), values_(true_values(report)) {
    for (const RunReading& reading : readings) {
      if (reading.run->row.rfind("requests.", 0) != 0) continue;
      const bool is_open = std::find(reading.decided.begin(), reading.decided.end(), false) != reading.decided.end();
      if (is_open) open_.push_back(&reading);
      for (std::size_t i = 0; i < reading.decided.size(); ++i) {
        if (!reading.decided[i]) undecided_.insert(reading.run->fields[i]);
        if (!reading.decided[i] || reading.by_row_sum[i]) uncertain_.insert(reading.run->fields[i]);
      }
    }
  }

  /// `undecided` without the cells that a column decides. None where a mistake in the columns, or reasoning over several
  /// rows at once, makes it a matter of opinion.
  std::optional<std::set<std::string>> undecided(std::set<std::string> undecided) {
    if (open_.empty()) return undecided;
    std::size_t joint = 1;
    for (const RunReading* reading : open_) joint *= std::min(reading->splits.size(), kMostJoint);
    if (joint > kMostJoint || !columns_hold()) return std::nullopt;
    enumerate(0);
    for (const std::string& field : undecided_) {
      const bool decided = is_decided_by_one(field);
      if (decided != (possible_[field].size() == 1)) return std::nullopt;
      if (decided) undecided.erase(field);
    }
    return undecided;
  }

 private:
  bool columns_hold() const {
    return std::all_of(relations_.begin(), relations_.end(),
                       [&](const ColumnRelation& relation) { return holds(relation, values_); });
  }

  /// A relation of its column has no other cell that is uncertain: it gives the value.
  bool is_decided_by_one(const std::string& field) const {
    return std::any_of(relations_.begin(), relations_.end(), [&](const ColumnRelation& relation) {
      std::size_t uncertain = 0;
      bool own = false;
      for (const auto* side : {&relation.plus, &relation.minus}) {
        for (const std::string& other : *side) {
          own = own || other == field;
          uncertain += uncertain_.count(other);
        }
      }
      return own && uncertain == 1;
    });
  }

  void enumerate(std::size_t at) {
    if (at == open_.size()) {
      if (!columns_hold()) return;
      for (const std::string& field : undecided_) possible_[field].insert(values_.at(field));
      return;
    }
    for (const Split& split : open_[at]->splits) {
      for (std::size_t i = 0; i < split.size(); ++i) values_[open_[at]->run->fields[i]] = split[i];
      enumerate(at + 1);
    }
  }

  std::vector<ColumnRelation> relations_;
  std::vector<const RunReading*> open_;
  Assignment values_;
  std::set<std::string> undecided_, uncertain_;
  std::map<std::string, std::set<std::string>> possible_;
};

/// A sum of the row that no split makes hold, though cells of theirs are open: whether that is to be found is open too.
bool has_sum_that_never_holds(const RunReading& reading) {
  const std::size_t width = cells_of_a_sum(*reading.run);
  for (std::size_t from = 0; width > 0 && from < reading.run->fields.size(); from += width) {
    const bool can_hold = std::any_of(reading.all.begin(), reading.all.end(), [&](const Split& split) {
      const auto begin = split.begin() + static_cast<std::ptrdiff_t>(from);
      return sums_hold(Split(begin, begin + static_cast<std::ptrdiff_t>(width)), width);
    });
    const auto begin = reading.decided.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = begin + static_cast<std::ptrdiff_t>(width);
    if (!can_hold && std::find(begin, end, false) != end) return true;
  }
  return false;
}

}  // namespace

std::optional<std::set<std::string>> undecided_cells(const Report& report, const std::vector<NumberRun>& runs) {
  std::set<std::string> undecided;
  std::vector<RunReading> readings;
  for (const NumberRun& run : runs) {
    const std::optional<RunReading> reading = read_run(report, run);
    if (!reading || column_speaks_against(report, *reading) || has_sum_that_never_holds(*reading)) return std::nullopt;
    readings.push_back(*reading);
    for (std::size_t i = 0; i < run.fields.size(); ++i) {
      if (!reading->decided[i]) undecided.insert(run.fields[i]);
    }
  }
  ColumnReasoning reasoning(report, readings);
  return reasoning.undecided(undecided);
}

}  // namespace nianbao::corpus
