#include "records/store_reader.h"

#include <filesystem>

#include "records/line_writer.h"
#include "records/record_reader.h"
#include "records/store_schema.h"

namespace nianbao {
namespace {

constexpr const char* kCurrent =
    "SELECT r.record_id, d.path, d.bytes, d.error_code, d.error_message, n.extractor_version, n.basis "
    "FROM documents d LEFT JOIN reports r ON r.sha256 = d.sha256 LEFT JOIN runs n ON n.run_id = d.run_id "
    "WHERE d.part IS NULL AND ((r.record_id IS NOT NULL AND (?1 IS NULL OR r.year = ?1) AND (?2 IS NULL OR instr(r.unit, ?2) > 0) "
    "AND (?3 IS NULL OR r.form = ?3) AND (?4 IS NULL OR r.run_id > ?4)) "
    "OR (r.record_id IS NULL AND ?1 IS NULL AND ?2 IS NULL AND ?3 IS NULL AND ?4 IS NULL)) "
    "ORDER BY d.path, d.location, length(r.record_id), r.record_id";

constexpr const char* kVersions =
    "SELECT d.location, d.path, v.version, v.since, v.sha256, d.gone_since, "
    "v.version = (SELECT max(version) FROM document_versions w WHERE w.location = d.location) "
    "FROM documents d JOIN document_versions v ON v.location = d.location "
    "WHERE d.path = ?1 OR d.location = ?1 OR substr(d.location, -length(?1) - 1) = '/' || ?1 ORDER BY d.location, v.version";

constexpr const char* kRuns =
    "SELECT run_id, started, finished, outcome, extractor_version, basis, documents, records, unchanged, failed, new_failures, gone "
    "FROM runs ORDER BY run_id DESC LIMIT ?";

constexpr const char* kFailures =
    "SELECT error_code, error_message, path FROM documents WHERE fate = 'failed' AND gone_since IS NULL "
    "ORDER BY error_code, path, location";

std::string text_at(const SqliteStatement& row, int column) { return std::string(row.text(column)); }

/// The record of a file that could never be opened, from its row of `documents`.
Record unopened_record(const SqliteStatement& row) {
  Record out;
  out.document.source = row.text(1);
  out.document.bytes = row.integer(2);
  out.status = RecordStatus::failed;
  out.error = Error{ErrorCode::unreadable_file, {}, text_at(row, 4)};
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code)
    if (to_string(static_cast<ErrorCode>(code)) == row.text(3)) out.error->code = static_cast<ErrorCode>(code);
  out.extractor = {"nianbao", text_at(row, 5), text_at(row, 6)};
  return out;
}

class SqliteStoreReader : public StoreReader {
 public:
  explicit SqliteStoreReader(SqliteDatabase database) : database_(std::move(database)) {}

  Result<void> each_record(const StoreFilter& filter, const std::function<bool(Record&&)>& take) override {
    Result<SqliteStatement> rows = database_.prepare(kCurrent);
    Result<RecordReader> reader = RecordReader::prepare(database_);
    if (!rows || !reader) return database_.failure();
    const auto text = [](const std::string& t) { return t.empty() ? TableCell{} : TableCell{std::string_view(t)}; };
    const TableCell parameters[] = {filter.year ? TableCell{std::int64_t{*filter.year}} : TableCell{}, text(filter.unit),
                                    text(filter.form), filter.changed_since ? TableCell{*filter.changed_since} : TableCell{}};
    if (!rows->start(parameters)) return database_.failure();
    while (rows->next()) {
      if (rows->is_null(0)) {
        if (!take(unopened_record(*rows))) break;
        continue;
      }
      Result<Record> record = reader->read(rows->text(0));
      if (!record) return Failure(record.error());
      record->document.source = rows->text(1);
      if (!take(std::move(*record))) break;
    }
    return {};
  }

  Result<StoreStatus> status(const std::string& basis, int last_runs) override {
    StoreStatus out;
    const TableCell current[] = {std::string_view(basis)};
    const std::pair<std::int64_t*, const char*> numbers[] = {
        {&out.files, "SELECT count(*) FROM documents WHERE gone_since IS NULL"},
        {&out.gone, "SELECT count(*) FROM documents WHERE gone_since IS NOT NULL"},
        {&out.reports, "SELECT count(*) FROM reports WHERE superseded_by IS NULL"},
        {&out.superseded, "SELECT count(*) FROM reports WHERE superseded_by IS NOT NULL"}};
    for (const auto& [number, sql] : numbers) {
      const Result<std::int64_t> count = database_.whole(sql);
      if (!count) return Failure(count.error());
      *number = *count;
    }
    Result<SqliteStatement> stale =
        database_.prepare("SELECT count(*) FROM reports WHERE superseded_by IS NULL AND basis <> ?");
    if (!stale) return Failure(stale.error());
    out.stale = stale->whole(current, 0);
    const std::pair<Counts*, const char*> lists[] = {
        {&out.by_status, "status"}, {&out.by_form, "form"}, {&out.by_year, "year"}, {&out.by_method, "method"}};
    for (const auto& [counts, column] : lists)
      if (auto counted = count_by(column, *counts); !counted) return Failure(counted.error());
    if (auto listed = list_failures(out.failures); !listed) return Failure(listed.error());
    if (auto listed = list_runs(last_runs, out.runs); !listed) return Failure(listed.error());
    return out;
  }

  Result<std::vector<FileVersion>> history(const std::string& path) override {
    Result<SqliteStatement> rows = database_.prepare(kVersions);
    Result<RecordReader> reader = RecordReader::prepare(database_);
    if (!rows || !reader) return database_.failure();
    const TableCell key[] = {std::string_view(path)};
    if (!rows->start(key)) return database_.failure();
    std::vector<FileVersion> out;
    while (rows->next()) {
      FileVersion version;
      version.location = rows->text(0);
      version.path = rows->text(1);
      version.version = static_cast<int>(rows->integer(2));
      version.since = rows->text(3);
      version.sha256 = rows->text(4);
      if (rows->integer(6) != 0) version.gone_since = rows->text(5);
      out.push_back(std::move(version));
    }
    for (FileVersion& version : out) {
      Result<std::vector<Record>> records = reader->read_content(version.sha256);
      if (!records) return Failure(records.error());
      version.records = std::move(*records);
    }
    return out;
  }

 private:
  Result<void> count_by(const std::string& column, Counts& out) {
    Result<SqliteStatement> rows = database_.prepare("SELECT " + column + ", count(*) FROM reports WHERE superseded_by IS NULL "
                                                     "GROUP BY " + column + " ORDER BY " + column);
    if (!rows) return Failure(rows.error());
    for (bool more = rows->start({}) && rows->next(); more; more = rows->next())
      out.emplace_back(text_at(*rows, 0), rows->integer(1));
    return {};
  }

  Result<void> list_failures(std::vector<FailedFile>& out) {
    Result<SqliteStatement> rows = database_.prepare(kFailures);
    if (!rows) return Failure(rows.error());
    for (bool more = rows->start({}) && rows->next(); more; more = rows->next())
      out.push_back({text_at(*rows, 0), text_at(*rows, 1), text_at(*rows, 2)});
    return {};
  }

  Result<void> list_runs(int last, std::vector<RunRow>& out) {
    Result<SqliteStatement> rows = database_.prepare(kRuns);
    if (!rows) return Failure(rows.error());
    const TableCell limit[] = {std::int64_t{last}};
    for (bool more = rows->start(limit) && rows->next(); more; more = rows->next())
      out.push_back({rows->integer(0), text_at(*rows, 1), text_at(*rows, 2), text_at(*rows, 3), text_at(*rows, 4),
                     text_at(*rows, 5), rows->integer(6), rows->integer(7), rows->integer(8), rows->integer(9),
                     rows->integer(10), rows->integer(11)});
    return {};
  }

  SqliteDatabase database_;
};

void write_counts(std::string_view name, const Counts& counts, LineWriter& out) {
  out.key(name);
  out.start_object();
  for (const auto& [key, count] : counts) out.whole_field(key.empty() ? "null" : key, count);
  out.end_object();
}

void write_failures(const std::vector<FailedFile>& failures, LineWriter& out) {
  out.key("failures");
  out.start_array();
  for (const FailedFile& failure : failures) {
    out.start_object();
    out.field("code", failure.code);
    out.field("message", failure.message);
    out.field("path", failure.path);
    out.end_object();
  }
  out.end_array();
}

void write_run(const RunRow& run, LineWriter& out) {
  out.start_object();
  out.whole_field("run_id", run.run_id);
  out.field_or_null("started", run.started);
  out.field_or_null("finished", run.finished);
  out.field_or_null("outcome", run.outcome);
  out.field_or_null("version", run.version);
  out.field_or_null("basis", run.basis);
  out.whole_field("files", run.files);
  out.whole_field("records", run.records);
  out.whole_field("unchanged", run.unchanged);
  out.whole_field("failed", run.failed);
  out.whole_field("new_failures", run.new_failures);
  out.whole_field("gone", run.gone);
  out.end_object();
}

}  // namespace

Result<std::unique_ptr<StoreReader>> StoreReader::open(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return Failure(Error{ErrorCode::output_failed, path, path + ": there is no such store"});
  Result<SqliteDatabase> database = SqliteDatabase::open(path, SqliteMode::read_only);
  if (!database) return Failure(database.error());
  if (auto checked = check_store_schema(*database, path); !checked) return Failure(checked.error());
  return std::make_unique<SqliteStoreReader>(std::move(*database));
}

std::string status_json(const StoreStatus& status) {
  LineWriter json;
  json.start_object();
  json.whole_field("files", status.files);
  json.whole_field("gone", status.gone);
  json.whole_field("reports", status.reports);
  json.whole_field("superseded", status.superseded);
  json.whole_field("stale", status.stale);
  write_counts("by_status", status.by_status, json);
  write_counts("by_form", status.by_form, json);
  write_counts("by_year", status.by_year, json);
  write_counts("by_method", status.by_method, json);
  write_failures(status.failures, json);
  json.key("runs");
  json.start_array();
  for (const RunRow& run : status.runs) write_run(run, json);
  json.end_array();
  json.end_object();
  return std::string(json.line()) + "\n";
}

}  // namespace nianbao
