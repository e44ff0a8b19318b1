#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "normalize/dates.h"

namespace nianbao {

/// A stretch of folded text (see ReportText), `end` after its last character.
struct Stretch {
  std::size_t begin = 0, end = 0;

  bool empty() const { return begin >= end; }
  std::size_t size() const { return end - begin; }
  bool operator==(const Stretch&) const = default;
};

/// A yearly report's title and what it says.
struct ReportTitle {
  Stretch whole;                  ///< may go over several lines ('\n' within)
  std::optional<FoundYear> year;
  Stretch unit;                   ///< empty where the title names none
  std::u32string unit_name;       ///< folded, lines joined
  std::u32string text;            ///< the title, folded, lines joined
};

/// Finds the report's own title among the first lines of folded text: `XX市2024年政府信息公开工作年度报告` in its many
/// shapes, over several lines, unit or year on a line above or below. Titles that the text cites (《…格式》, in a
/// sentence) are none.
std::optional<ReportTitle> find_printed_title(std::u32string_view text);

/// Reads a title from metadata, what a site appended after it (`-沭阳县发改局`, `_XX网`) left out. None where the value
/// is not the title of such a report.
std::optional<ReportTitle> read_title(std::u32string_view value);

/// The report as a sentence of its preface names it: `现将XX局2023年政府信息公开工作年度报告公布如下`.
std::optional<ReportTitle> find_named_report(std::u32string_view text);

}  // namespace nianbao
