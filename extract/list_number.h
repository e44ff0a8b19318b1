#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// A list's number as it is printed: 3 in `chineseCounting` is 三, in `upperRoman` III. `format` is OOXML's numFmt
/// (ECMA-376, 17.18.59), as far as Chinese documents use them; others print as decimal, `none` and `bullet` as nothing.
std::string format_list_number(int number, std::string_view format);

/// Likewise for OpenDocument's style:num-format: `1`, `a`, `A`, `i`, `I`, `一, 二, 三, ...`, `甲, 乙, 丙, ...`, …
std::string format_odf_number(int number, std::string_view format);

}  // namespace nianbao
