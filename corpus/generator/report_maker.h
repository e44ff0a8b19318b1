#pragma once

#include "corpus/generator/random.h"
#include "corpus/generator/report.h"

namespace nianbao::corpus {

/// Makes up a report: unit, year, numbers, prose. Nothing in it is any real body's.
Report make_report(const ContentOptions& options, Random random);

/// The prose of the six sections, of the preamble and of the signature.
void write_narrative(Report& report, const ContentOptions& options, Random random);

}  // namespace nianbao::corpus
