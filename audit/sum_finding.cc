#include "audit/sum_finding.h"

namespace nianbao {
namespace {

std::string instance_mark(int instance) { return instance > 1 ? "@" + std::to_string(instance) : ""; }

/// `is 12`, `is 12 or 15`, `is between 12 and 40`, `is at least 12 (3 cells without a number)`.
std::string side_phrase(const std::string& name, const SideState& side) {
  const std::string low = side.sums.front().to_string(), high = side.sums.back().to_string();
  if (side.unknown) {
    const std::string cells = std::to_string(side.unknown) + (side.unknown == 1 ? " cell" : " cells");
    if (!side.has_number) return name + " has no number";
    return name + " is at least " + low + " (" + cells + " without a number)";
  }
  if (side.sums.size() == 1) return name + " is " + low;
  if (side.sums.size() == 2) return name + " is " + low + " or " + high;
  return name + " is between " + low + " and " + high;
}

std::string side_phrase_zh(const std::string& name, const SideState& side) {
  const std::string low = side.sums.front().to_string(), high = side.sums.back().to_string();
  if (side.unknown) {
    if (!side.has_number) return name + "无数字";
    return name + "至少为" + low + "（" + std::to_string(side.unknown) + "格无数字）";
  }
  if (side.sums.size() == 1) return name + "为" + low;
  if (side.sums.size() == 2) return name + "为" + low + "或" + high;
  return name + "在" + low + "至" + high + "之间";
}

Source place_of(const RelationState& state) {
  for (const SideState* side : {&state.right, &state.left})
    if (side->present.size() == 1 && side->sums.size() == 1) return side->present.front()->source;
  for (const SideState* side : {&state.left, &state.right})
    if (!side->present.empty()) return side->present.front()->source;
  return {};
}

void describe(const RelationInstance& relation, const RelationState& state, Finding& out) {
  for (const SideState* side : {&state.left, &state.right})
    for (const Value* value : side->present) out.fields.push_back(value->field);
  if (state.left.sums.size() == 1) out.expected = state.left.sums.front().to_string();
  if (state.right.sums.size() == 1) out.actual = state.right.sums.front().to_string();
  out.source = place_of(state);
  out.message = side_phrase(relation.left_name, state.left) + ", " + side_phrase(relation.right_name, state.right);
  if (!relation.where.empty()) out.message += " (" + relation.where + ")";
  if (!relation.where_zh.empty()) out.message_zh = relation.where_zh + "：";
  out.message_zh += side_phrase_zh(relation.left_zh, state.left) + "，" + side_phrase_zh(relation.right_zh, state.right);
}

}  // namespace

Finding failed_relation(const RelationInstance& relation, const RelationState& state, int instance) {
  // Not by make_finding: a form may bring relations of its own, whose rules the program does not list.
  Finding out;
  out.rule = relation.rule;
  const std::string where = relation.where + instance_mark(instance);
  out.id = where.empty() ? relation.rule : relation.rule + ":" + where;
  out.severity = Severity::error;
  out.attribution = Attribution::publisher;
  describe(relation, state, out);
  if (state.left.unsure || state.right.unsure) out.attribution = Attribution::undecided;
  return out;
}

Finding open_relation(const RelationInstance& relation, const RelationState& state, int instance) {
  const std::string where = relation.where.empty() ? relation.rule : relation.rule + "/" + relation.where;
  Finding out = make_finding("relation_open", where + instance_mark(instance));
  describe(relation, state, out);
  out.expected.clear();
  out.actual.clear();
  out.message += ": cannot be checked";
  out.message_zh += "，无法核对";
  return out;
}

}  // namespace nianbao
