#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "dataset_reading.h"
#include "records/record_sink.h"
#include "sample_records.h"

namespace nianbao {
namespace {

const std::vector<std::string> kFiles{"candidates.csv", "datapackage.json", "documents.csv", "evidence.csv", "fields.csv",
                                      "findings.csv",   "forms.csv",        "reports.csv",   "rules.csv",    "runs.csv",
                                      "sections.csv",   "status_wide.csv",  "values_long.csv", "values_wide.csv"};

Result<void> write_dataset(const std::string& folder, const std::vector<Record>& records, const SinkOptions& options = {}) {
  auto sink = open_csv_folder(folder, {small_form()}, options);
  if (!sink) return Failure(sink.error());
  for (const Record& record : records)
    if (Result<void> added = (*sink)->add(record); !added) return added;
  return (*sink)->finish();
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

TEST_CASE("a dataset is a folder with a file a table, and nothing is left beside it") {
  TemporaryFolder temporary;
  REQUIRE(write_dataset(temporary / "deep/out/", {full_record(), failed_record()}));
  CHECK(names_in(temporary / "deep/out") == kFiles);
  CHECK(names_in(temporary / "deep") == std::vector<std::string>{"out"});
}

TEST_CASE("values are written exactly, with their status and place, missing ones too") {
  TemporaryFolder temporary;
  REQUIRE(write_dataset(temporary / "out", {full_record()}));
  std::string id = digest_of('3');
  CHECK(file_text(temporary / "out/values_long.csv") ==
        "record_id,field,instance,position,value,value_text,raw,raw_unit,status,method,confidence,page,x0,y0,x1,y1,path,line,"
        "span_first,span_last\n" +
            id + ",disclosure.fees.amount,1,1,25.1,25.1,251000元,元,read,,,2,276.1,530,310.2,548.5,,,,\n" +
            id + ",requests.received.total,1,2,,,270020130,,doubtful,ocr,0.87,3,276.1,530.01,310.2,548.5,,,,\n" +
            id + ",requests.granted.total,1,3,,,,,missing,,,,,,,,,,,\n" +
            id + ",requests.granted.total,2,4,-5,-5,-5,,read,,,4,1,2,3,4,,,,\n");
  CHECK(file_text(temporary / "out/candidates.csv") ==
        "record_id,field,instance,position,value,value_text\n" + id + ",requests.received.total,1,1,27,27\n" + id +
            ",requests.received.total,1,2,270,270\n");
}

TEST_CASE("the wide tables have a row a record and a column a field; doubtful values only where they are kept") {
  TemporaryFolder temporary;
  Record record = full_record();
  record.values[1].value = Decimal(27);
  REQUIRE(write_dataset(temporary / "out", {record, failed_record()}));
  std::string identity = digest_of('3') + ",2024/huaian.pdf,淮安市人民政府,2024,ogi-2021,partial";
  std::string failed = digest_of('f') + ",locked.pdf,,,,failed,,,\n";
  std::string header = "record_id,source,unit,year,form,status,dis_fee_amount,req_recv_tot,req_granted_tot\n";
  CHECK(file_text(temporary / "out/values_wide.csv") == header + identity + ",25.1,,\n" + failed);
  CHECK(file_text(temporary / "out/status_wide.csv") == header + identity + ",read,doubtful,missing\n" + failed);
  SinkOptions keep;
  keep.keep_doubtful = true;
  REQUIRE(write_dataset(temporary / "kept", {record}, keep));
  CHECK(file_text(temporary / "kept/values_wide.csv") == header + identity + ",25.1,27,\n");
}

TEST_CASE("reports, evidence, findings, documents and the run are told") {
  TemporaryFolder temporary;
  REQUIRE(write_dataset(temporary / "out", {full_record(), failed_record()}));
  std::string reports = temporary / "out/reports.csv";
  CHECK(csv_cell(reports, 0, "unit") == "淮安市人民政府");
  CHECK(csv_cell(reports, 0, "period_end") == "2024-12-31");
  CHECK(csv_cell(reports, 0, "signed") == "2025-01-20");
  CHECK(csv_cell(reports, 0, "published") == "␀");
  CHECK(csv_cell(reports, 0, "doubtful") == "1");
  CHECK(csv_cell(reports, 0, "errors") == "1");
  CHECK(csv_cell(reports, 1, "error_code") == "encrypted");
  std::string evidence = temporary / "out/evidence.csv";
  CHECK(csv_cell(evidence, 1, "value") == "2024");
  CHECK(csv_cell(evidence, 1, "chosen") == "true");
  CHECK(csv_cell(evidence, 2, "value") == "2023");
  CHECK(csv_cell(evidence, 2, "chosen") == "false");
  std::string findings = temporary / "out/findings.csv";
  CHECK(csv_cell(findings, 0, "fields") == R"(["requests.received.total","requests.granted.total"])");
  CHECK(csv_cell(findings, 0, "expected") == "3153");
  CHECK(csv_cell(findings, 0, "message_zh") == "商业企业：本年新收与上年结转之和为3153");
  std::string documents = temporary / "out/documents.csv";
  CHECK(csv_cell(documents, 0, "fate") == "partial");
  CHECK(csv_cell(documents, 1, "fate") == "failed");
  CHECK(csv_cell(documents, 1, "error_code") == "encrypted");
  CHECK(csv_cell(documents, 1, "last_seen") == "␀");
  std::string runs = temporary / "out/runs.csv";
  CHECK(csv_cell(runs, 0, "documents") == "2");
  CHECK(csv_cell(runs, 0, "failed") == "1");
  CHECK(csv_cell(runs, 0, "started") == "␀");
}

TEST_CASE("texts of sections come only when they are asked for") {
  TemporaryFolder temporary;
  REQUIRE(write_dataset(temporary / "out", {full_record()}));
  CHECK(file_text(temporary / "out/sections.csv").find("第一段") == std::string::npos);
  SinkOptions with_text;
  with_text.with_text = true;
  REQUIRE(write_dataset(temporary / "out", {full_record()}, with_text));
  CHECK(csv_cell(temporary / "out/sections.csv", 0, "text") == "第一段。\n第二段。");
}

TEST_CASE("cells are quoted where they must be, an empty text is not null, and nothing is neutralised") {
  TemporaryFolder temporary;
  Record record = full_record();
  const std::string texts[] = {"a,b", "say \"hi\"", "two\nlines", "=1+1", "+8", "\r", "", " 3,001 ", "'"};
  std::vector<Record> records;
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    record.record_id = digest_of('3') + (i == 0 ? "" : "#" + std::to_string(i + 1));
    record.values[0].raw = texts[i];
    records.push_back(record);
  }
  REQUIRE(write_dataset(temporary / "out", records));
  for (std::size_t i = 0; i < std::size(texts); ++i)
    CHECK(csv_cell(temporary / "out/values_long.csv", i * record.values.size(), "raw") == texts[i]);
  CHECK(csv_cell(temporary / "out/values_long.csv", 2, "raw") == "␀");
}

TEST_CASE("stray bytes and U+0000 become U+FFFD, so that every reader of CSV takes the file") {
  TemporaryFolder temporary;
  Record record = full_record();
  record.values[0].raw = std::string("a\0b\xff", 4);
  REQUIRE(write_dataset(temporary / "out", {record}));
  CHECK(csv_cell(temporary / "out/values_long.csv", 0, "raw") == "a�b�");
}

TEST_CASE("the same record under two paths is one report and two documents") {
  TemporaryFolder temporary;
  Record again = full_record();
  again.document.source = "copy.pdf";
  Record unopened = failed_record();
  unopened.record_id.clear();
  unopened.document.sha256.clear();
  REQUIRE(write_dataset(temporary / "out", {full_record(), again, unopened}));
  CHECK(csv_rows(temporary / "out/reports.csv").size() == 2);
  CHECK(csv_rows(temporary / "out/documents.csv").size() == 4);
  CHECK(csv_cell(temporary / "out/documents.csv", 2, "record_id") == "␀");
}

TEST_CASE("a file with two reports is one document and two reports") {
  TemporaryFolder temporary;
  Record second = full_record();
  second.record_id += "#2";
  REQUIRE(write_dataset(temporary / "out", {full_record(), second}));
  CHECK(csv_rows(temporary / "out/reports.csv").size() == 3);
  CHECK(csv_rows(temporary / "out/documents.csv").size() == 2);
}

TEST_CASE("without finish nothing is left, and what stood there stands") {
  TemporaryFolder temporary;
  REQUIRE(write_dataset(temporary / "out", {full_record()}));
  std::string before = file_text(temporary / "out/reports.csv");
  {
    auto sink = open_csv_folder(temporary / "out", {small_form()}, {});
    REQUIRE(sink);
    REQUIRE((*sink)->add(failed_record()));
  }
  CHECK(file_text(temporary / "out/reports.csv") == before);
  CHECK(temporary.names() == std::vector<std::string>{"out"});
}

TEST_CASE("a dataset is replaced whole; a folder with anything else in it is refused and not touched") {
  TemporaryFolder temporary;
  REQUIRE(write_dataset(temporary / "out", {full_record()}));
  REQUIRE(write_dataset(temporary / "out", {failed_record()}));
  CHECK(csv_rows(temporary / "out/values_long.csv").size() == 1);
  CHECK(temporary.names() == std::vector<std::string>{"out"});
  write_file(temporary / "out/thesis.txt", "years of work");
  Result<void> refused = write_dataset(temporary / "out", {full_record()});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::output_failed);
  CHECK(refused.error().message.find("thesis.txt") != std::string::npos);
  CHECK(file_text(temporary / "out/thesis.txt") == "years of work");
  write_file(temporary / "file", "text");
  CHECK_FALSE(write_dataset(temporary / "file", {full_record()}));
  std::filesystem::create_directory(temporary / "empty");
  CHECK(write_dataset(temporary / "empty", {full_record()}));
}

TEST_CASE("a folder that cannot be made is an error that names it") {
  TemporaryFolder temporary;
  write_file(temporary / "file", "text");
  Result<void> refused = write_dataset(temporary / "file/out", {full_record()});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("file/out") != std::string::npos);
}

TEST_CASE("the same records give the same bytes") {
  TemporaryFolder temporary;
  REQUIRE(write_dataset(temporary / "a", {full_record(), failed_record()}));
  REQUIRE(write_dataset(temporary / "b", {full_record(), failed_record()}));
  for (const std::string& name : kFiles) CHECK(file_text(temporary / ("a/" + name)) == file_text(temporary / ("b/" + name)));
}

TEST_CASE("a record that breaks the tables' keys goes in as failed and says why") {
  struct Case {
    void (*spoil)(Record&);
    const char* message;
  };
  const Case cases[] = {
      {[](Record& r) { r.values[0].field = "no.such"; }, "field no.such is not among the forms' fields"},
      {[](Record& r) { r.values[3].instance = 1; }, "field requests.granted.total has two values of instance 1"},
      {[](Record& r) { r.findings.push_back(r.findings[0]); }, "two findings have the id requests.balance:business"},
      {[](Record& r) { r.findings[0].rule = "odd"; }, "rule odd is not listed"},
      {[](Record& r) { r.report.form = "ogi-1999"; }, "form ogi-1999 is not among the forms given"},
  };
  for (const Case& c : cases) {
    TemporaryFolder temporary;
    Record record = full_record();
    c.spoil(record);
    REQUIRE(write_dataset(temporary / "out", {record}));
    CHECK(csv_cell(temporary / "out/reports.csv", 0, "status") == "failed");
    CHECK(csv_cell(temporary / "out/reports.csv", 0, "error_message") == c.message);
    CHECK(csv_cell(temporary / "out/documents.csv", 0, "error_code") == "internal");
    CHECK(csv_rows(temporary / "out/values_long.csv").size() == 1);
  }
}

TEST_CASE("forms whose short names clash, with each other or with the tables' own columns, are refused") {
  TemporaryFolder temporary;
  Form form = small_form();
  form.fields[1].short_name = "unit";
  auto own = open_csv_folder(temporary / "out", {form}, {});
  REQUIRE_FALSE(own);
  CHECK(own.error().code == ErrorCode::bad_form);
  form.fields[1].short_name = form.fields[0].short_name;
  auto twice = open_csv_folder(temporary / "out", {form}, {});
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == ErrorCode::bad_form);
  CHECK(temporary.names().empty());
}

TEST_CASE("a full disk is an error, and leaves nothing behind") {
  TemporaryFolder temporary;
  std::vector<Record> records(1000, full_record());
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i].record_id += "#" + std::to_string(i + 2);
    records[i].document.source += std::to_string(i);
  }
  {
    FullDisk full(200000);
    Result<void> written = write_dataset(temporary / "out", records);
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::output_failed);
    CHECK(written.error().message.find(temporary.path()) != std::string::npos);
  }
  CHECK(temporary.names().empty());
}

}  // namespace
}  // namespace nianbao
