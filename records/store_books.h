#pragma once

// Of records/ only: what the store keeps of files, beside their records.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/report_store.h"
#include "records/sqlite_database.h"

namespace nianbao {

/// What a file's row says of its content.
struct FileFacts {
  std::string sha256, record_id;  ///< empty where it could not be opened
  std::int64_t bytes = 0;
  RecordStatus fate = RecordStatus::failed;
  std::string error_code, error_message;
};

/// The rows of `documents` and `document_versions`, and the columns of `reports` that tell which record is the current one.
/// Everything happens in the transaction that the database is in; the first error is kept (is_broken), and nothing is
/// done after it.
class StoreBooks {
 public:
  static Result<StoreBooks> prepare(SqliteDatabase& database);
  void begin_run(std::int64_t run_id, std::string now_iso);

  std::optional<KnownFile> find_file(const SeenFile& file);
  std::optional<KnownContent> find_content(std::string_view sha256);
  FileFacts facts_of_content(const std::string& sha256);

  /// Writes the file's row, and a version where its content is another than `before`. Facts without sha256 (it could not be
  /// opened) leave those of its last reading standing.
  void put_file(const SeenFile& file, const std::optional<KnownFile>& before, const FileFacts& facts);
  /// The file is there as it was; `with_stamp`: and was looked at.
  void touch_file(const SeenFile& file, bool with_stamp);
  std::int64_t mark_gone(const std::vector<std::string>& folders, const std::vector<std::string>& except);
  std::int64_t mark_location_gone(const std::string& location);

  /// Marks the content's records, unless a file that is there has it. Whether it did.
  bool supersede(const std::string& sha256, const std::string& by_record_id);
  /// Takes the mark away; whether there was one.
  bool restore(const std::string& sha256);
  void set_attempts(const std::string& record_id, int attempts);
  void set_manifest(const std::string& sha256, const std::string& digest);
  /// Whether the record of a content has what a manifest says of another file with the same bytes.
  bool is_anothers(const std::string& sha256, const KnownContent& content, const SeenFile& file);

  bool is_broken() const { return is_broken_; }

 private:
  struct Statements {
    SqliteStatement find, find_by_path, content, content_facts, put, put_failed, adopt, adopt_versions, touch, touch_stamp, version, unmet, gone,
        supersede, restore, attempts, set_manifest, claimed, changes;
  };

  explicit StoreBooks(Statements statements) : sql_(std::move(statements)) {}
  void run(SqliteStatement& statement, std::span<const TableCell> parameters);
  std::int64_t changes();
  std::optional<KnownFile> row_of(SqliteStatement& statement, std::string_view key);

  Statements sql_;
  std::int64_t run_id_ = 0;
  std::string now_;
  bool is_broken_ = false;
};

}  // namespace nianbao
