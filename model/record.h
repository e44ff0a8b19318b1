#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"
#include "model/document.h"
#include "model/error.h"
#include "model/finding.h"
#include "model/source.h"

namespace nianbao {

inline constexpr int kSchemaVersion = 1;

/// What is known of a value. Names and meaning are the contract's (docs/record.md); never reused or renamed.
enum class ValueStatus { read, repaired, doubtful, unreadable, blank, dash, missing, reviewed };
std::string_view to_string(ValueStatus status);
std::optional<ValueStatus> parse_value_status(std::string_view name);

/// A field's value in a report. `value` is exact, in the field's unit. `raw` is the cell as it stands, none for `missing`.
/// `method` is set only where it differs from the document's. `confidence` (0 to 1) stands on OCR values only.
struct Value {
  std::string field;
  std::optional<Decimal> value;
  std::optional<std::string> raw;
  std::string raw_unit;  ///< empty where it is the field's
  ValueStatus status = ValueStatus::missing;
  Source source;
  std::optional<Method> method;
  std::optional<double> confidence;
  std::vector<Decimal> candidates;  ///< of `doubtful`: at most 8
  int instance = 1;                 ///< 2, 3, … where the report shows the table again

  bool operator==(const Value&) const = default;
};

/// What a fact about the report rests on. `value` is what this source states, normalised as the fact itself is.
struct Evidence {
  std::string key;     ///< year, unit, title, period, published, signed, scope
  std::string value;
  std::string raw;
  std::string origin;  ///< title, body, meta, header, signature, file_name, manifest
  Source source;
  bool chosen = true;  ///< false: a source that says something else; listed, not used

  bool operator==(const Evidence&) const = default;
};

/// Dates are ISO 8601. Empty strings and none stand for null.
struct ReportInfo {
  std::string form;
  std::optional<int> year;
  std::string unit;
  std::string title;
  std::optional<std::array<std::string, 2>> period;
  std::string published, signed_on;
  std::string scope;  ///< own, aggregate, or empty
  std::string unit_id = {};  ///< of the unit, as a manifest gives it; else empty

  bool operator==(const ReportInfo&) const = default;
};

/// A section's text; `id` is one of the contract's. `page` and `last_page` are 0 for kinds without pages.
struct Section {
  std::string id;
  int number = 0;       ///< as printed; 0 where it has none
  std::string heading;  ///< as printed
  Source source;        ///< of the heading
  int last_page = 0;
  std::string text;     ///< paragraphs separated by '\n', tables left out

  bool operator==(const Section&) const = default;
};

enum class RecordStatus { complete, partial, narrative, not_a_report, failed };
std::string_view to_string(RecordStatus status);
std::optional<RecordStatus> parse_record_status(std::string_view name);

/// Who made the record. `basis` is a digest of all that can change the result.
struct Extractor {
  std::string name = "nianbao";
  std::string version;
  std::string basis;

  bool operator==(const Extractor&) const = default;
};

/// One report. `values` in the order of the form's fields, further instances after the first.
struct Record {
  std::string record_id;
  DocumentInfo document;
  ReportInfo report;
  std::vector<Evidence> evidence;
  std::vector<Section> sections;
  std::vector<Value> values;
  std::vector<Finding> findings;
  RecordStatus status = RecordStatus::failed;
  std::string kind;            ///< of `not_a_report`: letter, list_page, blank_form, other_report, error_page, other
  std::optional<Error> error;  ///< of `failed`
  Extractor extractor;

  bool operator==(const Record&) const = default;
};

}  // namespace nianbao
