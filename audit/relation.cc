#include "audit/relation.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace nianbao {
namespace {

/// The contract lists at most 8 candidates, so 8 may be a cut list: such a value can be anything.
constexpr std::size_t kFullCandidateList = 8;
/// More sums than this on one side say nothing any more.
constexpr std::size_t kMaxSums = 4096;

bool is_shown(const Value* value) { return value && value->status != ValueStatus::missing; }

bool holds_number(const Value& value) {
  const bool certain = value.status == ValueStatus::read || value.status == ValueStatus::repaired ||
                       value.status == ValueStatus::reviewed;
  return certain && value.value.has_value();
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

/// False where a sum would overflow.
bool add_certain(SideState& side, const Decimal& number) {
  for (Decimal& sum : side.sums) {
    const auto more = Decimal::sum(sum, number);
    if (!more) return false;
    sum = *more;
  }
  return true;
}

void add_field(SideState& side, const Field& field, const Value* value) {
  if (!is_shown(value)) return add_unknown(side, field);
  side.present.push_back(value);
  if (value->status == ValueStatus::doubtful) {
    // A single candidate is no list of what the cell can be: it may be anything else.
    const bool listed = value->candidates.size() > 1 && value->candidates.size() < kFullCandidateList;
    auto sums = listed ? all_sums(side.sums, value->candidates) : std::nullopt;
    if (!sums) return add_unknown(side, field);
    side.sums = std::move(*sums);
  } else if (!holds_number(*value) || !add_certain(side, *value->value)) {
    return add_unknown(side, field);
  }
  side.has_number = true;
  side.unsure |= value->status == ValueStatus::doubtful || value->status == ValueStatus::repaired;
}

/// A choice of one variant for each set of row variants that an equation touches; empty for most.
using VariantChoice = std::map<std::string_view, std::string_view>;

std::vector<VariantChoice> variant_choices(const RelationInstance& relation, const FormView& view) {
  std::vector<VariantChoice> choices{{}};
  auto widen = [&](int index) {
    const std::string& set = view.form->fields[static_cast<std::size_t>(index)].variant_set;
    if (set.empty() || choices.front().count(set)) return;
    const auto found = view.variants.find(set);
    const std::vector<std::string_view> variants =
        found == view.variants.end() ? std::vector<std::string_view>{""} : found->second;
    std::vector<VariantChoice> wider;
    for (const VariantChoice& choice : choices)
      for (std::string_view variant : variants) {
        wider.push_back(choice);
        wider.back()[set] = variant;
      }
    choices = std::move(wider);
  };
  for (int index : relation.left) widen(index);
  for (int index : relation.right) widen(index);
  return choices;
}

SideState side_state(const std::vector<int>& fields, const FormView& view, const VariantChoice& choice) {
  SideState side;
  side.present.reserve(fields.size());
  for (int index : fields) {
    const Field& field = view.form->fields[static_cast<std::size_t>(index)];
    const Value* value = view.values[static_cast<std::size_t>(index)];
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

/// Keeps the variants that `occurs` of some field of theirs; sets that already have some are left as they are.
void add_variants(FormView& view, bool (*occurs)(const Value*)) {
  std::map<std::string_view, std::vector<std::string_view>> found;
  for (std::size_t i = 0; i < view.values.size(); ++i) {
    const Field& field = view.form->fields[i];
    if (field.variant_set.empty() || view.variants.count(field.variant_set) || !occurs(view.values[i])) continue;
    auto& variants = found[field.variant_set];
    if (std::find(variants.begin(), variants.end(), field.variant) == variants.end()) variants.push_back(field.variant);
  }
  view.variants.merge(found);
}

}  // namespace

FormView view_values(const Record& record, const Form& form, int instance) {
  FormView view;
  view.form = &form;
  view.values.resize(form.fields.size(), nullptr);
  // Values mostly stand in the order of the form's fields: the next field is tried before the search.
  std::unordered_map<std::string_view, std::size_t> by_id;
  std::size_t next = 0;
  for (const Value& value : record.values) {
    if (value.instance != instance) continue;
    while (next < form.fields.size() && by_id.empty() && form.fields[next].id != value.field) ++next;
    std::size_t at = next;
    if (at >= form.fields.size() || form.fields[at].id != value.field) {
      if (by_id.empty())
        for (std::size_t i = 0; i < form.fields.size(); ++i) by_id.emplace(form.fields[i].id, i);
      const auto found = by_id.find(value.field);
      if (found == by_id.end()) continue;
      at = found->second;
    }
    if (view.values[at]) continue;
    view.values[at] = &value;
    ++view.found;
    next = at + 1;
  }
  add_variants(view, is_shown);
  add_variants(view, [](const Value* value) { return value != nullptr; });
  return view;
}

RelationState check_relation(const RelationInstance& relation, const FormView& view) {
  std::optional<RelationState> best;
  for (const VariantChoice& choice : variant_choices(relation, view)) {
    RelationState state;
    state.left = side_state(relation.left, view, choice);
    state.right = side_state(relation.right, view, choice);
    state.outcome = outcome_of(state.left, state.right);
    if (!best || kindness(state.outcome) > kindness(best->outcome)) best = std::move(state);
  }
  return *best;
}

}  // namespace nianbao
