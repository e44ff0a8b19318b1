#pragma once

#include <string_view>

#include "extract/scan/digit_reader.h"

namespace nianbao {

/// A crop from a drawing: ten shades from ` ` (paper) over `.:-=+*#%` to `@` (ink), a line a row. Short rows end in paper; a first
/// empty row is not drawn.
InkCrop draw_cell(std::string_view drawing);

}  // namespace nianbao
