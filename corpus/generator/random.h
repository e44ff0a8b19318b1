#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace nianbao::corpus {

/// A stream of random numbers that is the same on every machine (SplitMix64, Steele 2014); the standard library's
/// distributions are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// A stream of its own for each purpose, so that one more draw for one thing doesn't change all others.
  Random fork(std::string_view purpose) const;

  std::uint64_t next();
  int between(int low, int high);  ///< both included
  double real(double low, double high);
  bool chance(double probability) { return real(0, 1) < probability; }

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(between(0, static_cast<int>(from.size()) - 1))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace nianbao::corpus
