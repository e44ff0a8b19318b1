#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/digest.h"
#include "extract/read_document.h"
#include "model/error.h"
#include "tables/layout.h"

namespace nianbao {

/// One of the files that a report was published in; `error` where it is not there.
struct ReportFile {
  std::string source;
  std::string_view bytes;
  std::optional<Error> error;
};

/// Several files read as one: its facts as a file, and its text and tables from the first file to the last.
struct AssembledDocument {
  Document document;
  Layout layout;
};

/// The identity of a report in several files: the sha256 of their sha256s, a line each (`-` for one that is not there), and all bytes.
ContentId identify_files(const std::vector<ReportFile>& files);

/// Reads the files one after another. Pages are counted on from file to file, and a table may go over from the last page of one file to
/// the first of the next (p1.jpg, p2.jpg). In files without pages the places' `path` begins with `file[2]`, the file's number. A file that is not
/// there or cannot be read gives a finding part_not_read, and the others are read. Error: that of the first file, where none can be.
Result<AssembledDocument> assemble_document(const std::vector<ReportFile>& files, const ReadOptions& read, const LayoutOptions& layout);

}  // namespace nianbao
