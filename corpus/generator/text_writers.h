#pragma once

#include "corpus/generator/plan.h"

namespace nianbao::corpus {

/// The report as text, as a page or as a flat OpenDocument text.
Generated as_text(const Plan& plan, const Report& report, Random random);

}  // namespace nianbao::corpus
