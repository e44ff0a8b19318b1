#pragma once

// Of records/ only: it shows RapidJSON, so it is none of the library's public headers.

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"
#include "model/finding.h"
#include "model/source.h"
#include "records/rounded_number.h"
#include "records/valid_text.h"

namespace nianbao {

/// RapidJSON's writer with what a record needs: exact numbers, text that is always UTF-8, null for what is not known.
class LineWriter {
 public:
  void start_object() { json_.StartObject(); }
  void end_object() { json_.EndObject(); }
  void start_array() { json_.StartArray(); }
  void end_array() { json_.EndArray(); }

  void key(std::string_view name) { json_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }
  void null() { json_.Null(); }
  void whole(std::int64_t number) { json_.Int64(number); }
  void boolean(bool value) { json_.Bool(value); }
  void text(std::string_view text) {
    text = valid_text(text, storage_);
    json_.String(text.data() ? text.data() : "", static_cast<rapidjson::SizeType>(text.size()));
  }
  /// RapidJSON's own decimals go through double: ours are put in as text.
  void number(std::string_view digits) { json_.RawValue(digits.data(), digits.size(), rapidjson::kNumberType); }
  void decimal(const Decimal& value) { value.is_whole() ? whole(value.units()) : number(value.to_string()); }
  void rounded(double value, int decimals) {
    digits_.clear();
    append_rounded(value, decimals, digits_);
    number(digits_);
  }

  void field(std::string_view name, std::string_view value) { key(name), text(value); }
  void whole_field(std::string_view name, std::int64_t value) { key(name), whole(value); }
  void field_or_null(std::string_view name, std::string_view value) {
    key(name);
    value.empty() ? null() : text(value);
  }
  void field_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) field(name, value);
  }

  std::string_view line() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_{buffer_};
  std::string storage_, digits_;
};

/// The place keys of what stands there, those that apply: page, bbox, path, line, span.
void write_place(const Source& source, LineWriter& out);

void write_texts(const std::vector<std::string>& texts, LineWriter& out);
void write_cells(const std::vector<CellNote>& cells, LineWriter& out);
void write_readings(const std::vector<std::vector<std::string>>& readings, LineWriter& out);

}  // namespace nianbao
