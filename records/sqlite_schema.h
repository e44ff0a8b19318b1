#pragma once

#include <string>
#include <vector>

#include "records/dataset_tables.h"

namespace nianbao {

/// `PRAGMA application_id` of a store: "NBAO".
inline constexpr int kStoreApplicationId = 0x4E42414F;

/// Statements that create the table and its indexes.
std::string create_sql(const Table& table);

/// Inserts a row: a parameter a column, in their order.
std::string insert_sql(const Table& table);

/// Inserts a row, or puts it in the place of the one with its primary key. The columns in `kept` keep what stands there,
/// unless that is null.
std::string upsert_sql(const Table& table, const std::vector<std::string>& kept);

/// Adds the column to a table that is there.
std::string add_column_sql(const Table& table, const Column& column);

/// Deletes the rows of all records of one content, whose sha256 is the parameter: its record_id and those with `#2`, `#3`, …
/// (`$` is the character after `#`).
std::string delete_content_sql(const Table& table);

}  // namespace nianbao
