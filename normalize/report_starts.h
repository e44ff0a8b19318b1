#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/document.h"
#include "model/record.h"
#include "normalize/form_index.h"

namespace nianbao {

/// Where a report may begin: at its title, or at a heading that is a body's name.
struct ReportStart {
  std::size_t block = 0;
  std::u32string unit;  ///< folded; empty where the line names none
  int year = 0;         ///< 0 where it names none
  std::optional<Evidence> unit_evidence, year_evidence;  ///< of a heading that is no title

  bool operator==(const ReportStart&) const = default;
};

/// Every line that is a report's title (with the lines above that belong to it, entries of a table of contents left out),
/// and every line that is a body's name with the form's first section beginning a few lines below. In their order.
std::vector<ReportStart> find_report_starts(std::span<const Block> blocks, const FormIndex& index);

}  // namespace nianbao
