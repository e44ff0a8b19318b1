#include "cli/pipeline.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "cli/basis.h"
#include "cli/digest.h"
#include "normalize/form_loader.h"
#include "tests/cli/sample_report.h"

using namespace nianbao;

namespace {

std::vector<Record> extract(const std::string& bytes, const std::string& basis = "b") {
  PipelineOptions options;
  options.basis = basis;
  return extract_report(bytes, "a/report.txt", PreparedForms(builtin_forms()), options);
}

std::vector<std::string> ids(const Record& record) {
  std::vector<std::string> out;
  for (const Finding& finding : record.findings) out.push_back(finding.id);
  return out;
}

}  // namespace

TEST_CASE("a report comes out with its identity, its values, and what does not add up") {
  const std::string bytes = sample_report("3");
  const auto records = extract(bytes);
  REQUIRE(records.size() == 1);
  const Record& record = records[0];
  CHECK(record.record_id == sha256_hex(bytes));
  CHECK(record.document.sha256 == record.record_id);
  CHECK(record.document.source == "a/report.txt");
  CHECK(record.document.bytes == static_cast<std::int64_t>(bytes.size()));
  CHECK(record.status == RecordStatus::partial);
  CHECK(record.report.form == "ogi-2021");
  CHECK(record.extractor.basis == "b");
  const auto found = ids(record);
  for (const char* id : {"requests.balance:natural_person", "requests.balance:total",
                         "requests.processed_sum:natural_person", "requests.processed_sum:total"})
    CHECK(std::count(found.begin(), found.end(), id) == 1);
}

TEST_CASE("numbers that add up give no errors") {
  const auto records = extract(sample_report());
  REQUIRE(records.size() == 1);
  for (const Finding& finding : records[0].findings) CHECK(finding.severity != Severity::error);
}

TEST_CASE("what cannot be read is a failed record that still says which file it was") {
  const auto records = extract("");
  REQUIRE(records.size() == 1);
  CHECK(records[0].status == RecordStatus::failed);
  REQUIRE(records[0].error);
  CHECK(records[0].error->code == ErrorCode::empty_file);
  CHECK(records[0].record_id == sha256_hex(""));
  CHECK(records[0].document.source == "a/report.txt");
  CHECK(records[0].extractor.version != "");
  CHECK(records[0].values.empty());
}

TEST_CASE("the record of a file that could not be opened has no id") {
  const Record record = failed_record(std::nullopt, "x.pdf", {ErrorCode::unreadable_file, "x.pdf", "no"}, {});
  CHECK(record.record_id.empty());
  CHECK(record.document.sha256.empty());
  CHECK(record.document.source == "x.pdf");
}

TEST_CASE("the same bytes give the same record") { CHECK(extract(sample_report("2")) == extract(sample_report("2"))); }

TEST_CASE("finding ids that stand twice are numbered in their order") {
  std::vector<Finding> findings(4);
  for (std::size_t i : {0U, 2U, 3U}) findings[i].id = "cell_note:a";
  findings[1].id = "cell_note:b";
  make_ids_unique(findings);
  CHECK(findings[0].id == "cell_note:a");
  CHECK(findings[1].id == "cell_note:b");
  CHECK(findings[2].id == "cell_note:a~2");
  CHECK(findings[3].id == "cell_note:a~3");
}

TEST_CASE("the digest is SHA-256") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("the basis follows what can change a result, and nothing else") {
  const FormSet forms = load_forms("").value();
  PipelineOptions options;
  const std::string basis = result_basis(forms, options);
  CHECK(basis.size() == 16);
  options.basis = "anything";
  CHECK(result_basis(forms, options) == basis);
  options.normalize.assume_form = "ogi-2019";
  CHECK(result_basis(forms, options) != basis);
  FormSet changed = forms;
  changed.texts[0].toml += "\n";
  CHECK(result_basis(changed, PipelineOptions{}) != basis);
  changed = forms;
  changed.texts[0].name = "another place";
  CHECK(result_basis(changed, PipelineOptions{}) == basis);
}
