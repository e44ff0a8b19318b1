#pragma once

#include "extract/scan/digit_ink.h"
#include "extract/scan/digit_reader.h"

namespace nianbao {

/// Reads one text line as a whole with the line net: no cut between characters is ever made. `type_height` is that of
/// the page's digits, in pixels.
WitnessReading read_line(const InkLine& line, int type_height);

}  // namespace nianbao
