#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/form.h"
#include "model/record.h"
#include "model/result.h"

namespace nianbao {

/// Where a whole dataset goes at once: a CSV folder, a workbook (JSONL needs no sink: lines are written as they come; the store
/// grows, see report_store.h).
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  /// Adds one record. The same record_id again in this run adds a row to `documents` only; so does a record without
  /// one (a file that could not be opened). Error: output_failed; nothing can be added after one.
  virtual Result<void> add(const Record& record) = 0;
  /// Makes everything durable under its final name. Without it nothing is left behind.
  virtual Result<void> finish() = 0;
};

struct SinkOptions {
  bool with_text = false;      ///< section texts in the CSV folder
  bool keep_doubtful = false;  ///< doubtful values in `values_wide` too
};

/// A folder of CSV files and datapackage.json, one file a table (docs/record.md). It is written beside its place under another
/// name and renamed by finish(). A dataset that stands there is replaced; a folder with any other file in it is
/// refused, so that nobody's work is deleted. Errors: bad_form (short names that clash), output_failed.
Result<std::unique_ptr<RecordSink>> open_csv_folder(const std::string& folder, const std::vector<Form>& forms,
                                                    const SinkOptions& options);

/// A workbook (XLSX) for people: sheets of the reports, of the values (a row a report, a column a field; numbers only where they
/// are sure, doubts in colour) and of the findings (问题清单), Chinese headings, typed cells; text that begins like a
/// formula stays text. Written beside its place and renamed by finish(). Errors: bad_form, output_failed (also more rows than
/// a sheet holds).
Result<std::unique_ptr<RecordSink>> open_xlsx_workbook(const std::string& path, const std::vector<Form>& forms);

}  // namespace nianbao
