#pragma once

#include <string>
#include <vector>

#include "corpus/generator/sheet.h"

namespace nianbao::corpus {

/// What a page's dictionary says beyond its media box: /Rotate, /CropBox, /UserUnit; empty where all is as usual.
std::string page_entries(const Sheet& sheet);

/// Adds these entries to the pages of a cairo PDF, as an incremental update (PDF 1.7, 7.5.6): cairo itself can't.
std::string with_page_entries(const std::string& pdf, const std::vector<Sheet>& sheets);

}  // namespace nianbao::corpus
