#include "audit/relation.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace nianbao {
namespace {

/// The contract lists at most 8 candidates, so 8 may be a cut list: such a value can be anything.
constexpr std::size_t kFullCandidateList = 8;
/// More sums than this on one side say nothing any more.
constexpr std::size_t kMaxSums = 4096;

bool is_shown(const Value* value) { return value && value->status != ValueStatus::missing; }

/// The numbers that the cell can hold; empty: any.
std::vector<Decimal> possible_numbers(const Value& value) {
  switch (value.status) {
    case ValueStatus::read:
    case ValueStatus::repaired:
    case ValueStatus::reviewed:
      return value.value ? std::vector{*value.value} : std::vector<Decimal>{};
    case ValueStatus::doubtful:
      return value.candidates.size() < kFullCandidateList ? value.candidates : std::vector<Decimal>{};
    default:
      return {};
  }
}

/// Every sum of one of `sums` and one of `numbers`, ascending; none on overflow or where they are too many.
std::optional<std::vector<Decimal>> all_sums(const std::vector<Decimal>& sums, const std::vector<Decimal>& numbers) {
  std::vector<Decimal> out;
  for (const Decimal& a : sums)
    for (const Decimal& b : numbers) {
      const auto sum = Decimal::sum(a, b);
      if (!sum) return std::nullopt;
      out.push_back(*sum);
    }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.size() > kMaxSums) return std::nullopt;
  return out;
}

void add_unknown(SideState& side, const Field& field) {
  ++side.unknown;
  side.unbounded |= field.negative;
}

void add_field(SideState& side, const Field& field, const Value* value) {
  if (is_shown(value)) side.present.push_back(value);
  const std::vector<Decimal> numbers = value ? possible_numbers(*value) : std::vector<Decimal>{};
  if (numbers.empty()) return add_unknown(side, field);
  auto sums = all_sums(side.sums, numbers);
  if (!sums) return add_unknown(side, field);
  side.sums = std::move(*sums);
  side.has_number = true;
  side.unsure |= value->status == ValueStatus::doubtful || value->status == ValueStatus::repaired;
}

/// A choice of one variant for each set of row variants that an equation touches.
using VariantChoice = std::map<std::string, std::string>;

std::vector<std::string> occurring_variants(const std::string& set, const Form& form, const ValueIndex& values,
                                            bool (*occurs)(const Value*)) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < form.fields.size(); ++i) {
    const Field& field = form.fields[i];
    if (field.variant_set == set && occurs(values[i]) && std::find(out.begin(), out.end(), field.variant) == out.end())
      out.push_back(field.variant);
  }
  return out;
}

/// The variants that the report shows; where it shows none of the row, those that it misses.
std::vector<std::string> variants_of_set(const std::string& set, const Form& form, const ValueIndex& values) {
  auto shown = occurring_variants(set, form, values, is_shown);
  if (!shown.empty()) return shown;
  return occurring_variants(set, form, values, [](const Value* value) { return value != nullptr; });
}

std::vector<VariantChoice> variant_choices(const RelationInstance& relation, const Form& form,
                                           const ValueIndex& values) {
  std::vector<VariantChoice> choices{{}};
  auto widen = [&](int index) {
    const std::string& set = form.fields[static_cast<std::size_t>(index)].variant_set;
    if (set.empty() || choices.front().count(set)) return;
    std::vector<std::string> variants = variants_of_set(set, form, values);
    if (variants.empty()) variants.emplace_back();
    std::vector<VariantChoice> wider;
    for (const VariantChoice& choice : choices)
      for (const std::string& variant : variants) {
        wider.push_back(choice);
        wider.back()[set] = variant;
      }
    choices = std::move(wider);
  };
  for (int index : relation.left) widen(index);
  for (int index : relation.right) widen(index);
  return choices;
}

SideState side_state(const std::vector<int>& fields, const Form& form, const ValueIndex& values,
                     const VariantChoice& choice) {
  SideState side;
  for (int index : fields) {
    const Field& field = form.fields[static_cast<std::size_t>(index)];
    const Value* value = values[static_cast<std::size_t>(index)];
    if (!field.variant_set.empty() && (!value || choice.at(field.variant_set) != field.variant)) continue;
    add_field(side, field, value);
  }
  return side;
}

RelationOutcome outcome_of(const SideState& left, const SideState& right) {
  if (left.present.empty() && right.present.empty()) return RelationOutcome::not_shown;
  if ((left.unknown && right.unknown) || left.unbounded || right.unbounded) return RelationOutcome::open;
  // An unknown cell adds nothing or more to its side: the known part must not be over the other side already.
  if (left.unknown) return right.sums.back() < left.sums.front() ? RelationOutcome::fails : RelationOutcome::open;
  if (right.unknown) return left.sums.back() < right.sums.front() ? RelationOutcome::fails : RelationOutcome::open;
  if (left.sums.size() == 1 && left.sums == right.sums) return RelationOutcome::holds;
  std::vector<Decimal> common;
  std::set_intersection(left.sums.begin(), left.sums.end(), right.sums.begin(), right.sums.end(),
                        std::back_inserter(common));
  return common.empty() ? RelationOutcome::fails : RelationOutcome::open;
}

/// How much an outcome clears the publisher: of several ways to read a row, the kindest one counts.
int kindness(RelationOutcome outcome) {
  switch (outcome) {
    case RelationOutcome::holds: return 3;
    case RelationOutcome::open: return 2;
    case RelationOutcome::fails: return 1;
    case RelationOutcome::not_shown: return 0;
  }
  return 0;
}

}  // namespace

ValueIndex index_values(const Record& record, const Form& form, int instance) {
  std::unordered_map<std::string_view, const Value*> by_field;
  for (const Value& value : record.values)
    if (value.instance == instance) by_field.emplace(value.field, &value);
  ValueIndex out(form.fields.size(), nullptr);
  for (std::size_t i = 0; i < form.fields.size(); ++i)
    if (auto at = by_field.find(form.fields[i].id); at != by_field.end()) out[i] = at->second;
  return out;
}

RelationState check_relation(const RelationInstance& relation, const Form& form, const ValueIndex& values) {
  std::optional<RelationState> best;
  for (const VariantChoice& choice : variant_choices(relation, form, values)) {
    RelationState state;
    state.left = side_state(relation.left, form, values, choice);
    state.right = side_state(relation.right, form, values, choice);
    state.outcome = outcome_of(state.left, state.right);
    if (!best || kindness(state.outcome) > kindness(best->outcome)) best = std::move(state);
  }
  return *best;
}

}  // namespace nianbao
