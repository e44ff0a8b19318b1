#include "normalize/recognised_cells.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "normalize/number_cell.h"
#include "normalize/value_doubts.h"

namespace nianbao {
namespace {

constexpr std::size_t kMostCandidates = 8;  // that a record tells
constexpr int kLeastRepairing = 2;
constexpr double kMostRepaired = 0.95;      // a reading that is surer than this is what is printed: its sums are the publisher's
constexpr double kLeastCleared = 0.5;       // a reading that its sums clear
constexpr double kMild = 0.7;               // one that may be cleared together with others
constexpr int kLeastHolding = 2;            // sums, unless the reading is surer
constexpr double kMildBySingleSum = 0.9;
constexpr int kMostRounds = 20;

bool is_open(const Value& value) { return value.confidence && value.status == ValueStatus::doubtful; }

bool is_sure(const Value& value) {
  return value.value && (value.status == ValueStatus::read || value.status == ValueStatus::repaired);
}

/// How many relations hold and fail with `number` in the field's place; those with other unsure values are left out.
struct Tally {
  int holds = 0, fails = 0;
};

using Fields = std::set<int>;

/// The sum of a side with `number` in the field's place, where all of its others are sure or among `trusted`.
std::optional<Decimal> side_sum(const TableInstance& t, const std::vector<int>& side, int field, const Decimal& number, const Fields& trusted) {
  Decimal sum;
  for (int other : side) {
    const Value* value = t.values.find(other);
    if (!value && t.form.form->fields[static_cast<std::size_t>(other)].variant_set.empty()) return std::nullopt;
    if (!value) continue;
    if (other != field && !is_sure(*value) && !trusted.contains(other)) return std::nullopt;
    std::optional<Decimal> next = Decimal::sum(sum, other == field ? number : *value->value);
    if (!next) return std::nullopt;
    sum = *next;
  }
  return sum;
}

bool stands_in(const RelationInstance& relation, int field) {
  auto has = [&](const std::vector<int>& side) { return std::find(side.begin(), side.end(), field) != side.end(); };
  return has(relation.left) || has(relation.right);
}

/// Whether another of the relation's trusted readings is the same number: a figure misread twice would make it hold.
bool has_double(const TableInstance& t, const RelationInstance& relation, int field, const Decimal& number, const Fields& trusted) {
  if (number == Decimal(0)) return false;
  auto is_double = [&](int other) { return other != field && trusted.contains(other) && t.values.find(other)->value == number; };
  return std::any_of(relation.left.begin(), relation.left.end(), is_double) || std::any_of(relation.right.begin(), relation.right.end(), is_double);
}

Tally tally_of(const TableInstance& t, int field, const Decimal& number, const Fields& trusted = {}) {
  Tally out;
  for (const RelationInstance& relation : t.form.form->relations) {
    if (!stands_in(relation, field)) continue;
    auto left = side_sum(t, relation.left, field, number, trusted), right = side_sum(t, relation.right, field, number, trusted);
    if (!left || !right) continue;
    if (!(*left == *right)) ++out.fails;
    else if (!has_double(t, relation, field, number, trusted)) ++out.holds;
  }
  return out;
}

void clear_doubt(Value& value) {
  value.status = ValueStatus::read;
  value.candidates.clear();
}

/// The fields whose reading its sums acquit, as things stand.
bool acquit_round(TableInstance& t) {
  std::vector<int> cleared;
  for (int field : t.values.fields()) {
    const Value& value = *t.values.find(field);
    if (!is_open(value) || !value.value || *value.confidence < kLeastCleared) continue;
    Tally tally = tally_of(t, field, *value.value);
    if (tally.holds > 0 && tally.fails == 0) cleared.push_back(field);
  }
  for (int field : cleared) clear_doubt(*t.values.find(field));
  return !cleared.empty();
}

/// The mild doubts whose readings contradict no sum that is made of them and of sure values.
Fields consistent_doubts(const TableInstance& t) {
  Fields mild;
  for (int field : t.values.fields()) {
    const Value& value = *t.values.find(field);
    if (is_open(value) && value.value && *value.confidence >= kMild) mild.insert(field);
  }
  for (Fields dropped{-1}; !dropped.empty();) {
    dropped.clear();
    for (int field : mild)
      if (tally_of(t, field, *t.values.find(field)->value, mild).fails > 0) dropped.insert(field);
    for (int field : dropped) mild.erase(field);
  }
  return mild;
}

/// Mild doubts that hold each other up.
bool acquit_together(TableInstance& t) {
  const Fields mild = consistent_doubts(t);
  std::vector<int> cleared;
  for (int field : mild) {
    const Value& value = *t.values.find(field);
    const int holds = tally_of(t, field, *value.value, mild).holds;
    if (holds >= kLeastHolding || (holds == 1 && *value.confidence >= kMildBySingleSum)) cleared.push_back(field);
  }
  for (int field : cleared) clear_doubt(*t.values.find(field));
  return !cleared.empty();
}

/// A number of which a blot hides one figure: `1?3`.
bool is_blotted(const Value& value) {
  return !value.value && value.raw && value.raw->size() > 1 && value.raw->find_first_not_of("0123456789?") == std::string::npos &&
         std::count(value.raw->begin(), value.raw->end(), '?') == 1;
}

/// The one candidate that makes every sum of the field hold.
std::optional<Decimal> repairing(const TableInstance& t, int field, const Value& value) {
  std::optional<Decimal> out;
  const int least = is_blotted(value) ? 1 : kLeastRepairing;
  for (const Decimal& candidate : value.candidates) {
    Tally tally = tally_of(t, field, candidate);
    if (tally.fails > 0 || tally.holds == 0) continue;
    if (out || tally.holds < least || candidate == Decimal(0)) return std::nullopt;
    out = candidate;
  }
  return out;
}

bool repair_round(TableInstance& t) {
  std::vector<std::pair<int, Decimal>> repaired;
  for (int field : t.values.fields()) {
    const Value& value = *t.values.find(field);
    if (!is_open(value) || *value.confidence > kMostRepaired) continue;
    if (auto number = repairing(t, field, value)) repaired.emplace_back(field, *number);
  }
  for (const auto& [field, number] : repaired) {
    Value& value = *t.values.find(field);
    value.status = ValueStatus::repaired;
    value.value = number;
    value.candidates.clear();
  }
  return !repaired.empty();
}

}  // namespace

void set_recognition(Value& value, const ItemCell& cell, const Field& field, const std::string& unit) {
  if (!cell.recognition) return;
  value.confidence = cell.recognition->confidence / 1e6;
  if (cell.recognition->sure) return;
  const std::optional<Decimal> reading = value.value;
  doubt(value);
  for (const std::string& text : cell.recognition->runners_up) {
    NumberCell number = parse_number_cell(text, {field.negative, field.decimals});
    std::optional<Decimal> other = number.value ? convert_unit(*number.value, number.unit.empty() ? unit : number.unit, field.unit) : std::nullopt;
    if (number.status != ValueStatus::read || !other) continue;
    bool known = std::find(value.candidates.begin(), value.candidates.end(), *other) != value.candidates.end();
    if (!known) value.candidates.push_back(*other);
  }
  // What no reader takes for a number may be one all the same: its other readings are told, and none is likelier.
  if (value.status == ValueStatus::unreadable && !reading && !value.candidates.empty()) value.status = ValueStatus::doubtful;
}

void settle_recognised(TableInstance& t) {
  for (int round = 0; round < kMostRounds; ++round)
    if (!acquit_round(t) && !acquit_together(t) && !repair_round(t)) break;
  for (int field : t.values.fields()) {
    Value& value = *t.values.find(field);
    if (value.confidence && value.candidates.size() > kMostCandidates) value.candidates.resize(kMostCandidates);
  }
}

void report_covered(TableInstance& t) {
  if (t.covered.empty()) return;
  Finding f = t.finding("cell_note", t.source->id + ".covered");
  f.attribution = Attribution::reader;
  for (int field : t.covered) {
    const Value& value = *t.values.find(field);
    f.fields.push_back(value.field);
    f.source = united(f.source, value.source);
  }
  f.message = "a seal, a stain or a hole lies over these cells of the scan, or may";
  f.message_zh = "扫描件上这些单元格被印章、污迹或孔洞遮盖，或疑似被遮盖";
  t.findings.push_back(std::move(f));
}

void doubt_poor_scan(TableInstance& t) {
  const bool poor = std::any_of(t.items.begin(), t.items.end(), [](const RowItem* item) {
    return std::any_of(item->cells.begin(), item->cells.end(), [](const ItemCell& cell) { return cell.recognition && cell.recognition->poor_page; });
  });
  if (!poor) return;
  for (int field : t.values.fields()) doubt(*t.values.find(field));
}

void doubt_misshapen_scan(TableInstance& t, bool all_rows) {
  const bool recognised = std::any_of(t.items.begin(), t.items.end(), [](const RowItem* item) {
    return std::any_of(item->cells.begin(), item->cells.end(), [](const ItemCell& cell) { return cell.recognition; });
  });
  if (!recognised) return;
  std::set<std::pair<int, int>> shown;
  std::map<std::string, std::string> variants;
  bool orderly = true;
  for (const MappedRow& row : t.rows) {
    const FormRow& of_form = t.row_of(row.ref);
    orderly = shown.insert({row.ref.block, row.ref.row}).second && orderly;
    if (!of_form.variant_set.empty()) orderly = variants.emplace(of_form.variant_set, of_form.variant).first->second == of_form.variant && orderly;
  }
  for (const RowItem* item : t.unmapped) orderly = orderly && !has_number(*item);
  if (orderly && all_rows && !t.lacks_columns) return;
  for (int field : t.values.fields()) doubt(*t.values.find(field));
  Finding f = t.finding("number_unreadable", t.source->id);
  if (!t.rows.empty()) f.source = source_of_item(*t.rows.front().item);
  f.message = "the scanned table has not the rows and columns of the form: its numbers may stand in wrong ones, and all are in doubt";
  f.message_zh = "扫描表格的行列与规定格式不符，数字可能错位，全部存疑";
  t.findings.push_back(std::move(f));
}

}  // namespace nianbao
