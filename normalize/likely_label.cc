#include "normalize/likely_label.h"

#include <algorithm>

namespace nianbao {
namespace {

constexpr int kLegible = 800'000;              // of a million
constexpr std::size_t kLeastLegible = 3;       // characters

/// The limit of match_label(); 0: too short to tell.
int farthest(const std::u32string& a, const std::u32string& b) {
  const int longer = static_cast<int>(std::max(a.size(), b.size()));
  return std::min(longer / 3, longer - 2);
}

}  // namespace

LikelyLabel find_likely_label(const LabelText& seen, const FormIndex& index) {
  LikelyLabel best;
  int least = 1 << 20;
  bool one_use = true;
  // The map's order is any: the nearest of all is looked for, and among equals the least key.
  for (const auto& [key, uses] : index.uses) {
    const int limit = std::min(farthest(seen.key, key), least);
    if (limit < 1 || seen.key_set.least_distance(CharacterSet(key)) > limit) continue;
    const int distance = edit_distance(seen.key, key, limit);
    if (distance > limit) continue;
    const bool nearer = distance < least;
    one_use = nearer || (one_use && uses == best.uses);
    if (nearer || key < *best.key) best = {&key, uses};
    least = distance;
  }
  return one_use ? best : LikelyLabel{};
}

int likeness_of(const LabelText& seen, const std::vector<LabelText>& known) {
  int best = 0;
  for (const LabelText& label : known)
    for (const std::u32string* key : {&label.key, &label.head}) {
      const int longer = static_cast<int>(std::max(seen.key.size(), key->size()));
      if (longer > 0) best = std::max(best, 100 * (longer - edit_distance(seen.key, *key, longer)) / longer);
    }
  return best;
}

bool is_legible(const Recognition& recognition, const LabelText& seen) {
  return recognition.confidence >= kLegible && seen.key.size() >= kLeastLegible;
}

}  // namespace nianbao
