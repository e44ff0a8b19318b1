#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads an Excel workbook (OOXML; libzip and pugixml) into `flow`: its visible sheets in order, each as blocks_of_sheet
/// makes them, cells as they are shown (number formats, hidden zeros); of formulas the stored results. Hidden sheets,
/// rows and columns are left out. Core properties go to `meta` as of a Word document.
///
/// Errors: damaged_file, encrypted, limit_exceeded, empty_file, out_of_memory.
Result<Document> read_xlsx(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
