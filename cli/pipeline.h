#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/assembled_document.h"
#include "cli/digest.h"
#include "extract/read_document.h"
#include "model/record.h"
#include "normalize/normalize.h"
#include "tables/layout.h"

namespace nianbao {

/// The options of every stage, and the digest that records carry as `basis` (see result_basis).
struct PipelineOptions {
  ReadOptions read;
  LayoutOptions layout;
  NormalizeOptions normalize;
  std::string basis;
};

/// The whole way of one file: its bytes -> its records, audited, their finding ids made unique. `source` is the path as
/// the record shows it. At least one record; where the file cannot be read, it is one of status `failed` with the
/// error. `converted` is what LibreOffice made of the bytes, where that was done before. Never throws.
std::vector<Record> extract_report(std::string_view bytes, const std::string& source, const PreparedForms& forms,
                                   const PipelineOptions& options,
                                   const std::optional<std::string_view>& converted = std::nullopt);

/// The same of a report in several files: one record, read from the first file to the last (assembled_document.h).
std::vector<Record> extract_report(const std::vector<ReportFile>& files, const std::string& source, const PreparedForms& forms,
                                   const PipelineOptions& options);

/// The record of a file that could not be turned into one. `content` is none where the file system refused it: then nobody
/// knows the record's id.
Record failed_record(const std::optional<ContentId>& content, const std::string& source, const Error& error,
                     const PipelineOptions& options);

/// Makes ids that stand twice unique: `id~2`, `id~3`, … in the order of the findings.
void make_ids_unique(std::vector<Finding>& findings);

}  // namespace nianbao
