#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nianbao {

/// An exact decimal number: `units` / 10^`scale`. Always in lowest terms (`0.00` is 0, `1.50` is 1.5), so that
/// equal numbers are equal structs. Range: at most 18 digits in all.
class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t whole) : units_(whole) {}  // NOLINT: counts are written as plain numbers

  /// Parses `-?[0-9]+(\.[0-9]+)?`, nothing else; none if it is not such a number or has over 18 digits.
  static std::optional<Decimal> parse(std::string_view text);

  /// Plain notation without trailing zeros: `25.1`, `-18`, `0`.
  std::string to_string() const;

  /// This number divided by 10^`digits`, exactly; none if it would need over 18 digits.
  std::optional<Decimal> divided_by_power_of_ten(int digits) const {
    return digits == 0 && is_in_range(units_) ? std::optional<Decimal>(*this) : make(units_, scale_ + digits);
  }

  std::int64_t units() const { return units_; }
  int scale() const { return scale_; }
  bool is_whole() const { return scale_ == 0; }
  bool is_negative() const { return units_ < 0; }

  bool operator==(const Decimal&) const = default;
  bool operator<(const Decimal& other) const { return scale_ == other.scale_ ? units_ < other.units_ : is_less(other); }

  /// Exact sum and difference; none on overflow of 18 digits.
  static std::optional<Decimal> sum(const Decimal& a, const Decimal& b) {
    if ((a.scale_ | b.scale_) != 0) return aligned_sum(a, b);
    const std::int64_t units = a.units_ + b.units_;  // at most 19 digits together
    return is_in_range(units) ? std::optional<Decimal>(Decimal(units)) : std::nullopt;
  }
  static std::optional<Decimal> difference(const Decimal& a, const Decimal& b);

 private:
  __extension__ typedef __int128 Wide;
  static constexpr std::int64_t kLimit = 1'000'000'000'000'000'000;  ///< 10^18
  static constexpr bool is_in_range(std::int64_t units) { return units < kLimit && units > -kLimit; }
  static std::optional<Decimal> make(Wide units, int scale);
  static std::optional<Decimal> aligned_sum(const Decimal& a, const Decimal& b);
  bool is_less(const Decimal& other) const;

  std::int64_t units_ = 0;
  int scale_ = 0;
};

}  // namespace nianbao
