#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "corpus/generator/random.h"
#include "corpus/generator/report.h"

namespace nianbao::corpus {

/// Numbers of the tables of requests and reviews, by field; all sums hold.
using Counts = std::map<std::string, std::int64_t>;
Counts consistent_counts(const ContentOptions& options, Random random);

/// Makes publishers' mistakes: a total that is off, a total row of zeros over parts that are not, a cell in which a one
/// is too much. At least one relation breaks for each.
void spoil_sums(Counts& counts, const ContentOptions& options, Random random);

/// The report's entries in the order of the form, printed as the options say; fields of omitted rows are left out.
/// Adds the findings that the manner of printing calls for (cell_note, unit_converted).
void print_entries(Report& report, const Counts& counts, const ContentOptions& options, Random random);

}  // namespace nianbao::corpus
