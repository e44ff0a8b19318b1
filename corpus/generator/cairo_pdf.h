#pragma once

#include <string>
#include <vector>

#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

/// The sheets as a PDF with embedded subsets of fonts and ToUnicode, drawn by Pango and cairo. Same sheets, same bytes.
std::string to_cairo_pdf(const std::vector<Sheet>& sheets, const std::string& title);

}  // namespace nianbao::corpus
