#include "records/json_writer.h"

#include <catch2/catch.hpp>

#include <limits>

#include "sample_records.h"

namespace nianbao {
namespace {

std::string line_of(const Record& record) {
  std::string out;
  append_json_line(record, out);
  return out;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("a whole record is written with its keys in the contract's order") {
  const std::string id = digest_of('3');
  const std::string expected =
      R"({"schema_version":1,"record_id":")" + id + R"(","document":{"sha256":")" + id +
      R"(","source":"2024/huaian.pdf","media_type":"application/pdf","bytes":412842,"pages":6,"method":"text-layer"},)"
      R"("report":{"form":"ogi-2021","year":2024,"unit":"淮安市人民政府","title":"淮安市人民政府2024年政府信息公开工作年度报告",)"
      R"("period":["2024-01-01","2024-12-31"],"published":null,"signed":"2025-01-20","scope":null},)"
      R"("evidence":{"unit":{"raw":"淮安市人民政府","origin":"title","page":1,"bbox":[90,96,180.2,118.4],"value":"淮安市人民政府"},)"
      R"("year":{"raw":"2024年","origin":"title","page":1,"bbox":[180.2,96,221.8,118.4],"value":"2024",)"
      R"("others":[{"raw":"2023年","origin":"body","page":2,"bbox":[1,2,3,4],"value":"2023"}]}},)"
      R"("sections":[{"id":"overview","number":1,"heading":"一、总体情况","page":1,"bbox":[72,130,170,146],"last_page":3,)"
      R"("text":"第一段。\n第二段。"}],)"
      R"("values":[{"field":"disclosure.fees.amount","value":25.1,"raw":"251000元","raw_unit":"元","status":"read","page":2,)"
      R"("bbox":[276.1,530,310.2,548.5]},)"
      R"({"field":"requests.received.total","value":null,"raw":"270020130","status":"doubtful","page":3,)"
      R"("bbox":[276.1,530.01,310.2,548.5],"method":"ocr","confidence":0.87,"candidates":[27,270]},)"
      R"({"field":"requests.granted.total","value":null,"status":"missing"},)"
      R"({"field":"requests.granted.total","value":-5,"raw":"-5","status":"read","page":4,"bbox":[1,2,3,4],"instance":2}],)"
      R"("findings":[{"id":"requests.balance:business","rule":"requests.balance","severity":"error","attribution":"publisher",)"
      R"("fields":["requests.received.total","requests.granted.total"],"expected":"3153","actual":"3119","page":3,"bbox":[1,2,3,4],)"
      R"("message":"received + carried_in is 3153","message_zh":"商业企业：本年新收与上年结转之和为3153"}],)"
      R"("status":"partial","extractor":{"name":"nianbao","version":"0.1.0","basis":"9c1d"}})"
      "\n";
  CHECK(line_of(full_record()) == expected);
}

TEST_CASE("a failed record has empty arrays, its error, and no method") {
  const std::string id = digest_of('f');
  const std::string expected =
      R"({"schema_version":1,"record_id":")" + id + R"(","document":{"sha256":")" + id +
      R"(","source":"locked.pdf","media_type":"application/pdf","bytes":1000},)"
      R"("report":{"form":null,"year":null,"unit":null,"title":null,"period":null,"published":null,"signed":null,"scope":null},)"
      R"("evidence":{},"sections":[],"values":[],"findings":[],"status":"failed",)"
      R"("error":{"code":"encrypted","message":"the file wants a password; give it one without"},)"
      R"("extractor":{"name":"nianbao","version":"0.1.0","basis":"9c1d"}})"
      "\n";
  CHECK(line_of(failed_record()) == expected);
}

TEST_CASE("lines are appended to what is there") {
  std::string out = "before\n";
  append_json_line(failed_record(), out);
  CHECK(out == "before\n" + line_of(failed_record()));
}

TEST_CASE("a file that could not be opened has no digest: its identity is null") {
  Record record = failed_record();
  record.record_id.clear();
  record.document.sha256.clear();
  record.document.media_type.clear();
  record.error = Error{ErrorCode::unreadable_file, "a/b.pdf", "no permission"};
  std::string line = line_of(record);
  CHECK(contains(line, R"("record_id":null,"document":{"sha256":null,"source":"locked.pdf","media_type":null,)"));
  CHECK(contains(line, R"("error":{"code":"unreadable_file","message":"no permission","place":"a/b.pdf"})"));
}

TEST_CASE("decimals are written with all their digits and nothing else") {
  for (const char* digits : {"0", "-18", "7380.28959", "0.00000000000000001", "999999999999999999", "0.1", "-0.05"}) {
    Record record = full_record();
    record.values = {record.values[0]};
    record.values[0].value = Decimal::parse(digits);
    CHECK(contains(line_of(record), std::string("\"value\":") + digits + ","));
  }
}

TEST_CASE("places are rounded to a hundredth, and there is no minus zero") {
  Record record = full_record();
  record.findings.clear();
  record.values = {record.values[0]};
  record.values[0].source.bbox = Box{-0.004, 0.005, 12.345678, 1000.999};
  CHECK(contains(line_of(record), R"("bbox":[0,0.01,12.35,1001])"));
  record.values[0].source.bbox = Box{-12.5, -0.05, std::numeric_limits<double>::infinity(), 99.999};
  CHECK(contains(line_of(record), R"("bbox":[-12.5,-0.05,0,100])"));
}

TEST_CASE("text that is not UTF-8 comes out as UTF-8, control characters are escaped") {
  Record record = full_record();
  record.values = {record.values[0]};
  record.values[0].raw = std::string("a\xff\xe4\xbb\"\\\x01\t\n", 9) + std::string(1, '\0') + "件";
  CHECK(contains(line_of(record), R"("raw":"a���\"\\\u0001\t\n\u0000件")"));
}

TEST_CASE("keys of a document that rarely apply are written where they do") {
  Record record = full_record();
  record.document.page_methods = {Method::text_layer, Method::ocr};
  record.document.method = Method::mixed;
  record.document.encoding = EncodingInfo{"GB18030", "detected", false};
  record.document.url = "https://example.org/1";
  record.document.retrieved = "2025-02-01T08:00:00Z";
  record.document.files = {{digest_of('a'), "p1.jpg"}};
  CHECK(contains(line_of(record),
                 R"("method":"mixed","page_methods":["text-layer","ocr"],"encoding":{"name":"GB18030","origin":"detected",)"
                 R"("certain":false},"url":"https://example.org/1","retrieved":"2025-02-01T08:00:00Z","files":[{"sha256":")" +
                     digest_of('a') + R"(","source":"p1.jpg"}]})"));
}

TEST_CASE("a finding shows its cells and readings, a text's place its line and columns") {
  Record record = full_record();
  Finding finding = make_finding("undecided_split", "requests.received");
  finding.source.line = 12;
  finding.source.span = ColumnSpan{3, 11};
  finding.message = "m";
  finding.message_zh = "说明";
  CellNote cell;
  cell.raw = "270020130";
  cell.source.path = "table[2]/tr[5]/td[3]";
  finding.cells = {cell};
  finding.readings = {{"27", "0"}, {"2", "70"}};
  record.findings = {finding};
  CHECK(contains(line_of(record), R"("fields":[],"line":12,"span":[3,11],"message":"m","message_zh":"说明",)"
                                  R"("cells":[{"raw":"270020130","path":"table[2]/tr[5]/td[3]"}],"readings":[["27","0"],["2","70"]]})"));
}

TEST_CASE("where nothing decided between sources, all of them are others") {
  Record record = full_record();
  for (Evidence& evidence : record.evidence) evidence.chosen = false;
  CHECK(contains(line_of(record), R"("evidence":{"unit":{"others":[{"raw":"淮安市人民政府",)"));
}

}  // namespace
}  // namespace nianbao
