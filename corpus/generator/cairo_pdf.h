#pragma once

#include <string>
#include <vector>

#include "corpus/generator/sheet.h"

typedef struct _cairo cairo_t;

namespace nianbao::corpus {

/// The sheets as a PDF with embedded subsets of fonts and ToUnicode, drawn by Pango and cairo. Same sheets, same bytes.
std::string to_cairo_pdf(const std::vector<Sheet>& sheets, const std::string& title);

/// Draws the sheet as it is shown, in points from the top left.
void draw_shown(cairo_t* cairo, const Sheet& sheet);

}  // namespace nianbao::corpus
