#include "corpus/generator/random.h"

namespace nianbao::corpus {

std::uint64_t Random::next() {
  state_ += 0x9E3779B97F4A7C15u;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

Random Random::fork(std::string_view purpose) const {
  std::uint64_t hash = 0xCBF29CE484222325u ^ state_;
  for (const char c : purpose) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  Random child(hash);
  child.next();
  return child;
}

int Random::between(int low, int high) {
  const std::uint64_t width = static_cast<std::uint64_t>(high - low) + 1;
  return low + static_cast<int>(next() % width);
}

double Random::real(double low, double high) {
  const double unit = static_cast<double>(next() >> 11) / 9007199254740992.0;
  return low + (high - low) * unit;
}

}  // namespace nianbao::corpus
