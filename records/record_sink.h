#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/form.h"
#include "model/record.h"
#include "model/result.h"

namespace nianbao {

/// Where records go: a CSV folder or the SQLite store (JSONL needs no sink: lines are written as they come).
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  /// Adds one record. The same record_id again in this run adds a row to `documents` only; so does a record without
  /// one (a file that could not be opened). Error: output_failed; nothing can be added after one.
  virtual Result<void> add(const Record& record) = 0;
  /// Makes everything durable under its final name. Without it a new dataset leaves nothing behind, and an existing store
  /// keeps the batches that were committed.
  virtual Result<void> finish() = 0;
};

struct SinkOptions {
  bool with_text = false;      ///< section texts in the CSV folder (the store always has them)
  bool keep_doubtful = false;  ///< doubtful values in `values_wide` too
  std::string now_iso;         ///< ISO 8601, for the store's first_seen, last_seen and runs; empty: null
  int batch_records = 1000;    ///< records a transaction in an existing store
};

/// A folder of CSV files and datapackage.json, one file a table (docs/record.md). It is written beside its place under another
/// name and renamed by finish(). A dataset that stands there is replaced; a folder with any other file in it is
/// refused, so that nobody's work is deleted. Errors: bad_form (short names that clash), output_failed.
Result<std::unique_ptr<RecordSink>> open_csv_folder(const std::string& folder, const std::vector<Form>& forms,
                                                    const SinkOptions& options);

/// The SQLite store (docs/record.md). A new one is written beside its place under another name and renamed by finish(); to an
/// existing one records are added, and a record that it holds already is replaced. Errors: bad_form, output_failed
/// (also where the file is no store, or one of another schema).
Result<std::unique_ptr<RecordSink>> open_sqlite_store(const std::string& path, const std::vector<Form>& forms,
                                                      const SinkOptions& options);

}  // namespace nianbao
