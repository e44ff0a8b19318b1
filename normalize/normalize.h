#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "model/form.h"
#include "model/record.h"

namespace nianbao {

/// Raised by one whenever a change here can change a result; part of every record's `basis`.
inline constexpr int kNormalizeResultVersion = 1;

struct NormalizeOptions {
  std::string assume_form;  ///< settles ties between forms only; empty: none
};

/// Maps what stands in the document onto the fields of its form: at least one record, several where the file holds
/// several reports. `document` gives the file's facts, metadata and the reader's findings, `layout` its text and tables.
/// The records have everything but `extractor` and what audit/ adds.
std::vector<Record> normalize(const Document& document, const Layout& layout, const std::vector<Form>& forms,
                              const NormalizeOptions& options);

}  // namespace nianbao
