#include "records/json_reader.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <string>
#include <utility>

#include "records/json_node.h"
#include "records/valid_text.h"

namespace nianbao {
namespace {

Source read_place(const Node& node) {
  Source source;
  if (Node page = node.optional("page"); page.present()) source.page = page.whole();
  if (Node box = node.optional("bbox"); box.present()) {
    if (box.size() != 4) {
      box.fail("should be four numbers");
    } else {
      source.bbox = Box{box.at(0).real(), box.at(1).real(), box.at(2).real(), box.at(3).real()};
    }
  }
  if (Node path = node.optional("path"); path.present()) source.path = path.text();
  if (Node line = node.optional("line"); line.present()) source.line = line.whole();
  if (Node span = node.optional("span"); span.present()) {
    if (span.size() != 2) {
      span.fail("should be two numbers");
    } else {
      source.span = ColumnSpan{span.at(0).whole(), span.at(1).whole()};
    }
  }
  return source;
}

void read_document_extras(const Node& node, DocumentInfo& out) {
  if (Node methods = node.optional("page_methods"); methods.present())
    methods.for_each([&](const Node& m) { out.page_methods.push_back(m.name_of(Method::mixed)); });
  if (Node encoding = node.optional("encoding"); encoding.present())
    out.encoding = EncodingInfo{encoding.required("name").text(), encoding.required("origin").text(),
                                encoding.required("certain").boolean()};
  out.url = node.optional("url").text_or_empty();
  out.retrieved = node.optional("retrieved").text_or_empty();
  if (Node files = node.optional("files"); files.present())
    files.for_each([&](const Node& f) {
      out.files.push_back({f.required("sha256").text(), f.required("source").text()});
    });
}

DocumentInfo read_document(const Node& node) {
  DocumentInfo out;
  out.sha256 = node.required("sha256").text_or_empty();
  out.source = node.required("source").text();
  out.media_type = node.required("media_type").text_or_empty();
  out.bytes = node.required("bytes").whole64();
  if (Node pages = node.optional("pages"); pages.known()) out.pages = pages.whole();
  if (Node method = node.optional("method"); method.known()) out.method = method.name_of(Method::mixed);
  read_document_extras(node, out);
  return out;
}

ReportInfo read_report(const Node& node) {
  ReportInfo out;
  out.form = node.required("form").text_or_empty();
  if (Node year = node.required("year"); year.known()) out.year = year.whole();
  out.unit = node.required("unit").text_or_empty();
  out.title = node.required("title").text_or_empty();
  if (Node period = node.required("period"); period.known()) {
    if (period.size() != 2) {
      period.fail("should be two dates");
    } else {
      out.period = {period.at(0).text(), period.at(1).text()};
    }
  }
  out.published = node.required("published").text_or_empty();
  out.signed_on = node.required("signed").text_or_empty();
  out.scope = node.required("scope").text_or_empty();
  out.unit_id = node.optional("unit_id").text_or_empty();
  return out;
}

Evidence read_evidence_source(const Node& node, const std::string& key, bool chosen) {
  Evidence out;
  out.key = key;
  out.raw = node.required("raw").text();
  out.origin = node.required("origin").text();
  out.source = read_place(node);
  out.value = node.required("value").text();
  out.chosen = chosen;
  return out;
}

std::vector<Evidence> read_evidence(const Node& node) {
  std::vector<Evidence> out;
  node.for_each_member([&](const std::string& key, const Node& of_key) {
    Node others = of_key.optional("others");
    if (of_key.optional("raw").present() || !others.present()) out.push_back(read_evidence_source(of_key, key, true));
    if (others.present())
      others.for_each([&](const Node& other) { out.push_back(read_evidence_source(other, key, false)); });
  });
  return out;
}

Section read_section(const Node& node) {
  Section out;
  out.id = node.required("id").text();
  if (Node number = node.required("number"); number.known()) out.number = number.whole();
  out.heading = node.required("heading").text();
  out.source = read_place(node);
  if (Node last = node.optional("last_page"); last.present()) out.last_page = last.whole();
  out.text = node.required("text").text();
  return out;
}

Value read_value(const Node& node) {
  Value out;
  out.field = node.required("field").text();
  if (Node value = node.required("value"); value.known()) out.value = value.decimal();
  if (Node raw = node.optional("raw"); raw.present()) out.raw = raw.text();
  out.raw_unit = node.optional("raw_unit").text_or_empty();
  out.status = node.required("status").name_of(ValueStatus::reviewed);
  out.source = read_place(node);
  if (Node method = node.optional("method"); method.present()) out.method = method.name_of(Method::mixed);
  if (Node confidence = node.optional("confidence"); confidence.present()) out.confidence = confidence.real();
  if (Node candidates = node.optional("candidates"); candidates.present())
    candidates.for_each([&](const Node& c) { out.candidates.push_back(c.decimal()); });
  if (Node instance = node.optional("instance"); instance.present()) out.instance = instance.whole();
  return out;
}

Finding read_finding(const Node& node) {
  Finding out;
  out.id = node.required("id").text();
  out.rule = node.required("rule").text();
  out.severity = node.required("severity").name_of(Severity::note);
  out.attribution = node.required("attribution").name_of(Attribution::undecided);
  node.required("fields").for_each([&](const Node& field) { out.fields.push_back(field.text()); });
  out.expected = node.optional("expected").text_or_empty();
  out.actual = node.optional("actual").text_or_empty();
  out.source = read_place(node);
  out.message = node.required("message").text();
  out.message_zh = node.required("message_zh").text();
  if (Node cells = node.optional("cells"); cells.present())
    cells.for_each([&](const Node& c) { out.cells.push_back({c.required("raw").text(), read_place(c)}); });
  if (Node readings = node.optional("readings"); readings.present())
    readings.for_each([&](const Node& row) {
      out.readings.emplace_back();
      row.for_each([&](const Node& number) { out.readings.back().push_back(number.text()); });
    });
  return out;
}

Record read_record(const Node& node) {
  Record out;
  if (Node version = node.required("schema_version"); version.whole() != kSchemaVersion)
    version.fail("is of another schema version than " + std::to_string(kSchemaVersion));
  out.record_id = node.required("record_id").text_or_empty();
  out.document = read_document(node.required("document"));
  out.report = read_report(node.required("report"));
  out.evidence = read_evidence(node.required("evidence"));
  node.required("sections").for_each([&](const Node& n) { out.sections.push_back(read_section(n)); });
  const Node values = node.required("values");
  out.values.reserve(values.size());
  values.for_each([&](const Node& n) { out.values.push_back(read_value(n)); });
  node.required("findings").for_each([&](const Node& n) { out.findings.push_back(read_finding(n)); });
  out.status = node.required("status").name_of(RecordStatus::failed);
  out.kind = node.optional("kind").text_or_empty();
  if (Node error = node.optional("error"); error.known())
    out.error = Error{error.required("code").name_of(ErrorCode::internal), error.optional("place").text_or_empty(),
                      error.required("message").text()};
  Node extractor = node.required("extractor");
  out.extractor = {extractor.required("name").text(), extractor.required("version").text(),
                   extractor.required("basis").text()};
  return out;
}

Failure damaged(std::string place, std::string message) {
  return Failure(Error{ErrorCode::damaged_file, std::move(place), std::move(message)});
}

}  // namespace

Result<Record> parse_json_line(std::string_view line) {
  constexpr unsigned kFlags =
      rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseInsituFlag | rapidjson::kParseIterativeFlag;
  if (!is_valid_utf8(line)) return damaged("", "not UTF-8");
  if (std::size_t nul = line.find('\0'); nul != line.npos) return damaged("byte " + std::to_string(nul), "not JSON: a NUL");
  std::string text(line);  // parsed in place: the DOM's texts are views of it
  rapidjson::InsituStringStream stream(text.data());
  rapidjson::Document document;
  Reading reading;
  ExactNumbers handler(document, reading.numbers);
  rapidjson::Reader parser;
  auto generate = [&](rapidjson::Document&) { return !parser.Parse<kFlags>(stream, handler).IsError(); };
  document.Populate(generate);
  if (parser.HasParseError()) {
    std::string place = "byte " + std::to_string(parser.GetErrorOffset());
    if (parser.GetParseErrorCode() == rapidjson::kParseErrorTermination)
      return damaged(place, "a number is not a plain decimal of at most 18 digits");
    return damaged(place, std::string("not JSON: ") + rapidjson::GetParseError_En(parser.GetParseErrorCode()));
  }
  if (!document.IsObject()) return damaged("byte 0", "a record should be an object");
  Record record = read_record(Node(&document, reading));
  if (!reading.wrong.empty()) return damaged(reading.where, reading.where + " " + reading.wrong);
  return record;
}

}  // namespace nianbao
