#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalize/dates.h"
#include "normalize/report_title.h"

namespace nianbao {

/// The period that a report states for its numbers: `统计期限自2023年1月1日起至12月31日止`, or a whole calendar year.
/// Other periods in the prose are none.
std::optional<FoundPeriod> find_period(std::u32string_view text);

/// The sentence that says what a report covers, and which: `own` or `aggregate`.
struct ScopeStatement {
  std::string_view scope;
  Stretch sentence;
};
std::optional<ScopeStatement> find_scope(std::u32string_view text);

/// The body that a sentence names as the report's author: `本报告由XX编制`, `XX（以下简称“我局”）`.
std::optional<Stretch> find_stated_unit(std::u32string_view text);

/// The year that the first sentence under 总体情况 begins with: weak, for reports that state no year elsewhere.
std::optional<FoundYear> find_opening_year(std::u32string_view text);

}  // namespace nianbao
