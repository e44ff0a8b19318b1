#include "cli/tally.h"

namespace nianbao {

void add_record(Tally& tally, const Record& record) {
  ++tally.records;
  ++tally.by_status[static_cast<std::size_t>(record.status)];
  for (const Finding& finding : record.findings) ++tally.by_severity[static_cast<std::size_t>(finding.severity)];
  for (const Value& value : record.values)
    if (value.status == ValueStatus::doubtful || value.status == ValueStatus::unreadable) ++tally.doubtful;
}

void add_tally(Tally& tally, const Tally& other) {
  tally.records += other.records;
  tally.doubtful += other.doubtful;
  for (std::size_t i = 0; i < tally.by_status.size(); ++i) tally.by_status[i] += other.by_status[i];
  for (std::size_t i = 0; i < tally.by_severity.size(); ++i) tally.by_severity[i] += other.by_severity[i];
}

}  // namespace nianbao
