#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"
#include "model/finding.h"
#include "model/source.h"

namespace nianbao {

/// Writes one line of JSON with what a record needs: exact numbers, text that is always UTF-8, null for what is not known.
/// Our own because a general writer looks at every key's characters and costs as much as all of the reading before it.
class LineWriter {
 public:
  /// Makes room for a line of about so many bytes.
  void reserve(std::size_t bytes) { room_for(bytes); }

  void start_object() { open('{'); }
  void end_object() { close('}'); }
  void start_array() { open('['); }
  void end_array() { close(']'); }

  /// `name` holds nothing that JSON escapes: keys are the contract's.
  void key(std::string_view name);
  /// A key that comes from data and may hold anything.
  void data_key(std::string_view name);
  void null() { token("null"); }
  void boolean(bool value) { token(value ? "true" : "false"); }
  void whole(std::int64_t number);
  void text(std::string_view text);
  /// A number that is written out already.
  void number(std::string_view digits) { token(digits); }
  void decimal(const Decimal& value) { value.is_whole() ? whole(value.units()) : number(value.to_string()); }
  void rounded(double value, int decimals);

  void field(std::string_view name, std::string_view value) { key(name), text(value); }
  void whole_field(std::string_view name, std::int64_t value) { key(name), whole(value); }
  void field_or_null(std::string_view name, std::string_view value) {
    key(name);
    value.empty() ? null() : text(value);
  }
  void field_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) field(name, value);
  }

  std::string_view line() const { return std::string_view(buffer_).substr(0, size_); }

 private:
  void open(char bracket);
  void close(char bracket);
  void token(std::string_view token);
  /// Where the next `bytes` bytes go; the caller adds to size_ what it wrote.
  char* room_for(std::size_t bytes) {
    if (buffer_.size() - size_ < bytes) grow(bytes);
    return buffer_.data() + size_;
  }
  void grow(std::size_t bytes);

  std::string buffer_;
  std::size_t size_ = 0;  ///< bytes of buffer_ that are written
  bool comma_ = false;    ///< something stands before what comes next
  std::string storage_, digits_;
};

/// The place keys of what stands there, those that apply: page, bbox, path, line, span.
void write_place(const Source& source, LineWriter& out);

void write_texts(const std::vector<std::string>& texts, LineWriter& out);
void write_cells(const std::vector<CellNote>& cells, LineWriter& out);
void write_readings(const std::vector<std::vector<std::string>>& readings, LineWriter& out);

}  // namespace nianbao
