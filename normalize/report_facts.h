#pragma once

#include <span>
#include <vector>

#include "model/document.h"
#include "model/record.h"

namespace nianbao {

/// What a report says about itself, with the evidence of each fact, and the findings where its sources disagree or say
/// nothing (year_unknown, year_conflict, unit_unknown, unit_conflict, …).
struct ReportFacts {
  ReportInfo info;  ///< all but `form`
  std::vector<Evidence> evidence;
  std::vector<Finding> findings;

  bool operator==(const ReportFacts&) const = default;
};

/// Finds unit, year, title, period, published, signed and scope of the report whose text is `blocks` (its part of the
/// document's layout). `document` gives metadata (header lines, tags) and, last of all, the file's name.
ReportFacts find_report_facts(const Document& document, std::span<const Block> blocks);

}  // namespace nianbao
