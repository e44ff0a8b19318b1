#pragma once

#include "model/document.h"

namespace nianbao {

/// Takes the glyphs out of a page that are struck through: what a correction deleted is no text of it (a document printed with its
/// changes shown). A stroke runs through the middle of the glyphs, begins and ends with them, and meets no vertical line, as the
/// rulings of a table do that text overlaps.
void drop_struck_text(Page& page);

}  // namespace nianbao
