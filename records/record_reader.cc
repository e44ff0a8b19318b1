#include "records/record_reader.h"

#include <rapidjson/document.h>

#include <map>
#include <utility>

namespace nianbao {
namespace {

constexpr const char* kPlace = ", page, x0, y0, x1, y1, path, line, span_first, span_last";

std::string text_at(const SqliteStatement& row, int column) { return std::string(row.text(column)); }
int int_at(const SqliteStatement& row, int column) { return static_cast<int>(row.integer(column)); }

/// The nine columns of a place, from `column`.
Source place_at(const SqliteStatement& row, int column) {
  Source out;
  out.page = int_at(row, column);
  if (!row.is_null(column + 1))
    out.bbox = Box{row.real(column + 1), row.real(column + 2), row.real(column + 3), row.real(column + 4)};
  out.path = text_at(row, column + 5);
  out.line = int_at(row, column + 6);
  if (!row.is_null(column + 7)) out.span = ColumnSpan{int_at(row, column + 7), int_at(row, column + 8)};
  return out;
}

template <class E>
E name_at(const SqliteStatement& row, int column, E last) {
  const std::string_view name = row.text(column);
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (to_string(static_cast<E>(i)) == name) return static_cast<E>(i);
  return last;
}

/// A column that holds a JSON array; an array without elements where it is null.
rapidjson::Document array_at(const SqliteStatement& row, int column) {
  rapidjson::Document out;
  const std::string_view json = row.text(column);
  out.Parse(json.data(), json.size());
  if (out.HasParseError() || !out.IsArray()) out.SetArray();
  return out;
}

std::string text_of(const rapidjson::Value& json) {
  return json.IsString() ? std::string(json.GetString(), json.GetStringLength()) : std::string();
}

std::string member(const rapidjson::Value& json, const char* name) {
  if (!json.IsObject()) return {};
  const auto found = json.FindMember(name);
  return found == json.MemberEnd() ? std::string() : text_of(found->value);
}

int whole_member(const rapidjson::Value& json, const char* name) {
  if (!json.IsObject()) return 0;
  const auto found = json.FindMember(name);
  return found != json.MemberEnd() && found->value.IsInt() ? found->value.GetInt() : 0;
}

/// The place keys of a cell of a finding, which stand in its JSON.
Source place_of(const rapidjson::Value& json) {
  Source out;
  out.page = whole_member(json, "page");
  out.path = member(json, "path");
  out.line = whole_member(json, "line");
  if (!json.IsObject()) return out;
  if (const auto box = json.FindMember("bbox"); box != json.MemberEnd() && box->value.IsArray() && box->value.Size() == 4)
    out.bbox = Box{box->value[0].GetDouble(), box->value[1].GetDouble(), box->value[2].GetDouble(), box->value[3].GetDouble()};
  if (const auto span = json.FindMember("span"); span != json.MemberEnd() && span->value.IsArray() && span->value.Size() == 2)
    out.span = ColumnSpan{span->value[0].GetInt(), span->value[1].GetInt()};
  return out;
}

void read_document(const SqliteStatement& row, DocumentInfo& out) {
  out.sha256 = text_at(row, 1);
  out.source = text_at(row, 2);
  out.media_type = text_at(row, 3);
  out.bytes = row.integer(4);
  if (!row.is_null(5)) out.pages = int_at(row, 5);
  if (!row.is_null(6)) out.method = name_at(row, 6, Method::mixed);
  const rapidjson::Document methods = array_at(row, 7), files = array_at(row, 29);
  for (const auto& method : methods.GetArray())
    out.page_methods.push_back(parse_method(text_of(method)).value_or(Method::mixed));
  if (!row.is_null(8)) out.encoding = EncodingInfo{text_at(row, 8), text_at(row, 9), row.integer(10) != 0};
  out.url = text_at(row, 11);
  out.retrieved = text_at(row, 12);
  for (const auto& file : files.GetArray()) out.files.push_back({member(file, "sha256"), member(file, "source")});
}

void read_report(const SqliteStatement& row, ReportInfo& out) {
  out.form = text_at(row, 13);
  if (!row.is_null(14)) out.year = int_at(row, 14);
  out.unit = text_at(row, 15);
  out.title = text_at(row, 16);
  if (!row.is_null(17)) out.period = {text_at(row, 17), text_at(row, 18)};
  out.published = text_at(row, 19);
  out.signed_on = text_at(row, 20);
  out.scope = text_at(row, 21);
  out.unit_id = text_at(row, 30);
}

Record record_at(const SqliteStatement& row) {
  Record out;
  out.record_id = text_at(row, 0);
  read_document(row, out.document);
  read_report(row, out.report);
  out.status = name_at(row, 22, RecordStatus::failed);
  out.kind = text_at(row, 23);
  if (!row.is_null(24)) out.error = Error{name_at(row, 24, ErrorCode::internal), text_at(row, 28), text_at(row, 25)};
  out.extractor.version = text_at(row, 26);
  out.extractor.basis = text_at(row, 27);
  return out;
}

constexpr const char* kReport =
    "SELECT record_id, sha256, source, media_type, bytes, pages, method, page_methods, encoding, encoding_origin, encoding_certain, "
    "url, retrieved, form, year, unit, title, period_start, period_end, published, signed, scope, status, kind, error_code, "
    "error_message, extractor_version, basis, error_place, files, unit_id FROM reports WHERE record_id = ?";

/// A record goes before the further ones of its file, #2 before #10.
constexpr const char* kIds =
    "SELECT record_id FROM reports WHERE record_id >= ?1 AND record_id < ?1 || '$' ORDER BY length(record_id), record_id";

}  // namespace

Result<RecordReader> RecordReader::prepare(SqliteDatabase& database) {
  Statements out;
  const std::string place = kPlace, of_record = " WHERE record_id = ? ORDER BY ";
  const std::pair<SqliteStatement*, std::string> all[] = {
      {&out.ids, kIds},
      {&out.report, kReport},
      {&out.sections, "SELECT id, number, heading, text, last_page" + place + " FROM sections" + of_record + "position"},
      {&out.values,
       "SELECT field, value_text, raw, raw_unit, status, method, confidence, instance" + place +
           " FROM values_long" + of_record + "position"},
      {&out.candidates, "SELECT field, instance, value_text FROM candidates" + of_record + "position"},
      {&out.findings,
       "SELECT id, rule, severity, attribution, fields, expected, actual, message, message_zh, cells, readings" + place +
           " FROM findings" + of_record + "position"},
      {&out.evidence, "SELECT \"key\", value, raw, origin, chosen" + place + " FROM evidence" + of_record + "\"key\", position"},
  };
  for (const auto& [statement, sql] : all) {
    Result<SqliteStatement> prepared = database.prepare(sql);
    if (!prepared) return Failure(prepared.error());
    *statement = std::move(*prepared);
  }
  return RecordReader(database, std::move(out));
}

Result<std::vector<Record>> RecordReader::read_content(std::string_view sha256) {
  std::vector<std::string> ids;
  const TableCell key[] = {sha256};
  if (!sql_.ids.start(key)) return database_->failure();
  while (sql_.ids.next()) ids.emplace_back(sql_.ids.text(0));
  std::vector<Record> out;
  for (const std::string& id : ids) {
    Result<Record> record = read(id);
    if (!record) return Failure(record.error());
    out.push_back(std::move(*record));
  }
  return out;
}

Result<Record> RecordReader::read(std::string_view record_id) {
  const TableCell key[] = {record_id};
  if (!sql_.report.start(key) || !sql_.report.next()) return database_->failure();
  Record out = record_at(sql_.report);
  sql_.report.next();
  read_sections(out);
  read_values(out);
  read_candidates(out);
  read_findings(out);
  read_evidence(out);
  return out;
}

void RecordReader::read_sections(Record& record) {
  const TableCell key[] = {std::string_view(record.record_id)};
  SqliteStatement& row = sql_.sections;
  for (bool more = row.start(key) && row.next(); more; more = row.next())
    record.sections.push_back(
        {text_at(row, 0), int_at(row, 1), text_at(row, 2), place_at(row, 5), int_at(row, 4), text_at(row, 3)});
}

void RecordReader::read_values(Record& record) {
  const TableCell key[] = {std::string_view(record.record_id)};
  SqliteStatement& row = sql_.values;
  for (bool more = row.start(key) && row.next(); more; more = row.next()) {
    Value value;
    value.field = text_at(row, 0);
    if (!row.is_null(1)) value.value = Decimal::parse(row.text(1));
    if (!row.is_null(2)) value.raw = text_at(row, 2);
    value.raw_unit = text_at(row, 3);
    value.status = name_at(row, 4, ValueStatus::reviewed);
    if (!row.is_null(5)) value.method = name_at(row, 5, Method::mixed);
    if (!row.is_null(6)) value.confidence = row.real(6);
    value.instance = int_at(row, 7);
    value.source = place_at(row, 8);
    record.values.push_back(std::move(value));
  }
}

void RecordReader::read_candidates(Record& record) {
  std::map<std::pair<std::string, int>, Value*> values;
  for (Value& value : record.values) values[{value.field, value.instance}] = &value;
  const TableCell key[] = {std::string_view(record.record_id)};
  SqliteStatement& row = sql_.candidates;
  for (bool more = row.start(key) && row.next(); more; more = row.next()) {
    const auto found = values.find({text_at(row, 0), int_at(row, 1)});
    const auto number = Decimal::parse(row.text(2));
    if (found != values.end() && number) found->second->candidates.push_back(*number);
  }
}

void RecordReader::read_findings(Record& record) {
  const TableCell key[] = {std::string_view(record.record_id)};
  SqliteStatement& row = sql_.findings;
  for (bool more = row.start(key) && row.next(); more; more = row.next()) {
    Finding out;
    out.id = text_at(row, 0);
    out.rule = text_at(row, 1);
    out.severity = name_at(row, 2, Severity::note);
    out.attribution = name_at(row, 3, Attribution::undecided);
    const rapidjson::Document fields = array_at(row, 4), cells = array_at(row, 9), readings = array_at(row, 10);
    for (const auto& field : fields.GetArray()) out.fields.push_back(text_of(field));
    out.expected = text_at(row, 5);
    out.actual = text_at(row, 6);
    out.message = text_at(row, 7);
    out.message_zh = text_at(row, 8);
    for (const auto& cell : cells.GetArray()) out.cells.push_back({member(cell, "raw"), place_of(cell)});
    for (const auto& reading : readings.GetArray()) {
      out.readings.emplace_back();
      if (!reading.IsArray()) continue;
      for (const auto& number : reading.GetArray()) out.readings.back().push_back(text_of(number));
    }
    out.source = place_at(row, 11);
    record.findings.push_back(std::move(out));
  }
}

void RecordReader::read_evidence(Record& record) {
  const TableCell key[] = {std::string_view(record.record_id)};
  SqliteStatement& row = sql_.evidence;
  for (bool more = row.start(key) && row.next(); more; more = row.next())
    record.evidence.push_back(
        {text_at(row, 0), text_at(row, 1), text_at(row, 2), text_at(row, 3), place_at(row, 5), row.integer(4) != 0});
}

}  // namespace nianbao
