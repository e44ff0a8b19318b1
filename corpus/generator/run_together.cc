#include "corpus/generator/run_together.h"

#include <algorithm>
#include <map>

namespace nianbao::corpus {

namespace {

constexpr std::size_t kMostSplits = 200000, kMostJoint = 100000;

/// A run as far as its own splits decide it. `splits` are those that remain: those whose row sum holds, if any does.
struct RunReading {
  const NumberRun* run;
  std::vector<Split> splits;
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

/// None where the rules lead to a wrong reading.
std::optional<RunReading> read_run(const Report& report, const NumberRun& run) {
  std::optional<std::vector<Split>> splits = all_splits(run, kMostSplits);
  if (!splits || splits->empty()) return std::nullopt;
  const std::vector<bool> none(run.fields.size());
  RunReading reading{&run, *splits, none, none};
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

class ColumnReasoning {
 public:
  ColumnReasoning(const Report& report, std::vector<RunReading> open)
      : report_(report), relations_(column_relations(report)), open_(std::move(open)), values_(true_values(report)) {
    for (const RunReading& reading : open_) {
      for (std::size_t i = 0; i < reading.decided.size(); ++i) {
        if (!reading.decided[i]) undecided_.insert(reading.run->fields[i]);
      }
    }
  }

  /// None where a mistake in the columns, or reasoning over several rows at once, makes it a matter of opinion.
  std::optional<std::set<std::string>> undecided() {
    for (const ColumnRelation& relation : relations_) {
      if (!holds(relation, values_)) return std::nullopt;
    }
    std::size_t joint = 1;
    for (const RunReading& reading : open_) {
      joint *= reading.splits.size();
      if (joint > kMostJoint) return std::nullopt;
    }
    enumerate(0);
    std::set<std::string> by_one, by_all;
    for (const std::string& field : undecided_) {
      if (!is_decided_by_one(field)) by_one.insert(field);
      if (possible_[field].size() > 1) by_all.insert(field);
    }
    if (by_one != by_all) return std::nullopt;
    return by_one;
  }

 private:
  /// A relation of its column has no other cell that is open: it gives the value.
  bool is_decided_by_one(const std::string& field) const {
    return std::any_of(relations_.begin(), relations_.end(), [&](const ColumnRelation& relation) {
      std::size_t open = 0;
      bool own = false;
      for (const auto* side : {&relation.plus, &relation.minus}) {
        for (const std::string& other : *side) {
          own = own || other == field;
          open += undecided_.count(other);
        }
      }
      return own && open == 1;
    });
  }

  void enumerate(std::size_t at) {
    if (at == open_.size()) {
      for (const ColumnRelation& relation : relations_) {
        if (!holds(relation, values_)) return;
      }
      for (const std::string& field : undecided_) possible_[field].insert(values_.at(field));
      return;
    }
    for (const Split& split : open_[at].splits) {
      for (std::size_t i = 0; i < split.size(); ++i) values_[open_[at].run->fields[i]] = split[i];
      enumerate(at + 1);
    }
  }

  const Report& report_;
  std::vector<ColumnRelation> relations_;
  std::vector<RunReading> open_;
  Assignment values_;
  std::set<std::string> undecided_;
  std::map<std::string, std::set<std::string>> possible_;
};

}  // namespace

std::optional<std::set<std::string>> undecided_cells(const Report& report, const std::vector<NumberRun>& runs) {
  std::set<std::string> undecided;
  std::vector<RunReading> open;
  for (const NumberRun& run : runs) {
    std::optional<RunReading> reading = read_run(report, run);
    if (!reading || column_speaks_against(report, *reading)) return std::nullopt;
    if (std::all_of(reading->decided.begin(), reading->decided.end(), [](bool decided) { return decided; })) continue;
    if (run.row.rfind("requests.", 0) == 0) {
      open.push_back(*reading);
      continue;
    }
    for (std::size_t i = 0; i < run.fields.size(); ++i) {
      if (!reading->decided[i]) undecided.insert(run.fields[i]);
    }
  }
  if (open.empty()) return undecided;
  const std::optional<std::set<std::string>> more = ColumnReasoning(report, std::move(open)).undecided();
  if (!more) return std::nullopt;
  undecided.insert(more->begin(), more->end());
  return undecided;
}

}  // namespace nianbao::corpus
