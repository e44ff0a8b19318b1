#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"

namespace nianbao {

/// Text that was decoded wrongly once before, set right as far as the way back is exact.
struct MojibakeRepair {
  std::string utf8;
  std::vector<Finding> findings;  ///< encoding_repaired and, where parts have no exact way back, encoding_doubt

  bool operator==(const MojibakeRepair&) const = default;
};

/// Recognises UTF-8 that was read as GBK (政府信息 as `鏀垮簻淇℃伅`) or as Windows-1252 (`æ”¿åºœ`), and GBK that was read as
/// Windows-1252 (`Õþ¸®`), by the characters that these make of Chinese text and that Chinese text hardly has. Each stretch
/// of characters past ASCII goes back to the bytes it came from; where they are not whole characters, mostly ideographs,
/// in the other encoding, it stays as it stands. None for a text that does not look so.
std::optional<MojibakeRepair> repair_mojibake(std::string_view utf8);

}  // namespace nianbao
