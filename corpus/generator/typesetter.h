#pragma once

#include <vector>

#include "corpus/generator/measure.h"
#include "corpus/generator/pieces.h"
#include "corpus/generator/sheet.h"
#include "corpus/generator/style.h"

namespace nianbao::corpus {

/// Sets a report on pages.
std::vector<Sheet> typeset(const std::vector<Piece>& pieces, const Style& style, TextMeasure& measure);

}  // namespace nianbao::corpus
