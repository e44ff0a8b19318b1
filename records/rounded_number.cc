#include "records/rounded_number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace nianbao {
namespace {

std::int64_t scale_of(int decimals) {
  std::int64_t scale = 1;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  return scale;
}

std::int64_t units_of(double value, std::int64_t scale) {
  if (!std::isfinite(value)) return 0;
  return std::llround(std::clamp(value, -1e12, 1e12) * static_cast<double>(scale));
}

}  // namespace

double rounded(double value, int decimals) {
  std::int64_t scale = scale_of(decimals);
  return static_cast<double>(units_of(value, scale)) / static_cast<double>(scale);
}

void append_rounded(double value, int decimals, std::string& out) {
  std::int64_t scale = scale_of(decimals);
  std::int64_t units = units_of(value, scale);
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
