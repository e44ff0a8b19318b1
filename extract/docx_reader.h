#pragma once

#include <string_view>

#include "extract/read_document.h"

namespace nianbao {

/// Reads a Word document (OOXML, transitional and strict; libzip and pugixml) into `flow`, in the order in which it
/// stands there: paragraphs, and tables as grids of kind `markup`, spans resolved. Sources are paths: `p[7]`,
/// `table[2]/tr[5]/td[3]`, counted from 1 as the elements stand in the file.
///
/// Paragraphs have their list number in front, as it is printed. Line breaks part a paragraph. Tracked changes are taken
/// as accepted; of fields the result is read; hidden text, tables of contents, notes, headers and footers are left out.
/// Text boxes follow the paragraph they are anchored in. A raised figure is written as such (`22¹`). Tables that only
/// frame other content become that content (markup_table.h). A picture in the text larger than an icon is read as a scan
/// (embedded_pictures.h); one in a cell has the finding `picture_not_read`. Core properties go to `meta` under `core:title` and the like: they are often a template's.
///
/// Errors: damaged_file, encrypted, limit_exceeded, needs_ocr (pictures and no text), empty_file, out_of_memory.
Result<Document> read_docx(std::string_view bytes, const ReadOptions& options);

/// Reads a Word document that is one XML file, as Word 2003 and many programs that fill in templates write it (often named .doc): WordprocessingML
/// of 2003 or a flat package. All else as read_docx. Errors: damaged_file, needs_ocr, empty_file, out_of_memory.
Result<Document> read_word_xml(std::string_view bytes, const ReadOptions& options);

}  // namespace nianbao
