#include "cli/summary.h"

#include <string_view>

namespace nianbao {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string statuses(const Tally& tally) {
  std::string out;
  for (const auto status : {RecordStatus::complete, RecordStatus::partial, RecordStatus::narrative,
                            RecordStatus::not_a_report, RecordStatus::failed}) {
    if (tally.of(status) == 0) continue;
    out += out.empty() ? ": " : ", ";
    out += std::to_string(tally.of(status)) + " " + std::string(to_string(status));
  }
  return out;
}

}  // namespace

std::string run_summary(std::size_t files, const Tally& tally, const std::string& output) {
  std::string out = counted(files, "file", "files") + ", " + counted(tally.records, "record", "records") + statuses(tally);
  out += "; findings: " + counted(tally.of(Severity::error), "error", "errors") + ", " +
         counted(tally.of(Severity::warning), "warning", "warnings") + ", " +
         counted(tally.of(Severity::note), "note", "notes") + "\n";
  if (tally.doubtful > 0) out += counted(tally.doubtful, "value", "values") + " in doubt; ";
  return out + "written to " + (output.empty() ? "standard output" : output) + "\n";
}

}  // namespace nianbao
