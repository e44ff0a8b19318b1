#pragma once

#include <string>

namespace nianbao {

/// `value` rounded to `decimals` places (half away from zero), in plain notation without trailing zeros, never "-0".
/// For places and confidences only: values of a report are Decimals. What is not finite is 0; the limit is ±10^12.
void append_rounded(double value, int decimals, std::string& out);

/// The same as a double: the one nearest to that decimal.
double rounded(double value, int decimals);

inline constexpr int kPlaceDecimals = 2;       ///< a hundredth of a point
inline constexpr int kConfidenceDecimals = 6;

}  // namespace nianbao
