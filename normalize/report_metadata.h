#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/record.h"
#include "normalize/report_text.h"

namespace nianbao {

/// What a document's metadata states about its report; each list in the order of trust.
struct MetadataFacts {
  std::vector<Evidence> titles, years, title_units, units, published;
  bool units_bind = false;  ///< whether `units` name the report's body and not only who runs the page
};
MetadataFacts read_metadata(const std::vector<MetaEntry>& meta);

/// The publication date that a page prints under its title: `发布日期：2020-01-31 来源：…`.
std::optional<Evidence> find_printed_publication(const ReportText& head);

/// The body that a page prints there: `编制单位：江北市教育局`, `来源：江北市教育局`.
std::optional<Evidence> find_printed_body(const ReportText& head);

/// What a file's name says: `淮安市2024.pdf`, `hongze-2023.txt`.
struct FileNameFacts {
  std::optional<Evidence> year, unit;
};
FileNameFacts read_file_name(std::string_view source);

}  // namespace nianbao
