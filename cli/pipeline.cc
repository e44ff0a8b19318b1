#include "cli/pipeline.h"

#include <exception>
#include <map>
#include <new>

#include "audit/audit.h"
#include "cli/digest.h"

namespace nianbao {
namespace {

Extractor extractor_of(const PipelineOptions& options) {
  Extractor out;
  out.version = NIANBAO_VERSION;
  out.basis = options.basis;
  return out;
}

std::string record_id(const std::string& sha256, std::size_t index) {
  return index == 0 ? sha256 : sha256 + "#" + std::to_string(index + 1);
}

void finish_record(Record& record, const std::vector<Form>& forms, const PipelineOptions& options) {
  std::vector<Finding> findings = audit_record(record, forms);
  record.findings.insert(record.findings.end(), std::make_move_iterator(findings.begin()),
                         std::make_move_iterator(findings.end()));
  make_ids_unique(record.findings);
  record.extractor = extractor_of(options);
}

Result<std::vector<Record>> finished(std::vector<Record> records, const DocumentInfo& info, const PreparedForms& forms,
                                     const PipelineOptions& options) {
  if (records.empty()) return Failure({ErrorCode::internal, info.source, "no record came out of the file"});
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i].record_id = record_id(info.sha256, i);
    finish_record(records[i], forms.forms(), options);
  }
  return records;
}

Result<std::vector<Record>> read_records(std::string_view bytes, const ContentId& content, const std::string& source,
                                         const PreparedForms& forms, const PipelineOptions& options,
                                         const std::optional<std::string_view>& converted) {
  auto document = converted ? read_converted(bytes, *converted, options.read) : read_document(bytes, options.read);
  if (!document) return Failure(document.error());
  document->info.sha256 = content.sha256;
  document->info.source = source;
  document->info.bytes = content.bytes;
  return finished(normalize(*document, build_layout(*document, options.layout), forms, options.normalize), document->info, forms, options);
}

Result<std::vector<Record>> read_records(const std::vector<ReportFile>& files, const ContentId& content, const std::string& source,
                                         const PreparedForms& forms, const PipelineOptions& options) {
  auto whole = assemble_document(files, options.read, options.layout);
  if (!whole) return Failure(whole.error());
  whole->document.info.sha256 = content.sha256;
  whole->document.info.source = source;
  whole->document.info.bytes = content.bytes;
  NormalizeOptions one = options.normalize;
  one.one_report = true;
  return finished(normalize(whole->document, whole->layout, forms, one), whole->document.info, forms, options);
}

/// What `read` gives; where it fails, in whatever way, the record that says so.
template <class Read>
std::vector<Record> read_safely(const Read& read, const ContentId& content, const std::string& source, const PipelineOptions& options) {
  Error error{ErrorCode::internal, source, {}};
  try {
    Result<std::vector<Record>> records = read();
    if (records) return std::move(*records);
    error = records.error();
  } catch (const std::bad_alloc&) {
    error = {ErrorCode::out_of_memory, source, "the memory was not enough for this file"};
  } catch (const std::exception& bug) {
    error.message = std::string("an unexpected error in the program: ") + bug.what();
  } catch (...) {
    error.message = "an unexpected error in the program";
  }
  return {failed_record(content, source, error, options)};
}

}  // namespace

std::vector<Record> extract_report(std::string_view bytes, const std::string& source, const PreparedForms& forms,
                                   const PipelineOptions& options, const std::optional<std::string_view>& converted) {
  const ContentId content{sha256_hex(bytes), static_cast<std::int64_t>(bytes.size())};
  return read_safely([&] { return read_records(bytes, content, source, forms, options, converted); }, content, source, options);
}

std::vector<Record> extract_report(const std::vector<ReportFile>& files, const std::string& source, const PreparedForms& forms,
                                   const PipelineOptions& options) {
  const ContentId content = identify_files(files);
  return read_safely([&] { return read_records(files, content, source, forms, options); }, content, source, options);
}

Record failed_record(const std::optional<ContentId>& content, const std::string& source, const Error& error,
                     const PipelineOptions& options) {
  Record out;
  out.status = RecordStatus::failed;
  out.document.source = source;
  if (content) {
    out.document.bytes = content->bytes;
    out.document.sha256 = content->sha256;
    out.record_id = out.document.sha256;
  }
  out.error = error;
  out.extractor = extractor_of(options);
  return out;
}

void make_ids_unique(std::vector<Finding>& findings) {
  std::map<std::string, int> seen;
  for (Finding& finding : findings) {
    const int times = ++seen[finding.id];
    if (times > 1) finding.id += "~" + std::to_string(times);
  }
}

}  // namespace nianbao
