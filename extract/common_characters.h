#pragma once

#include <cstddef>
#include <string_view>

namespace nianbao {

/// How a text's first 64 KiB look as printed Chinese: its characters past ASCII, those among them that are ideographs, and
/// those that Chinese texts are full of (的, 信息公开, 。, …; simplified and traditional). `utf8` is valid.
struct CharacterCensus {
  std::size_t all = 0, ideographs = 0, common = 0;

  /// Thousandths of all that are common ones: some hundreds in Chinese text, hardly any where another encoding was read.
  int commonness() const { return all == 0 ? 0 : static_cast<int>(common * 1000 / all); }
};

CharacterCensus count_common_characters(std::string_view utf8);

}  // namespace nianbao
