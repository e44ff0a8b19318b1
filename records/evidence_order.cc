#include "records/evidence_order.h"

#include <algorithm>
#include <array>

namespace nianbao {

std::vector<EvidenceOfKey> evidence_by_key(const std::vector<Evidence>& evidence) {
  constexpr std::array<std::string_view, 10> kOrder{"unit", "unit_id", "year", "title", "period", "published", "signed", "scope", "url", "retrieved"};
  std::vector<EvidenceOfKey> out;
  for (const Evidence& entry : evidence) {
    auto found = std::find_if(out.begin(), out.end(), [&](const EvidenceOfKey& k) { return k.key == entry.key; });
    if (found == out.end()) found = out.insert(out.end(), {entry.key, nullptr, {}});
    if (entry.chosen && found->chosen == nullptr) {
      found->chosen = &entry;
    } else {
      found->others.push_back(&entry);
    }
  }
  auto rank = [&](const EvidenceOfKey& k) { return std::find(kOrder.begin(), kOrder.end(), k.key) - kOrder.begin(); };
  std::stable_sort(out.begin(), out.end(),
                   [&](const EvidenceOfKey& a, const EvidenceOfKey& b) { return rank(a) < rank(b); });
  return out;
}

}  // namespace nianbao
