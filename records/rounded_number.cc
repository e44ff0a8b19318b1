#include "records/rounded_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace nianbao {

void append_rounded(double value, int decimals, std::string& out) {
  if (!std::isfinite(value)) value = 0;
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  std::int64_t units = std::llround(std::clamp(value, -1e12, 1e12) * static_cast<double>(scale));
  if (units < 0) out.push_back('-');
  units = units < 0 ? -units : units;
  char digits[24];
  char* end = std::to_chars(digits, digits + sizeof(digits), units / scale).ptr;
  out.append(digits, end);
  std::int64_t fraction = units % scale;
  if (fraction == 0) return;
  out.push_back('.');
  for (scale /= 10; fraction != 0; scale /= 10) {
    out.push_back(static_cast<char>('0' + fraction / scale));
    fraction %= scale;
  }
}

}  // namespace nianbao
