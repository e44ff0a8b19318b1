#include "normalize/report_facts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "model/unicode.h"
#include "normalize/dates.h"
#include "normalize/report_metadata.h"
#include "normalize/report_statements.h"
#include "normalize/report_text.h"
#include "normalize/report_title.h"
#include "normalize/signature.h"
#include "normalize/unit_names.h"

namespace nianbao {
namespace {

constexpr std::size_t kHeadLimit = 3000;       // characters read from the begin: preface and overview
constexpr std::size_t kStatementLimit = 1800;  // of them, in which the report says what it is
constexpr std::size_t kTailLimit = 500;

Evidence make_evidence(std::string_view key, std::string value, const ReportText& text, Stretch where,
                       std::string_view origin) {
  Evidence out;
  out.key = key;
  out.value = std::move(value);
  out.raw = text.raw(where.begin, where.size());
  out.origin = origin;
  out.source = text.source(where.begin, where.size());
  return out;
}

/// All that the text and its metadata state, each kind of fact in the order of trust.
struct Statements {
  std::vector<Evidence> years, units, titles, periods, published, signatures, scopes;
  std::vector<bool> unit_binds;  ///< per unit: whether it states the report's unit, not only the page's publisher
};

void add_unit(Statements& out, Evidence evidence, bool binds) {
  out.units.push_back(std::move(evidence));
  out.unit_binds.push_back(binds);
}

void add_title(const ReportText& text, const ReportTitle& title, std::string_view origin, Statements& out) {
  if (origin != "body")
    out.titles.push_back(make_evidence("title", as_printed(title.text, text.raw(title.whole.begin, title.whole.size())), text, title.whole, origin));
  if (title.year)
    out.years.push_back(make_evidence("year", std::to_string(title.year->year), text,
                                      {title.year->begin, title.year->end}, origin));
  if (!title.unit.empty()) add_unit(out, make_evidence("unit", to_utf8(title.unit_name), text, title.unit, origin), true);
}

void add_metadata(const Document& document, Statements& out) {
  MetadataFacts facts = read_metadata(document.meta);
  for (Evidence& evidence : facts.titles) out.titles.push_back(std::move(evidence));
  for (Evidence& evidence : facts.years) out.years.push_back(std::move(evidence));
  for (Evidence& evidence : facts.title_units) add_unit(out, std::move(evidence), true);
  for (Evidence& evidence : facts.units) add_unit(out, std::move(evidence), facts.units_bind);
  out.published = std::move(facts.published);
}

void add_period(const ReportText& head, Statements& out) {
  auto period = find_period(head.view());
  if (!period) return;
  Stretch where{period->begin, period->end};
  auto [from, to] = period->dates;
  out.periods.push_back(make_evidence("period", to_iso(from) + "/" + to_iso(to), head, where, "body"));
  if (from.year == to.year) out.years.push_back(make_evidence("year", std::to_string(from.year), head, where, "body"));
}

void add_signature(std::span<const Block> blocks, Statements& out) {
  ReportText tail = fold_tail(blocks, kTailLimit);
  auto signature = find_signature(tail);
  if (!signature) return;
  if (signature->date)
    out.signatures.push_back(make_evidence("signed", to_iso(signature->date->date), tail,
                                           {signature->date->begin, signature->date->end}, "signature"));
  if (!signature->unit.empty())
    add_unit(out, make_evidence("unit", to_utf8(signature->unit_name), tail, signature->unit, "signature"), true);
}

/// Sources that count only where no better one states the fact: they are never in conflict with one.
void add_last_resorts(const Document& document, const ReportText& head, Statements& out) {
  auto statements = head.view().substr(0, kStatementLimit);
  if (out.units.empty())
    if (auto unit = find_stated_unit(statements))
      add_unit(out, make_evidence("unit", to_utf8(head.view().substr(unit->begin, unit->size())), head, *unit, "body"), true);
  if (out.years.empty())
    if (auto year = find_opening_year(statements))
      out.years.push_back(make_evidence("year", std::to_string(year->year), head, {year->begin, year->end}, "body"));
  if (!out.years.empty() && !out.units.empty()) return;
  FileNameFacts name = read_file_name(document.info.source);
  if (out.years.empty() && name.year) out.years.push_back(*name.year);
  if (out.units.empty() && name.unit) add_unit(out, *name.unit, true);
}

Statements gather(const Document& document, std::span<const Block> blocks) {
  Statements out;
  ReportText lines = fold_head(blocks, kHeadLimit), head = lines.unwrapped();
  auto statements = head.view().substr(0, kStatementLimit);
  if (auto title = find_printed_title(lines.view())) add_title(lines, *title, "title", out);
  add_metadata(document, out);
  add_period(head, out);
  add_signature(blocks, out);
  if (out.units.empty())
    if (auto body = find_printed_body(lines)) add_unit(out, *body, false);
  if (auto named = find_named_report(statements)) add_title(head, *named, "body", out);
  if (auto scope = find_scope(statements))
    out.scopes.push_back(make_evidence("scope", std::string(scope->scope), head, scope->sentence, "body"));
  if (out.published.empty())
    if (auto published = find_printed_publication(lines)) out.published.push_back(*published);
  add_last_resorts(document, head, out);
  return out;
}

Finding conflict(std::string_view rule, const std::vector<Evidence>& evidence, std::string_view what_zh, std::string_view what) {
  Finding out = make_finding(rule);
  out.source = evidence.front().source;
  std::string zh, en;
  for (const Evidence& one : evidence) {
    zh += (zh.empty() ? "" : "，") + std::string("“") + one.raw + "”（" + one.value + "）";
    en += (en.empty() ? "" : ", ") + one.value + " (" + one.origin + ")";
  }
  out.message = "sources state different " + std::string(what) + ": " + en + "; the first is used";
  out.message_zh = "各处写明的" + std::string(what_zh) + "不一致：" + zh + "；采用第一个";
  return out;
}

Finding unknown(std::string_view rule, std::string_view message, std::string_view message_zh) {
  Finding out = make_finding(rule);
  out.message = message;
  out.message_zh = message_zh;
  return out;
}

/// The first source decides; those that say something else are listed behind it.
void decide_year(std::vector<Evidence>& years, ReportFacts& out) {
  if (years.empty()) {
    out.findings.push_back(unknown("year_unknown", "nothing states the year of the report", "没有任何地方写明报告年份"));
    return;
  }
  out.info.year = std::stoi(years.front().value);
  std::vector<Evidence> used{years.front()};
  for (Evidence& other : years) {
    bool listed = std::any_of(used.begin(), used.end(), [&](const Evidence& one) { return one.value == other.value; });
    if (listed) continue;
    other.chosen = false;
    used.push_back(other);
  }
  if (used.size() > 1) out.findings.push_back(conflict("year_conflict", used, "年份", "years"));
  out.evidence.insert(out.evidence.end(), used.begin(), used.end());
}

/// `市教育局` names its place by leaving it out; a source that adds the place is the fuller name of the same body.
std::size_t fullest_unit(const Statements& all) {
  const std::string& first = all.units.front().value;
  constexpr std::array<std::string_view, 7> kPlaceless{"市", "县", "区", "省", "州", "镇", "乡"};
  bool placeless = std::any_of(kPlaceless.begin(), kPlaceless.end(), [&](auto begin) { return first.starts_with(begin); });
  for (std::size_t i = 1; placeless && i < all.units.size(); ++i)
    if (all.units[i].value.size() > first.size() && all.units[i].value.ends_with(first)) return i;
  return 0;
}

void decide_unit(Statements& all, ReportFacts& out) {
  if (all.units.empty()) {
    out.findings.push_back(unknown("unit_unknown", "nothing states the unit that reports", "没有任何地方写明报告单位"));
    return;
  }
  std::swap(all.units.front(), all.units[fullest_unit(all)]);
  out.info.unit = all.units.front().value;
  std::vector<Evidence> used{all.units.front()};
  for (std::size_t i = 1; i < all.units.size(); ++i) {
    std::u32string name = to_code_points(all.units[i].value);
    bool listed = !all.unit_binds[i] || std::any_of(used.begin(), used.end(), [&](const Evidence& one) {
      return is_same_unit(to_code_points(one.value), name);
    });
    if (listed) continue;
    all.units[i].chosen = false;
    used.push_back(all.units[i]);
  }
  if (used.size() > 1) out.findings.push_back(conflict("unit_conflict", used, "单位名称", "units"));
  out.evidence.insert(out.evidence.end(), used.begin(), used.end());
}

/// Takes the first source of a fact, if there is one.
std::string take_first(const std::vector<Evidence>& sources, ReportFacts& out) {
  if (sources.empty()) return {};
  out.evidence.push_back(sources.front());
  return sources.front().value;
}

}  // namespace

ReportFacts find_report_facts(const Document& document, std::span<const Block> blocks) {
  Statements all = gather(document, blocks);
  ReportFacts out;
  decide_year(all.years, out);
  decide_unit(all, out);
  out.info.title = take_first(all.titles, out);
  if (std::string period = take_first(all.periods, out); !period.empty())
    out.info.period = {period.substr(0, 10), period.substr(11)};
  out.info.published = take_first(all.published, out);
  out.info.signed_on = take_first(all.signatures, out);
  out.info.scope = take_first(all.scopes, out);
  return out;
}

}  // namespace nianbao
