#include "audit/audit.h"

#include <algorithm>
#include <set>

#include "audit/relation.h"
#include "audit/sum_finding.h"

namespace nianbao {
namespace {

/// The record's own form first, then the others in their order.
std::vector<const Form*> forms_to_check(const Record& record, const std::vector<Form>& forms) {
  std::vector<const Form*> out;
  if (const Form* own = find_form(forms, record.report.form)) out.push_back(own);
  for (const Form& form : forms)
    if (form.id != record.report.form) out.push_back(&form);
  return out;
}

bool worth_a_note(const RelationState& state) {
  return (state.left.has_number || state.right.has_number) && !state.left.present.empty() &&
         !state.right.present.empty();
}

/// A relation's name: rule and where.
using RelationName = std::pair<std::string_view, std::string_view>;

void check_relations(const FormView& view, int instance, std::set<RelationName>& checked,
                     std::vector<Finding>& findings) {
  for (const RelationInstance& relation : view.form->relations) {
    if (!checked.insert({relation.rule, relation.where}).second) continue;
    const RelationState state = check_relation(relation, view);
    if (state.outcome == RelationOutcome::fails) findings.push_back(failed_relation(relation, state, instance));
    if (state.outcome == RelationOutcome::open && worth_a_note(state))
      findings.push_back(open_relation(relation, state, instance));
  }
}

void check_instance(const Record& record, const std::vector<const Form*>& forms, int instance,
                    std::vector<Finding>& findings) {
  const auto values = std::count_if(record.values.begin(), record.values.end(),
                                    [&](const Value& value) { return value.instance == instance; });
  std::set<RelationName> checked;
  for (const Form* form : forms) {
    const FormView view = view_values(record, *form, instance);
    check_relations(view, instance, checked, findings);
    if (view.found == values) return;  // no value is left for another form
  }
}

const Field* field_of(std::string_view id, const std::vector<const Form*>& forms) {
  for (const Form* form : forms)
    if (const auto index = find_field(*form, id)) return &form->fields[static_cast<std::size_t>(*index)];
  return nullptr;
}

std::optional<Finding> check_range(const Value& value, const std::vector<const Form*>& forms) {
  if (!value.value || value.status == ValueStatus::doubtful || value.status == ValueStatus::reviewed)
    return std::nullopt;
  const bool fraction = !value.value->is_whole(), negative = value.value->is_negative();
  if (!fraction && !negative) return std::nullopt;
  const Field* field = field_of(value.field, forms);
  if (!field || !((fraction && !field->decimals) || (negative && !field->negative))) return std::nullopt;
  Finding out = make_finding(
      "value_range", value.instance > 1 ? value.field + "@" + std::to_string(value.instance) : value.field);
  const std::string number = value.value->to_string();
  out.fields = {value.field};
  out.actual = number;
  out.source = value.source;
  out.message = number + " stands where the form counts " + (negative ? "from 0 up" : "in whole numbers");
  out.message_zh = field->label + "为" + number + (negative ? "，按格式不应为负数" : "，按格式应为整数");
  return out;
}

}  // namespace

std::vector<Finding> audit_record(const Record& record, const std::vector<Form>& forms) {
  const std::vector<const Form*> order = forms_to_check(record, forms);
  int instances = 1;
  for (const Value& value : record.values) instances = std::max(instances, value.instance);
  std::vector<Finding> findings;
  for (int instance = 1; instance <= instances; ++instance) check_instance(record, order, instance, findings);
  for (const Value& value : record.values)
    if (auto finding = check_range(value, order)) findings.push_back(std::move(*finding));
  return findings;
}

}  // namespace nianbao
