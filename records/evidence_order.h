#pragma once

#include <string_view>
#include <vector>

#include "model/record.h"

namespace nianbao {

/// The sources of one fact: the one that was chosen (none where nothing decided) and those that say something else.
struct EvidenceOfKey {
  std::string_view key;
  const Evidence* chosen = nullptr;
  std::vector<const Evidence*> others;
};

/// The evidence grouped by fact: unit, unit_id, year, title, period, published, signed, scope, url, retrieved, then further keys as they come;
/// `others` as they come (a second chosen one too). Points into `evidence`.
std::vector<EvidenceOfKey> evidence_by_key(const std::vector<Evidence>& evidence);

}  // namespace nianbao
