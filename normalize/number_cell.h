#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"
#include "model/record.h"

namespace nianbao {

/// What a column allows its numbers to be.
struct NumberRange {
  bool negative = false;  ///< any, not only >= 0
  bool decimals = false;  ///< may have a fraction

  bool operator==(const NumberRange&) const = default;
};

/// A cell read as a number: `status` is read, blank, dash, doubtful or unreadable.
struct NumberCell {
  ValueStatus status = ValueStatus::unreadable;
  std::optional<Decimal> value;     ///< as printed, in the printed unit
  std::vector<Decimal> candidates;  ///< of doubtful
  std::string unit;                 ///< printed after the number (元, 万元, 件 …), empty without
  bool remark = false;              ///< more than the number stands there: 22（其中修订16件）
  std::string why;                  ///< of doubtful and unreadable, for the finding: English
  std::string why_zh;

  bool operator==(const NumberCell&) const = default;
};

/// Reads a table cell's text. Full width digits, thousands separators, a number wrapped over two lines, units and
/// remarks behind the number are understood; dashes and words for "none" are `dash`; Chinese numerals are not
/// numbers to us. Anything that could be two numbers is doubtful or unreadable, never guessed.
NumberCell parse_number_cell(std::string_view text, const NumberRange& range);

/// Whether the cell is nothing but a whole number as computers write it, which most cells are.
bool is_plain_number(std::string_view text);

/// Whether the text begins with a bracket, or an ideograph that no dash (无, 不适用 …) begins with: it is neither a number nor a dash.
bool begins_with_word(std::string_view text);

/// A number of `unit` as one of `wanted`, exactly: 元 → 万元. None where no rule leads from the one to the other; the
/// number itself where the unit is empty, equal, or only a measure word (件, 项, 条, 个, 次).
std::optional<Decimal> convert_unit(const Decimal& value, std::string_view unit, std::string_view wanted);

/// Whether the text is a dash or a word that stands for "none" or "not applicable".
bool is_dash_text(std::u32string_view folded);

/// The unit a header states: `（单位：元）` → 元; empty without.
std::string stated_unit(std::string_view header);

}  // namespace nianbao
