#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <unordered_set>

#include "records/csv_file.h"
#include "records/data_package.h"
#include "records/dataset_rows.h"
#include "records/dataset_tables.h"
#include "records/record_sink.h"

namespace nianbao {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDescriptor = "datapackage.json";

Failure output_failed(const fs::path& place, const std::string& message) {
  return Failure(Error{ErrorCode::output_failed, place.string(), message});
}

/// Whether a dataset may take the place of what stands at `folder`: nothing, an empty folder, or such a dataset.
Result<void> check_replaceable(const fs::path& folder, const std::vector<Table>& tables) {
  std::error_code error;
  fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() != fs::file_type::directory)
    return output_failed(folder, folder.string() + " is there and is no folder; name another");
  std::set<std::string> own{kDescriptor};
  for (const Table& table : tables) own.insert(table.name + ".csv");
  fs::directory_iterator entries(folder, error);
  if (error) return output_failed(folder, "cannot read " + folder.string() + ": " + error.message());
  std::set<std::string> foreign;
  for (const fs::directory_entry& entry : entries)
    if (own.count(entry.path().filename().string()) == 0) foreign.insert(entry.path().filename().string());
  if (foreign.empty()) return {};
  return output_failed(folder, folder.string() + " holds something else (" + *foreign.begin() +
                                   "); name a new folder, or one that holds a dataset only");
}

/// Makes the names in a folder durable, as far as the system lets us open it.
void sync_folder(const fs::path& folder) {
  int handle = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

/// Takes no time of day: the same records give the same bytes.
class CsvFolder : public RecordSink, private RowConsumer {
 public:
  CsvFolder(fs::path folder, std::vector<Table> tables, RowMaker rows)
      : folder_(std::move(folder)), tables_(std::move(tables)), rows_(std::move(rows)) {
    partial_ = folder_;
    partial_ += ".part-" + std::to_string(::getpid());
    old_ = folder_;
    old_ += ".old-" + std::to_string(::getpid());
  }

  ~CsvFolder() override {
    files_.clear();
    std::error_code ignored;
    fs::remove_all(partial_, ignored);
  }
  CsvFolder(const CsvFolder&) = delete;
  CsvFolder& operator=(const CsvFolder&) = delete;

  Result<void> open() {
    std::error_code error;
    if (fs::create_directories(partial_, error); error)
      return output_failed(partial_, "cannot make the folder " + partial_.string() + ": " + error.message());
    for (const Table& table : tables_) files_.emplace_back((partial_ / (table.name + ".csv")).string(), table);
    rows_.make_reference_rows(*this);
    return {};
  }

  Result<void> add(const Record& given) override {
    std::optional<Record> failed;
    const Record& record = rows_.fitting(given, failed);
    run_.extractor = record.extractor;
    if (paths_.insert(record.document.source).second) {
      ++run_.documents;
      if (record.status == RecordStatus::failed) ++run_.failed, ++run_.new_failures;
      rows_.make_document_row(record, occasion_, *this);
    }
    if (record.record_id.empty() || !record_ids_.insert(record.record_id).second) return {};
    ++run_.records;
    rows_.make_record_rows(record, occasion_, *this);
    rows_.make_value_rows(record, *this);
    for (CsvFile& file : files_)
      if (file.is_broken()) return file.close();
    return {};
  }

  Result<void> finish() override {
    rows_.make_run_row(run_, *this);
    for (CsvFile& file : files_)
      if (Result<void> closed = file.close(); !closed) return closed;
    if (Result<void> written = write_descriptor(); !written) return written;
    return put_in_place();
  }

 private:
  void take_row(TableId table, std::span<const TableCell> cells) override {
    files_[static_cast<std::size_t>(table)].append(cells);
  }

  Result<void> write_descriptor() {
    TextFile file((partial_ / kDescriptor).string());
    file.append(data_package(tables_, run_.extractor.version));
    return file.close();
  }

  /// Two renames: between them, for an instant, nothing stands there; what stood there is deleted last.
  Result<void> put_in_place() {
    if (Result<void> free = check_replaceable(folder_, tables_); !free) return free;
    std::error_code error;
    bool replaces = fs::exists(folder_, error);
    if (replaces) fs::rename(folder_, old_, error);
    if (!error) fs::rename(partial_, folder_, error);
    if (error) {
      std::error_code ignored;
      if (replaces && !fs::exists(folder_, ignored)) fs::rename(old_, folder_, ignored);
      return output_failed(folder_, "cannot put the dataset at " + folder_.string() + ": " + error.message());
    }
    if (replaces) fs::remove_all(old_, error);
    sync_folder(folder_.parent_path());
    return {};
  }

  fs::path folder_, partial_, old_;
  std::vector<Table> tables_;
  RowMaker rows_;
  std::vector<CsvFile> files_;
  Occasion occasion_;
  RunSummary run_;
  std::unordered_set<std::string> paths_, record_ids_;
};

}  // namespace

Result<std::unique_ptr<RecordSink>> open_csv_folder(const std::string& folder, const std::vector<Form>& forms,
                                                    const SinkOptions& options) {
  Result<std::vector<CodebookField>> fields = field_codebook(forms);
  if (!fields) return Failure(fields.error());
  Result<std::vector<Table>> tables = dataset_tables(*fields, options.with_text);
  if (!tables) return Failure(tables.error());
  fs::path place = fs::path(folder).lexically_normal();
  if (!place.has_filename()) place = place.parent_path();  // "out/" is "out"
  if (Result<void> free = check_replaceable(place, *tables); !free) return Failure(free.error());
  RowMaker rows(forms, std::move(*fields), options.with_text, options.keep_doubtful);
  auto sink = std::make_unique<CsvFolder>(std::move(place), std::move(*tables), std::move(rows));
  if (Result<void> opened = sink->open(); !opened) return Failure(opened.error());
  return sink;
}

}  // namespace nianbao
