#pragma once

// Of records/ only: the adaptor of SQLite's C interface.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "model/result.h"
#include "records/dataset_rows.h"

struct sqlite3;
struct sqlite3_stmt;

namespace nianbao {

/// A prepared statement of a Database, which outlives it.
class SqliteStatement {
 public:
  SqliteStatement() = default;

  /// Binds all parameters, runs to the end. Whether it succeeded; the database has the message.
  bool run(std::span<const TableCell> parameters);
  /// Binds, and reads the first column of the first row as a whole number; `otherwise` if there is no row or it is null.
  std::int64_t whole(std::span<const TableCell> parameters, std::int64_t otherwise);

  /// Begins a query: binds, and stands before the first row. Whether it succeeded.
  bool start(std::span<const TableCell> parameters);
  /// Goes to the next row; false after the last one, and on an error (the database's failure() tells).
  bool next();
  /// Of the row it stands on: a column from 0. Null is 0, 0 or the empty text, which lives until the next step.
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  std::string column_name(int column) const;
  int column_count() const;

 private:
  friend class SqliteDatabase;
  bool bind(std::span<const TableCell> parameters);

  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
  std::vector<char> is_set_;  ///< of each parameter: whether it is bound to something; what is null already need not be set so again
};

enum class SqliteMode { read_only, read_write, create };

class SqliteDatabase {
 public:
  /// Opens the file; `create` makes it where it is not there. Waits up to ten seconds for another program that holds it.
  static Result<SqliteDatabase> open(const std::string& path, SqliteMode mode);

  Result<void> execute(const std::string& sql);
  Result<SqliteStatement> prepare(const std::string& sql);
  /// The one whole number that a query gives.
  Result<std::int64_t> whole(const std::string& sql);
  /// The first column of a query's rows, as text.
  Result<std::vector<std::string>> texts(const std::string& sql);
  /// The last error, as output_failed at the database's path.
  Failure failure() const;

 private:
  struct Closer {
    void operator()(sqlite3* handle) const;
  };
  std::string path_;
  std::unique_ptr<sqlite3, Closer> handle_;
};

}  // namespace nianbao
