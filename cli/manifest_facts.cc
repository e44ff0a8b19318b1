#include "cli/manifest_facts.h"

#include <algorithm>

#include "cli/digest.h"
#include "model/unicode.h"
#include "normalize/unit_names.h"

namespace nianbao {
namespace {

constexpr std::string_view kOrigin = "manifest", kGuess = "file_name";

bool is_guess(const Record& record, std::string_view key) {
  return std::any_of(record.evidence.begin(), record.evidence.end(),
                     [&](const Evidence& e) { return e.key == key && e.chosen && e.origin == kGuess; });
}

void add_evidence(Record& record, std::string_view key, const std::string& said, bool chosen) {
  record.evidence.push_back({std::string(key), said, said, std::string(kOrigin), {}, chosen});
}

/// The fact rests on the manifest now; a guess that says something else is listed beside it.
void fill(Record& record, std::string_view key, const std::string& said, std::string_view finding) {
  std::erase_if(record.evidence, [&](const Evidence& e) { return e.key == key && e.origin == kGuess && e.value == said; });
  for (Evidence& evidence : record.evidence)
    if (evidence.key == key) evidence.chosen = false;
  add_evidence(record, key, said, true);
  std::erase_if(record.findings, [&](const Finding& f) { return f.rule == finding; });
}

void tell_conflict(Record& record, std::string_view key, std::string_view key_zh, const std::string& own, const std::string& said) {
  add_evidence(record, key, said, false);
  Finding out = make_finding("manifest_conflict", key);
  out.expected = out.actual = {};
  out.message = "the report's " + std::string(key) + " is " + own + ", the manifest says " + said + "; the report's own is used";
  out.message_zh = "报告自身的" + std::string(key_zh) + "为“" + own + "”，采集清单为“" + said + "”；采用报告自身的";
  record.findings.push_back(std::move(out));
}

void apply_unit(const std::string& said, Record& record) {
  if (said.empty()) return;
  std::string& own = record.report.unit;
  if (own.empty() || is_guess(record, "unit")) {
    own = said;
    fill(record, "unit", said, "unit_unknown");
  } else if (!is_same_unit(to_code_points(own), to_code_points(said))) {
    tell_conflict(record, "unit", "单位", own, said);
  }
}

void apply_year(const std::string& said, Record& record) {
  if (said.empty()) return;
  if (!record.report.year || is_guess(record, "year")) {
    record.report.year = std::stoi(said);
    fill(record, "year", said, "year_unknown");
  } else if (std::to_string(*record.report.year) != said) {
    tell_conflict(record, "year", "年份", std::to_string(*record.report.year), said);
  }
}

/// A fact that is a plain text, and whose absence is no finding.
void apply_text(std::string_view key, std::string_view key_zh, const std::string& said, std::string& own, Record& record) {
  if (said.empty() || own == said) return;
  if (!own.empty()) return tell_conflict(record, key, key_zh, own, said);
  own = said;
  fill(record, key, said, "");
}

}  // namespace

std::string description_digest(const FileDescription& description) {
  if (description.facts.empty() && description.parts.empty()) return {};
  std::string text;
  const auto add = [&](const std::string& part) { text += std::to_string(part.size()) + ":" + part; };
  const ManifestFacts& facts = description.facts;
  for (const std::string* fact : {&facts.url, &facts.retrieved, &facts.unit, &facts.unit_id, &facts.year, &facts.published}) add(*fact);
  for (const DescribedPart& part : description.parts) add(part.file.source), add(part.error ? part.error->message : "");
  return sha256_hex(text).substr(0, 16);
}

void apply_manifest(const ManifestFacts& facts, std::vector<Record>& records) {
  if (facts.empty()) return;
  for (Record& record : records) {
    if (record.status == RecordStatus::failed) {
      if (record.document.url.empty()) record.document.url = facts.url;
      if (record.document.retrieved.empty()) record.document.retrieved = facts.retrieved;
      continue;
    }
    apply_text("url", "网址", facts.url, record.document.url, record);
    apply_text("retrieved", "抓取时间", facts.retrieved, record.document.retrieved, record);
    if (records.size() > 1) continue;
    apply_unit(facts.unit, record);
    apply_text("unit_id", "单位代码", facts.unit_id, record.report.unit_id, record);
    apply_year(facts.year, record);
    apply_text("published", "发布日期", facts.published, record.report.published, record);
  }
}

}  // namespace nianbao
