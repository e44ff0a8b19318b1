#include "cli/basis.h"

#include "audit/audit.h"
#include "cli/digest.h"
#include "cli/input_files.h"
#include "extract/read_document.h"
#include "extract/scan/language_data.h"
#include "normalize/normalize.h"
#include "tables/layout.h"

namespace nianbao {
namespace {

/// Of the data itself, not of where it lies. Empty where scans are not read, or there is none.
std::string language_data_digest(const ReadOptions& options) {
  if (options.ocr == OcrMode::never) return {};
  const auto folder = find_language_data(options.tessdata);
  const auto bytes = folder ? read_file_bytes(language_file(*folder)) : Result<std::string>(Failure(folder.error()));
  return bytes ? sha256_hex(*bytes) : std::string();
}

}  // namespace

std::string result_basis(const FormSet& forms, const PipelineOptions& options) {
  std::string text;
  auto add = [&](std::string_view name, const std::string& value) {
    text.append(name).append("=").append(std::to_string(value.size())).append(":").append(value).append("\n");
  };
  add("nianbao", NIANBAO_VERSION);
  add("schema", std::to_string(kSchemaVersion));
  add("extract", std::to_string(kExtractResultVersion));
  add("tables", std::to_string(kTablesResultVersion));
  add("normalize", std::to_string(kNormalizeResultVersion));
  add("audit", std::to_string(kAuditResultVersion));
  for (const FormText& form : forms.texts) add("form", form.toml);
  add("assume_form", options.normalize.assume_form);
  add("max_pages", std::to_string(options.read.max_pages));
  add("max_bytes", std::to_string(options.read.max_bytes));
  add("ocr", std::to_string(static_cast<int>(options.read.ocr)));
  add("prose", std::to_string(options.read.prose));
  add("language_data", language_data_digest(options.read));
  add("snap_pt", std::to_string(options.layout.snap_pt));
  add("libraries", NIANBAO_LIBRARY_VERSIONS);
  return sha256_hex(text).substr(0, 16);
}

}  // namespace nianbao
