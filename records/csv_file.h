#pragma once

#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "model/result.h"
#include "records/dataset_rows.h"

namespace nianbao {

/// Appends a row as RFC 4180, ended by '\n': a cell is quoted where it holds a comma, a quote or a line end; null is nothing,
/// an empty text is "". Numbers are exact, booleans true and false. Nothing is neutralised.
void append_csv_row(std::span<const TableCell> cells, std::string& out);

/// A file that text is appended to. The first error is kept, and told by close().
class TextFile {
 public:
  explicit TextFile(std::string path);

  void append(std::string_view text);
  bool is_broken() const { return error_number_ != 0; }
  /// Writes what is left and makes it durable. Error: output_failed.
  Result<void> close();

 private:
  void flush();

  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_, buffer_;
  std::unique_ptr<std::FILE, Closer> file_;
  int error_number_ = 0;
};

/// A table as a file: a header line of the columns' names, then rows.
class CsvFile {
 public:
  CsvFile(std::string path, const Table& table);

  void append(std::span<const TableCell> cells);
  bool is_broken() const { return file_.is_broken(); }
  Result<void> close() { return file_.close(); }

 private:
  TextFile file_;
  std::string line_;
};

}  // namespace nianbao
