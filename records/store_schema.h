#pragma once

// Of records/ only: the store's tables as they lie in the file, and how older stores become so.

#include <string>
#include <vector>

#include "records/dataset_tables.h"
#include "records/sqlite_database.h"

namespace nianbao {

/// `PRAGMA user_version`: the layout of the store, which is not the version of the record's schema. 1 was the store of
/// records alone; 2 added the books of what was read when; 3 what manifests say, and what merges need; 4 keeps values under numbers
/// (value_rows.h). Never reused.
inline constexpr int kStoreVersion = 4;

/// The dataset's tables with what only the store has: the keys and books of `documents`, `reports.attempts`.
std::vector<Table> store_tables(std::vector<Table> dataset);

/// `document_versions`: a row for each content that a file has had.
Table document_versions_table();

/// Makes the tables in an empty file; brings a store of an older version, or of fewer forms, up to date; refuses what is no
/// store, or is a newer one. All in the transaction that the caller has begun. `tables` are store_tables().
Result<void> make_store_schema(SqliteDatabase& database, const std::string& path, const std::vector<Table>& tables);

/// The same refusals, for a reader; it changes nothing.
Result<void> check_store_schema(SqliteDatabase& database, const std::string& path);

}  // namespace nianbao
