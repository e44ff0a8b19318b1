#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "records/dataset_rows.h"
#include "records/dataset_tables.h"
#include "records/record_sink.h"
#include "records/sqlite_database.h"
#include "records/sqlite_schema.h"
#include "records/valid_text.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

/// Tables whose rows belong to one record, those that refer to others first.
constexpr TableId kRecordTables[] = {TableId::candidates, TableId::values_long, TableId::sections,    TableId::findings,
                                     TableId::evidence,   TableId::values_wide, TableId::status_wide, TableId::reports};

Failure output_failed(const std::string& path, const std::string& message) {
  return Failure(Error{ErrorCode::output_failed, path, message});
}

void sync_path(const fs::path& path, int flags) {
  int handle = ::open(path.empty() ? "." : path.c_str(), O_RDONLY | flags);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

/// Gives the file its final name, unless something stands there by now.
Result<void> rename_to_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  bool is_supported = errno != EINVAL && errno != ENOSYS;
  if (is_supported && errno == EEXIST)
    return output_failed(to, to + " was made by another run in the meantime; run again to add to it");
  if (!is_supported && ::access(to.c_str(), F_OK) != 0 && ::rename(from.c_str(), to.c_str()) == 0) return {};
  return output_failed(to, "cannot put the store at " + to + ": " + std::strerror(errno));
}

class SqliteStore : public RecordSink, private RowConsumer {
 public:
  SqliteStore(std::string path, std::vector<Table> tables, RowMaker rows, SinkOptions options)
      : path_(std::move(path)), options_(std::move(options)), tables_(std::move(tables)), rows_(std::move(rows)) {
    std::error_code error;
    is_new_ = !fs::exists(path_, error);
    work_path_ = is_new_ ? path_ + ".part-" + std::to_string(::getpid()) : path_;
    occasion_.now = options_.now_iso;
  }

  ~SqliteStore() override {
    inserts_.clear();
    database_ = {};
    std::error_code ignored;
    if (is_new_) fs::remove(work_path_, ignored);
  }
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  Result<void> open() {
    std::error_code ignored;
    if (is_new_) fs::remove(work_path_, ignored);  // of a run that died under this process id
    Result<SqliteDatabase> opened = SqliteDatabase::open(work_path_);
    if (!opened) return Failure(opened.error());
    database_ = std::move(*opened);
    // What is new is thrown away if anything fails, so it needs no journal; finish() makes it durable as a whole.
    std::string settings = "PRAGMA foreign_keys=OFF; PRAGMA cache_size=-32768;";
    if (is_new_) settings += "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;";
    if (Result<void> set = database_.execute(settings); !set) return set;
    if (Result<void> begun = database_.execute("BEGIN IMMEDIATE"); !begun) return begun;
    if (Result<void> ready = make_schema(); !ready) return ready;
    if (Result<void> ready = prepare(); !ready) return ready;
    rows_.make_reference_rows(*this);
    return begin_run();
  }

  Result<void> add(const Record& record) override {
    add_document(record);
    if (!record.record_id.empty()) add_record(record);
    if (is_broken_) return database_.failure();
    if (++in_batch_ < options_.batch_records) return {};
    return commit(true);
  }

  Result<void> finish() override {
    run_.finished = options_.now_iso;
    if (Result<void> committed = commit(false); !committed) return committed;
    inserts_.clear();
    selects_ = {};
    deletes_.clear();
    database_ = {};
    if (!is_new_) return {};
    sync_path(work_path_, 0);
    if (Result<void> renamed = rename_to_new(work_path_, path_); !renamed) return renamed;
    sync_path(fs::path(path_).parent_path(), O_DIRECTORY);
    return {};
  }

 private:
  struct Selects {
    SqliteStatement run_of_record, run_of_document;
  };

  void take_row(TableId table, std::span<const TableCell> cells) override {
    if (!is_broken_ && !inserts_[static_cast<std::size_t>(table)].run(cells)) is_broken_ = true;
  }

  Result<void> make_schema() {
    Result<std::int64_t> things = database_.whole("SELECT count(*) FROM sqlite_master");
    if (!things) return Failure(things.error());
    if (*things == 0) return create_tables();
    Result<std::int64_t> application = database_.whole("PRAGMA application_id");
    Result<std::int64_t> version = database_.whole("PRAGMA user_version");
    if (!application || *application != kStoreApplicationId)
      return output_failed(path_, path_ + " is a SQLite file of another program; name another file");
    if (!version || *version != kSchemaVersion)
      return output_failed(path_, path_ + " is a store of schema " + std::to_string(version.value_or(0)) +
                                      ", this program writes schema " + std::to_string(kSchemaVersion) +
                                      "; name a new file and extract again");
    return add_missing_columns();
  }

  Result<void> create_tables() {
    std::string sql;
    for (const Table& table : tables_) sql += create_sql(table);
    sql += "PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";";
    sql += "PRAGMA application_id=" + std::to_string(kStoreApplicationId) + ";";
    return database_.execute(sql);
  }

  /// A store that was made with fewer forms gets the columns of the new ones.
  Result<void> add_missing_columns() {
    for (TableId id : {TableId::values_wide, TableId::status_wide}) {
      const Table& table = table_of(tables_, id);
      Result<std::vector<std::string>> present = database_.texts("SELECT name FROM pragma_table_info('" + table.name + "')");
      if (!present) return Failure(present.error());
      for (const Column& column : table.columns) {
        if (std::find(present->begin(), present->end(), column.name) != present->end()) continue;
        if (Result<void> added = database_.execute(add_column_sql(table, column)); !added) return added;
      }
    }
    return {};
  }

  Result<void> prepare() {
    for (int i = 0; i < kTableCount; ++i) {
      TableId id = static_cast<TableId>(i);
      const Table& table = tables_[static_cast<std::size_t>(i)];
      bool is_of_record = std::find(std::begin(kRecordTables), std::end(kRecordTables), id) != std::end(kRecordTables);
      Result<SqliteStatement> insert =
          database_.prepare(is_of_record ? insert_sql(table) : upsert_sql(table, {"first_seen"}));
      if (!insert) return Failure(insert.error());
      inserts_.push_back(std::move(*insert));
    }
    for (TableId id : kRecordTables) {
      Result<SqliteStatement> removal = database_.prepare(delete_record_sql(table_of(tables_, id)));
      if (!removal) return Failure(removal.error());
      deletes_.push_back(std::move(*removal));
    }
    Result<SqliteStatement> of_record = database_.prepare("SELECT run_id FROM reports WHERE record_id = ?");
    Result<SqliteStatement> of_document = database_.prepare("SELECT run_id FROM documents WHERE path = ?");
    if (!of_record || !of_document) return database_.failure();
    selects_ = {std::move(*of_record), std::move(*of_document)};
    return {};
  }

  Result<void> begin_run() {
    Result<std::int64_t> last = database_.whole("SELECT coalesce(max(run_id), 0) FROM runs");
    if (!last) return Failure(last.error());
    run_.run_id = occasion_.run_id = *last + 1;
    run_.started = options_.now_iso;
    return commit(true);
  }

  void add_document(const Record& record) {
    std::string storage;
    const TableCell key[] = {valid_text(record.document.source, storage)};
    if (selects_.run_of_document.whole(key, 0) == run_.run_id) return;  // a further report of the same file
    run_.extractor = record.extractor;
    ++run_.documents;
    if (record.status == RecordStatus::failed) ++run_.failed;
    rows_.make_document_row(record, occasion_, *this);
  }

  void add_record(const Record& record) {
    const TableCell key[] = {std::string_view(record.record_id)};
    std::int64_t run = selects_.run_of_record.whole(key, 0);
    if (run == run_.run_id) return;
    if (run != 0)
      for (SqliteStatement& removal : deletes_) is_broken_ = !removal.run(key) || is_broken_;
    ++run_.records;
    rows_.make_record_rows(record, occasion_, *this);
  }

  Result<void> commit(bool goes_on) {
    in_batch_ = 0;
    rows_.make_run_row(run_, *this);
    if (is_broken_) return database_.failure();
    if (Result<void> done = database_.execute("COMMIT"); !done) return done;
    if (goes_on) return database_.execute("BEGIN IMMEDIATE");
    return {};
  }

  std::string path_, work_path_;
  bool is_new_ = false;
  SinkOptions options_;
  std::vector<Table> tables_;
  RowMaker rows_;
  SqliteDatabase database_;
  std::vector<SqliteStatement> inserts_, deletes_;
  Selects selects_;
  Occasion occasion_;
  RunSummary run_;
  int in_batch_ = 0;
  bool is_broken_ = false;
};

}  // namespace

Result<std::unique_ptr<RecordSink>> open_sqlite_store(const std::string& path, const std::vector<Form>& forms,
                                                      const SinkOptions& options) {
  Result<std::vector<CodebookField>> fields = field_codebook(forms);
  if (!fields) return Failure(fields.error());
  Result<std::vector<Table>> tables = dataset_tables(*fields, true);
  if (!tables) return Failure(tables.error());
  RowMaker rows(forms, std::move(*fields), true, options.keep_doubtful);
  auto store = std::make_unique<SqliteStore>(path, std::move(*tables), std::move(rows), options);
  if (Result<void> opened = store->open(); !opened) return Failure(opened.error());
  return store;
}

}  // namespace nianbao
