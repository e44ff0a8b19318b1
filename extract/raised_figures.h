#pragma once

#include <string>
#include <string_view>

namespace nianbao {

/// The text with its digits raised: `1` is `¹`. A raised figure is a note's mark; written plain, 12 with a raised 1
/// would read 121.
std::string raise_figures(std::string_view text);

}  // namespace nianbao
