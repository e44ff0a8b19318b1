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
  /// Adds one record. The same record_id again adds a row to `documents` only.
  virtual Result<void> add(const Record& record) = 0;
  /// Makes everything durable under its final name. Without it nothing is left behind.
  virtual Result<void> finish() = 0;
};

struct SinkOptions {
  bool with_text = false;      ///< section texts in the CSV folder
  bool keep_doubtful = false;  ///< doubtful values in `values_wide` too
};

Result<std::unique_ptr<RecordSink>> open_csv_folder(const std::string& folder, const std::vector<Form>& forms,
                                                    const SinkOptions& options);
Result<std::unique_ptr<RecordSink>> open_sqlite_store(const std::string& path, const std::vector<Form>& forms,
                                                      const SinkOptions& options);

}  // namespace nianbao
