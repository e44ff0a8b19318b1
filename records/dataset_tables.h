#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "records/codebook.h"

namespace nianbao {

/// What a column holds; each kind of dataset has its own name for it.
enum class ColumnType {
  text,
  date,     ///< ISO 8601
  integer,
  count,    ///< a number of a report that is whole unless the publisher wrote otherwise
  number,   ///< an exact decimal
  boolean,
  json,     ///< an array, as JSON text
};

/// `title` is for people (Chinese), `description` for those who write programs.
struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
  std::string title, description;
  std::string unit;
  bool required = false;      ///< never null
  bool non_negative = false;
};

/// `columns` of this table are `referenced` columns of `table`.
struct ForeignKey {
  std::vector<std::string> columns;
  std::string table;
  std::vector<std::string> referenced;
};

struct Table {
  std::string name, title;
  std::vector<Column> columns;
  std::vector<std::string> primary_key;
  std::vector<ForeignKey> foreign_keys;
  std::vector<std::vector<std::string>> indexes;  ///< columns of each
};

/// The tables of a dataset in an order in which each comes after those that it refers to. The enumerators are indexes.
enum class TableId {
  forms, fields, rules, runs, reports, documents, sections, values_long, candidates, findings, evidence, values_wide, status_wide,
};
inline constexpr int kTableCount = 13;

/// Every table, its columns, keys and indexes; the wide ones have a column for each of `fields`, by its short name.
/// `with_text` false leaves out the texts of the sections. Error: bad_form, where a field's short name is that of one of
/// the wide tables' own columns.
Result<std::vector<Table>> dataset_tables(const std::vector<CodebookField>& fields, bool with_text);

inline const Table& table_of(const std::vector<Table>& tables, TableId id) { return tables[static_cast<std::size_t>(id)]; }

}  // namespace nianbao
