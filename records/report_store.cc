#include "records/report_store.h"

#include <algorithm>
#include <filesystem>
#include <list>

#include "records/dataset_rows.h"
#include "records/dataset_tables.h"
#include "records/record_reader.h"
#include "records/sqlite_database.h"
#include "records/sqlite_schema.h"
#include "records/store_books.h"
#include "records/store_lock.h"
#include "records/store_schema.h"
#include "records/value_rows.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

/// Tables whose rows belong to one record, those that refer to others first.
constexpr TableId kRecordTables[] = {TableId::candidates, TableId::values_long, TableId::sections,    TableId::findings,
                                     TableId::evidence,   TableId::values_wide, TableId::status_wide, TableId::reports};

bool is_of_record(TableId id) {
  return std::find(std::begin(kRecordTables), std::end(kRecordTables), id) != std::end(kRecordTables);
}

std::string insert_numbered_report_sql(Table reports) {
  reports.columns.push_back({"record_no", ColumnType::integer, "", "", "", true, false});
  return insert_sql(reports);
}

class SqliteReportStore : public ReportStore, private RowConsumer {
 public:
  SqliteReportStore(std::string path, std::vector<Table> dataset, RowMaker rows, StoreOptions options)
      : path_(std::move(path)), options_(std::move(options)), dataset_(std::move(dataset)), rows_(std::move(rows)) {
    occasion_.now = options_.now_iso;
  }

  Result<void> open() {
    auto lock = StoreLock::take(path_, options_.wait_seconds);
    if (!lock) return Failure(lock.error());
    lock_ = std::move(*lock);
    std::error_code ignored;
    const bool is_new = !fs::exists(path_, ignored);
    Result<void> ready = open_database();
    if (!ready && is_new) {
      database_ = {};
      fs::remove(path_, ignored);
    }
    return ready;
  }

  std::optional<KnownFile> find_file(const SeenFile& file) override { return books_->find_file(file); }
  std::optional<KnownContent> find_content(std::string_view sha256) override { return books_->find_content(sha256); }
  bool fits(const SeenFile& file, const std::string& sha256, const KnownContent& content) override {
    return content.manifest == file.manifest || books_->is_anothers(sha256, content, file);
  }

  Result<void> add(const SeenFile& file, const std::vector<Record>& records) override {
    if (is_broken()) return broken();
    std::list<std::optional<Record>> failed;
    std::vector<const Record*> fitting;
    for (const Record& record : records) fitting.push_back(&rows_.fitting(record, failed.emplace_back()));
    const Record& first = *fitting.front();
    const std::optional<KnownFile> before = books_->find_file(file);
    run_.extractor = first.extractor;
    ++run_.documents;
    if (first.status == RecordStatus::failed) ++run_.failed;
    if (is_new_failure(before, first)) ++run_.new_failures;
    if (!first.document.sha256.empty() && !is_there_already(first, file)) replace_content(file, fitting);
    if (is_broken()) return broken();
    put_read_file(file, before, first);
    for (const SeenFile& part : file.parts) put_read_file(part, books_->find_file(part), first);
    return file_done();
  }

  Result<void> keep(const SeenFile& file, const std::string& sha256) override {
    if (is_broken()) return broken();
    const std::optional<KnownFile> before = books_->find_file(file);
    ++run_.documents;
    ++run_.unchanged;
    for (const SeenFile& part : file.parts) books_->touch_file(part, !sha256.empty());
    if (sha256.empty() || (before && before->sha256 == sha256 && before->fate != RecordStatus::failed)) {
      books_->touch_file(file, !sha256.empty());
      return file_done();
    }
    books_->put_file(file, before, books_->facts_of_content(sha256));
    if (before && !before->sha256.empty() && before->sha256 != sha256) {
      if (books_->supersede(before->sha256, sha256)) leave_wide_tables(before->sha256);
    }
    if (books_->restore(sha256)) return return_to_wide_tables(sha256);
    return file_done();
  }

  Result<void> keep_unchanged(const SeenFile& file, const KnownFile& known) override {
    if (is_broken()) return broken();
    ++run_.documents;
    ++run_.unchanged;
    for (const SeenFile& part : file.parts) books_->touch_file(part, true);
    books_->touch_file(file, file.path != known.path);  // what has not changed is not written: an index would be, too
    return file_done();
  }

  Result<std::int64_t> mark_gone(const std::vector<std::string>& folders, const std::vector<std::string>& except) override {
    const std::int64_t gone = books_->mark_gone(folders, except);
    run_.gone += gone;
    if (is_broken()) return database_.failure();
    return gone;
  }

  Result<bool> mark_gone(const SeenFile& file) override {
    const std::optional<KnownFile> known = books_->find_file(file);
    if (known) run_.gone += books_->mark_location_gone(file.location);
    if (is_broken()) return database_.failure();
    return known.has_value();
  }

  Result<void> commit() override {
    in_batch_ = 0;
    rows_.make_run_row(run_, *this);
    if (is_broken()) return broken();
    Result<void> done = database_.execute("COMMIT");
    if (done) done = database_.execute("BEGIN IMMEDIATE");
    if (!done) {
      is_broken_ = true;
      broken_ = done.error();
    }
    return done;
  }

  Result<void> finish(RunOutcome outcome, const std::string& now_iso) override {
    run_.finished = now_iso;
    run_.outcome = to_string(outcome);
    if (Result<void> committed = commit(); !committed) return committed;
    if (Result<void> ended = database_.execute("COMMIT"); !ended) return ended;
    // Somebody who reads just now keeps the log alive: then it stays for the next run, and nothing is lost.
    (void)database_.execute("PRAGMA journal_mode=DELETE");
    return {};
  }

 private:
  Result<void> open_database() {
    Result<SqliteDatabase> opened = SqliteDatabase::open(path_, SqliteMode::create);
    if (!opened) return Failure(opened.error());
    database_ = std::move(*opened);
    const std::string settings =
        "PRAGMA foreign_keys=OFF; PRAGMA cache_size=-16384; PRAGMA page_size=8192; PRAGMA journal_mode=WAL; "
        "PRAGMA wal_autocheckpoint=4000; PRAGMA synchronous=FULL; BEGIN IMMEDIATE";
    if (Result<void> set = database_.execute(settings); !set) return set;
    if (Result<void> ready = make_store_schema(database_, path_, store_tables(dataset_)); !ready) return ready;
    if (Result<void> ready = prepare(); !ready) return ready;
    rows_.make_reference_rows(*this);
    if (Result<void> numbered = database_.execute(number_fields_sql()); !numbered) return numbered;
    Result<ValueRows> values = ValueRows::prepare(database_, rows_.fields());
    if (!values) return Failure(values.error());
    values_ = std::move(*values);
    return begin_run();
  }

  Result<void> prepare() {
    for (int i = 0; i < kTableCount; ++i) {
      const Table& table = dataset_[static_cast<std::size_t>(i)];
      const TableId id = static_cast<TableId>(i);
      if (id == TableId::documents || id == TableId::values_long) {  // StoreBooks and ValueRows write those
        inserts_.emplace_back();
        continue;
      }
      Result<SqliteStatement> insert = database_.prepare(id == TableId::reports ? insert_numbered_report_sql(table)
                                                         : is_of_record(id)     ? insert_sql(table)
                                                                                : upsert_sql(table, {}));
      if (!insert) return Failure(insert.error());
      inserts_.push_back(std::move(*insert));
    }
    for (TableId id : kRecordTables) {
      Result<SqliteStatement> removal =
          database_.prepare(id == TableId::values_long ? delete_values_sql() : delete_content_sql(table_of(dataset_, id)));
      if (!removal) return Failure(removal.error());
      deletes_.push_back(std::move(*removal));
    }
    Result<std::int64_t> last = database_.whole("SELECT coalesce(max(record_no), 0) FROM reports");
    if (!last) return Failure(last.error());
    last_record_no_ = *last;
    Result<StoreBooks> books = StoreBooks::prepare(database_);
    if (!books) return Failure(books.error());
    books_ = std::move(*books);
    return {};
  }

  Result<void> begin_run() {
    Result<std::int64_t> last = database_.whole("SELECT coalesce(max(run_id), 0) FROM runs");
    if (!last) return Failure(last.error());
    run_.run_id = occasion_.run_id = *last + 1;
    run_.started = options_.now_iso;
    books_->begin_run(run_.run_id, options_.now_iso);
    rows_.make_run_row(run_, *this);
    // Two machines begin runs in the same second: only chance tells them apart.
    const std::string key = "UPDATE runs SET run_key = lower(hex(randomblob(8))) WHERE run_id = " + std::to_string(run_.run_id);
    if (Result<void> named = database_.execute(key); !named) return named;
    return commit();
  }

  void take_row(TableId table, std::span<const TableCell> cells) override {
    if (is_broken_) return;
    SqliteStatement& insert = inserts_[static_cast<std::size_t>(table)];
    if (table != TableId::reports) return void(is_broken_ = !insert.run(cells));
    std::vector<TableCell> numbered(cells.begin(), cells.end());
    numbered.emplace_back(last_record_no_);
    is_broken_ = !insert.run(numbered);
  }

  void put_record(const Record& record) {
    ++last_record_no_;
    rows_.make_record_rows(record, occasion_, *this);
    if (!is_broken_ && !values_.insert(record, rows_.field_indexes(record), last_record_no_)) is_broken_ = true;
  }

  /// Whether another file with the same bytes has brought the record, and goes before: one that was read before it in this run, or
  /// one of which a manifest says something.
  bool is_there_already(const Record& first, const SeenFile& file) {
    const std::optional<KnownContent> known = books_->find_content(first.document.sha256);
    if (!known || known->basis != first.extractor.basis) return false;
    return (known->run_id == run_.run_id && known->manifest == file.manifest) || books_->is_anothers(first.document.sha256, *known, file);
  }

  void put_read_file(const SeenFile& file, const std::optional<KnownFile>& before, const Record& first) {
    books_->put_file(file, before, facts_of(first));
    if (is_broken()) return;
    if (before && !before->sha256.empty()) supersede_former(before->sha256, first);
  }

  /// Puts the records of a content in the place of those that the store holds of it.
  void replace_content(const SeenFile& file, const std::vector<const Record*>& records) {
    const Record& first = *records.front();
    const std::optional<KnownContent> known = books_->find_content(first.document.sha256);
    const TableCell key[] = {std::string_view(first.document.sha256)};
    if (known)
      for (SqliteStatement& removal : deletes_) is_broken_ = !removal.run(key) || is_broken_;
    for (const Record* record : records) {
      ++run_.records;
      put_record(*record);
    }
    if (!file.manifest.empty()) books_->set_manifest(first.document.sha256, file.manifest);
    const bool again = known && known->basis == first.extractor.basis && is_worth_another_try(known->error_code);
    if (first.error && is_worth_another_try(to_string(first.error->code)))
      books_->set_attempts(first.record_id, again ? known->attempts + 1 : 1);
  }

  static FileFacts facts_of(const Record& record) {
    FileFacts out{record.document.sha256, record.record_id, record.document.bytes, record.status, {}, {}};
    if (record.error) out.error_code = to_string(record.error->code), out.error_message = record.error->message;
    return out;
  }

  void supersede_former(const std::string& former, const Record& now) {
    if (now.document.sha256.empty() || now.document.sha256 == former) return;
    if (books_->supersede(former, now.record_id)) leave_wide_tables(former);
  }

  void leave_wide_tables(const std::string& sha256) {
    const TableCell key[] = {std::string_view(sha256)};
    for (std::size_t i = 0; i < std::size(kRecordTables); ++i) {
      const bool is_wide = kRecordTables[i] == TableId::values_wide || kRecordTables[i] == TableId::status_wide;
      if (is_wide) is_broken_ = !deletes_[i].run(key) || is_broken_;
    }
  }

  Result<void> return_to_wide_tables(const std::string& sha256) {
    leave_wide_tables(sha256);
    Result<RecordReader> reader = RecordReader::prepare(database_);
    if (!reader) return Failure(reader.error());
    Result<std::vector<Record>> records = reader->read_content(sha256);
    if (!records) return Failure(records.error());
    for (const Record& record : *records) rows_.make_wide_rows(record, *this);
    return file_done();
  }

  Result<void> file_done() {
    if (is_broken()) return database_.failure();
    return ++in_batch_ < options_.batch_files ? Result<void>{} : commit();
  }

  /// An error of the disk ends the transaction: a statement after it would be one of its own, and half a record durable.
  bool is_broken() const { return is_broken_ || books_->is_broken(); }
  Failure broken() const { return broken_ ? Failure(*broken_) : database_.failure(); }

  std::string path_;
  StoreOptions options_;
  StoreLock lock_;  ///< let go last: after the database is closed
  std::vector<Table> dataset_;
  RowMaker rows_;
  SqliteDatabase database_;
  std::vector<SqliteStatement> inserts_, deletes_;
  std::optional<StoreBooks> books_;
  ValueRows values_;
  std::int64_t last_record_no_ = 0;
  Occasion occasion_;
  RunSummary run_;
  int in_batch_ = 0;
  bool is_broken_ = false;
  std::optional<Error> broken_;
};

}  // namespace

std::string_view to_string(RunOutcome outcome) {
  switch (outcome) {
    case RunOutcome::done: return "done";
    case RunOutcome::interrupted: return "interrupted";
    case RunOutcome::stopped: return "stopped";
  }
  return "stopped";
}

bool is_worth_another_try(std::string_view error_code) {
  return error_code == to_string(ErrorCode::timeout) || error_code == to_string(ErrorCode::out_of_memory) ||
         error_code == to_string(ErrorCode::crashed);
}

bool is_new_failure(const std::optional<KnownFile>& before, const Record& record) {
  if (record.status != RecordStatus::failed) return false;
  const bool failed_before = before && before->fate == RecordStatus::failed;
  if (!failed_before || before->error_code != to_string(record.error ? record.error->code : ErrorCode::internal)) return true;
  return !record.document.sha256.empty() && record.document.sha256 != before->sha256;
}

Result<std::unique_ptr<ReportStore>> ReportStore::open(const std::string& path, const std::vector<Form>& forms,
                                                       const StoreOptions& options) {
  Result<std::vector<CodebookField>> fields = field_codebook(forms);
  if (!fields) return Failure(fields.error());
  Result<std::vector<Table>> tables = dataset_tables(*fields, true);
  if (!tables) return Failure(tables.error());
  RowMaker rows(forms, std::move(*fields), true, options.keep_doubtful);
  auto store = std::make_unique<SqliteReportStore>(path, std::move(*tables), std::move(rows), options);
  if (Result<void> opened = store->open(); !opened) return Failure(opened.error());
  return store;
}

}  // namespace nianbao
