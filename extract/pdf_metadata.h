#pragma once

#include <vector>

#include "model/document.h"

class PDFDoc;

namespace nianbao {

/// The entries of the PDF's Info dictionary as `pdf:Title`, `pdf:Author`, …, in UTF-8, those that say nothing left out.
std::vector<MetaEntry> read_pdf_metadata(PDFDoc& doc);

}  // namespace nianbao
