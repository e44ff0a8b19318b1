#pragma once

// Of records/ only: how the store keeps the values.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "records/codebook.h"
#include "records/row_builder.h"
#include "records/sqlite_database.h"

namespace nianbao {

/// `value_rows` has a row a value, under the number of its record (`reports.record_no`) and of its field (`fields.field_no`); the view
/// `values_long` shows them under their names. With the names in each row, two hundred rows a report took nine tenths of a store's
/// bytes and most of the time of writing it (docs/scale.md). Rows of a record lie together and records in the order of writing, so
/// that a new record is appended.
///
/// The key `value_id` is record_no * kValuesARecord + the value's position from 1.
inline constexpr std::int64_t kValuesARecord = 1 << 20;

/// The table, the view, and the unique indexes of the numbers. `reports` and `fields` have their columns of numbers already.
std::string create_values_sql();

/// Numbers the fields that have none yet; a number never changes.
std::string number_fields_sql();

/// Takes the values out of the table `values_long` of an older store into `value_rows`, and puts the view in its place.
std::string migrate_values_sql();

/// Whether the row `v` of `value_rows` is one of the record of that number.
std::string values_of_record_sql(const std::string& number);

/// Deletes the values of the content ?1.
std::string delete_values_sql();

/// Copies the values of the records in `temp.taken` from the attached store `part`; the records themselves are there already.
std::string merge_values_sql();

/// Writes the values of records.
class ValueRows {
 public:
  /// `fields`: all that a record may have, numbered.
  static Result<ValueRows> prepare(SqliteDatabase& database, const std::vector<CodebookField>& fields);

  /// `field_indexes`: for each value its index in `fields`. Whether it succeeded; the database has the message.
  bool insert(const Record& record, std::span<const int> field_indexes, std::int64_t record_no);

  ValueRows() = default;

 private:
  /// Writes so many rows at once: the work of beginning a statement is a third of that of a row.
  struct Step {
    std::size_t rows;
    SqliteStatement statement;
  };
  std::vector<Step> steps_;  ///< the largest first
  std::vector<std::int64_t> field_numbers_;
  Row cells_;
};

}  // namespace nianbao
