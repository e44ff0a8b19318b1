#pragma once

#include <optional>
#include <string>

#include "normalize/dates.h"
#include "normalize/report_text.h"
#include "normalize/report_title.h"

namespace nianbao {

/// 落款: the body's name and the date under the report.
struct Signature {
  std::optional<FoundDate> date;
  Stretch unit;  ///< empty where no name stands there
  std::u32string unit_name;
};

/// Finds the signature in a report's last lines (see fold_tail). A date within a sentence is none; words that a page
/// adds behind it (`附件下载`, `打印`, `责任编辑：…`) are passed over.
std::optional<Signature> find_signature(const ReportText& tail);

}  // namespace nianbao
