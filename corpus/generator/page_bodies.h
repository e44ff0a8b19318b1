#pragma once

#include <string>
#include <vector>

#include "corpus/generator/page_writers.h"

namespace nianbao::corpus {

/// The report's own text as it stands in a page of that markup.
std::string page_body(const std::vector<Piece>& pieces, PageMarkup markup, Random random);

}  // namespace nianbao::corpus
