#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads OpenDocument text and spreadsheets, zipped (.odt, .ods) or flat (.fodt, .fods), into `flow` (libzip, pugixml).
///
/// Text: as a Word document is read (docx_reader.h): list numbers in front, deletions, notes, comments, indexes, headers
/// and footers out, frames with text behind the paragraph they are anchored in. Sheets: as of a workbook (xlsx_reader.h),
/// the text of a cell as the file stores it beside the number. Paths likewise. Method `odt` for all.
///
/// Errors: damaged_file, encrypted, limit_exceeded, needs_ocr (pictures and no text), empty_file, out_of_memory.
Result<Document> read_odf(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
