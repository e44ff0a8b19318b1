#include "records/value_rows.h"

#include <map>

namespace nianbao {
namespace {

constexpr std::size_t kRowsAtOnce[] = {64, 8, 1};

constexpr const char* kColumns[] = {"value_id", "field_no", "instance", "value", "value_text", "raw", "raw_unit", "status", "method", "confidence",
                                    "page", "x0", "y0", "x1", "y1", "path", "line", "span_first", "span_last"};

std::string columns(const std::string& prefix, std::size_t from = 0) {
  std::string out;
  for (std::size_t i = from; i < std::size(kColumns); ++i) out += (i == from ? "" : ", ") + prefix + kColumns[i];
  return out;
}

std::string position_in_record() { return "(v.value_id & " + std::to_string(kValuesARecord - 1) + ")"; }

std::string insert_rows_sql(std::size_t rows) {
  std::string row = "(?";
  for (std::size_t i = 1; i < std::size(kColumns); ++i) row += ",?";
  row += ")";
  std::string out = "INSERT INTO value_rows (" + columns("") + ") VALUES " + row;
  for (std::size_t i = 1; i < rows; ++i) out += "," + row;
  return out;
}

/// A whole number stands as such, and its text need not; `value` has no type, so that SQLite leaves it as it is.
void put_row(const Value& value, std::int64_t value_id, std::int64_t field_no, Row& row) {
  row.whole(value_id);
  row.whole(field_no);
  row.whole(value.instance);
  value.value ? row.decimal(*value.value) : row.null();
  value.value && !value.value->is_whole() ? row.kept(value.value->to_string()) : row.null();
  value.raw ? row.text(*value.raw) : row.null();
  row.text_or_null(value.raw_unit);
  row.plain(to_string(value.status));
  value.method ? row.plain(to_string(*value.method)) : row.null();
  value.confidence ? row.rounded(*value.confidence, kConfidenceDecimals) : row.null();
  row.place(value.source);
}

}  // namespace

std::string values_of_record_sql(const std::string& number) {
  const std::string count = std::to_string(kValuesARecord);
  return "v.value_id BETWEEN " + number + " * " + count + " AND " + number + " * " + count + " + " + std::to_string(kValuesARecord - 1);
}

std::string create_values_sql() {
  // The + keeps SQLite from making an index of all values of the store first when somebody asks for one field.
  return "CREATE UNIQUE INDEX reports_record_no ON reports (record_no);\n"
         "CREATE UNIQUE INDEX fields_field_no ON fields (field_no);\n"
         "CREATE TABLE value_rows (\n  value_id INTEGER PRIMARY KEY,\n  field_no INTEGER NOT NULL REFERENCES fields (field_no),\n"
         "  instance INTEGER NOT NULL,\n  value,\n  value_text TEXT,\n  raw TEXT,\n  raw_unit TEXT,\n  status TEXT NOT NULL,\n  method TEXT,\n"
         "  confidence REAL,\n  page INTEGER,\n  x0 REAL,\n  y0 REAL,\n  x1 REAL,\n  y1 REAL,\n  path TEXT,\n  line INTEGER,\n"
         "  span_first INTEGER,\n  span_last INTEGER\n);\n"
         "CREATE VIEW values_long AS SELECT r.record_id, f.field, v.instance, " + position_in_record() +
         " AS position, CAST(v.value AS REAL) AS value, coalesce(v.value_text, CAST(v.value AS TEXT)) AS value_text, " + columns("v.", 5) +
         "\nFROM reports r JOIN value_rows v ON " + values_of_record_sql("r.record_no") + " JOIN fields f ON f.field_no = +v.field_no;\n";
}

std::string number_fields_sql() {
  return "UPDATE fields SET field_no = n.number FROM (SELECT field, (SELECT coalesce(max(field_no), 0) FROM fields) + "
         "row_number() OVER (ORDER BY rowid) AS number FROM fields WHERE field_no IS NULL) n WHERE n.field = fields.field;";
}

std::string migrate_values_sql() {
  const std::string whole = "CAST(CAST(v.value_text AS INTEGER) AS TEXT) = v.value_text";
  const auto take = [&](const std::string& position, const std::string& where) {
    return "INSERT INTO value_rows (" + columns("") + ") SELECT r.record_no * " + std::to_string(kValuesARecord) + " + " + position +
           ", f.field_no, v.instance, CASE WHEN " + whole + " THEN CAST(v.value_text AS INTEGER) ELSE v.value END, "
           "CASE WHEN " + whole + " THEN NULL ELSE v.value_text END, " + columns("v.", 5) +
           " FROM reports r JOIN values_long_3 v ON v.record_id = r.record_id JOIN fields f ON f.field = v.field WHERE " + where + ";\n";
  };
  return "UPDATE reports SET record_no = rowid;\n" + number_fields_sql() + "\nALTER TABLE values_long RENAME TO values_long_3;\n" + create_values_sql() +
         take("v.position", "v.position IS NOT NULL") +
         // A store of version 1 had no position: the order of the codebook is the form's.
         take("row_number() OVER (PARTITION BY v.record_id ORDER BY f.rowid, v.instance)", "v.position IS NULL") +
         "DROP TABLE values_long_3;\n";
}

std::string delete_values_sql() {
  return "DELETE FROM value_rows WHERE value_id IN (SELECT v.value_id FROM reports r JOIN value_rows v ON " + values_of_record_sql("r.record_no") +
         " WHERE r.record_id >= ?1 AND r.record_id < ?1 || '$')";
}

std::string merge_values_sql() {
  return "INSERT INTO main.value_rows (" + columns("") + ") SELECT m.record_no * " + std::to_string(kValuesARecord) + " + " + position_in_record() +
         ", o.field_no, " + columns("v.", 2) + " FROM temp.taken t JOIN part.reports r ON r.record_id = t.record_id JOIN main.reports m ON "
         "m.record_id = t.record_id JOIN part.value_rows v ON " + values_of_record_sql("r.record_no") +
         " JOIN part.fields f ON f.field_no = v.field_no JOIN main.fields o ON o.field = f.field;";
}

Result<ValueRows> ValueRows::prepare(SqliteDatabase& database, const std::vector<CodebookField>& fields) {
  ValueRows out;
  for (std::size_t rows : kRowsAtOnce) {
    Result<SqliteStatement> statement = database.prepare(insert_rows_sql(rows));
    if (!statement) return Failure(statement.error());
    out.steps_.push_back({rows, std::move(*statement)});
  }
  Result<SqliteStatement> known = database.prepare("SELECT field, field_no FROM fields");
  if (!known) return Failure(known.error());
  std::map<std::string, std::int64_t, std::less<>> numbers;
  for (bool more = known->start({}) && known->next(); more; more = known->next()) numbers.emplace(known->text(0), known->integer(1));
  for (const CodebookField& field : fields) out.field_numbers_.push_back(numbers[field.field]);
  return out;
}

bool ValueRows::insert(const Record& record, std::span<const int> field_indexes, std::int64_t record_no) {
  const std::size_t count = record.values.size();
  std::size_t done = 0;
  for (Step& step : steps_) {
    for (; count - done >= step.rows; done += step.rows) {
      for (std::size_t i = done; i < done + step.rows; ++i)
        put_row(record.values[i], record_no * kValuesARecord + static_cast<std::int64_t>(i + 1),
                field_numbers_[static_cast<std::size_t>(field_indexes[i])], cells_);
      const bool written = step.statement.run(cells_.cells());
      cells_.clear();
      if (!written) return false;
    }
  }
  return true;
}

}  // namespace nianbao
