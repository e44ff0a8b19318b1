#include "records/store_books.h"

#include <algorithm>

#include "records/valid_text.h"

namespace nianbao {
namespace {

constexpr const char* kKnownFile =
    "SELECT d.path, d.stamp, d.sha256, d.fate, d.error_code, d.manifest, r.basis, r.status, r.error_code, r.attempts, r.manifest, r.run_id "
    "FROM documents d LEFT JOIN reports r ON r.record_id = d.sha256 WHERE ";
constexpr const char* kOfContent = " WHERE record_id >= ?1 AND record_id < ?1 || '$'";

TableCell text_or_null(const std::string& text) {
  if (text.empty()) return {};
  return std::string_view(text);
}

/// A path as the store can hold it; bytes that are no UTF-8 become U+FFFD.
class StoredText {
 public:
  explicit StoredText(std::string_view text) : view_(valid_text(text, storage_)) {}
  StoredText(const StoredText&) = delete;
  StoredText& operator=(const StoredText&) = delete;
  TableCell cell() const { return view_; }

 private:
  std::string storage_;
  std::string_view view_;
};

RecordStatus status_named(std::string_view name) { return parse_record_status(name).value_or(RecordStatus::failed); }

KnownContent content_at(const SqliteStatement& row, int column) {
  return {std::string(row.text(column)), status_named(row.text(column + 1)), std::string(row.text(column + 2)),
          static_cast<int>(row.integer(column + 3)), std::string(row.text(column + 4)), row.integer(column + 5)};
}

bool is_under(const std::string& location, const std::string& folder) {
  return location.size() > folder.size() && location.compare(0, folder.size(), folder) == 0 && location[folder.size()] == '/';
}

/// Everything under a folder, by its location: '0' is the character after '/'.
constexpr const char* kUnder = "(location = ?1 OR (location >= ?1 || '/' AND location < ?1 || '0'))";

}  // namespace

Result<StoreBooks> StoreBooks::prepare(SqliteDatabase& database) {
  Statements out;
  const std::string known = kKnownFile, under = kUnder, of_content = kOfContent;
  const std::pair<SqliteStatement*, std::string> all[] = {
      {&out.find, known + "d.location = ?"},
      {&out.find_by_path, known + "d.path = ?1 AND d.location = ?1"},
      {&out.content, "SELECT basis, status, error_code, attempts, manifest, run_id FROM reports WHERE record_id = ?"},
      {&out.content_facts, "SELECT bytes, status, error_code, error_message FROM reports WHERE record_id = ?"},
      {&out.put,
       "INSERT INTO documents (location, path, record_id, sha256, bytes, modified, fate, error_code, error_message, first_seen, "
       "last_seen, gone_since, run_id, stamp, manifest, part) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, NULL, ?11, ?12, ?13, ?14) "
       "ON CONFLICT (location) DO UPDATE SET path = ?2, record_id = ?3, sha256 = ?4, bytes = ?5, modified = ?6, fate = ?7, "
       "error_code = ?8, error_message = ?9, last_seen = ?10, gone_since = NULL, run_id = ?11, stamp = ?12, manifest = ?13, part = ?14"},
      {&out.put_failed,
       "UPDATE documents SET fate = ?2, error_code = ?3, error_message = ?4, last_seen = ?5, gone_since = NULL, run_id = ?6, "
       "stamp = NULL WHERE location = ?1"},
      {&out.adopt, "UPDATE documents SET location = ?2 WHERE location = ?1"},
      {&out.adopt_versions, "UPDATE document_versions SET location = ?2 WHERE location = ?1"},
      {&out.touch, "UPDATE documents SET last_seen = ?2, gone_since = NULL, run_id = ?3 WHERE location = ?1"},
      {&out.touch_stamp,
       "UPDATE documents SET last_seen = ?2, gone_since = NULL, run_id = ?3, stamp = ?4, modified = ?5, path = ?6, manifest = ?7, part = ?8 "
       "WHERE location = ?1"},
      {&out.version,
       "INSERT INTO document_versions (location, version, sha256, record_id, since, run_id) VALUES (?1, "
       "(SELECT coalesce(max(version), 0) + 1 FROM document_versions WHERE location = ?1), ?2, ?3, ?4, ?5)"},
      {&out.unmet, "SELECT location FROM documents WHERE gone_since IS NULL AND run_id < ?2 AND " + under},
      {&out.gone, "UPDATE documents SET gone_since = ?2 WHERE gone_since IS NULL AND location = ?1"},
      {&out.supersede, "UPDATE reports SET superseded_by = ?2" + of_content +
                           " AND NOT EXISTS (SELECT 1 FROM documents WHERE sha256 = ?1 AND gone_since IS NULL)"},
      {&out.restore, "UPDATE reports SET superseded_by = NULL" + of_content + " AND superseded_by IS NOT NULL"},
      {&out.attempts, "UPDATE reports SET attempts = ?2 WHERE record_id = ?1"},
      {&out.set_manifest, "UPDATE reports SET manifest = ?2" + of_content},
      {&out.claimed, "SELECT count(*) FROM documents WHERE sha256 = ?1 AND manifest = ?2 AND location <> ?3 AND gone_since IS NULL"},
      {&out.changes, "SELECT changes()"},
  };
  for (const auto& [statement, sql] : all) {
    Result<SqliteStatement> prepared = database.prepare(sql);
    if (!prepared) return Failure(prepared.error());
    *statement = std::move(*prepared);
  }
  return StoreBooks(std::move(out));
}

void StoreBooks::begin_run(std::int64_t run_id, std::string now_iso) {
  run_id_ = run_id;
  now_ = std::move(now_iso);
}

void StoreBooks::run(SqliteStatement& statement, std::span<const TableCell> parameters) {
  if (!is_broken_ && !statement.run(parameters)) is_broken_ = true;
}

std::int64_t StoreBooks::changes() { return sql_.changes.whole({}, 0); }

std::optional<KnownFile> StoreBooks::row_of(SqliteStatement& statement, std::string_view key) {
  const StoredText text(key);
  const TableCell parameters[] = {text.cell()};
  if (!statement.start(parameters) || !statement.next()) return std::nullopt;
  KnownFile out{std::string(statement.text(0)), std::string(statement.text(1)), std::string(statement.text(2)),
                status_named(statement.text(3)), std::string(statement.text(4)), std::string(statement.text(5)), {}};
  if (!statement.is_null(6)) out.content = content_at(statement, 6);
  statement.next();
  return out;
}

std::optional<KnownFile> StoreBooks::find_file(const SeenFile& file) {
  if (auto found = row_of(sql_.find, file.location)) return found;
  auto of_version_1 = row_of(sql_.find_by_path, file.path);
  if (!of_version_1) return std::nullopt;
  const StoredText path(file.path), location(file.location);
  const TableCell parameters[] = {path.cell(), location.cell()};
  run(sql_.adopt, parameters);
  run(sql_.adopt_versions, parameters);
  return of_version_1;
}

std::optional<KnownContent> StoreBooks::find_content(std::string_view sha256) {
  const TableCell parameters[] = {sha256};
  if (!sql_.content.start(parameters) || !sql_.content.next()) return std::nullopt;
  KnownContent out = content_at(sql_.content, 0);
  sql_.content.next();
  return out;
}

FileFacts StoreBooks::facts_of_content(const std::string& sha256) {
  FileFacts out;
  out.sha256 = out.record_id = sha256;
  SqliteStatement& row = sql_.content_facts;
  const TableCell parameters[] = {std::string_view(sha256)};
  if (!row.start(parameters) || !row.next()) return out;
  out.bytes = row.integer(0);
  out.fate = status_named(row.text(1));
  out.error_code = row.text(2);
  out.error_message = row.text(3);
  row.next();
  return out;
}

void StoreBooks::put_file(const SeenFile& file, const std::optional<KnownFile>& before, const FileFacts& facts) {
  const StoredText location(file.location), path(file.path), message(facts.error_message);
  const TableCell now = text_or_null(now_), fate = to_string(facts.fate), code = text_or_null(facts.error_code);
  const TableCell told = facts.error_message.empty() ? TableCell{} : message.cell();
  if (facts.sha256.empty() && before) {
    const TableCell parameters[] = {location.cell(), fate, code, told, now, run_id_};
    return run(sql_.put_failed, parameters);
  }
  const TableCell modified = file.modified_ns == 0 ? TableCell{} : TableCell{file.modified_ns};
  const TableCell parameters[] = {location.cell(), path.cell(), text_or_null(facts.record_id), text_or_null(facts.sha256),
                                  facts.bytes, modified, fate, code, told, now, run_id_, text_or_null(file.stamp),
                                  text_or_null(file.manifest), file.part == 0 ? TableCell{} : TableCell{std::int64_t{file.part}}};
  run(sql_.put, parameters);
  if (facts.sha256.empty() || (before && before->sha256 == facts.sha256)) return;
  const TableCell version[] = {location.cell(), std::string_view(facts.sha256), std::string_view(facts.record_id), now, run_id_};
  run(sql_.version, version);
}

void StoreBooks::touch_file(const SeenFile& file, bool with_stamp) {
  const StoredText location(file.location), path(file.path);
  const TableCell now = text_or_null(now_);
  if (!with_stamp) {
    const TableCell parameters[] = {location.cell(), now, run_id_};
    return run(sql_.touch, parameters);
  }
  const TableCell modified = file.modified_ns == 0 ? TableCell{} : TableCell{file.modified_ns};
  const TableCell parameters[] = {location.cell(), now, run_id_, text_or_null(file.stamp), modified, path.cell(), text_or_null(file.manifest),
                                  file.part == 0 ? TableCell{} : TableCell{std::int64_t{file.part}}};
  run(sql_.touch_stamp, parameters);
}

std::int64_t StoreBooks::mark_gone(const std::vector<std::string>& folders, const std::vector<std::string>& except) {
  std::vector<std::string> unmet;
  for (const std::string& folder : folders) {
    const StoredText location(folder);
    const TableCell parameters[] = {location.cell(), run_id_};
    if (!sql_.unmet.start(parameters)) is_broken_ = true;
    while (!is_broken_ && sql_.unmet.next()) unmet.emplace_back(sql_.unmet.text(0));
  }
  std::int64_t gone = 0;
  for (const std::string& location : unmet)
    if (std::none_of(except.begin(), except.end(), [&](const std::string& folder) { return is_under(location, folder); }))
      gone += mark_location_gone(location);
  return gone;
}

std::int64_t StoreBooks::mark_location_gone(const std::string& location) {
  // Without a clock the mark still has to be one.
  const TableCell parameters[] = {std::string_view(location), now_.empty() ? std::string_view("?") : std::string_view(now_)};
  run(sql_.gone, parameters);
  return changes();
}

bool StoreBooks::supersede(const std::string& sha256, const std::string& by_record_id) {
  const TableCell parameters[] = {std::string_view(sha256), text_or_null(by_record_id)};
  run(sql_.supersede, parameters);
  return changes() > 0;
}

bool StoreBooks::restore(const std::string& sha256) {
  const TableCell parameters[] = {std::string_view(sha256)};
  run(sql_.restore, parameters);
  return changes() > 0;
}

void StoreBooks::set_attempts(const std::string& record_id, int attempts) {
  const TableCell parameters[] = {std::string_view(record_id), std::int64_t{attempts}};
  run(sql_.attempts, parameters);
}

void StoreBooks::set_manifest(const std::string& sha256, const std::string& digest) {
  const TableCell parameters[] = {std::string_view(sha256), text_or_null(digest)};
  run(sql_.set_manifest, parameters);
}

bool StoreBooks::is_anothers(const std::string& sha256, const KnownContent& content, const SeenFile& file) {
  if (content.manifest.empty()) return false;
  const StoredText location(file.location);
  const TableCell parameters[] = {std::string_view(sha256), std::string_view(content.manifest), location.cell()};
  return sql_.claimed.whole(parameters, 0) > 0;
}

}  // namespace nianbao
