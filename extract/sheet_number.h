#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// A number as a spreadsheet shows it. `stored` is the number as the file holds it (`12.300000000000001`), `format` the
/// format code (`0.00`, `#,##0;-#,##0;`, `yyyy"年"m"月"d"日"`; empty or `General`: the number itself, at most 15 figures).
/// Sections for negative numbers and zero are followed: an empty one shows nothing. Of dates year, month and day are
/// shown as YYYY-MM-DD. What is no number comes back as it stands.
std::string show_sheet_number(std::string_view stored, std::string_view format, bool dates_from_1904);

/// The format code of a built-in number format (ECMA-376, 18.8.30), as Chinese versions show it; empty for General.
std::string_view built_in_number_format(int id);

}  // namespace nianbao
