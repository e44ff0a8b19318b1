#include "records/record_diff.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <utility>

#include "records/line_writer.h"

namespace nianbao {
namespace {

bool is_certain(ValueStatus status) {
  return status == ValueStatus::read || status == ValueStatus::repaired || status == ValueStatus::reviewed;
}

bool is_same(const std::optional<ComparedCell>& a, const std::optional<ComparedCell>& b) {
  const ComparedCell missing, &x = a ? *a : missing, &y = b ? *b : missing;
  return x.value == y.value && (x.status == y.status || (is_certain(x.status) && is_certain(y.status)));
}

/// In the order of kComparedFacts.
std::array<std::string, kComparedFacts.size()> facts_of(const Record& record) {
  const ReportInfo& report = record.report;
  std::string status(to_string(record.status));
  if (!record.kind.empty()) status += " " + record.kind;
  if (record.error) status += " " + std::string(to_string(record.error->code));
  return {status, report.form, report.unit, report.year ? std::to_string(*report.year) : "", report.title,
          report.period ? (*report.period)[0] + "/" + (*report.period)[1] : "", report.published, report.signed_on, report.scope};
}

/// `#2` of a record's id: which report of its file it is.
std::string number_in_file(const std::string& record_id) {
  const std::size_t at = record_id.find('#');
  return at == std::string::npos ? std::string() : record_id.substr(at);
}

void write_report(std::string_view key, const ComparedReport& report, LineWriter& out) {
  if (!key.empty()) out.key(key);
  out.start_object();
  out.field_or_null("record_id", report.record_id);
  out.field("source", report.source);
  out.field_or_null("unit", report.unit);
  out.key("year");
  report.year ? out.whole(*report.year) : out.null();
  out.end_object();
}

void write_cell(std::string_view key, const std::optional<ComparedCell>& cell, LineWriter& out) {
  out.key(key);
  if (!cell) return out.null();
  out.start_object();
  out.key("value");
  cell->value ? out.decimal(*cell->value) : out.null();
  out.field("status", to_string(cell->status));
  out.end_object();
}

void write_reports(std::string_view key, const std::vector<ComparedReport>& reports, LineWriter& out) {
  out.key(key);
  out.start_array();
  for (const ComparedReport& report : reports) write_report({}, report, out);
  out.end_array();
}

void write_difference(const ReportDifference& difference, LineWriter& out) {
  out.start_object();
  write_report("a", difference.a, out);
  write_report("b", difference.b, out);
  out.whole_field("same_cells", difference.same_cells);
  out.key("facts");
  out.start_array();
  for (const FactDifference& fact : difference.facts) {
    out.start_object();
    out.field("fact", fact.fact);
    out.field_or_null("a", fact.a);
    out.field_or_null("b", fact.b);
    out.end_object();
  }
  out.end_array();
  out.key("cells");
  out.start_array();
  for (const CellDifference& cell : difference.cells) {
    out.start_object();
    out.field("field", cell.field);
    if (cell.instance > 1) out.whole_field("instance", cell.instance);
    write_cell("a", cell.a, out);
    write_cell("b", cell.b, out);
    out.end_object();
  }
  out.end_array();
  out.end_object();
}

}  // namespace

std::uint32_t RecordComparison::number_of(const std::string& field) {
  const auto [at, fresh] = field_numbers_.emplace(field, static_cast<std::uint32_t>(fields_.size()));
  if (fresh) fields_.push_back(field);
  return at->second;
}

void RecordComparison::add(DiffSide side, const Record& record) {
  Entry entry;
  entry.report = {record.record_id, record.document.source, record.report.unit, record.report.year};
  entry.facts = facts_of(record);
  entry.cells.reserve(record.values.size());
  for (const Value& value : record.values)
    entry.cells.push_back({number_of(value.field), value.instance, {value.value, value.status}});
  (side == DiffSide::a ? a_ : b_).push_back(std::move(entry));
}

RecordComparison::Pairs RecordComparison::matched() const {
  if (a_.size() == 1 && b_.size() == 1) return {{0, 0}};
  using Key = std::function<std::string(const ComparedReport&)>;  // empty: there is none
  const std::array<Key, 4> keys{
      [](const ComparedReport& r) { return r.record_id.empty() ? "" : r.record_id + "\n" + r.source; },
      [](const ComparedReport& r) { return r.record_id; },
      [](const ComparedReport& r) { return r.source.empty() ? "" : r.source + "\n" + number_in_file(r.record_id); },
      [](const ComparedReport& r) { return r.unit.empty() || !r.year ? "" : r.unit + "\n" + std::to_string(*r.year); }};
  std::vector<bool> taken_a(a_.size()), taken_b(b_.size());
  Pairs out;
  for (const Key& key : keys) {
    std::map<std::string, std::deque<std::size_t>> waiting;
    for (std::size_t i = 0; i < a_.size(); ++i)
      if (std::string k = taken_a[i] ? "" : key(a_[i].report); !k.empty()) waiting[std::move(k)].push_back(i);
    for (std::size_t i = 0; i < b_.size(); ++i) {
      const std::string k = taken_b[i] ? "" : key(b_[i].report);
      const auto found = k.empty() ? waiting.end() : waiting.find(k);
      if (found == waiting.end() || found->second.empty()) continue;
      out.emplace_back(found->second.front(), i);
      taken_a[found->second.front()] = taken_b[i] = true;
      found->second.pop_front();
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

ReportDifference RecordComparison::difference(const Entry& a, const Entry& b, bool cells_only) const {
  ReportDifference out;
  out.a = a.report;
  out.b = b.report;
  for (std::size_t i = 0; !cells_only && i < kComparedFacts.size(); ++i)
    if (a.facts[i] != b.facts[i]) out.facts.push_back({std::string(kComparedFacts[i]), a.facts[i], b.facts[i]});
  std::map<std::pair<std::uint32_t, int>, const ComparedCell*> others;
  for (const Cell& cell : b.cells) others[{cell.field, cell.instance}] = &cell.cell;
  const auto compare = [&](const Cell& cell, std::optional<ComparedCell> x, std::optional<ComparedCell> y) {
    if (is_same(x, y)) ++out.same_cells;
    else out.cells.push_back({fields_[cell.field], cell.instance, std::move(x), std::move(y)});
  };
  for (const Cell& cell : a.cells) {
    const auto other = others.find({cell.field, cell.instance});
    const bool found = other != others.end() && other->second != nullptr;
    compare(cell, cell.cell, found ? std::optional(*other->second) : std::nullopt);
    if (found) other->second = nullptr;
  }
  for (const Cell& cell : b.cells)
    if (others[{cell.field, cell.instance}] != nullptr) compare(cell, std::nullopt, cell.cell);
  return out;
}

RecordDifferences RecordComparison::compare(bool cells_only) const {
  RecordDifferences out;
  out.reports_a = static_cast<std::int64_t>(a_.size());
  out.reports_b = static_cast<std::int64_t>(b_.size());
  std::vector<bool> taken_a(a_.size()), taken_b(b_.size());
  for (const auto& [a, b] : matched()) {
    taken_a[a] = taken_b[b] = true;
    ReportDifference one = difference(a_[a], b_[b], cells_only);
    out.same_cells += one.same_cells;
    if (one.same()) ++out.same_reports;
    else out.differing.push_back(std::move(one));
  }
  for (std::size_t i = 0; i < a_.size(); ++i)
    if (!taken_a[i]) out.only_a.push_back(a_[i].report);
  for (std::size_t i = 0; i < b_.size(); ++i)
    if (!taken_b[i]) out.only_b.push_back(b_[i].report);
  return out;
}

std::string differences_json(const RecordDifferences& differences) {
  LineWriter out;
  out.start_object();
  out.key("same");
  out.boolean(differences.same());
  out.whole_field("reports_a", differences.reports_a);
  out.whole_field("reports_b", differences.reports_b);
  out.whole_field("same_reports", differences.same_reports);
  out.whole_field("same_cells", differences.same_cells);
  write_reports("only_a", differences.only_a, out);
  write_reports("only_b", differences.only_b, out);
  out.key("differing");
  out.start_array();
  for (const ReportDifference& one : differences.differing) write_difference(one, out);
  out.end_array();
  out.end_object();
  return std::string(out.line()) + "\n";
}

}  // namespace nianbao
