#include "model/decimal.h"

#include <algorithm>

namespace nianbao {
namespace {

__extension__ typedef __int128 Wide;

constexpr Wide power_of_ten(int digits) {
  Wide result = 1;
  for (int i = 0; i < digits; ++i) result *= 10;
  return result;
}

/// Both numbers as units of one scale; at most 36 digits, which fit.
struct Aligned {
  Wide a, b;
  int scale;
};

Aligned aligned(const Decimal& a, const Decimal& b) {
  int scale = std::max(a.scale(), b.scale());
  return {a.units() * power_of_ten(scale - a.scale()), b.units() * power_of_ten(scale - b.scale()), scale};
}

}  // namespace

std::optional<Decimal> Decimal::make(Wide units, int scale) {
  while (scale > 0 && units % 10 == 0) {
    units /= 10;
    --scale;
  }
  if (units >= kLimit || units <= -kLimit || scale > 18) return std::nullopt;
  Decimal out;
  out.units_ = static_cast<std::int64_t>(units);
  out.scale_ = scale;
  return out;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  // Counts: up to 18 plain digits.
  if (!text.empty() && text.size() <= 18) {
    std::int64_t units = 0;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) units = units * 10 + (text[i] - '0');
    if (i == text.size()) return Decimal(units);
  }
  bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  if (whole.size() + fraction.size() > 18) return std::nullopt;
  Wide units = 0;
  for (std::string_view part : {whole, fraction}) {
    for (char c : part) {
      if (c < '0' || c > '9') return std::nullopt;
      units = units * 10 + (c - '0');
    }
  }
  return make(negative ? -units : units, static_cast<int>(fraction.size()));
}

std::string Decimal::to_string() const {
  std::string digits = std::to_string(units_ < 0 ? -units_ : units_);
  if (scale_ > 0) {
    if (digits.size() <= static_cast<std::size_t>(scale_)) digits.insert(0, scale_ + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale_, 1, '.');
  }
  return units_ < 0 ? "-" + digits : digits;
}

bool Decimal::is_less(const Decimal& other) const {
  Aligned both = aligned(*this, other);
  return both.a < both.b;
}

std::optional<Decimal> Decimal::aligned_sum(const Decimal& a, const Decimal& b) {
  Aligned both = aligned(a, b);
  return make(both.a + both.b, both.scale);
}

std::optional<Decimal> Decimal::difference(const Decimal& a, const Decimal& b) {
  Aligned both = aligned(a, b);
  return make(both.a - both.b, both.scale);
}

}  // namespace nianbao
