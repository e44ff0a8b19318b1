#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/input_files.h"
#include "model/record.h"

namespace nianbao {

/// What a harvester says of a report; empty: nothing.
struct ManifestFacts {
  std::string url, retrieved, unit, unit_id, year, published;

  bool operator==(const ManifestFacts&) const = default;
  bool empty() const { return *this == ManifestFacts{}; }
};

/// One of the files of a report; `error` where it is not there.
struct DescribedPart {
  InputFile file;
  std::optional<Error> error;

  bool operator==(const DescribedPart&) const = default;
};

struct FileDescription {
  ManifestFacts facts;
  std::vector<DescribedPart> parts;  ///< all files of the report, the first too; empty for a report in one file

  bool operator==(const FileDescription&) const = default;
};

/// A digest of what can change the record; empty where nothing is said.
std::string description_digest(const FileDescription& description);

/// Adds what the harvester says to the records of a file. The report's own words win (a guess from the file's name does not count as
/// such); null is filled, with evidence of origin `manifest`; where both speak and differ, the finding manifest_conflict says so. A
/// file of several reports takes url and retrieved only, as the rest is said of one.
void apply_manifest(const ManifestFacts& facts, std::vector<Record>& records);

}  // namespace nianbao
