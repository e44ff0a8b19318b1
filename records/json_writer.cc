#include "records/json_writer.h"

#include <string_view>

#include "records/evidence_order.h"
#include "records/line_writer.h"
#include "records/rounded_number.h"

namespace nianbao {
namespace {

void write_document_extras(const DocumentInfo& document, LineWriter& out) {
  if (!document.page_methods.empty()) {
    out.key("page_methods");
    out.start_array();
    for (Method method : document.page_methods) out.text(to_string(method));
    out.end_array();
  }
  if (document.encoding) {
    out.key("encoding");
    out.start_object();
    out.field("name", document.encoding->name);
    out.field("origin", document.encoding->origin);
    out.key("certain");
    out.boolean(document.encoding->certain);
    out.end_object();
  }
  out.field_unless_empty("url", document.url);
  out.field_unless_empty("retrieved", document.retrieved);
  if (document.files.empty()) return;
  out.key("files");
  out.start_array();
  for (const DocumentFile& file : document.files) {
    out.start_object();
    out.field("sha256", file.sha256);
    out.field("source", file.source);
    out.end_object();
  }
  out.end_array();
}

void write_document(const DocumentInfo& document, LineWriter& out) {
  out.key("document");
  out.start_object();
  out.field_or_null("sha256", document.sha256);
  out.field("source", document.source);
  out.field_or_null("media_type", document.media_type);
  out.whole_field("bytes", document.bytes);
  if (document.pages) out.whole_field("pages", *document.pages);
  if (document.method) out.field("method", to_string(*document.method));
  write_document_extras(document, out);
  out.end_object();
}

void write_report(const ReportInfo& report, LineWriter& out) {
  out.key("report");
  out.start_object();
  out.field_or_null("form", report.form);
  out.key("year");
  report.year ? out.whole(*report.year) : out.null();
  out.field_or_null("unit", report.unit);
  out.field_or_null("title", report.title);
  out.key("period");
  if (report.period) {
    out.start_array();
    for (const std::string& day : *report.period) out.text(day);
    out.end_array();
  } else {
    out.null();
  }
  out.field_or_null("published", report.published);
  out.field_or_null("signed", report.signed_on);
  out.field_or_null("scope", report.scope);
  out.field_unless_empty("unit_id", report.unit_id);
  out.end_object();
}

void write_evidence_members(const Evidence& evidence, LineWriter& out) {
  out.field("raw", evidence.raw);
  out.field("origin", evidence.origin);
  write_place(evidence.source, out);
  out.field("value", evidence.value);
}

void write_evidence_of_key(const EvidenceOfKey& of_key, LineWriter& out) {
  out.key(of_key.key);
  out.start_object();
  if (of_key.chosen) write_evidence_members(*of_key.chosen, out);
  if (!of_key.others.empty()) {
    out.key("others");
    out.start_array();
    for (const Evidence* other : of_key.others) {
      out.start_object();
      write_evidence_members(*other, out);
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
}

void write_section(const Section& section, LineWriter& out) {
  out.start_object();
  out.field("id", section.id);
  out.key("number");
  section.number == 0 ? out.null() : out.whole(section.number);
  out.field("heading", section.heading);
  write_place(section.source, out);
  if (section.last_page != 0) out.whole_field("last_page", section.last_page);
  out.field("text", section.text);
  out.end_object();
}

void write_value(const Value& value, LineWriter& out) {
  out.start_object();
  out.field("field", value.field);
  out.key("value");
  value.value ? out.decimal(*value.value) : out.null();
  if (value.raw) out.field("raw", *value.raw);
  out.field_unless_empty("raw_unit", value.raw_unit);
  out.field("status", to_string(value.status));
  write_place(value.source, out);
  if (value.method) out.field("method", to_string(*value.method));
  if (value.confidence) {
    out.key("confidence");
    out.rounded(*value.confidence, kConfidenceDecimals);
  }
  if (!value.candidates.empty()) {
    out.key("candidates");
    out.start_array();
    for (const Decimal& candidate : value.candidates) out.decimal(candidate);
    out.end_array();
  }
  if (value.instance > 1) out.whole_field("instance", value.instance);
  out.end_object();
}

void write_finding_details(const Finding& finding, LineWriter& out) {
  if (!finding.cells.empty()) {
    out.key("cells");
    write_cells(finding.cells, out);
  }
  if (!finding.readings.empty()) {
    out.key("readings");
    write_readings(finding.readings, out);
  }
}

void write_finding(const Finding& finding, LineWriter& out) {
  out.start_object();
  out.field("id", finding.id);
  out.field("rule", finding.rule);
  out.field("severity", to_string(finding.severity));
  out.field("attribution", to_string(finding.attribution));
  out.key("fields");
  write_texts(finding.fields, out);
  out.field_unless_empty("expected", finding.expected);
  out.field_unless_empty("actual", finding.actual);
  write_place(finding.source, out);
  out.field("message", finding.message);
  out.field("message_zh", finding.message_zh);
  write_finding_details(finding, out);
  out.end_object();
}

template <class T, class Write>
void write_array(std::string_view name, const std::vector<T>& items, Write write, LineWriter& out) {
  out.key(name);
  out.start_array();
  for (const T& item : items) write(item, out);
  out.end_array();
}

void write_outcome(const Record& record, LineWriter& out) {
  out.field("status", to_string(record.status));
  out.field_unless_empty("kind", record.kind);
  if (record.error) {
    out.key("error");
    out.start_object();
    out.field("code", to_string(record.error->code));
    out.field("message", record.error->message);
    out.field_unless_empty("place", record.error->place);
    out.end_object();
  }
  out.key("extractor");
  out.start_object();
  out.field("name", record.extractor.name);
  out.field("version", record.extractor.version);
  out.field("basis", record.extractor.basis);
  out.end_object();
}

}  // namespace

void append_json_line(const Record& record, std::string& out) {
  LineWriter line;
  line.start_object();
  line.whole_field("schema_version", kSchemaVersion);
  line.field_or_null("record_id", record.record_id);
  write_document(record.document, line);
  write_report(record.report, line);
  line.key("evidence");
  line.start_object();
  for (const EvidenceOfKey& of_key : evidence_by_key(record.evidence)) write_evidence_of_key(of_key, line);
  line.end_object();
  write_array("sections", record.sections, write_section, line);
  write_array("values", record.values, write_value, line);
  write_array("findings", record.findings, write_finding, line);
  write_outcome(record, line);
  line.end_object();
  out.append(line.line());
  out.push_back('\n');
}

}  // namespace nianbao
