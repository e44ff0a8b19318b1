#pragma once

#include <string>
#include <vector>

#include "corpus/generator/pieces.h"
#include "corpus/generator/random.h"
#include "corpus/generator/style.h"

namespace nianbao::corpus {

/// A Word document: gridSpan and vMerge, text in several runs, headings whose number is in the numbering part, deleted
/// and inserted text, a section's break; by `random`.
std::string to_docx(const std::vector<Piece>& pieces, const Style& style, Random random);

/// An OpenDocument text in its package.
std::string to_odt(const std::vector<Piece>& pieces, const Style& style);

}  // namespace nianbao::corpus
