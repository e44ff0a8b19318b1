#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/record.h"
#include "records/dataset_tables.h"

namespace nianbao {

/// A place or a confidence, which is rounded to so many decimals when it is written.
struct RoundedNumber {
  double value = 0;
  int decimals = 0;
};

/// A cell of a dataset's table; monostate is null. Text is valid UTF-8 without U+0000.
using TableCell = std::variant<std::monostate, std::int64_t, bool, Decimal, RoundedNumber, std::string_view>;

/// Takes the rows of a dataset, table by table as they come. The cells are good for the time of the call.
class RowConsumer {
 public:
  virtual ~RowConsumer() = default;
  virtual void take_row(TableId table, std::span<const TableCell> cells) = 0;
};

/// What a run did, for its row in `runs`.
struct RunSummary {
  std::int64_t run_id = 1;
  std::string started, finished;  ///< ISO 8601, empty: null
  Extractor extractor;            ///< of its last record
  std::int64_t documents = 0, records = 0, failed = 0, new_failures = 0, unchanged = 0, gone = 0;
  std::string outcome;  ///< done, interrupted, stopped; empty: null
};

/// When and in which run a record is written.
struct Occasion {
  std::int64_t run_id = 1;
  std::string now;  ///< ISO 8601, empty: null
};

/// Turns records into rows of the tables. Holds no records: its memory does not grow.
class RowMaker {
 public:
  /// `keep_doubtful`: doubtful values in `values_wide` too; `with_text`: as the tables were made.
  RowMaker(const std::vector<Form>& forms, std::vector<CodebookField> fields, bool with_text, bool keep_doubtful);

  /// The rows of forms, fields and rules.
  void make_reference_rows(RowConsumer& out) const;

  /// The record as it goes into the tables: itself, or, where it would break their keys (a field, form or rule that nobody declared,
  /// the same value or finding twice: our bug), one in `failed` that is `failed`, `internal`, and says why. The others take such records only.
  const Record& fitting(const Record& record, std::optional<Record>& failed) const;

  /// The rows of one record in all tables but `documents`, `runs` and `values_long`.
  void make_record_rows(const Record& record, const Occasion& occasion, RowConsumer& out) const;

  /// The rows of `values_long`.
  void make_value_rows(const Record& record, RowConsumer& out) const;

  /// Only the record's rows of the two wide tables.
  void make_wide_rows(const Record& record, RowConsumer& out) const;

  /// The row of the file that the record was read from.
  void make_document_row(const Record& record, const Occasion& occasion, RowConsumer& out) const;

  void make_run_row(const RunSummary& run, RowConsumer& out) const;

  const std::vector<CodebookField>& fields() const { return fields_; }

  /// For each value of the record the index of its field in fields(), -1 for a field that is not there.
  std::vector<int> field_indexes(const Record& record) const;

 private:
  std::string why_unfit(const Record& record) const;

  std::vector<CodebookRule> rules_;
  std::vector<Form> forms_;
  std::vector<CodebookField> fields_;
  std::map<std::string, int, std::less<>> field_index_;
  bool with_text_, keep_doubtful_;
};

}  // namespace nianbao
