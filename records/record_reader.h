#pragma once

// Of records/ only: a record back from the rows of the store.

#include <string>
#include <string_view>
#include <vector>

#include "model/record.h"
#include "model/result.h"
#include "records/sqlite_database.h"

namespace nianbao {

/// Reads records out of a store's tables. What it gives writes the same JSON line as the record that was put in (places
/// and confidences as they were rounded).
class RecordReader {
 public:
  static Result<RecordReader> prepare(SqliteDatabase& database);

  /// The records of a document's content in their order; empty where the store has none. Error: output_failed, where the store
  /// is damaged.
  Result<std::vector<Record>> read_content(std::string_view sha256);
  /// The record of that id; an error too where there is none.
  Result<Record> read(std::string_view record_id);

 private:
  struct Statements {
    SqliteStatement ids, report, sections, values, candidates, findings, evidence;
  };

  RecordReader(SqliteDatabase& database, Statements statements) : database_(&database), sql_(std::move(statements)) {}
  void read_sections(Record& record);
  void read_values(Record& record);
  void read_candidates(Record& record);
  void read_findings(Record& record);
  void read_evidence(Record& record);

  SqliteDatabase* database_;
  Statements sql_;
};

}  // namespace nianbao
