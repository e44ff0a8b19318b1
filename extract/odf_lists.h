#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "extract/odf_styles.h"

namespace nianbao {

/// The list numbers of an OpenDocument text, counted in document order (OpenDocument 1.3, 19.880 and following).
class OdfLists {
 public:
  explicit OdfLists(const OdfStyles& styles) : styles_(styles) {}

  /// A list that stands in no other begins: it counts on from the last of its style, or from its start.
  void begin_list(const std::string& style, bool counts_on);
  /// The number before an item's first paragraph, with what parts it from the text; empty for bullets. `level` from 0.
  std::string next(const std::string& style, int level, std::optional<int> start);
  /// Likewise before a heading that stands in no list.
  std::string next_heading(int level, std::optional<int> start);

 private:
  using Counter = std::array<std::optional<int>, 10>;
  static std::string count(const OdfListStyle& style, Counter& counter, int level, std::optional<int> start);

  const OdfStyles& styles_;
  std::map<std::string, Counter> counters_;  ///< by list style
  Counter outline_{};
};

}  // namespace nianbao
