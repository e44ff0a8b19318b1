#pragma once

#include <array>
#include <cstdint>

#include "model/record.h"

namespace nianbao {

/// What a run counts. Indexes are the enumerators of RecordStatus and Severity.
struct Tally {
  std::uint32_t records = 0;
  std::array<std::uint32_t, 5> by_status{};
  std::array<std::uint32_t, 3> by_severity{};
  std::uint32_t doubtful = 0;  ///< values that are doubtful or unreadable

  bool operator==(const Tally&) const = default;
  std::uint32_t of(RecordStatus status) const { return by_status[static_cast<std::size_t>(status)]; }
  std::uint32_t of(Severity severity) const { return by_severity[static_cast<std::size_t>(severity)]; }
};

void add_record(Tally& tally, const Record& record);
void add_tally(Tally& tally, const Tally& other);

}  // namespace nianbao
