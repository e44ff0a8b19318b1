#include "records/sqlite_database.h"

#include <sqlite3.h>

#include <charconv>
#include <type_traits>

#include "records/rounded_number.h"

namespace nianbao {
namespace {

/// The double nearest to the decimal.
double to_double(const Decimal& value) {
  std::string digits = value.to_string();
  double out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

int bind_cell(sqlite3_stmt* statement, int index, const TableCell& cell) {
  return std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::int64_t>) return sqlite3_bind_int64(statement, index, value);
        if constexpr (std::is_same_v<T, bool>) return sqlite3_bind_int(statement, index, value ? 1 : 0);
        if constexpr (std::is_same_v<T, Decimal>)
          return value.is_whole() ? sqlite3_bind_int64(statement, index, value.units())
                                  : sqlite3_bind_double(statement, index, to_double(value));
        if constexpr (std::is_same_v<T, RoundedNumber>)
          return sqlite3_bind_double(statement, index, rounded(value.value, value.decimals));
        if constexpr (std::is_same_v<T, std::string_view>)  // static: the cells live until the statement has run
          return sqlite3_bind_text64(statement, index, value.data() ? value.data() : "", value.size(), SQLITE_STATIC,
                                     SQLITE_UTF8);
        if constexpr (std::is_same_v<T, std::monostate>) return sqlite3_bind_null(statement, index);
      },
      cell);
}

}  // namespace

void SqliteStatement::Finalizer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void SqliteDatabase::Closer::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

bool SqliteStatement::bind(std::span<const TableCell> parameters) {
  if (is_set_.size() < parameters.size()) is_set_.resize(parameters.size(), 0);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const char is_set = !std::holds_alternative<std::monostate>(parameters[i]);
    if (!is_set && !is_set_[i]) continue;
    if (bind_cell(statement_.get(), static_cast<int>(i + 1), parameters[i]) != SQLITE_OK) return false;
    is_set_[i] = is_set;
  }
  return true;
}

bool SqliteStatement::run(std::span<const TableCell> parameters) {
  bool done = bind(parameters) && sqlite3_step(statement_.get()) == SQLITE_DONE;
  return sqlite3_reset(statement_.get()) == SQLITE_OK && done;
}

std::int64_t SqliteStatement::whole(std::span<const TableCell> parameters, std::int64_t otherwise) {
  std::int64_t out = otherwise;
  if (bind(parameters) && sqlite3_step(statement_.get()) == SQLITE_ROW &&
      sqlite3_column_type(statement_.get(), 0) != SQLITE_NULL)
    out = sqlite3_column_int64(statement_.get(), 0);
  sqlite3_reset(statement_.get());
  return out;
}

bool SqliteStatement::start(std::span<const TableCell> parameters) {
  sqlite3_reset(statement_.get());
  return bind(parameters);
}

bool SqliteStatement::next() {
  if (sqlite3_step(statement_.get()) == SQLITE_ROW) return true;
  sqlite3_reset(statement_.get());
  return false;
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }
double SqliteStatement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string_view SqliteStatement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::string SqliteStatement::column_name(int column) const { return sqlite3_column_name(statement_.get(), column); }
int SqliteStatement::column_count() const { return sqlite3_column_count(statement_.get()); }

Result<SqliteDatabase> SqliteDatabase::open(const std::string& path, SqliteMode mode) {
  SqliteDatabase out;
  out.path_ = path;
  sqlite3* handle = nullptr;
  const int rights = mode == SqliteMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int flags = rights | (mode == SqliteMode::create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX;
  int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  out.handle_.reset(handle);
  if (code != SQLITE_OK) return out.failure();
  if (mode != SqliteMode::read_only && sqlite3_db_readonly(handle, "main") == 1)
    return Failure(Error{ErrorCode::output_failed, path, path + " is read-only: it cannot be written to"});
  sqlite3_busy_timeout(handle, 10'000);
  return out;
}

Result<void> SqliteDatabase::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure();
  return {};
}

Result<SqliteStatement> SqliteDatabase::prepare(const std::string& sql) {
  SqliteStatement out;
  sqlite3_stmt* statement = nullptr;
  int code = sqlite3_prepare_v3(handle_.get(), sql.c_str(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                &statement, nullptr);
  out.statement_.reset(statement);
  if (code != SQLITE_OK) return failure();
  return out;
}

Result<std::int64_t> SqliteDatabase::whole(const std::string& sql) {
  Result<SqliteStatement> statement = prepare(sql);
  if (!statement) return Failure(statement.error());
  int code = sqlite3_step(statement->statement_.get());
  if (code == SQLITE_ROW) return sqlite3_column_int64(statement->statement_.get(), 0);
  return failure();
}

Result<std::vector<std::string>> SqliteDatabase::texts(const std::string& sql) {
  Result<SqliteStatement> statement = prepare(sql);
  if (!statement) return Failure(statement.error());
  std::vector<std::string> out;
  sqlite3_stmt* handle = statement->statement_.get();
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(handle)) == SQLITE_ROW) {
    const void* text = sqlite3_column_blob(handle, 0);
    out.emplace_back(static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_column_bytes(handle, 0)));
  }
  if (code != SQLITE_DONE) return failure();
  return out;
}

Failure SqliteDatabase::failure() const {
  std::string message = handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory";
  return Failure(Error{ErrorCode::output_failed, path_, path_ + ": " + message});
}

}  // namespace nianbao
