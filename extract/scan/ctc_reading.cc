#include "extract/scan/ctc_reading.h"

#include <algorithm>
#include <cstddef>

namespace nianbao {
namespace {

constexpr std::uint64_t kOne = std::uint64_t{1} << 30;
constexpr std::uint64_t kFaint = kOne >> 20;  // a millionth: a class below it starts no text of its own

/// A text so far, and the weight of its ways that end in blank and in its last character.
struct Prefix {
  std::string text;
  std::uint64_t blank = 0;
  std::uint64_t character = 0;

  std::uint64_t weight() const { return blank + character; }
};

Prefix& prefix_of(std::vector<Prefix>& prefixes, const std::string& text) {
  for (Prefix& prefix : prefixes) {
    if (prefix.text == text) return prefix;
  }
  prefixes.push_back({text, 0, 0});
  return prefixes.back();
}

void extend(const Prefix& from, const std::uint32_t* shares, std::string_view alphabet, std::vector<Prefix>& next) {
  const auto times = [](std::uint64_t weight, std::uint64_t share) { return weight * share >> 30; };
  Prefix& same = prefix_of(next, from.text);
  same.blank += times(from.weight(), shares[0]);
  if (!from.text.empty()) same.character += times(from.character, shares[1 + alphabet.find(from.text.back())]);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    if (shares[1 + i] < kFaint) continue;
    const bool again = !from.text.empty() && from.text.back() == alphabet[i];
    const std::uint64_t weight = times(again ? from.blank : from.weight(), shares[1 + i]);
    if (weight > 0) prefix_of(next, from.text + alphabet[i]).character += weight;
  }
}

/// Keeps the heaviest, and lifts all weights by one power of two so that the sum of many columns does not fade to nothing.
void prune(std::vector<Prefix>& prefixes, std::size_t most) {
  std::sort(prefixes.begin(), prefixes.end(), [](const Prefix& a, const Prefix& b) {
    return a.weight() != b.weight() ? a.weight() > b.weight() : a.text < b.text;
  });
  if (prefixes.size() > most) prefixes.resize(most);
  while (prefixes.size() > 1 && prefixes.back().weight() == 0) prefixes.pop_back();
  int lift = 0;
  for (std::uint64_t weight = prefixes.front().weight(); weight > 0 && weight << lift < kOne;) ++lift;
  for (Prefix& prefix : prefixes) {
    prefix.blank <<= lift;
    prefix.character <<= lift;
  }
}

}  // namespace

std::vector<ScoredReading> read_columns(const std::vector<std::uint32_t>& shares, std::string_view alphabet, int most) {
  const std::size_t classes = alphabet.size() + 1;
  const auto beam = static_cast<std::size_t>(most) + 4;
  std::vector<Prefix> prefixes{{"", kOne, 0}};
  std::vector<Prefix> next;
  for (std::size_t at = 0; at + classes <= shares.size(); at += classes) {
    next.clear();
    next.reserve(prefixes.size() * classes);
    for (const Prefix& prefix : prefixes) extend(prefix, shares.data() + at, alphabet, next);
    prefixes.swap(next);
    prune(prefixes, beam);
  }
  std::uint64_t sum = 1;
  for (const Prefix& prefix : prefixes) sum += prefix.weight();
  std::vector<ScoredReading> readings;
  for (const Prefix& prefix : prefixes) {
    if (readings.size() == static_cast<std::size_t>(most)) break;
    readings.push_back({prefix.text, static_cast<int>(prefix.weight() * kFullConfidence / sum)});
  }
  return readings;
}

}  // namespace nianbao
