#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/kind.h"
#include "model/result.h"

namespace nianbao {

struct ConvertOptions {
  std::string program = "soffice";  ///< looked up in PATH unless it has a slash
  int seconds_to_start = 60;        ///< a cold start on a busy machine takes half of it
  int seconds_per_file = 60;        ///< without a further file converted
  std::size_t batch = 20;           ///< files for one process; more make one crash cost more
  std::function<bool()> stop{};     ///< asked many times a second; true ends LibreOffice, the files left over get an error
};

/// A file that LibreOffice is to convert.
struct OfficeInput {
  std::string_view bytes;
  Kind kind = Kind::unknown;
};

/// Whether files of that kind are read by way of LibreOffice: doc, wps, rtf, xls, et.
bool needs_conversion(Kind kind);

/// Converts documents to DOCX and workbooks to XLSX by headless LibreOffice, one result for each input, in their order.
///
/// Each batch is one process in a group of its own, with a profile of its own in a temporary folder, which is gone
/// afterwards; a batch that leaves files over is tried again file by file; a process that runs over its time is killed with
/// all it started. WPS files go in under Word's and Excel's names, as LibreOffice decides by name.
///
/// Errors of a file: unsupported_kind (no LibreOffice; says what to install), encrypted, damaged_file (it cannot read the file),
/// timeout, crashed (no process), unreadable_file (no temporary folder).
std::vector<Result<std::string>> convert_office(std::span<const OfficeInput> inputs, const ConvertOptions& options);

}  // namespace nianbao
