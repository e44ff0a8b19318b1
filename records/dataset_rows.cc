#include "records/dataset_rows.h"

#include <algorithm>
#include <set>

#include "records/evidence_order.h"
#include "records/line_writer.h"
#include "records/row_builder.h"

namespace nianbao {
namespace {

template <class Write>
std::string json_text(Write write) {
  LineWriter json;
  write(json);
  return std::string(json.line());
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}

void put_document(const DocumentInfo& document, Row& row) {
  row.text_or_null(document.sha256);
  row.text(document.source);
  row.text_or_null(document.media_type);
  row.whole(document.bytes);
  document.pages ? row.whole(*document.pages) : row.null();
  document.method ? row.text(to_string(*document.method)) : row.null();
  std::vector<std::string> methods;
  for (Method method : document.page_methods) methods.emplace_back(to_string(method));
  methods.empty() ? row.null() : row.kept(json_text([&](LineWriter& json) { write_texts(methods, json); }));
  row.text_or_null(document.encoding ? document.encoding->name : std::string_view());
  row.text_or_null(document.encoding ? document.encoding->origin : std::string_view());
  document.encoding ? row.boolean(document.encoding->certain) : row.null();
  row.text_or_null(document.url);
  row.text_or_null(document.retrieved);
}

void put_files(const std::vector<DocumentFile>& files, Row& row) {
  if (files.empty()) return row.null();
  row.kept(json_text([&](LineWriter& json) {
    json.start_array();
    for (const DocumentFile& file : files) {
      json.start_object();
      json.field("sha256", file.sha256);
      json.field("source", file.source);
      json.end_object();
    }
    json.end_array();
  }));
}

void put_report(const ReportInfo& report, Row& row) {
  row.text_or_null(report.form);
  report.year ? row.whole(*report.year) : row.null();
  row.text_or_null(report.unit);
  row.text_or_null(report.title);
  row.text_or_null(report.period ? (*report.period)[0] : std::string_view());
  row.text_or_null(report.period ? (*report.period)[1] : std::string_view());
  row.text_or_null(report.published);
  row.text_or_null(report.signed_on);
  row.text_or_null(report.scope);
}

void put_error(const std::optional<Error>& error, Row& row) {
  error ? row.text(to_string(error->code)) : row.null();
  error ? row.text(error->message) : row.null();
}

void make_report(const Record& record, const Occasion& occasion, RowConsumer& out) {
  auto findings = [&](Severity severity) {
    return std::count_if(record.findings.begin(), record.findings.end(),
                         [&](const Finding& finding) { return finding.severity == severity; });
  };
  Row row;
  row.text(record.record_id);
  put_document(record.document, row);
  put_report(record.report, row);
  row.text(to_string(record.status));
  row.text_or_null(record.kind);
  put_error(record.error, row);
  row.whole(std::count_if(record.values.begin(), record.values.end(), [](const Value& value) {
    return value.status == ValueStatus::doubtful || value.status == ValueStatus::unreadable;
  }));
  row.whole(findings(Severity::error));
  row.whole(findings(Severity::warning));
  row.whole(kSchemaVersion);
  row.text(record.extractor.version);
  row.text(record.extractor.basis);
  row.whole(occasion.run_id);
  row.null();
  put_files(record.document.files, row);
  row.text_or_null(record.error ? std::string_view(record.error->place) : std::string_view());
  row.text_or_null(record.report.unit_id);
  row.give(TableId::reports, out);
}

void make_sections(const Record& record, bool with_text, RowConsumer& out) {
  Row row;
  for (std::size_t i = 0; i < record.sections.size(); ++i) {
    const Section& section = record.sections[i];
    row.text(record.record_id);
    row.whole(static_cast<std::int64_t>(i + 1));
    row.text(section.id);
    row.whole_or_null(section.number);
    row.text(section.heading);
    row.place(section.source);
    row.whole_or_null(section.last_page);
    if (with_text) row.text(section.text);
    row.give(TableId::sections, out);
  }
}

void make_values(const Record& record, RowConsumer& out) {
  Row row;
  std::int64_t position = 0;
  for (const Value& value : record.values) {
    row.plain(record.record_id);
    row.plain(value.field);
    row.whole(value.instance);
    row.whole(++position);
    value.value ? row.decimal(*value.value) : row.null();
    value.value ? row.kept(value.value->to_string()) : row.null();
    value.raw ? row.text(*value.raw) : row.null();
    row.text_or_null(value.raw_unit);
    row.plain(to_string(value.status));
    value.method ? row.text(to_string(*value.method)) : row.null();
    value.confidence ? row.rounded(*value.confidence, kConfidenceDecimals) : row.null();
    row.place(value.source);
    row.give(TableId::values_long, out);
  }
}

void make_candidates(const Record& record, RowConsumer& out) {
  Row row;
  for (const Value& value : record.values) {
    for (std::size_t i = 0; i < value.candidates.size(); ++i) {
      row.text(record.record_id);
      row.text(value.field);
      row.whole(value.instance);
      row.whole(static_cast<std::int64_t>(i + 1));
      row.decimal(value.candidates[i]);
      row.kept(value.candidates[i].to_string());
      row.give(TableId::candidates, out);
    }
  }
}

void make_findings(const Record& record, RowConsumer& out) {
  Row row;
  for (std::size_t i = 0; i < record.findings.size(); ++i) {
    const Finding& finding = record.findings[i];
    row.text(record.record_id);
    row.text(finding.id);
    row.whole(static_cast<std::int64_t>(i + 1));
    row.text(finding.rule);
    row.text(to_string(finding.severity));
    row.text(to_string(finding.attribution));
    row.kept(json_text([&](LineWriter& json) { write_texts(finding.fields, json); }));
    row.text_or_null(finding.expected);
    row.text_or_null(finding.actual);
    row.place(finding.source);
    row.text(finding.message);
    row.text(finding.message_zh);
    finding.cells.empty() ? row.null() : row.kept(json_text([&](LineWriter& json) { write_cells(finding.cells, json); }));
    finding.readings.empty() ? row.null()
                             : row.kept(json_text([&](LineWriter& json) { write_readings(finding.readings, json); }));
    row.give(TableId::findings, out);
  }
}

void make_evidence(const Record& record, RowConsumer& out) {
  Row row;
  for (const EvidenceOfKey& of_key : evidence_by_key(record.evidence)) {
    std::vector<const Evidence*> sources = of_key.others;
    if (of_key.chosen) sources.insert(sources.begin(), of_key.chosen);
    for (std::size_t i = 0; i < sources.size(); ++i) {
      row.text(record.record_id);
      row.text(of_key.key);
      row.whole(static_cast<std::int64_t>(i + 1));
      row.boolean(sources[i] == of_key.chosen);
      row.text(sources[i]->value);
      row.text(sources[i]->raw);
      row.text(sources[i]->origin);
      row.place(sources[i]->source);
      row.give(TableId::evidence, out);
    }
  }
}

void put_identity(const Record& record, Row& row) {
  row.text(record.record_id);
  row.text(record.document.source);
  row.text_or_null(record.report.unit);
  record.report.year ? row.whole(*record.report.year) : row.null();
  row.text_or_null(record.report.form);
  row.text(to_string(record.status));
}

Record failed_instead(const Record& record, const std::string& why) {
  Record out;
  out.record_id = record.record_id;
  out.document = record.document;
  out.extractor = record.extractor;
  out.status = RecordStatus::failed;
  out.error = Error{ErrorCode::internal, "", why};
  return out;
}

}  // namespace

RowMaker::RowMaker(const std::vector<Form>& forms, std::vector<CodebookField> fields, bool with_text, bool keep_doubtful)
    : rules_(rule_codebook(forms)), forms_(forms), fields_(std::move(fields)), with_text_(with_text),
      keep_doubtful_(keep_doubtful) {
  for (std::size_t i = 0; i < fields_.size(); ++i) field_index_.emplace(fields_[i].field, static_cast<int>(i));
}

void RowMaker::make_reference_rows(RowConsumer& out) const {
  Row row;
  for (const Form& form : forms_) {
    row.text(form.id);
    row.text(form.name_zh);
    row.whole_or_null(form.first_year);
    row.whole_or_null(form.last_year);
    row.text(form.ground);
    row.give(TableId::forms, out);
  }
  for (const CodebookField& f : fields_) {
    row.text(f.field);
    row.text(f.short_name);
    row.kept(joined(f.forms));
    row.text(f.unit);
    row.kept(f.range());
    row.text(f.label);
    row.text(f.definition);
    row.give(TableId::fields, out);
  }
  for (const CodebookRule& r : rules_) {
    for (const std::string* text : {&r.rule, &r.where, &r.severity, &r.attribution, &r.name_zh, &r.says, &r.says_zh, &r.ground})
      row.text(*text);
    row.give(TableId::rules, out);
  }
}

std::vector<int> RowMaker::field_indexes(const Record& record) const {
  std::vector<int> out;
  std::size_t next = 0;  // values stand in the order of the form's fields: most often it is the next one
  for (const Value& value : record.values) {
    if (next >= fields_.size() || fields_[next].field != value.field) {
      auto found = field_index_.find(value.field);
      next = found == field_index_.end() ? fields_.size() : static_cast<std::size_t>(found->second);
    }
    out.push_back(next < fields_.size() ? static_cast<int>(next) : -1);
    ++next;
  }
  return out;
}

std::string RowMaker::why_unfit(const Record& record) const {
  const std::string& form = record.report.form;
  if (!form.empty() && find_form(forms_, form) == nullptr) return "form " + form + " is not among the forms given";
  std::vector<char> has_first(fields_.size(), 0);
  std::set<std::pair<int, int>> further;
  std::vector<int> indexes = field_indexes(record);
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    const Value& value = record.values[i];
    if (indexes[i] < 0) return "field " + value.field + " is not among the forms' fields";
    char& first = has_first[static_cast<std::size_t>(indexes[i])];
    bool is_new = value.instance == 1 ? first == 0 : further.emplace(indexes[i], value.instance).second;
    if (!is_new) return "field " + value.field + " has two values of instance " + std::to_string(value.instance);
    if (value.instance == 1) first = 1;
  }
  std::set<std::string_view> findings;
  for (const Finding& finding : record.findings) {
    if (!findings.insert(finding.id).second) return "two findings have the id " + finding.id;
    if (std::none_of(rules_.begin(), rules_.end(), [&](const CodebookRule& rule) { return rule.rule == finding.rule; }))
      return "rule " + finding.rule + " is not listed";
  }
  return {};
}

const Record& RowMaker::fitting(const Record& record, std::optional<Record>& failed) const {
  const std::string why = why_unfit(record);
  if (why.empty()) return record;
  return failed.emplace(failed_instead(record, why));
}

void RowMaker::make_value_rows(const Record& record, RowConsumer& out) const { make_values(record, out); }

void RowMaker::make_record_rows(const Record& record, const Occasion& occasion, RowConsumer& out) const {
  make_report(record, occasion, out);
  make_sections(record, with_text_, out);
  make_candidates(record, out);
  make_findings(record, out);
  make_evidence(record, out);
  make_wide_rows(record, out);
}

void RowMaker::make_wide_rows(const Record& record, RowConsumer& out) const {
  std::vector<const Value*> first(fields_.size(), nullptr);
  std::vector<int> indexes = field_indexes(record);
  for (std::size_t i = 0; i < indexes.size(); ++i)
    if (indexes[i] >= 0 && record.values[i].instance == 1) first[static_cast<std::size_t>(indexes[i])] = &record.values[i];
  auto is_sure = [&](const Value& value) {
    return value.status == ValueStatus::read || value.status == ValueStatus::repaired ||
           value.status == ValueStatus::reviewed || (keep_doubtful_ && value.status == ValueStatus::doubtful);
  };
  constexpr std::size_t kIdentity = 6;
  Row row(kIdentity + fields_.size());
  put_identity(record, row);
  for (const Value* value : first) value && value->value && is_sure(*value) ? row.decimal(*value->value) : row.null();
  row.give(TableId::values_wide, out);
  put_identity(record, row);
  for (const Value* value : first) value ? row.plain(to_string(value->status)) : row.null();
  row.give(TableId::status_wide, out);
}

void RowMaker::make_document_row(const Record& record, const Occasion& occasion, RowConsumer& out) const {
  Row row;
  row.text(record.document.source);
  row.text_or_null(record.record_id);
  row.text_or_null(record.document.sha256);
  row.whole(record.document.bytes);
  row.null();
  row.text(to_string(record.status));
  put_error(record.error, row);
  row.text_or_null(occasion.now);
  row.text_or_null(occasion.now);
  row.null();
  row.whole(occasion.run_id);
  row.give(TableId::documents, out);
}

void RowMaker::make_run_row(const RunSummary& run, RowConsumer& out) const {
  Row row;
  row.whole(run.run_id);
  row.text_or_null(run.started);
  row.text_or_null(run.finished);
  row.whole(kSchemaVersion);
  row.text_or_null(run.extractor.version);
  row.text_or_null(run.extractor.basis);
  row.whole(run.documents);
  row.whole(run.records);
  row.whole(run.failed);
  row.whole(run.new_failures);
  row.whole(run.unchanged);
  row.whole(run.gone);
  row.text_or_null(run.outcome);
  row.give(TableId::runs, out);
}

}  // namespace nianbao
